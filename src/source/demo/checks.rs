//! What the pages of checks ask, worked out from the samples that were recorded of probes and monitors: shares and counts over
//! any window, samples as they were scraped, one check among all.
//!
//! Follows the wording of `health::ask` and nothing else; another wording is left to the recorded expressions. A sample is
//! recorded for each step of the stretch, which repeats. Windows of days are worked out from the recorded share of each day.

use crate::data::labels::Labels;
use crate::data::series::Column;
use crate::data::series::GAP;
use crate::data::series::Matrix;
use crate::data::series::RawSeries;
use crate::data::series::Sample;
use crate::data::series::Series;
use crate::data::series::is_gap;
use crate::lean::decimal;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Found;
use crate::source::demo::Recording;
use crate::source::demo::key;
use crate::source::demo::shape;
use crate::source::demo::value_at;
use crate::source::prometheus;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;

/// What probes and monitors say.
const METRICS: [&str; 4] = [
    "probe_success",
    "probe_duration_seconds",
    "monitor_status",
    "monitor_response_time",
];

/// How all samples of late are asked for; a window follows.
const RECENT: &str = "{__name__=~\"probe_success|monitor_status\"}[";

/// The share of each day: what the program that records asks over many days.
pub const DAYS: &str = "avg_over_time(probe_success[86400s]) or \
     avg_over_time(((monitor_status != 3) == bool 1)[86400s:1m])";

const DAY: i64 = 86_400_000;

/// How Uptime Kuma says that somebody works on it: neither up nor down.
const MAINTENANCE: f64 = 3.0;

/// What is done with the samples of a window.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Function {
    Mean,
    Sum,
    Count,
}

/// One operand of `or`.
struct Term<'a> {
    metric: &'static str,
    matchers: Vec<(&'a str, String)>,
    /// Is it up, instead of the value.
    truth: bool,
    thousandth: bool,
    window: Option<(Function, i64)>,
}

/// The answer to a question about checks; none to any other.
pub(super) fn answer(recording: &Recording, ask: &Ask, now: Instant) -> Option<Answer> {
    let found = match ask {
        Ask::Instant { expr, at } => match expr.strip_prefix(RECENT) {
            Some(window) => Found::Raw(samples(recording, length(window)?, *at, now)),
            None => Found::Vector(vector(recording, &terms(expr)?, *at, now)),
        },
        Ask::Range { expr, grid } => Found::Matrix(matrix(recording, &terms(expr)?, *grid, now)),
        Ask::LabelNames { .. }
        | Ask::LabelValues { .. }
        | Ask::Series { .. }
        | Ask::Metadata { .. }
        | Ask::BuildInfo
        | Ask::Rules
        | Ask::Alerts
        | Ask::Targets
        | Ask::Log(_)
        | Ask::Alerting(_) => return None,
    };
    Some(Answer {
        found,
        warnings: Vec::new(),
        infos: Vec::new(),
    })
}

fn terms(expr: &str) -> Option<Vec<Term<'_>>> {
    expr.split(" or ").map(term).collect()
}

fn term(text: &str) -> Option<Term<'_>> {
    let functions = [
        ("avg_over_time(", Function::Mean),
        ("sum_over_time(", Function::Sum),
        ("count_over_time(", Function::Count),
    ];
    let called = functions
        .iter()
        .find_map(|(name, function)| Some((*function, text.strip_prefix(name)?)));
    let inner = called.map_or(text, |(_, inner)| inner);
    // Nothing else may stand before the metric.
    let inner = inner.trim_start_matches('(');
    let metric = METRICS
        .into_iter()
        .find(|metric| inner.starts_with(metric))?;
    let rest = inner.get(metric.len()..)?;
    let (matchers, taken) = match rest.starts_with('{') {
        true => shape::selector(rest)?,
        false => (Vec::new(), 0),
    };
    let mut equal = Vec::new();
    for (label, operator, quoted) in matchers {
        if operator != "=" {
            return None;
        }
        equal.push((label, shape::unquoted(quoted)?));
    }
    let rest = rest.get(taken..)?;
    let window = match (called, rest.split_once('[')) {
        (Some((function, _)), Some((_, window))) => Some((function, length(window)?)),
        (None, None) => None,
        (Some(_), None) | (None, Some(_)) => return None,
    };
    let truth = rest.contains("== bool 1");
    let thousandth = rest.trim_end().ends_with("/ 1000");
    // A bare metric may be part of anything else.
    let is_ours = window.is_some() || truth || thousandth || !equal.is_empty();
    is_ours.then_some(Term {
        metric,
        matchers: equal,
        truth,
        thousandth,
        window,
    })
}

/// `1800s]`, `1500ms]` or `86400s:1m])` in milliseconds.
fn length(window: &str) -> Option<i64> {
    let digits = window.find(|sign: char| !sign.is_ascii_digit())?;
    let (number, unit) = window.split_at(digits);
    let per = if unit.starts_with("ms") { 1.0 } else { 1_000.0 };
    // Casts of floats saturate.
    #[allow(clippy::cast_possible_truncation)]
    let millis = (decimal::parse(number)? * per) as i64;
    Some(millis)
}

/// Recorded series of a term.
fn chosen<'a>(recording: &'a Recording, term: &Term<'_>) -> Vec<&'a Series> {
    let of = |series: &&Series| {
        let labels = &series.labels;
        let mut matchers = term.matchers.iter();
        labels.metric() == Some(term.metric)
            && matchers.all(|(label, value)| labels.get(label).unwrap_or("") == value)
    };
    let mut ranges = recording.ranges.iter().map(|range| &range.series);
    let found = ranges.find(|series| series.iter().any(|one| of(&one)));
    found.into_iter().flatten().filter(of).collect()
}

fn value(
    recording: &Recording,
    term: &Term<'_>,
    series: &Series,
    at: Instant,
    now: Instant,
) -> f64 {
    match term.window {
        Some((function, length)) => windowed(recording, series, function, length, at, now),
        None => {
            let value = value_at(series, super::step_of(recording, at, now));
            match (term.truth, term.thousandth) {
                (true, _) => good(series, value).unwrap_or(GAP),
                (false, true) => value / 1_000.0,
                (false, false) => value,
            }
        }
    }
}

/// 1 for up, 0 for down; none for what counts as neither.
fn good(series: &Series, value: f64) -> Option<f64> {
    let is_kuma = series.labels.metric() == Some("monitor_status");
    if is_gap(value) || (is_kuma && value == MAINTENANCE) {
        return None;
    }
    let up = if is_kuma { value == 1.0 } else { value >= 1.0 };
    Some(if up { 1.0 } else { 0.0 })
}

fn windowed(
    recording: &Recording,
    series: &Series,
    function: Function,
    length: i64,
    at: Instant,
    now: Instant,
) -> f64 {
    let (mut up, mut seen) = (0.0, 0.0);
    let shares = if length >= DAY {
        shares_of_days(recording, &series.labels)
    } else {
        Vec::new()
    };
    if shares.is_empty() {
        for (_, step) in steps(recording, length, at, now) {
            if let Some(good) = good(series, value_at(series, Some(step))) {
                (up, seen) = (up + good, seen + 1.0);
            }
        }
    } else {
        // The last share is of the day that ends now.
        let ago = now.0.saturating_sub(at.0).max(0) / DAY;
        let days = shares.iter().rev();
        let skipped = usize::try_from(ago).unwrap_or(usize::MAX);
        let wanted = usize::try_from(length / DAY).unwrap_or(usize::MAX);
        for share in days
            .skip(skipped)
            .take(wanted)
            .filter(|share| share.is_finite())
        {
            (up, seen) = (up + share, seen + 1.0);
        }
    }
    match function {
        _ if seen == 0.0 => GAP,
        Function::Mean => up / seen,
        Function::Sum => up,
        Function::Count => seen,
    }
}

/// The recorded share of each day, the oldest first.
fn shares_of_days(recording: &Recording, labels: &Labels) -> Vec<f64> {
    let ask = share_of_days();
    let body = recording.replies.get(&key(&ask));
    let answer = body.and_then(|body| prometheus::decode_body(&ask, body));
    let Some(Found::Raw(all)) = answer.map(|answer| answer.found) else {
        return Vec::new();
    };
    let wanted = nameless(labels);
    let found = all.into_iter().find(|series| series.labels == wanted);
    found.map(|series| series.values).unwrap_or_default()
}

/// Instants of the recorded samples in a window that ends at `at`, each with its step.
fn steps(recording: &Recording, length: i64, at: Instant, now: Instant) -> Vec<(Instant, usize)> {
    let step = recording.grid.step.0.max(1);
    let end = at.0.min(now.0);
    let first = recording.grid.start.0;
    let last = first + (end - first).div_euclid(step) * step;
    let mut found = Vec::new();
    let mut time = last;
    while time > at.0.saturating_sub(length) {
        if let Some(place) = super::step_of(recording, Instant(time), now) {
            found.push((Instant(time), place));
        }
        time -= step;
    }
    found.reverse();
    found
}

fn samples(recording: &Recording, length: i64, at: Instant, now: Instant) -> Vec<RawSeries> {
    let steps = steps(recording, length, at, now);
    let mut found = Vec::new();
    for metric in ["probe_success", "monitor_status"] {
        let all = Term {
            metric,
            matchers: Vec::new(),
            truth: false,
            thousandth: false,
            window: None,
        };
        for series in chosen(recording, &all) {
            let mut raw = RawSeries {
                labels: series.labels.clone(),
                times: Vec::new(),
                values: Vec::new(),
                histograms: Vec::new(),
            };
            for (time, step) in &steps {
                let value = value_at(series, Some(*step));
                if !is_gap(value) {
                    raw.times.push(*time);
                    raw.values.push(value);
                }
            }
            found.push(raw);
        }
    }
    found
}

fn vector(recording: &Recording, terms: &[Term<'_>], at: Instant, now: Instant) -> Vec<Sample> {
    let mut found = Vec::new();
    for term in terms {
        for series in chosen(recording, term) {
            let value = value(recording, term, series, at, now);
            if !is_gap(value) {
                found.push(Sample {
                    labels: labels(term, series),
                    at,
                    value,
                    histogram: None,
                });
            }
        }
    }
    found
}

fn matrix(recording: &Recording, terms: &[Term<'_>], grid: Grid, now: Instant) -> Matrix {
    let mut all = Vec::new();
    for term in terms {
        for series in chosen(recording, term) {
            let at = |index| {
                // A piece that has only begun is counted up to now.
                let begun = grid.at(index).0.saturating_sub(grid.step.0) < now.0;
                let at = match begun && term.window.is_some() {
                    true => Instant(grid.at(index).0.min(now.0)),
                    false => grid.at(index),
                };
                value(recording, term, series, at, now)
            };
            let values: Vec<f64> = (0..grid.count).map(at).collect();
            if values.iter().any(|value| !is_gap(*value)) {
                all.push(Series {
                    labels: labels(term, series),
                    values: Column::from(values),
                    histograms: Vec::new(),
                });
            }
        }
    }
    Matrix { grid, series: all }
}

/// A server drops the metric's name from what it has worked out.
fn labels(term: &Term<'_>, series: &Series) -> Labels {
    if term.window.is_some() || term.truth || term.thousandth {
        nameless(&series.labels)
    } else {
        series.labels.clone()
    }
}

fn nameless(labels: &Labels) -> Labels {
    Labels::from_pairs(labels.iter().filter(|(name, _)| *name != "__name__"))
}

/// Under which question the share of each day is recorded: as one range it would need a grid of its own.
#[must_use]
pub fn share_of_days() -> Ask {
    Ask::Instant {
        expr: DAYS.to_owned(),
        at: Instant(0),
    }
}

/// How many days are recorded.
pub const COUNT: usize = 90;

/// The grid of [`DAYS`] for a recording that ends then.
#[must_use]
pub fn days(end: Instant) -> Grid {
    let before = i64::try_from(COUNT).unwrap_or(0) - 1;
    Grid {
        start: Instant(end.0 - before * DAY),
        step: Millis(DAY),
        count: COUNT,
    }
}
