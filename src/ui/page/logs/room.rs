//! Which rows of the list are in the page, and how much room the others have above and below.

use crate::logs::loaded::End;
use crate::ui::page::logs::model::Logs;
use leptos::prelude::*;
use std::ops::Range;

/// Rows in the page at most, however high the window is.
const MOST: usize = 180;

/// The rows in the page move in steps of so many, so that scrolling a little changes nothing.
pub(super) const STEP: usize = 15;

/// Height of a line, CSS px; the style sheet says the same.
pub(super) const LINE: f64 = 26.0;

/// The highest a list is, CSS px: browsers give up between 17 and 33 million.
const HIGHEST: f64 = 12_000_000.0;

/// Where nobody knows how many more lines there are, room for so many.
const SOME: usize = 500;

/// What is where in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Room {
    /// Rows that are not loaded, above and below.
    pub(super) above: usize,
    pub(super) below: usize,
    /// Rows that are.
    pub(super) rows: usize,
    /// Pixels for a row that is not in the page.
    pub(super) row: f64,
}

/// How many rows are in the page where so many fit into view: some more to scroll into, few where all of them are gone
/// in a moment.
pub(super) fn held(seen: usize, passing: bool) -> usize {
    let spare = if passing { STEP } else { 3 * STEP };
    (seen.div_ceil(STEP) * STEP + spare).min(MOST)
}

/// How many rows lie above and below what is loaded, and how high they are.
pub(super) fn room(logs: Logs) -> Room {
    logs.version.track();
    let items = logs.items.get();
    let (newest_above, density) = (
        !logs.state.with(|state| state.oldest_first),
        logs.counted.density.get(),
    );
    let (mut newer, mut older) = logs.with_loaded(|loaded| {
        let ends = loaded
            .row(0)
            .zip(loaded.row(loaded.len().saturating_sub(1)));
        let Some((newest, oldest)) = ends.filter(|_| items.is_all()) else {
            return (0, 0);
        };
        let total = density.total();
        let newer = density.newer_than(newest.at());
        let known = density.newer_than(oldest.at()).max(newer + loaded.len());
        let least = |end, rows: usize| match loaded.has_more(end) {
            true => rows.max(SOME),
            false => 0,
        };
        (
            least(End::Newer, newer),
            least(End::Older, total.saturating_sub(known)),
        )
    });
    if !newest_above {
        std::mem::swap(&mut newer, &mut older);
    }
    let all = (newer + items.len() + older) as f64;
    Room {
        above: newer,
        below: older,
        rows: items.len(),
        row: (HIGHEST / all.max(1.0)).min(LINE),
    }
}

/// The row to be first in the page. It moves only when what is in view comes near an end of what is in the page.
pub(super) fn start_of(
    window: &Range<usize>,
    row: usize,
    seen: usize,
    held: usize,
    count: usize,
) -> usize {
    let last = row.saturating_add(seen);
    let near_start = window.start > 0 && row < window.start.saturating_add(STEP / 2);
    let near_end = window.end < count && last.saturating_add(STEP / 2) > window.end;
    match near_start || near_end {
        true => {
            // The last rows are fewer than a page holds: none of them is left out.
            let last = count.saturating_sub(held).div_ceil(STEP) * STEP;
            (row.saturating_sub(STEP) / STEP * STEP).min(last)
        }
        false => window.start,
    }
}

/// Loads what lies at a row of all that match.
pub(super) fn away(logs: Logs, row: usize) {
    let room = untrack(|| room(logs));
    let all = room.above + room.rows + room.below;
    let oldest_first = logs.state.with_untracked(|state| state.oldest_first);
    let newer = match oldest_first {
        true => all.saturating_sub(row + 1),
        false => row,
    };
    let window = logs.with_loaded(|loaded| loaded.window());
    let at = logs
        .counted
        .density
        .with_untracked(|density| density.at(newer, window));
    logs.jump(at);
}
