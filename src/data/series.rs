//! Samples in columns.
//!
//! A step without a sample is [`GAP`], a NaN of its own that no server sends; NaN and ±Inf from a server stay
//! themselves. All series of a [`Matrix`] have exactly `grid.count` values.

use crate::data::labels::Labels;
use crate::time::Grid;
use crate::time::Instant;
use std::fmt;
use std::fmt::Debug;
use std::fmt::Formatter;
use std::ops::Deref;
use std::sync::Arc;

const GAP_BITS: u64 = 0x7ff8_0000_0000_0a7a;

/// The value of a step for which no sample came. Compare with [`is_gap`], never with `==`.
pub const GAP: f64 = f64::from_bits(GAP_BITS);

/// Is this step empty? False for a NaN that a server sent.
#[must_use]
pub fn is_gap(value: f64) -> bool {
    value.to_bits() == GAP_BITS
}

/// One value per instant of a grid, shared without copying. Equal bit by bit, so that GAP equals GAP and NaN equals NaN:
/// what did not change is known to be the same, gaps and all.
#[derive(Clone, Default)]
pub struct Column(Arc<Vec<f64>>);

impl Debug for Column {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Vec<f64>> for Column {
    fn from(values: Vec<f64>) -> Self {
        Self(Arc::new(values))
    }
}

impl FromIterator<f64> for Column {
    fn from_iter<T: IntoIterator<Item = f64>>(values: T) -> Self {
        Self(Arc::new(values.into_iter().collect()))
    }
}

impl Deref for Column {
    type Target = Vec<f64>;

    fn deref(&self) -> &Vec<f64> {
        &self.0
    }
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        let same = |a: &f64, b: &f64| a.to_bits() == b.to_bits();
        Arc::ptr_eq(&self.0, &other.0)
            || self.len() == other.len() && self.iter().zip(other.iter()).all(|(a, b)| same(a, b))
    }
}

/// Many series over one grid: the answer to a range query.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The instants of all columns.
    pub grid: Grid,
    /// In the order the server sent them (which is not stable between answers).
    pub series: Vec<Series>,
}

/// One series of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its identity.
    pub labels: Labels,
    /// `grid.count` values; for native histograms the average (`sum / count`).
    pub values: Column,
    /// Native histograms by index into the grid, ascending; empty for float series.
    pub histograms: Vec<(usize, Histogram)>,
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
