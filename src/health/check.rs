//! What Prometheus knows of checks, joined: each probe and each monitor with its state, time, certificate.
//!
//! Series belong together when their labels are the same, whatever their metric. The order is by name; whoever shows
//! them sorts by state.

use crate::data::labels::Labels;
use crate::data::series::Matrix;
use crate::data::series::RawSeries;
use crate::data::series::Sample;
use crate::health::course::Course;
use crate::health::course::Rules;
use crate::health::course::State;
use crate::health::judge::Level;
use crate::health::judge::Why;
use crate::lean::sort;
use crate::time::Instant;
use crate::time::Millis;

/// Who checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Prober {
    /// This page, from the reader's browser.
    Browser,
    /// The blackbox exporter.
    Blackbox,
    /// Uptime Kuma.
    Kuma,
}

/// How a check is shown; ordered from the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shown {
    /// Answers, and does not work.
    Unhealthy,
    /// Does not answer.
    Unreachable,
    /// First failures, or warnings.
    Degraded,
    /// Passes again.
    Recovering,
    /// No success yet.
    Starting,
    /// Nothing is known.
    NoData,
    /// Announced work.
    Maintenance,
    /// Works.
    Healthy,
}

impl Shown {
    /// All of them, from the worst.
    pub const ALL: [Self; 8] = [
        Self::Unhealthy,
        Self::Unreachable,
        Self::Degraded,
        Self::Recovering,
        Self::Starting,
        Self::NoData,
        Self::Maintenance,
        Self::Healthy,
    ];

    /// Of a check on its way.
    #[must_use]
    pub fn of(course: &Course) -> Self {
        match (course.state, course.level) {
            (None, _) | (_, None) => Self::NoData,
            (Some(State::Unhealthy), Some(Level::Unreachable)) => Self::Unreachable,
            (Some(State::Unhealthy), Some(_)) => Self::Unhealthy,
            (Some(State::Degraded), Some(_)) => Self::Degraded,
            (Some(State::Recovering), Some(_)) => Self::Recovering,
            (Some(State::Starting), Some(_)) => Self::Starting,
            (Some(State::Healthy), Some(_)) => Self::Healthy,
        }
    }
}

/// One check as the servers know it now.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Who checks.
    pub prober: Prober,
    /// What people call it.
    pub name: String,
    /// What is asked, or by whom; may be empty.
    pub address: String,
    /// Its labels, without the metric's name.
    pub labels: Labels,
    /// How it is; none where only its other figures are there.
    pub level: Option<Level>,
    /// Why it is not better.
    pub why: Option<Why>,
    /// Announced work, as Uptime Kuma says it.
    pub maintained: bool,
    /// Seconds the last answer took.
    pub took: Option<f64>,
    /// Until when the first of its certificates holds.
    pub certificate: Option<Instant>,
}

/// All checks in the answer to [`crate::health::ask::now`].
#[must_use]
pub fn checks(samples: &[Sample], now: Instant) -> Vec<Check> {
    let mut parts: Vec<(Labels, &str, f64)> = samples
        .iter()
        .filter_map(|sample| {
            let metric = sample.labels.metric()?;
            Some((anonymous(&sample.labels), metric, sample.value))
        })
        .collect();
    sort::by(&mut parts, |one, other| one.0.cmp(&other.0));
    let mut checks = Vec::new();
    for group in parts.chunk_by(|one, other| one.0 == other.0) {
        if let Some((labels, _, _)) = group.first() {
            checks.extend(check(labels, group, now));
        }
    }
    sort::by(&mut checks, |one: &Check, other: &Check| {
        one.name
            .cmp(&other.name)
            .then_with(|| one.labels.cmp(&other.labels))
    });
    checks
}

/// The labels without the metric's name: what the series of one check have in common.
#[must_use]
pub fn anonymous(labels: &Labels) -> Labels {
    Labels::from_pairs(labels.iter().filter(|(name, _)| *name != "__name__"))
}

/// The way of one check through its states, by its samples in the answer to [`crate::health::ask::recent`]. Whether they
/// are still how it is, is for the answer to [`crate::health::ask::now`] to say.
#[must_use]
pub fn course(samples: &RawSeries, prober: Prober, rules: Rules) -> Course {
    let most = spacing(&samples.times).saturating_mul(5) / 2;
    let mut course = Course::default();
    let mut before: Option<Instant> = None;
    for (at, value) in samples.times.iter().zip(&samples.values) {
        if before.is_some_and(|before| at.0.saturating_sub(before.0) > most) {
            course.miss();
        }
        before = Some(*at);
        match level(*value, prober) {
            Some(level) => course.take(*at, level, rules),
            None => course.miss(),
        }
    }
    course
}

/// How far apart samples usually are: the middle one of all distances.
fn spacing(times: &[Instant]) -> i64 {
    let pairs = times.iter().zip(times.iter().skip(1));
    let mut apart: Vec<i64> = pairs.map(|(a, b)| b.0.saturating_sub(a.0)).collect();
    sort::by(&mut apart, Ord::cmp);
    apart.get(apart.len() / 2).copied().unwrap_or(0)
}

/// Each series of a matrix with its labels as [`anonymous`] gives them, sorted by them.
#[must_use]
pub fn columns(matrix: &Matrix) -> Vec<(Labels, &[f64])> {
    let mut columns: Vec<(Labels, &[f64])> = matrix
        .series
        .iter()
        .map(|series| (anonymous(&series.labels), series.values.as_slice()))
        .collect();
    sort::by(&mut columns, |one, other| one.0.cmp(&other.0));
    columns
}

/// Each check's samples, sorted by its labels as [`anonymous`] gives them.
#[must_use]
pub fn samples(all: &[RawSeries]) -> Vec<(Labels, &RawSeries)> {
    let mut found: Vec<(Labels, &RawSeries)> = all
        .iter()
        .map(|series| (anonymous(&series.labels), series))
        .collect();
    sort::by(&mut found, |one, other| one.0.cmp(&other.0));
    found
}

/// The samples of a check among those of [`samples`].
#[must_use]
pub fn samples_of<'a>(all: &[(Labels, &'a RawSeries)], labels: &Labels) -> Option<&'a RawSeries> {
    let at = all.binary_search_by(|(other, _)| other.cmp(labels)).ok()?;
    all.get(at).map(|(_, series)| *series)
}

/// The column of a check among those of [`columns`].
#[must_use]
pub fn column<'a>(columns: &[(Labels, &'a [f64])], labels: &Labels) -> Option<&'a [f64]> {
    let at = columns
        .binary_search_by(|(other, _)| other.cmp(labels))
        .ok()?;
    columns.get(at).map(|(_, values)| *values)
}

fn check(labels: &Labels, parts: &[(Labels, &str, f64)], now: Instant) -> Option<Check> {
    let of = |metric: &str| {
        let part = parts.iter().find(|(_, name, _)| *name == metric);
        part.map(|(_, _, value)| *value)
            .filter(|value| value.is_finite())
    };
    let label = |name: &str| labels.get(name).filter(|value| !value.is_empty());
    if let Some(name) = label("monitor_name") {
        let status = of("monitor_status");
        let level = status.and_then(|status| level(status, Prober::Kuma));
        let address = ["monitor_url", "monitor_hostname"];
        let mut address = address.into_iter().filter_map(label);
        let days = of("monitor_cert_days_remaining");
        return Some(Check {
            prober: Prober::Kuma,
            name: name.to_owned(),
            // Where a monitor has no address, Uptime Kuma writes these.
            address: address
                .find(|text| !matches!(*text, "null" | "https://"))
                .unwrap_or_default()
                .to_owned(),
            labels: labels.clone(),
            level,
            why: level.filter(|level| !level.serves()).map(|_| Why::Probe),
            maintained: status == Some(3.0),
            took: of("monitor_response_time").map(|millis| millis / 1_000.0),
            certificate: days.map(|days| later(now, days * 86_400.0)),
        });
    }
    let success = of("probe_success");
    let took = of("probe_duration_seconds");
    let expiry = of("probe_ssl_earliest_cert_expiry").filter(|expiry| *expiry > 0.0);
    success.or(took).or(expiry)?;
    let code = of("probe_http_status_code");
    let level = success.and_then(|success| match (level(success, Prober::Blackbox), code) {
        (Some(Level::Down), Some(0.0)) => Some(Level::Unreachable),
        (level, _) => level,
    });
    let why = level
        .filter(|level| *level != Level::Up)
        .map(|_| match code {
            Some(0.0) => Why::NoAnswer,
            // Blackbox takes any 2xx; what it refuses then is something else than the status.
            Some(code) if !(200.0..300.0).contains(&code) => Why::Status(whole(code)),
            Some(_) | None => Why::Probe,
        });
    Some(Check {
        prober: Prober::Blackbox,
        name: label("instance").unwrap_or("probe").to_owned(),
        address: label("job").unwrap_or_default().to_owned(),
        labels: labels.clone(),
        level,
        why,
        maintained: false,
        took,
        certificate: expiry.map(|expiry| later(Instant(0), expiry)),
    })
}

/// What one sample says; none for a gap, a NaN, and announced work.
fn level(value: f64, prober: Prober) -> Option<Level> {
    if value.is_nan() {
        return None;
    }
    match prober {
        Prober::Browser | Prober::Blackbox => {
            Some(if value >= 1.0 { Level::Up } else { Level::Down })
        }
        Prober::Kuma if value == 3.0 => None,
        Prober::Kuma if value == 2.0 => Some(Level::Warning),
        Prober::Kuma => Some(if value == 1.0 { Level::Up } else { Level::Down }),
    }
}

fn later(at: Instant, seconds: f64) -> Instant {
    // Casts of floats saturate: a certificate of the year 300,000 ends then.
    #[allow(clippy::cast_possible_truncation)]
    Instant(at.0.saturating_add(Millis((seconds * 1_000.0) as i64).0))
}

fn whole(code: f64) -> u16 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let code = code as u16;
    code
}
