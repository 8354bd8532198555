//! Samples onto the instants that were asked for.

use crate::data::series::GAP;
use crate::data::series::Histogram;
use crate::source::prometheus::decode::histogram::average;
use crate::source::prometheus::decode::stop::Stop;
use crate::time::Grid;

/// A fractional time passes through an `f64` on the server: a sample so many milliseconds beside an instant is on it.
const NEAR: i64 = 1;

const ASKED: &str = "a sample at an instant that was asked for";
const ASCENDING: &str = "samples in ascending order";

/// A column that all its samples have come into.
pub(super) struct Filled {
    /// One value per instant; none when there was no sample at all.
    pub(super) values: Option<Vec<f64>>,
    /// The histograms, whose averages are among the values.
    pub(super) histograms: Vec<(usize, Histogram)>,
}

/// One column while its samples come in.
pub(super) struct Filling {
    grid: Grid,
    values: Vec<f64>,
    /// The time of the sample that most likely comes next: the instant after the last one.
    next: i64,
    /// How many values there is room for: none before the first sample.
    room: usize,
    histograms: Vec<(usize, Histogram)>,
}

impl Filling {
    /// Nothing in it yet, nothing allocated.
    pub(super) fn new(grid: Grid) -> Self {
        Self {
            grid,
            values: Vec::new(),
            next: grid.start.0,
            room: 0,
            histograms: Vec::new(),
        }
    }

    /// Puts a value on its instant, or says what was expected.
    #[inline(always)]
    pub(super) fn place(&mut self, at: i64, value: f64) -> Result<(), &'static str> {
        if at == self.next && self.values.len() < self.room {
            self.values.push(value);
            self.next = self.next.saturating_add(self.grid.step.0);
            return Ok(());
        }
        self.place_anywhere(at, value)
    }

    /// Puts a histogram on its instant, or says what was expected.
    pub(super) fn place_histogram(
        &mut self,
        at: i64,
        histogram: Histogram,
    ) -> Result<(), &'static str> {
        let index = self.index(at).ok_or(ASKED)?;
        if self
            .histograms
            .last()
            .is_some_and(|(last, _)| *last >= index)
        {
            return Err(ASCENDING);
        }
        self.histograms.push((index, histogram));
        Ok(())
    }

    /// The whole column.
    pub(super) fn finish(mut self) -> Result<Filled, Stop> {
        if self.values.is_empty() && self.histograms.is_empty() {
            return Ok(Filled {
                values: None,
                histograms: Vec::new(),
            });
        }
        self.values.resize(self.grid.count, GAP);
        for (index, histogram) in &self.histograms {
            let slot = self.values.get_mut(*index);
            *slot.ok_or_else(|| Stop::shape(ASKED))? = average(histogram);
        }
        Ok(Filled {
            values: Some(self.values),
            histograms: self.histograms,
        })
    }

    /// The first sample, one after a gap, or a wrong one.
    #[cold]
    fn place_anywhere(&mut self, at: i64, value: f64) -> Result<(), &'static str> {
        let index = self.index(at).ok_or(ASKED)?;
        if index < self.values.len() {
            return Err(ASCENDING);
        }
        if self.room == 0 {
            self.room = self.grid.count;
            self.values.reserve_exact(self.room);
        }
        self.values.resize(index, GAP);
        self.values.push(value);
        self.next = self.grid.at(index + 1).0;
        Ok(())
    }

    fn index(&self, at: i64) -> Option<usize> {
        let step = self.grid.step.0.max(1);
        let after = at.saturating_sub(self.grid.start.0);
        let nearest = after.saturating_add(step / 2).div_euclid(step);
        let beside = after - nearest.saturating_mul(step);
        let index = usize::try_from(nearest).ok()?;
        (beside.abs() <= NEAR && index < self.grid.count).then_some(index)
    }
}
