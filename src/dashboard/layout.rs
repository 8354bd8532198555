//! What stands where: rows and panels on the grid of 24 columns, without holes from the top.
//!
//! As Grafana does it: in order of y, then x, every panel moves up until it meets another; one that overlaps moves down.
//! A row is one cell high and as wide as the page; the panels of a closed row are not there at all, so that nobody asks
//! for their data.

use crate::dashboard::model::Dashboard;
use crate::dashboard::model::Item;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Place;
use crate::dashboard::model::Row;
use crate::lean::sort;

/// Columns of the grid.
pub const COLUMNS: u32 = 24;

/// Height of a cell in CSS px.
pub const CELL_HEIGHT: u32 = 30;

/// Space between cells, both ways, in CSS px.
pub const CELL_GAP: u32 = 8;

/// Something with its final place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Placed<'a> {
    /// The heading of a row, and whether its panels are shown.
    Row(&'a Row, Place, bool),
    /// A panel.
    Panel(&'a Panel, Place),
}

/// Everything that is shown, from the top. `open` says whether a row's panels are.
#[must_use]
pub fn layout<'a>(dashboard: &'a Dashboard, open: impl Fn(&Row) -> bool) -> Vec<Placed<'a>> {
    let mut placed = Vec::new();
    let mut top = 0;
    let mut loose: Vec<&Panel> = Vec::new();
    for item in &dashboard.items {
        let row = match item {
            Item::Panel(panel) => {
                loose.push(panel);
                continue;
            }
            Item::Row(row) => row,
        };
        stack(std::mem::take(&mut loose), &mut top, &mut placed);
        let open = open(row);
        let place = Place {
            x: 0,
            y: top,
            w: COLUMNS,
            h: 1,
        };
        placed.push(Placed::Row(row, place, open));
        top += 1;
        if open {
            stack(row.panels.iter().collect(), &mut top, &mut placed);
        }
    }
    stack(loose, &mut top, &mut placed);
    placed
}

/// Places panels below `top` and moves `top` below them.
fn stack<'a>(mut panels: Vec<&'a Panel>, top: &mut u32, placed: &mut Vec<Placed<'a>>) {
    sort::by_key(&mut panels, |panel| (panel.place.y, panel.place.x));
    let mut skyline = [*top; COLUMNS as usize];
    for panel in panels {
        let Place { x, w, h, .. } = panel.place;
        let columns = || (x as usize)..((x + w).min(COLUMNS) as usize);
        let span = skyline.get(columns()).unwrap_or_default();
        let y = span.iter().copied().max().unwrap_or(*top);
        for bottom in skyline.get_mut(columns()).into_iter().flatten() {
            *bottom = y + h;
        }
        placed.push(Placed::Panel(panel, Place { x, y, w, h }));
    }
    *top = skyline.into_iter().max().unwrap_or(*top);
}
