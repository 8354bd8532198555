//! Where a menu lies that stands above the page and belongs to its opener.

use crate::browser::element;

/// Its left and upper edge in the window, CSS px: below the opener that names this id, or above it where there is more
/// room. `wide` and `high` are the room that the menu takes.
pub fn beside(id: &str, wide: f64, high: f64) -> (f64, f64) {
    let opener = element::area(&format!("[aria-controls=\"{id}\"]"));
    let (left, top, _, height) = opener.unwrap_or_default();
    let (most_wide, most_high) = (element::window_width(), element::window_height());
    let below = top + height;
    let top = if below + high > most_high && top > most_high / 2.0 {
        (top - high).max(0.0)
    } else {
        below
    };
    (left.min(most_wide - wide).max(0.0), top)
}
