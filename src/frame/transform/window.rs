//! `calculateField` over a moving window.

use super::TooLarge;
use super::calculate::bracketed;
use crate::data::series::is_gap;
use crate::frame::column::is_missing;
use crate::frame::reduce::variance;
use crate::notation::json::Object;

/// Share of the rows that a window is where nothing is said.
const SIZE: f64 = 0.1;

/// Values looked at before the answer is given up: a variance looks at its whole window for every row.
const LOOKED_AT_MOST: usize = 100_000_000;

/// How wide, where, and what is made of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Window {
    /// Of this column; empty is the first of numbers.
    pub(crate) field: String,
    /// What the new column is called.
    pub(crate) name: String,
    calc: Calc,
    centred: bool,
    size: f64,
    /// The size is a share of the rows.
    share: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Calc {
    Mean,
    StdDev,
    Variance,
}

impl Window {
    pub(crate) fn read(window: &Object<'_>) -> Option<Self> {
        let filled =
            |key: &str, default: &str| window.text(key).unwrap_or_else(|| default.to_owned());
        let id = filled("reducer", "mean");
        let align = filled("windowAlignment", "trailing");
        let field = window.text("field").unwrap_or_default();
        let calc = match id.as_str() {
            "mean" => Calc::Mean,
            "stdDev" => Calc::StdDev,
            "variance" => Calc::Variance,
            other => {
                window.unsupported("reducer", other);
                return None;
            }
        };
        let size = window.number("windowSize").unwrap_or(SIZE);
        if size <= 0.0 {
            window.bad("windowSize", "a number above 0");
            return None;
        }
        let name = match window.exists() {
            true => [&align, " moving ", &id, &bracketed(&field)[..]].concat(),
            false => " moving ".to_owned(),
        };
        Some(Self {
            name,
            calc,
            centred: align == "centered",
            size,
            share: filled("windowSizeMode", "percentage") == "percentage",
            field,
        })
    }

    fn width(&self, rows: usize) -> usize {
        (self.size * if self.share { rows as f64 } else { 1.0 }).ceil() as usize
    }

    /// Fails where so many rows would take too long.
    pub(crate) fn check(&self, rows: usize) -> Result<(), TooLarge> {
        let looked_at = self.width(rows).min(rows).saturating_mul(rows);
        match self.calc {
            Calc::StdDev | Calc::Variance if looked_at > LOOKED_AT_MOST => Err(TooLarge),
            Calc::Mean | Calc::StdDev | Calc::Variance => Ok(()),
        }
    }

    /// One value for each row; nothing in the window is 0.
    pub(crate) fn over(&self, values: &[f64], rows: usize) -> Vec<f64> {
        let size = self.width(rows);
        if self.calc == Calc::Mean && !self.centred {
            return trailing_mean(values, rows, size);
        }
        let mut sums = Sums::new(values);
        (0..rows)
            .map(|row| {
                let (first, last) = match self.centred {
                    true => (row.saturating_sub(size / 2), row + size.div_ceil(2)),
                    false => ((row + 1).saturating_sub(size), row + 1),
                };
                match self.calc {
                    Calc::Mean => sums.mean(first, last),
                    Calc::StdDev | Calc::Variance => {
                        let end = last.min(values.len());
                        let variance =
                            variance(values.get(first.min(end)..end).unwrap_or_default());
                        if self.calc == Calc::StdDev {
                            variance.sqrt()
                        } else {
                            variance
                        }
                    }
                }
            })
            .collect()
    }
}

/// Grafana lets a value leave the window only when one comes in: over a gap the window stays where it is.
fn trailing_mean(values: &[f64], rows: usize, size: usize) -> Vec<f64> {
    let solid = |value: &&f64| !is_gap(**value) && !is_missing(**value);
    let (mut sum, mut count) = (0.0, 0.0);
    (0..rows)
        .map(|row| {
            if let Some(value) = values.get(row).filter(solid) {
                sum += value;
                count += 1.0;
                let left = row.checked_sub(size).and_then(|left| values.get(left));
                if let Some(left) = left.filter(solid) {
                    sum -= left;
                    count -= 1.0;
                }
            }
            if count == 0.0 { 0.0 } else { sum / count }
        })
        .collect()
}

/// A sum that moves along.
struct Sums<'a> {
    values: &'a [f64],
    first: usize,
    last: usize,
    sum: f64,
    count: f64,
}

impl<'a> Sums<'a> {
    fn new(values: &'a [f64]) -> Self {
        Self {
            values,
            first: 0,
            last: 0,
            sum: 0.0,
            count: 0.0,
        }
    }

    /// The mean from one row up to another, neither of them before those of the last call.
    fn mean(&mut self, first: usize, last: usize) -> f64 {
        let solid = |value: &&f64| !is_gap(**value) && !is_missing(**value);
        while self.last < last.min(self.values.len()) {
            if let Some(value) = self.values.get(self.last).filter(solid) {
                self.sum += value;
                self.count += 1.0;
            }
            self.last += 1;
        }
        while self.first < first.min(self.last) {
            if let Some(value) = self.values.get(self.first).filter(solid) {
                self.sum -= value;
                self.count -= 1.0;
            }
            self.first += 1;
        }
        if self.count == 0.0 {
            0.0
        } else {
            self.sum / self.count
        }
    }
}
