//! Tables: columns to sort and filter by, of whose rows and cells only those in view, and some around them, are in the page.
//!
//! What the reader sorted, filtered and scrolled to stays when new answers come. To a screen reader it is a grid with all
//! its rows counted; the keyboard moves from cell to cell in it while the focus stays on the grid.

mod cell;
mod filter;
mod foot;
mod frames;
mod head;
mod keys;
mod rows;
mod value;

use crate::browser::observe::Size;
use crate::browser::pieces;
use crate::browser::scroll;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::panel::table::cell::Content;
use crate::panel::table::cell::content;
use crate::panel::table::filter::Filter;
use crate::panel::table::filter::passing;
use crate::panel::table::order;
use crate::panel::table::room;
use crate::panel::table::room::Lines;
use crate::time::format::date_time;
use crate::time::zone::Zone;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::picture::reading;
use crate::ui::picture::table::filter::FilterMenu;
use crate::ui::picture::table::foot::Foot;
use crate::ui::picture::table::foot::Pages;
use crate::ui::picture::table::frames::Frames;
use crate::ui::picture::table::head::Heads;
use crate::ui::picture::table::rows::Body;
use crate::ui::picture::table::value::WholeValue;
use crate::unit;
use crate::unit::date;
use leptos::html;
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// Heights of the line of heads and of the line below, CSS px; the style sheet says the same.
const HEAD: f64 = 28.0;
const FOOT: f64 = 30.0;

/// Rows that are built at a time when a table comes.
const ROWS: usize = 10;

/// A table on the page; copies are the same one.
#[derive(Clone, Copy)]
struct Grid {
    /// Number of its panel.
    id: u64,
    shell: Shell,
    zone: Memo<Arc<Zone>>,
    table: Memo<Arc<Table>>,
    /// What the reader sorts by, by titles; none is as the file says.
    chosen: RwSignal<Option<Vec<(String, bool)>>>,
    sort: Memo<Vec<(usize, bool)>>,
    filters: RwSignal<Vec<(String, Filter)>>,
    /// Rows that pass, in order.
    order: Memo<Arc<Vec<usize>>>,
    /// Width and height in view.
    size: RwSignal<(f64, f64)>,
    /// How many rows of those in view are in the page: all of them, once the first were built.
    built: RwSignal<usize>,
    /// How far it is scrolled to the right and down.
    place: RwSignal<(f64, f64)>,
    page: RwSignal<usize>,
    /// The cell with the keyboard: its place in order, none for the head; and its column.
    active: RwSignal<(Option<usize>, usize)>,
    /// Heading and text of the value that is open.
    opened: RwSignal<(String, String)>,
    widths: Memo<Vec<f64>>,
    lines: Memo<Arc<Lines>>,
    scroller: NodeRef<html::Div>,
}

/// A table panel.
#[component]
pub fn TableView(
    /// Number of the panel.
    id: u64,
    /// Its title.
    title: String,
    /// What it shows.
    table: Memo<Arc<Table>>,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<usize>);
    let all = table;
    let table = Memo::new(move |_| all.with(|all| frames::chosen(all, chosen.get())));
    let grid = Grid::new(id, table);
    let watcher = StoredValue::new_local(None::<Option<Size>>);
    Effect::new(move |_| {
        if let Some(scroller) = grid.scroller.get() {
            let size = Size::of(&scroller, move |wide, high| {
                let before = grid.size.get_untracked();
                if before != (wide, high) {
                    grid.size.set((wide, high));
                }
                if before == (0.0, 0.0) {
                    grid.build();
                }
            });
            watcher.set_value(Some(size));
        }
    });
    let scrolled = move |_| {
        if let Some(scroller) = grid.scroller.get_untracked() {
            grid.place.set(scroll::offset(&scroller));
        }
    };
    let words = grid.shell.words();
    let template = move || {
        let widths = grid.widths.get();
        let widths: Vec<String> = widths.iter().map(|width| pixels(*width)).collect();
        widths.join(" ")
    };
    let wide = move || pixels(grid.widths.get().iter().sum());
    let heads = Memo::new(move |_| grid.table.with(|table| table.style.heads));
    view! {
        <div class="scroll table-scroll" node_ref=grid.scroller on:scroll=on(scrolled)>
            <table
                class="table grid-table"
                role="grid"
                tabindex="0"
                aria-label=title
                aria-description=words.table().keys
                aria-rowcount=Signal::derive(move || (grid.order.with(|order| order.len()) + 1).to_string())
                aria-colcount=Signal::derive(move || grid.table.with(|table| table.columns.len()).to_string())
                aria-activedescendant=Signal::derive(move || grid.cell_id(grid.active.get()))
                style:--columns=Signal::derive(template)
                style:--wide=Signal::derive(wide)
                on:keydown=on(move |event| keys::pressed(grid, &event))
            >
                {follow(move || heads.get().then(|| view! { <Heads grid/> }))}
                <Body grid/>
                <Foot grid/>
            </table>
        </div>
        <Pages grid/>
        <Frames grid all chosen/>
        <FilterMenu grid/>
        <WholeValue grid/>
    }
}

impl Grid {
    fn new(id: u64, table: Memo<Arc<Table>>) -> Self {
        let shell = Shell::here();
        let zone = Timing::here().zone;
        let chosen = RwSignal::new(None::<Vec<(String, bool)>>);
        let sort = Memo::new(move |_| {
            table.with(|table| {
                let Some(chosen) = chosen.get() else {
                    return table.sort.clone();
                };
                let sort = chosen.into_iter().filter_map(|(title, descending)| {
                    let at = table
                        .columns
                        .iter()
                        .position(|column| column.title == title)?;
                    Some((at, descending))
                });
                sort.collect()
            })
        });
        let filters = RwSignal::new(Vec::<(String, Filter)>::new());
        let order = Memo::new(move |_| {
            let zone = zone.get();
            let (table, filters) = (table.get(), filters.get());
            let write =
                |column: &TableColumn, row: usize| written(&shell, &zone, &table, column, row);
            let rows = passing(&table, &filters, &write);
            Arc::new(order::sorted(&table, rows, &sort.get()))
        });
        let size = RwSignal::new((0.0, 0.0));
        let widths = Memo::new(move |_| {
            let (wide, _) = size.get();
            table.with(|table| room::widths(table, wide))
        });
        let page = RwSignal::new(0_usize);
        let mut grid = Self {
            id,
            shell,
            zone,
            table,
            chosen,
            sort,
            filters,
            order,
            size,
            built: RwSignal::new(0),
            place: RwSignal::new((0.0, 0.0)),
            page,
            active: RwSignal::new((None, 0)),
            opened: RwSignal::new(Default::default()),
            widths,
            lines: Memo::new(|_| Arc::new(Lines::Wrapped(Vec::new()))),
            scroller: NodeRef::new(),
        };
        grid.lines = Memo::new(move |_| Arc::new(grid.measured()));
        grid
    }

    /// Builds the first rows, now that it is known how many and how wide: some at a time.
    fn build(self) {
        let more = move || {
            let built = self.built.try_get_untracked();
            let built = built.filter(|built| *built < room::MOST);
            if let Some(built) = built {
                self.built.try_set(built + ROWS);
            }
            built.is_some()
        };
        // Not within the layout that told the size.
        leptos::task::spawn_local(async move {
            pieces::rest().await;
            pieces::each(Box::new(more));
        });
    }

    /// Places in order that are on the page shown: all of them where there is one page.
    fn shown(self) -> Range<usize> {
        let count = self.order.with(|order| order.len());
        let Some(each) = self.per_page() else {
            return 0..count;
        };
        let last = count.saturating_sub(1) / each;
        let first = self.page.get().min(last) * each;
        first..first.saturating_add(each).min(count)
    }

    /// Rows of a page; none where all are on one.
    fn per_page(self) -> Option<usize> {
        let (heads, height) = self.table.with(|table| {
            let style = &table.style;
            style.paged.then_some((style.heads, style.height))
        })?;
        let (_, high) = self.size.get();
        let heads = if heads { HEAD } else { 0.0 };
        let feet = if self.has_sums() { FOOT } else { 0.0 };
        Some((((high - heads - feet) / height) as usize).max(1))
    }

    fn has_sums(self) -> bool {
        self.table.with(|table| {
            table.style.foot.is_some()
                || table
                    .columns
                    .iter()
                    .any(|column| !column.look.foot.is_empty())
        })
    }

    /// Where the rows of the page shown lie.
    fn measured(self) -> Lines {
        let shown = self.shown();
        let table = self.table.get();
        let height = table.style.height;
        let wraps: Vec<usize> = (0..table.columns.len())
            .filter(|place| {
                table
                    .columns
                    .get(*place)
                    .is_some_and(|column| column.look.wrap)
            })
            .collect();
        if wraps.is_empty() {
            return Lines::Even {
                count: shown.len(),
                height,
            };
        }
        let (widths, order) = (self.widths.get(), self.order.get());
        let mut end = 0.0;
        let ends = order.get(shown).unwrap_or_default().iter().map(|row| {
            let texts = wraps.iter().filter_map(|place| {
                let text = self.text(table.columns.get(*place)?, *row);
                Some((text.chars().count(), widths.get(*place).copied()?))
            });
            end += room::wrapped(&texts.collect::<Vec<_>>(), height);
            end
        });
        Lines::Wrapped(ends.collect())
    }

    /// A cell as it is written. Tracked: table and zone.
    fn text(self, column: &TableColumn, row: usize) -> String {
        written(
            &self.shell,
            &self.zone.get(),
            &self.table.get(),
            column,
            row,
        )
    }

    /// The columns in the page.
    fn columns(self) -> Range<usize> {
        let ((left, _), (wide, _)) = (self.place.get(), self.size.get());
        if wide == 0.0 {
            // Not laid out yet.
            return 0..0;
        }
        self.widths.with(|widths| room::columns(widths, left, wide))
    }

    /// The id of a cell's element.
    fn cell_id(self, (row, column): (Option<usize>, usize)) -> String {
        match row {
            Some(row) => format!("cell-{}-{row}-{column}", self.id),
            None => format!("head-{}-{column}", self.id),
        }
    }

    /// Sorts as a click on a head means it.
    fn turn(self, place: usize, also: bool) {
        let table = self.table.get_untracked();
        let sort = order::turned(&self.sort.get_untracked(), &table, place, also);
        let titled = sort.into_iter().filter_map(|(place, descending)| {
            Some((table.columns.get(place)?.title.clone(), descending))
        });
        self.chosen.set(Some(titled.collect()));
    }
}

/// A cell as text.
fn written(shell: &Shell, zone: &Zone, table: &Table, column: &TableColumn, row: usize) -> String {
    match content(table, column, row) {
        Content::Text(text, _) => text,
        Content::Instant(at) => date_time(at, zone),
        Content::Number(number) | Content::Line(_, number) => match (number.value, &number.text) {
            (Some(value), None) if date::is_date(&number.unit) => {
                let written =
                    unit::format_at(value, &number.unit, number.decimals, &shell.locale(), zone);
                written.prefix + &written.number + &written.suffix
            }
            _ => reading::text(shell, &number),
        },
    }
}

/// A length as a style has it.
fn pixels(length: f64) -> String {
    format!("{}px", length as i64)
}
