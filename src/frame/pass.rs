//! What Grafana works out of numbers in one pass.

use crate::data::series::is_gap;
use crate::frame::Nulls;
use crate::frame::cell::Cell;
use crate::frame::column::is_missing;
use crate::frame::reducer::Reducer;

/// What Grafana works out in one pass.
#[derive(Default)]
struct Pass {
    count: usize,
    numbers: usize,
    sum: f64,
    min: Option<f64>,
    max: Option<f64>,
    above_zero: Option<f64>,
    first: Option<f64>,
    last: Option<f64>,
    step: Option<f64>,
    delta: f64,
    reset: bool,
    not_zero: bool,
}

impl Pass {
    fn over(values: &[f64], nulls: Nulls) -> Self {
        let mut pass = Self::default();
        for value in values {
            let nothing = is_gap(*value) || is_missing(*value);
            match nulls {
                Nulls::Ignore if nothing => continue,
                Nulls::Zero if nothing => pass.add(0.0),
                Nulls::Ignore | Nulls::Zero | Nulls::Keep => pass.add(*value),
            }
        }
        pass
    }

    fn add(&mut self, value: f64) {
        self.count += 1;
        if value.is_nan() {
            return;
        }
        self.numbers += 1;
        self.sum += value;
        if let Some(last) = self.last {
            let step = value - last;
            // A difference of infinities is less than none.
            if self.step.is_none_or(|least| step < least) && step < f64::MAX {
                self.step = Some(step);
            }
            // From where it rose after a reset is unknown.
            if value >= last && !self.reset {
                self.delta += step;
            }
            self.reset = value < last;
        }
        self.first = self.first.or(Some(value));
        self.last = Some(value);
        if self.min.is_none_or(|min| value < min) && value < f64::MAX {
            self.min = Some(value);
        }
        if self.max.is_none_or(|max| value > max) && value > -f64::MAX {
            self.max = Some(value);
        }
        if value > 0.0 && self.above_zero.is_none_or(|least| value < least) && value < f64::MAX {
            self.above_zero = Some(value);
        }
        self.not_zero |= value != 0.0;
    }
}

/// What one pass tells; null for what it does not.
pub(crate) fn standard(reducer: Reducer, values: &[f64], nulls: Nulls) -> Cell {
    let pass = Pass::over(values, nulls);
    let both = |a: Option<f64>, b: Option<f64>| a.zip(b);
    match reducer {
        Reducer::Sum => Cell::Number(pass.sum),
        Reducer::Count => Cell::Number(pass.count as f64),
        Reducer::Min => maybe(pass.min.as_ref()),
        Reducer::Max => maybe(pass.max.as_ref()),
        Reducer::Step => maybe(pass.step.as_ref()),
        Reducer::Delta => Cell::Number(pass.delta),
        // Grafana leaves its start value where nothing is above zero.
        Reducer::LogMin => Cell::Number(pass.above_zero.unwrap_or(f64::MAX)),
        Reducer::Mean if pass.numbers > 0 => Cell::Number(pass.sum / pass.numbers as f64),
        Reducer::Range => {
            both(pass.min, pass.max).map_or(Cell::Null, |(min, max)| Cell::Number(max - min))
        }
        Reducer::Diff => both(pass.first, pass.last)
            .map_or(Cell::Null, |(first, last)| Cell::Number(last - first)),
        Reducer::DiffPerc => both(pass.first, pass.last)
            .map_or(Cell::Number(0.0), |(first, last)| {
                Cell::Number((last - first) / first * 100.0)
            }),
        Reducer::AllIsZero => Cell::Boolean(pass.numbers > 0 && !pass.not_zero),
        Reducer::AllIsNull => Cell::Boolean(pass.numbers == 0),
        Reducer::LastNotNull
        | Reducer::Last
        | Reducer::FirstNotNull
        | Reducer::First
        | Reducer::Mean
        | Reducer::Median
        | Reducer::Variance
        | Reducer::StdDev
        | Reducer::CountAll
        | Reducer::ChangeCount
        | Reducer::DistinctCount
        | Reducer::AllValues
        | Reducer::UniqueValues
        | Reducer::Percentile(_) => Cell::Null,
    }
}

/// A number, or null.
pub(crate) fn maybe(value: Option<&f64>) -> Cell {
    value.map_or(Cell::Null, |value| Cell::Number(*value))
}
