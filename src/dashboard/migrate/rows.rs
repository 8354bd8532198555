//! The rows of before schema version 16 put on the grid.
//!
//! A row is so many pixels high and twelve spans wide. Its panels fill it from the left; a lower one leaves room for
//! another below it; what finds no room goes below by the height of the row.

use crate::dashboard::layout::COLUMNS;
use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use crate::notation::json;
use serde_json::Value;

/// Height of a row that does not say its own, in px.
const ROW_HEIGHT: f64 = 250.0;

/// No panel is lower, in px.
const MIN_HEIGHT: f64 = 90.0;

/// Height of a cell of the grid with its margin, in px.
const CELL: f64 = 38.0;

/// No panel is higher, in cells; it only keeps sums small.
const MAX_CELLS: f64 = 1_000.0;

/// Spans of a panel that does not say its own.
const SPAN: f64 = 4.0;

/// Columns of the grid in a span.
const COLUMNS_PER_SPAN: u32 = 2;

/// Panels with their places, and a row panel for each row if any row shows itself.
#[must_use]
pub fn on_grid(rows: &[Value]) -> Vec<Value> {
    let rows: Vec<&Json> = rows.iter().filter_map(Value::as_object).collect();
    let shown = rows.iter().any(|row| {
        let on = |key| edit::truthy(row, key);
        on("collapse") || on("showTitle") || on("repeat")
    });
    let ids = rows.iter().flat_map(|row| edit::objects(row, "panels"));
    let largest = ids.filter_map(|panel| panel.get("id")?.as_u64()).max();
    let mut next = largest.unwrap_or(0).saturating_add(1);
    let mut placed = Vec::new();
    let mut y = 0;
    for row in rows {
        // Copies of a repeated row that were saved with the file are made anew.
        if edit::truthy(row, "repeatIteration") {
            continue;
        }
        let high = cells(row.get("height")).unwrap_or_else(|| to_cells(ROW_HEIGHT));
        let mut head = Json::new();
        if shown {
            head = heading(row, next, y, high);
            next = next.saturating_add(1);
            y += 1;
        }
        let collapsed = edit::truthy(&head, "collapsed");
        let mut area = Area::new(y, high);
        let mut inner = Vec::new();
        for panel in edit::objects(row, "panels") {
            let panel = place(panel, &mut area);
            let room = if collapsed { &mut inner } else { &mut placed };
            room.push(Value::Object(panel));
            y = area.top;
        }
        if shown {
            edit::put(&mut head, "panels", inner);
            placed.push(Value::Object(head));
        }
        if !collapsed {
            y += high;
        }
    }
    placed
}

/// How many copies of a panel stand side by side that is to be at least so many columns wide: the largest part of the
/// grid that is not more.
#[must_use]
pub fn max_per_row(min_span: u32) -> u32 {
    let most = COLUMNS / min_span.clamp(1, COLUMNS);
    let fits = |count: &u32| COLUMNS.is_multiple_of(*count);
    (1..=most).rev().find(fits).unwrap_or(1)
}

/// The panel of the row itself.
fn heading(row: &Json, id: u64, y: u32, high: u32) -> Json {
    let mut head = Json::new();
    edit::put(&mut head, "id", id);
    edit::put(&mut head, "type", "row");
    edit::put(&mut head, "collapsed", edit::truthy(row, "collapse"));
    edit::put(&mut head, "repeat", Value::Null);
    edit::copy(row, "title", &mut head, "title");
    edit::copy(row, "repeat", &mut head, "repeat");
    edit::put(&mut head, "gridPos", grid_pos(0, y, COLUMNS, high));
    head
}

fn place(panel: &Json, area: &mut Area) -> Json {
    let mut panel = panel.clone();
    let span = edit::number(&panel, "span").filter(|span| *span != 0.0);
    // A float cast to an integer ends at the ends of that integer.
    let span = span.unwrap_or(SPAN).floor() as u32;
    let wide = span.saturating_mul(COLUMNS_PER_SPAN).clamp(1, COLUMNS);
    let high = cells(panel.get("height")).unwrap_or(area.height);
    let (x, y) = area.take(wide, high);
    edit::put(&mut panel, "gridPos", grid_pos(x, y, wide, high));
    if let Some(least) = edit::number(&panel, "minSpan").filter(|least| *least > 0.0) {
        let least = (least as u32).saturating_mul(COLUMNS_PER_SPAN).min(COLUMNS);
        edit::put(&mut panel, "minSpan", least);
    }
    panel.remove("span");
    panel
}

fn grid_pos(x: u32, y: u32, w: u32, h: u32) -> Json {
    let mut place = Json::new();
    for (key, value) in [("x", x), ("y", y), ("w", w), ("h", h)] {
        edit::put(&mut place, key, value);
    }
    place
}

/// A height in cells from one in px: a number, or a text such as `250px`.
fn cells(height: Option<&Value>) -> Option<u32> {
    let px = match height? {
        Value::String(text) => {
            let end = text.find(|c: char| !c.is_ascii_digit());
            crate::lean::decimal::parse(text.get(..end.unwrap_or(text.len()))?)?
        }
        other => json::number(other)?,
    };
    (px > 0.0).then(|| to_cells(px))
}

fn to_cells(px: f64) -> u32 {
    (px.max(MIN_HEIGHT) / CELL).ceil().min(MAX_CELLS) as u32
}

/// The room of a row: how far down each column is taken.
struct Area {
    top: u32,
    height: u32,
    taken: [u32; COLUMNS as usize],
}

impl Area {
    fn new(top: u32, height: u32) -> Self {
        Self {
            top,
            height,
            taken: [0; COLUMNS as usize],
        }
    }

    /// Room for a panel, from now on taken; below all others if there is none.
    fn take(&mut self, wide: u32, high: u32) -> (u32, u32) {
        let x = self.free(wide).unwrap_or_else(|| {
            self.top += self.height;
            self.taken = [0; COLUMNS as usize];
            0
        });
        let taken = self.taken.get(x as usize..).unwrap_or_default();
        let y = taken.iter().copied().max().unwrap_or(0);
        let columns = x as usize..(x + wide) as usize;
        for column in self.taken.get_mut(columns).into_iter().flatten() {
            *column = (*column).max(y + high);
        }
        (x, self.top + y)
    }

    /// The first column of the free ones at the right, if they are wide enough. From right to left a column belongs to
    /// them as long as it is taken no further down than the one before.
    fn free(&self, wide: u32) -> Option<u32> {
        let mut start = None;
        let mut right = None;
        for (x, taken) in self.taken.iter().enumerate().rev() {
            if *taken >= self.height || right.is_some_and(|right| *taken > right) {
                break;
            }
            right = Some(*taken);
            start = Some(x);
        }
        let start = u32::try_from(start?).ok()?;
        (COLUMNS - start >= wide).then_some(start)
    }
}
