//! The keyboard in a table: from cell to cell; the focus stays on the grid, so that rows may leave the page.

use crate::browser::element;
use crate::browser::scroll;
use crate::ui::hook::menu::Menu;
use crate::ui::picture::table::FOOT;
use crate::ui::picture::table::Grid;
use crate::ui::picture::table::HEAD;
use crate::ui::picture::table::filter;
use crate::ui::picture::table::value;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// A key on the grid itself; what is inside it has keys of its own.
pub(super) fn pressed(grid: Grid, event: &KeyboardEvent) {
    if event.target() != event.current_target() {
        return;
    }
    let (row, column) = grid.active.get_untracked();
    let shown = untrack(|| grid.shown());
    let columns = grid.table.with_untracked(|table| table.columns.len());
    let (last_row, last_column) = (shown.end.saturating_sub(1), columns.saturating_sub(1));
    let up = |by: usize| match row {
        Some(row) if row > shown.start => Some(row.saturating_sub(by).max(shown.start)),
        Some(_) | None => None,
    };
    let down = |by: usize| match row {
        None => Some(shown.start),
        Some(row) => Some(row.saturating_add(by).min(last_row)),
    };
    let page = {
        let (_, high) = grid.size.get_untracked();
        let height = grid.table.with_untracked(|table| table.style.height);
        ((high / height) as usize).saturating_sub(2).max(1)
    };
    let far = event.ctrl_key() || event.meta_key();
    let next = match event.key().as_str() {
        "ArrowUp" => (up(1), column),
        "ArrowDown" => (down(1), column),
        "PageUp" => (up(page), column),
        "PageDown" => (down(page), column),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(last_column)),
        "Home" if far => (Some(shown.start), 0),
        "End" if far => (Some(last_row), last_column),
        "Home" => (row, 0),
        "End" => (row, last_column),
        "Enter" | " " => {
            event.prevent_default();
            match row {
                None => grid.turn(column, event.shift_key()),
                Some(place) => value::open(grid, (place, column)),
            }
            return;
        }
        "f" | "F" if row.is_none() && !far => {
            let can = grid.table.with_untracked(|table| {
                table
                    .columns
                    .get(column)
                    .is_some_and(|column| column.look.filter)
            });
            if can {
                event.prevent_default();
                Menu::here().open(&filter::id(grid.id, column));
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    grid.active.set(next);
    show(grid, next);
}

/// Scrolls a cell into view, beside what stands still above and below.
fn show(grid: Grid, (place, column): (Option<usize>, usize)) {
    let Some(scroller) = grid.scroller.get_untracked() else {
        return;
    };
    let (left, top) = scroll::offset(&scroller);
    let (wide, high) = grid.size.get_untracked();
    let widths = grid.widths.get_untracked();
    let from: f64 = widths.iter().take(column).sum();
    let to = from + widths.get(column).copied().unwrap_or_default();
    let left = if from < left {
        from
    } else {
        left.max(to - wide)
    };
    let (heads, sums) = untrack(|| (grid.table.with(|table| table.style.heads), grid.has_sums()));
    let taken = if heads { HEAD } else { 0.0 } + if sums { FOOT } else { 0.0 };
    let line = place.map(|place| place.saturating_sub(untrack(|| grid.shown()).start));
    let top = match line {
        None => top,
        Some(line) => {
            let lines = grid.lines.get_untracked();
            let (from, to) = (lines.top(line), lines.top(line + 1));
            if from < top {
                from
            } else {
                top.max(to - (high - taken))
            }
        }
    };
    scroll::to(&scroller, left, top);
}

/// Gives the keyboard back to the grid.
pub(super) fn focus(grid: Grid) {
    element::focus(&format!("[data-panel=\"{}\"] .grid-table", grid.id));
}
