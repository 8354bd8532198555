//! Tail refresh: from an answer that is kept, ask only what may have changed since and what is new, and join the two so
//! that the result is what asking for everything would give.
//!
//! Why this is right. In a steady expression (`cache::steady`) the value at an instant T depends on samples up to T only.
//! Samples come late by at most [`LATEST_SAMPLE`]; so once T + `LATEST_SAMPLE` has passed, asking again gives the same
//! value, whatever the range: counter resets and the edge of `rate()` included, for their windows end at T. All instants
//! that were not yet settled when the kept answer was asked are asked again. A sample that comes later than that is
//! missed until the cache asks in full again, which it does from time to time.
//!
//! Gaps stay gaps; a series that came or went has gaps where it was not; one without any sample left in the range is
//! dropped, as a server would. Order: the kept answer's, then what is new.

use crate::cache::steady::is_steady;
use crate::data::labels::Labels;
use crate::data::series::Column;
use crate::data::series::GAP;
use crate::data::series::Histogram;
use crate::data::series::Matrix;
use crate::data::series::Series;
use crate::data::series::is_gap;
use crate::lean::map::Map;
use crate::lean::map::Set;
use crate::source::Answer;
use crate::source::Found;
use crate::time::Grid;
use crate::time::Instant;

/// How late a sample may come and still be seen by the next refresh: a minute or two of remote write, a slow recording
/// rule, a missed scrape at the usual intervals.
pub const LATEST_SAMPLE: i64 = 5 * 60_000;

/// Prometheus' default lookback: how far past the last sample a series still has a value.
const LOOKBACK: i64 = 5 * 60_000;

/// What is asked again before the instant at which the kept answer was asked (or its data ended, if earlier): late
/// samples, and a lookback more for a reader's clock that is fast by some minutes.
pub const OVERLAP: i64 = LATEST_SAMPLE + LOOKBACK;

/// Steps asked again at least, where one step is longer than the overlap.
pub const OVERLAP_STEPS: i64 = 2;

/// The part of `wanted` that has to be asked when `kept`, asked at `asked`, is at hand; none where everything has to be.
///
/// Everything is asked when the expression is not steady, the step or the alignment differs, `wanted` starts before what
/// is kept, the kept answer carries warnings (it may be partial), nothing is in it, or the tail would be more than half.
#[must_use]
pub fn plan(expr: &str, kept: &Answer, asked: Instant, wanted: Grid) -> Option<Grid> {
    let Found::Matrix(matrix) = &kept.found else {
        return None;
    };
    let grid = matrix.grid;
    offset(grid, wanted)?;
    if !kept.warnings.is_empty() || !is_steady(expr) {
        return None;
    }
    // Where the data ends is where the server's clock stands at the latest, whatever the reader's says.
    let known = asked.min(grid.at(last_step_with_data(matrix)?));
    let settled = known.0.saturating_sub(OVERLAP).min(
        grid.end()
            .0
            .saturating_sub(step(wanted).saturating_mul(OVERLAP_STEPS)),
    );
    // The first step after `settled`; at least the last steps of what is wanted are asked, so that a tail is never empty.
    let count = i64::try_from(wanted.count).ok()?;
    let steps = settled
        .saturating_sub(wanted.start.0)
        .div_euclid(step(wanted))
        .saturating_add(1)
        .min(count.saturating_sub(OVERLAP_STEPS));
    let skipped = usize::try_from(steps).ok()?;
    let left = wanted.count.checked_sub(skipped)?;
    (left.saturating_mul(2) <= wanted.count).then_some(Grid {
        start: wanted.at(skipped),
        step: wanted.step,
        count: left,
    })
}

/// `kept` up to where `tail` begins, then `tail`: over `wanted`, which ends where the tail ends. None when the parts do
/// not fit (a label set twice, other grids than planned): then everything has to be asked.
///
/// The tail's warnings stay; infos of both, each once.
#[must_use]
pub fn join(kept: &Answer, tail: &Answer, wanted: Grid) -> Option<Answer> {
    let (Found::Matrix(old), Found::Matrix(new)) = (&kept.found, &tail.found) else {
        return None;
    };
    let matrix = join_matrices(old, new, wanted)?;
    let mut infos = kept.infos.clone();
    infos.extend(
        tail.infos
            .iter()
            .filter(|info| !kept.infos.contains(info))
            .cloned(),
    );
    Some(Answer {
        found: Found::Matrix(matrix),
        warnings: tail.warnings.clone(),
        infos,
    })
}

fn join_matrices(old: &Matrix, new: &Matrix, wanted: Grid) -> Option<Matrix> {
    let shift = offset(old.grid, wanted)?;
    let cut = wanted.count.checked_sub(new.grid.count)?;
    let covered = old.grid.count.checked_sub(shift)? >= cut;
    if new.grid.step != wanted.step || new.grid.start != wanted.at(cut) || !covered {
        return None;
    }
    let mut tails: Map<&Labels, &Series> = Map::new();
    for series in &new.series {
        if tails.get(&series.labels).is_some() {
            return None;
        }
        tails.insert(&series.labels, series);
    }
    let piece = |series: &Series, tail: Option<&Series>| Series {
        labels: series.labels.clone(),
        values: Column::from(values(series, shift, cut, tail, wanted.count)),
        histograms: histograms(series, shift, cut, tail),
    };
    let mut joined = Vec::with_capacity(old.series.len());
    for series in &old.series {
        joined.push(piece(series, tails.remove(&series.labels)));
    }
    let mut seen = Set::new();
    if !old.series.iter().all(|series| seen.insert(&series.labels)) {
        return None;
    }
    for series in &new.series {
        if tails.get(&series.labels).is_some() {
            let absent = Series {
                labels: series.labels.clone(),
                values: Column::default(),
                histograms: Vec::new(),
            };
            joined.push(piece(&absent, Some(series)));
        }
    }
    joined.retain(|series| {
        !series.histograms.is_empty() || series.values.iter().any(|value| !is_gap(*value))
    });
    Some(Matrix {
        grid: wanted,
        series: joined,
    })
}

/// `old` from `shift` on up to step `cut`, then the tail; gaps where either is missing.
fn values(old: &Series, shift: usize, cut: usize, tail: Option<&Series>, count: usize) -> Vec<f64> {
    let mut values = Vec::with_capacity(count);
    values.extend(old.values.iter().skip(shift).take(cut));
    values.resize(cut, GAP);
    if let Some(tail) = tail {
        values.extend(tail.values.iter());
    }
    values.resize(count, GAP);
    values
}

fn histograms(
    old: &Series,
    shift: usize,
    cut: usize,
    tail: Option<&Series>,
) -> Vec<(usize, Histogram)> {
    let head = old.histograms.iter().filter_map(|(at, one)| {
        let at = at.checked_sub(shift).filter(|at| *at < cut)?;
        Some((at, one.clone()))
    });
    let tail = tail.map_or([].as_slice(), |tail| tail.histograms.as_slice());
    head.chain(tail.iter().map(|(at, one)| (at + cut, one.clone())))
        .collect()
}

/// How many steps `wanted` starts after `kept`; none when it starts before, or the two do not share their instants.
fn offset(kept: Grid, wanted: Grid) -> Option<usize> {
    let distance = wanted.start.0.checked_sub(kept.start.0)?;
    let fits = kept.step == wanted.step && distance % step(wanted) == 0;
    if !fits {
        return None;
    }
    usize::try_from(distance / step(wanted)).ok()
}

fn step(grid: Grid) -> i64 {
    grid.step.0.max(1)
}

fn last_step_with_data(matrix: &Matrix) -> Option<usize> {
    let last = |series: &Series| {
        let float = series.values.iter().rposition(|value| !is_gap(*value));
        float.max(series.histograms.last().map(|(at, _)| *at))
    };
    matrix.series.iter().filter_map(last).max()
}
