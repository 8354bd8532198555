//! Bars by category: bar charts and histograms. Elements and not a canvas: they are few, and lie where the style puts them.

mod drawn;

use crate::browser::element;
use crate::browser::observe;
use crate::dashboard::datum::Cell;
use crate::dashboard::link::Led;
use crate::panel::columns::Bar;
use crate::panel::columns::Category;
use crate::panel::columns::Columns;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::panel::picture::TooltipMode;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::led;
use crate::ui::picture::columns::drawn::bars;
use crate::ui::picture::columns::drawn::names;
use crate::ui::picture::columns::drawn::scale;
use crate::ui::picture::pointed::Pointed;
use crate::ui::picture::reading;
use crate::ui::picture::told;
use crate::ui::picture::told::Pictured;
use crate::unit;
use crate::unit::number::plain;
use leptos::ev::KeyboardEvent;
use leptos::ev::MouseEvent;
use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// What the parts share; copies are the same picture.
#[derive(Clone, Copy)]
struct Board {
    columns: Memo<Arc<Columns>>,
    size: RwSignal<(f64, f64)>,
    pointed: Pointed,
    shell: Shell,
    timing: Timing,
}

/// A bar chart or a histogram.
#[component]
pub fn ColumnsView(
    /// Number of the panel.
    id: u64,
    /// The panel's title.
    title: String,
    /// What is shown.
    columns: Memo<Arc<Columns>>,
    /// Show the values as a table instead.
    as_table: RwSignal<bool>,
) -> impl IntoView {
    let board = Board {
        columns,
        size: RwSignal::new((0.0, 0.0)),
        pointed: Pointed::nothing(),
        shell: Shell::here(),
        timing: Timing::here(),
    };
    told::framed(board, id, title, as_table)
}

impl Pictured for Board {
    fn place(self) -> LegendPlace {
        self.columns.with(|columns| columns.legend.place)
    }

    fn plot(self, title: String, as_table: RwSignal<bool>) -> AnyView {
        view! { <Plot board=self title as_table/> }.into_any()
    }

    fn table(self) -> (Vec<String>, Vec<Vec<String>>) {
        let columns = self.columns.get();
        let mut heads = vec![self.shell.words().picture().name.to_owned()];
        heads.extend(columns.legend.rows.iter().map(|row| row.name.clone()));
        let rows = columns.categories.iter().zip(&columns.bars);
        let rows = rows.map(|(category, bars)| {
            let mut row = vec![self.category(category, &columns)];
            let text = |bar: &Option<Bar>| {
                bar.as_ref()
                    .map_or_else(String::new, |bar| reading::text(&self.shell, &bar.reading))
            };
            row.extend(bars.iter().map(text));
            row
        });
        (heads, rows.collect())
    }

    fn legend(self) -> Option<AnyView> {
        let columns = self.columns.get();
        let legend = &columns.legend;
        if legend.mode == LegendMode::Hidden {
            return None;
        }
        let words = self.shell.words();
        let lines = legend
            .order
            .iter()
            .filter_map(|place| legend.rows.get(*place));
        let lines = lines.filter(|row| !row.unlisted).map(|row| {
            let figures = legend
                .calcs
                .iter()
                .zip(&row.values)
                .filter_map(|(calc, value)| {
                    let value =
                        unit::show((*value)?, &row.unit, row.decimals, &self.shell.locale());
                    Some(format!("{} {value}", (words.first().reducer)(*calc)))
                });
            (
                row.ink,
                row.name.clone(),
                figures.collect::<Vec<_>>().join("  "),
            )
        });
        Some(told::legend(lines.collect()))
    }
}

impl Board {
    fn category(&self, category: &Category, columns: &Columns) -> String {
        let number = |value: f64| {
            unit::show(value, &columns.category_unit, None, &self.shell.locale()).to_string()
        };
        match category {
            Category::Text(text) => text.clone(),
            Category::Time(at) => self.shell.words().exact(*at, &self.timing.zone.get()),
            Category::Span(from, to) => {
                (self.shell.words().picture().between)(&number(*from), &number(*to))
            }
        }
    }

    /// What stands below a group: an interval begins there.
    fn name(&self, category: &Category, columns: &Columns) -> String {
        let name = match category {
            Category::Span(from, _) => {
                unit::show(*from, &columns.category_unit, None, &self.shell.locale()).to_string()
            }
            Category::Text(_) | Category::Time(_) => self.category(category, columns),
        };
        match columns.name_length {
            Some(most) if name.chars().count() > most as usize => {
                let mut cut: String = name.chars().take(most as usize).collect();
                cut.push('…');
                cut
            }
            Some(_) | None => name,
        }
    }

    /// Do bars lie?
    fn lies(&self, columns: &Columns) -> bool {
        let (width, height) = self.size.get();
        // Grafana's automatic orientation: standing where the panel is wider than high.
        columns.horizontal.unwrap_or(height > width)
    }

    /// The lines of a group: all, or the one bar under the pointer.
    fn lines(&self, columns: &Columns, place: usize) -> Vec<told::Line> {
        let bars = columns.bars.get(place).map_or(&[][..], Vec::as_slice);
        let both = bars.iter().zip(&columns.legend.rows);
        let told = both.filter_map(|(bar, row)| {
            let bar = bar.as_ref()?;
            let zero = columns.tooltip.hide_zeros && bar.reading.value == Some(0.0);
            let text = reading::text(&self.shell, &bar.reading);
            (!row.untold && !zero).then(|| (bar.ink, row.name.clone(), text))
        });
        told.collect()
    }

    /// Where the values of a group lead, which know each other.
    fn links(&self, columns: &Columns, place: usize, category: &str) -> Vec<Led> {
        let bars = columns.bars.get(place).map_or(&[][..], Vec::as_slice);
        let said = |bar: &Option<Bar>| {
            let bar = bar.as_ref()?;
            let number = bar.reading.value.map(plain).unwrap_or_default();
            Some((number, reading::text(&self.shell, &bar.reading)))
        };
        let said: Vec<(String, String)> = bars
            .iter()
            .map(|bar| said(bar).unwrap_or_default())
            .collect();
        let cell = |raw, text| Cell {
            raw,
            numeric: raw,
            text,
        };
        let names = columns.legend.rows.iter().map(|row| row.name.as_str());
        let cells = said.iter().map(|(raw, text)| cell(raw, text));
        let group = (columns.category.as_str(), cell(category, category));
        let row: Vec<(&str, Cell<'_>)> = std::iter::once(group).chain(names.zip(cells)).collect();
        let led = bars.iter().flatten().zip(&said).map(|(bar, (_, text))| {
            let origin = bar.reading.origin.as_deref();
            origin.map_or_else(Vec::new, |origin| {
                led::of_number_among(origin, bar.reading.value, text, "", &row)
            })
        });
        led.flatten().collect()
    }

    fn summary(&self, title: &str) -> String {
        let columns = self.columns.get();
        let words = self.shell.words();
        let mut text = vec![
            [title, "."].concat(),
            (words.picture().groups)(columns.categories.len()),
            (words.chart().lines)(columns.legend.rows.len()),
        ];
        let all = columns.categories.iter().zip(&columns.bars);
        let all =
            all.flat_map(|(category, bars)| bars.iter().flatten().map(move |bar| (category, bar)));
        let value = |bar: &Bar| bar.reading.value.unwrap_or(f64::NEG_INFINITY);
        if let Some((category, bar)) = all.max_by(|(_, a), (_, b)| value(a).total_cmp(&value(b))) {
            let said = reading::text(&self.shell, &bar.reading);
            text.push([&self.category(category, &columns), ": ", &said, "."].concat());
        }
        text.push(words.picture().keys.to_owned());
        text.join(" ")
    }
}

#[component]
fn Plot(board: Board, title: String, as_table: RwSignal<bool>) -> impl IntoView {
    let plot = NodeRef::<Div>::new();
    let watcher = StoredValue::new_local(None::<Option<observe::Size>>);
    Effect::new(move |_| {
        if let Some(plot) = plot.get() {
            watcher.set_value(Some(observe::Size::of(&plot, move |width, height| {
                board.size.set((width, height));
            })));
        }
    });
    let count = move || {
        board
            .columns
            .with_untracked(|columns| columns.categories.len())
    };
    let pointed = board.pointed;
    let under = move |event: &MouseEvent| {
        let plot = plot.get_untracked()?;
        let (x, y) = element::offset_in(&plot, event);
        let (width, height) = board.size.get_untracked();
        let lies = board
            .columns
            .with_untracked(|columns| untrack(|| board.lies(columns)));
        let share = if lies { y / height } else { x / width };
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let place = (share * count() as f64).floor();
        let inside = place >= 0.0 && share < 1.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        inside.then_some(place as usize)
    };
    let keys = move |event: KeyboardEvent| {
        pointed.key(&event, as_table, |place, (right, up)| {
            let last = i64::try_from(count()).unwrap_or(i64::MAX) - 1;
            let next = match place {
                Some(place) => i64::try_from(place)
                    .unwrap_or(0)
                    .saturating_add(right)
                    .saturating_sub(up),
                None => 0,
            };
            usize::try_from(next.clamp(0, last.max(0))).ok()
        });
    };
    let way = move || {
        let lies = board.columns.with(|columns| board.lies(columns));
        if lies { "lying" } else { "upright" }
    };
    let tip = move || {
        let columns = board.columns.get();
        let place = pointed.get()?;
        let category = board.category(columns.categories.get(place)?, &columns);
        #[allow(clippy::cast_precision_loss)]
        let share = (place as f64 + 0.5) / columns.categories.len() as f64 * 100.0;
        let lies = board.lies(&columns);
        let (x, y) = if lies { (50.0, share) } else { (share, 50.0) };
        let lines = told::lines(board.lines(&columns, place));
        let links = pointed.links(board.links(&columns, place, &category));
        let on = columns.tooltip.mode != TooltipMode::Off;
        Some(view! {
            <div class="tooltip" hidden=!on data-pinned=pointed.pinned() data-side=if share < 50.0 || lies { "right" } else { "left" } style:--x=format!("{x:.2}%") style:--y=format!("{y:.2}%")>
                <div class="when"><span>{category}</span></div>
                {lines}
                {links}
            </div>
        })
    };
    let aloud = move || {
        let columns = board.columns.get();
        let place = pointed.get()?;
        let name = board.category(columns.categories.get(place)?, &columns);
        let lines = board.lines(&columns, place).into_iter();
        let values: Vec<String> = lines
            .map(|(_, name, value)| [name, value].join(" "))
            .collect();
        Some((board.shell.words().chart().at)(&name, &values.join(", ")))
    };
    view! {
        <div class="columns" data-way=way>
            {follow(move || scale(board))}
            <div
                class="plot chart-layer"
                node_ref=plot
                tabindex="0"
                role="img"
                aria-roledescription=""
                aria-label=move || board.summary(&title)
                on:pointermove=on(move |event: PointerEvent| pointed.point(under(&event)))
                on:pointerleave=on(move |_: PointerEvent| pointed.point(None))
                on:click=on(move |event: MouseEvent| pointed.press(under(&event)))
                on:keydown=on(keys)
                on:blur=on(move |_| pointed.blur())
            >
                {follow(move || bars(board))}
            </div>
            <div class="over">{follow(tip)}</div>
            {follow(move || names(board))}
        </div>
        <p class="visually-hidden" role="status">{aloud}</p>
    }
}
