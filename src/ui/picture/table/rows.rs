//! The rows of a table that are in the page.

use crate::browser::element;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::panel::table::cell::Content;
use crate::panel::table::cell::content;
use crate::panel::table::look::CellType;
use crate::ui::hook::held::Memo;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::picture::table::Grid;
use crate::ui::picture::table::cell::Paint;
use crate::ui::picture::table::cell::cell;
use crate::ui::picture::table::pixels;
use crate::ui::picture::table::value;
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// A row in the page: it is built anew when any of this changes.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    /// Where the table lies in memory: another answer, another table.
    table: usize,
    /// Its place in order, and its place on the page.
    place: usize,
    line: usize,
    /// Its row in the table.
    row: usize,
    /// Columns in the page.
    columns: (usize, usize),
    /// Where it lies, in whole pixels.
    lies: (i64, i64),
}

/// The body of a table.
#[component]
pub(super) fn Body(grid: Grid) -> impl IntoView {
    let window = Memo::new(move |_| {
        let ((_, top), (_, high)) = (grid.place.get(), grid.size.get());
        let window = grid.lines.with(|lines| lines.window(top, high));
        window.start..window.end.min(window.start + grid.built.get())
    });
    let columns = Memo::new(move |_| grid.columns());
    let keys = move || {
        let table = grid.table.with(|table| Arc::as_ptr(table) as usize);
        let (order, first, lines) = (grid.order.get(), grid.shown().start, grid.lines.get());
        let (window, columns) = (window.get(), columns.get());
        let keys = window.filter_map(move |line| {
            let top = lines.top(line);
            Some(Key {
                table,
                place: first + line,
                line,
                row: order.get(first + line).copied()?,
                columns: (columns.start, columns.end),
                lies: (top as i64, (lines.top(line + 1) - top) as i64),
            })
        });
        keys.collect::<Vec<_>>()
    };
    // One for all cells: a press anywhere on one whose value can be opened opens it.
    let press = move |event: leptos::ev::MouseEvent| {
        // A link in a cell is followed and opens nothing else.
        let id = element::id_around(&event, "td[data-inspect]")
            .filter(|_| element::id_around(&event, "a, button").is_none());
        let at = id.as_deref().and_then(|id| {
            let (rest, column) = id.rsplit_once('-')?;
            let (_, place) = rest.rsplit_once('-')?;
            Some((place.parse().ok()?, column.parse().ok()?))
        });
        if let Some(at) = at {
            value::open(grid, at);
        }
    };
    let high = move || pixels(grid.lines.with(|lines| lines.height()));
    view! {
        <tbody role="rowgroup" on:click=on(press) style:--room=Signal::derive(high)>
            <For each=keys key=Key::clone let:key>
                {row(grid, key)}
            </For>
            <Cursor grid/>
        </tbody>
    }
}

fn row(grid: Grid, key: Key) -> AnyView {
    let table = untrack(|| grid.table.get());
    let columns = key.columns.0..key.columns.1;
    let painted = untrack(|| row_paint(&table, key.row));
    let cells = cells(grid, &table, &key, columns);
    let paint = painted.unwrap_or_default();
    view! {
        <tr
            role="row"
            aria-rowindex=(key.place + 2).to_string()
            aria-colindex=(key.columns.0 + 1).to_string()
            data-odd=(key.place % 2 == 1).then_some("")
            data-paint=paint.how
            data-status=paint.status
            style:--cell=paint.colour
            style:--c=(key.columns.0 + 1).to_string()
            style:--y=pixels(key.lies.0 as f64)
            style:--high=pixels(key.lies.1 as f64)
        >
            {cells}
        </tr>
    }
    .into_any()
}

fn cells(grid: Grid, table: &Table, key: &Key, columns: Range<usize>) -> Vec<AnyView> {
    let shown = table.columns.iter().enumerate();
    let shown = shown.skip(columns.start).take(columns.len());
    shown
        .map(|(place, column)| cell(grid, table, column, (key.place, place), key.row))
        .collect()
}

/// The colour of a whole row: that of the first cell that gives its row one.
fn row_paint(table: &Table, row: usize) -> Option<Paint> {
    let gives = |column: &&TableColumn| {
        matches!(
            column.look.cell,
            CellType::ColourBackground { row: true, .. }
        )
    };
    let column = table.columns.iter().find(gives)?;
    let ink = match content(table, column, row) {
        Content::Number(reading) | Content::Line(_, reading) => reading.ink,
        Content::Text(_, ink) => ink,
        Content::Instant(_) => None,
    };
    Paint::of(ink?, "solid")
}

/// What shows which cell the keyboard is on.
#[component]
fn Cursor(grid: Grid) -> impl IntoView {
    follow(move || {
        let (place, column) = grid.active.get();
        let line = place?.checked_sub(grid.shown().start)?;
        let lines = grid.lines.get();
        if line >= lines.count() {
            return None;
        }
        let widths = grid.widths.get();
        let left: f64 = widths.iter().take(column).sum();
        let (top, bottom) = (lines.top(line), lines.top(line + 1));
        let width = widths.get(column).copied()?;
        Some(view! {
            <tr
                class="table-cursor"
                aria-hidden="true"
                style:--x=pixels(left)
                style:--y=pixels(top)
                style:--w=pixels(width)
                style:--high=pixels(bottom - top)
            ></tr>
        })
    })
}
