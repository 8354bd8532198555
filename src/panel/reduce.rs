//! A column to one number, as Grafana's reducers do it.
//!
//! A gap is Grafana's null. Gaps never count; a NaN from the server is skipped by most reducers but spoils the standard
//! deviation and counts as a value. An empty column reduces to nothing, except count and sum, which are 0.

use crate::data::series::is_gap;
use crate::lean::sort;
use crate::panel::picture::Reducer;

/// The reducer of a Grafana id, old names included; none for those not built.
#[must_use]
pub fn reducer(id: &str) -> Option<Reducer> {
    Some(match id {
        "lastNotNull" | "current" => Reducer::LastNotNull,
        "last" => Reducer::Last,
        "firstNotNull" => Reducer::FirstNotNull,
        "first" => Reducer::First,
        "min" => Reducer::Min,
        "max" => Reducer::Max,
        "mean" | "avg" => Reducer::Mean,
        "sum" | "total" => Reducer::Sum,
        "count" => Reducer::Count,
        "range" => Reducer::Range,
        "delta" => Reducer::Delta,
        "diff" => Reducer::Diff,
        "diffperc" => Reducer::DiffPerc,
        "stdDev" => Reducer::StdDev,
        "median" => Reducer::Median,
        _ => {
            let percent = id.strip_prefix('p')?.parse().ok()?;
            (1..=99)
                .contains(&percent)
                .then_some(Reducer::Percentile(percent))?
        }
    })
}

/// One number for a column; none where there is nothing to reduce.
#[must_use]
pub fn reduce(reducer: Reducer, values: &[f64]) -> Option<f64> {
    match reducer {
        Reducer::First => values.first().copied().filter(|value| !is_gap(*value)),
        Reducer::Last => values.last().copied().filter(|value| !is_gap(*value)),
        Reducer::FirstNotNull => numbers(values).next(),
        Reducer::LastNotNull => numbers(values).next_back(),
        Reducer::Min => numbers(values).reduce(f64::min),
        Reducer::Max => numbers(values).reduce(f64::max),
        Reducer::Range => {
            let smallest = numbers(values).reduce(f64::min)?;
            let largest = numbers(values).reduce(f64::max)?;
            Some(largest - smallest)
        }
        Reducer::Sum => Some(numbers(values).sum::<f64>() + 0.0),
        Reducer::Count => Some(present(values).count() as f64),
        Reducer::Mean => {
            let count = present(values).count();
            let any = numbers(values).next().is_some();
            any.then(|| numbers(values).sum::<f64>() / count as f64)
        }
        Reducer::Delta => delta(values),
        Reducer::Diff => {
            let (first, last) = ends(values)?;
            Some(last - first)
        }
        Reducer::DiffPerc => {
            let (first, last) = ends(values)?;
            Some((last - first) / first * 100.0)
        }
        Reducer::StdDev => deviation(values),
        Reducer::Median => median(values),
        Reducer::Percentile(percent) => percentile(values, percent),
    }
}

/// Values that are not gaps.
fn present(values: &[f64]) -> impl DoubleEndedIterator<Item = f64> {
    values.iter().copied().filter(|value| !is_gap(*value))
}

/// Values that are neither gaps nor NaN.
fn numbers(values: &[f64]) -> impl DoubleEndedIterator<Item = f64> {
    values.iter().copied().filter(|value| !value.is_nan())
}

fn ends(values: &[f64]) -> Option<(f64, f64)> {
    let mut numbers = numbers(values);
    let first = numbers.next()?;
    Some((first, numbers.next_back().unwrap_or(first)))
}

/// The sum of increases. A drop is a reset, and the rise right after it is not counted: from where is unknown.
fn delta(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let mut sum = 0.0;
    let mut last = f64::NAN;
    let mut reset = false;
    for value in numbers(values) {
        if value >= last && !reset {
            sum += value - last;
        }
        reset = value < last;
        last = value;
    }
    Some(sum)
}

fn deviation(values: &[f64]) -> Option<f64> {
    let count = present(values).count() as f64;
    if count == 0.0 {
        return None;
    }
    let mean = present(values).sum::<f64>() / count;
    let squares: f64 = present(values).map(|value| (value - mean).powi(2)).sum();
    Some((squares / count).sqrt())
}

fn median(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get((sorted.len() / 2).saturating_sub(1))?;
    Some((lower + upper) / 2.0)
}

fn percentile(values: &[f64], percent: u8) -> Option<f64> {
    let sorted = sorted(values);
    let last = sorted.len().checked_sub(1)?;
    let place = (last as f64 * f64::from(percent) / 100.0).round();
    sorted.get(place as usize).copied()
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = present(values).collect();
    sort::by(&mut sorted, f64::total_cmp);
    sorted
}
