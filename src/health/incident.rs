//! Incidents found in the samples of a probe: from the first failure to the first success after it.
//!
//! A gap neither begins nor ends one: what happens while nobody looks is not known. Incidents are in order and never
//! overlap; the last may still go on.

use crate::data::series::is_gap;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;

/// A time of failing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incident {
    /// The first failure.
    pub start: Instant,
    /// The first success after it; none while it goes on.
    pub end: Option<Instant>,
}

impl Incident {
    /// How long it took, or takes until `now`.
    #[must_use]
    pub fn length(&self, now: Instant) -> Millis {
        let end = self.end.unwrap_or(now);
        Millis(end.0.saturating_sub(self.start.0).max(0))
    }
}

/// Incidents in one column: what is below 1 fails, NaN is a gap.
#[must_use]
pub fn incidents(grid: Grid, values: &[f64]) -> Vec<Incident> {
    let mut found: Vec<Incident> = Vec::new();
    for (index, value) in values.iter().take(grid.count).enumerate() {
        if value.is_nan() || is_gap(*value) {
            continue;
        }
        let open = found.last_mut().filter(|last| last.end.is_none());
        match (open, *value < 1.0) {
            (None, true) => found.push(Incident {
                start: grid.at(index),
                end: None,
            }),
            (Some(open), false) => open.end = Some(grid.at(index)),
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}
