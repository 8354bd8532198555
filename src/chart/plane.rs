//! Points and boxes of the picture in CSS pixels, y downwards, and where the instants of a grid lie.

use crate::time::Grid;
use crate::time::Instant;
use crate::time::Range;
use std::ops;

/// A place in the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// Width and height; anything not finite or below zero counts as 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Size {
    /// The same size without what no picture can have.
    #[must_use]
    pub fn sound(self) -> Self {
        let sound = |length: f64| {
            if length.is_finite() {
                length.max(0.0)
            } else {
                0.0
            }
        };
        Self {
            width: sound(self.width),
            height: sound(self.height),
        }
    }
}

/// A box; never inside out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Rect {
    /// From left to right.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From top to bottom.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Edges belong to the box.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        point.x >= self.left
            && point.x <= self.right
            && point.y >= self.top
            && point.y <= self.bottom
    }

    /// Nothing fits into it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.width() <= 0.0 || self.height() <= 0.0
    }
}

/// Indices of a grid whose instants lie in a range, both ends included; at most `len` of them exist.
#[must_use]
pub fn inside(grid: Grid, range: Range, len: usize) -> ops::Range<usize> {
    let step = grid.step.0.max(1);
    let len = len.min(grid.count);
    let index = |offset: i64| usize::try_from(offset).unwrap_or(0).min(len);
    let since = |at: Instant| at.0.saturating_sub(grid.start.0);
    let first = since(range.from);
    let start = index(first.div_euclid(step) + i64::from(first.rem_euclid(step) != 0));
    let end = index(since(range.to).div_euclid(step).saturating_add(1));
    start..end.max(start)
}

/// The index whose instant is nearest, if the grid has any.
#[must_use]
pub fn nearest(grid: Grid, at: Instant, len: usize) -> Option<usize> {
    let last = len.min(grid.count).checked_sub(1)?;
    let step = grid.step.0.max(1);
    let half = at.0.saturating_sub(grid.start.0).saturating_add(step / 2);
    Some(
        usize::try_from(half.div_euclid(step))
            .unwrap_or(0)
            .min(last),
    )
}
