//! Samples in columns.
//!
//! A step without a sample is [`GAP`], a NaN of its own that no server sends; NaN and ±Inf from a server stay
//! themselves. All series of a [`Matrix`] have exactly `grid.count` values.

use crate::data::labels::Labels;
use crate::time::Grid;
use crate::time::Instant;
use std::sync::Arc;

const GAP_BITS: u64 = 0x7ff8_0000_0000_0a7a;

/// The value of a step for which no sample came. Compare with [`is_gap`], never with `==`.
pub const GAP: f64 = f64::from_bits(GAP_BITS);

/// Is this step empty? False for a NaN that a server sent.
#[must_use]
pub fn is_gap(value: f64) -> bool {
    value.to_bits() == GAP_BITS
}

/// One value per instant of a grid, shared without copying.
pub type Column = Arc<Vec<f64>>;

/// Many series over one grid: the answer to a range query.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The instants of all columns.
    pub grid: Grid,
    /// In the order the server sent them (which is not stable between answers).
    pub series: Vec<Series>,
}

/// One series of a matrix.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its identity.
    pub labels: Labels,
    /// `grid.count` values; for native histograms the average (`sum / count`).
    pub values: Column,
    /// Native histograms by index into the grid, ascending; empty for float series.
    pub histograms: Vec<(usize, Histogram)>,
}

/// Equal bit by bit, so that GAP equals GAP and NaN equals NaN.
impl PartialEq for Series {
    fn eq(&self, other: &Self) -> bool {
        self.labels == other.labels
            && self.histograms == other.histograms
            && self.values.len() == other.values.len()
            && self
                .values
                .iter()
                .zip(other.values.iter())
                .all(|(a, b)| a.to_bits() == b.to_bits())
    }
}

/// A native histogram sample as Prometheus' HTTP API writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Number of observations.
    pub count: f64,
    /// Sum of observations.
    pub sum: f64,
    /// Buckets from the lowest up.
    pub buckets: Vec<Bucket>,
}

/// One bucket of a native histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Bucket {
    /// 0: (lower, upper], 1: [lower, upper), 2: (lower, upper), 3: [lower, upper].
    pub rule: u8,
    /// Lower bound.
    pub lower: f64,
    /// Upper bound.
    pub upper: f64,
    /// Observations in it.
    pub count: f64,
}

/// One sample of an instant answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Identity of the series; empty for scalars.
    pub labels: Labels,
    /// When; servers may answer fractional seconds, kept to the millisecond.
    pub at: Instant,
    /// The value, or the average of a native histogram.
    pub value: f64,
    /// The histogram, if it is one.
    pub histogram: Option<Histogram>,
}

/// One series of raw samples (`metric[5m]` asked as an instant query): its own times, ascending.
#[derive(Clone, Debug, PartialEq)]
pub struct RawSeries {
    /// Its identity.
    pub labels: Labels,
    /// Times, ascending.
    pub times: Vec<Instant>,
    /// As many values as times.
    pub values: Vec<f64>,
    /// Native histograms by index into `times`.
    pub histograms: Vec<(usize, Histogram)>,
}
