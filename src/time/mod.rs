//! Instants, ranges and steps as whole milliseconds since 1970-01-01T00:00:00Z, and the texts people write for them.
//!
//! Nothing here asks what time it is or where the reader lives: `now` and the `Zone` are given.

pub mod absolute;
pub mod civil;
pub mod format;
pub mod interval;
pub mod math;
pub mod moment;
pub mod name;
pub mod span;
pub mod step;
pub mod tick;
pub mod zone;

/// A point in time: milliseconds since the Unix epoch, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(pub i64);

/// A length of time in milliseconds. Steps and intervals are always at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Millis(pub i64);

/// From an instant to a later or equal one, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// First instant.
    pub from: Instant,
    /// Last instant, never before `from`.
    pub to: Instant,
}

/// The evaluation instants of a range query: `start`, `start + step`, … `count` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grid {
    /// First evaluation instant; a multiple of `step` (plus the zone's offset) when aligned.
    pub start: Instant,
    /// Distance between neighbours, at least 1 ms.
    pub step: Millis,
    /// How many instants; 0 is an empty grid.
    pub count: usize,
}

impl Grid {
    /// The instant at `index`, also beyond `count` (used for half-open ends); saturates instead of overflowing.
    #[must_use]
    pub fn at(&self, index: usize) -> Instant {
        let index = i64::try_from(index).unwrap_or(i64::MAX);
        Instant(
            self.start
                .0
                .saturating_add(self.step.0.saturating_mul(index)),
        )
    }

    /// The last instant, or `start` when the grid is empty.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.at(self.count.saturating_sub(1))
    }
}
