//! Where the loaded lines lie among all that match: what the scroll bar shows, and what its places mean.
//!
//! The volume by time says how many lines there are where; within one of its steps they count as spread evenly.

use crate::data::lines::NANOS;
use crate::data::lines::Nanos;
use crate::data::lines::Window;
use crate::time::Grid;

/// How many lines match, by step of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Density {
    /// Each count is of the step that ends at its instant.
    grid: Option<Grid>,
    counts: Vec<f64>,
}

impl Density {
    /// Counts on a grid, each of the step before its instant.
    #[must_use]
    pub fn new(grid: Grid, counts: Vec<f64>) -> Self {
        Self {
            grid: Some(grid),
            counts,
        }
    }

    /// All lines that match.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum::<f64>().max(0.0) as usize
    }

    /// Lines newer than this.
    #[must_use]
    pub fn newer_than(&self, at: Nanos) -> usize {
        let Some(grid) = self.grid else { return 0 };
        let mut sum = 0.0;
        for (index, count) in self.counts.iter().enumerate() {
            let to = Nanos::of(grid.at(index)).0;
            let from = to.saturating_sub(grid.step.0.saturating_mul(NANOS));
            let share = match at.0 {
                at if at <= from => 1.0,
                at if at >= to => 0.0,
                at => (to - at) as f64 / (to - from).max(1) as f64,
            };
            sum += count * share;
        }
        sum.max(0.0) as usize
    }

    /// The time that so many lines are newer than.
    #[must_use]
    pub fn at(&self, newer: usize, window: Window) -> Nanos {
        let Some(grid) = self.grid else {
            return window.to;
        };
        let mut left = newer as f64;
        for (index, count) in self.counts.iter().enumerate().rev() {
            let to = Nanos::of(grid.at(index)).0;
            if left < *count {
                let length = grid.step.0.saturating_mul(NANOS) as f64;
                let back = (length * left / count.max(1.0)) as i64;
                return Nanos(to.saturating_sub(back).clamp(window.from.0, window.to.0));
            }
            left -= count;
        }
        window.from
    }
}
