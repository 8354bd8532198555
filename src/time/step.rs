//! How far apart the points of a range query are: Grafana's round intervals, `$__rate_interval`, and the alignment that
//! lets two readers of the same panel ask for the same instants.

use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use crate::time::civil::DAY;
use crate::time::civil::HOUR;
use crate::time::civil::MINUTE;
use crate::time::civil::SECOND;
use crate::time::interval::parse_duration;
use crate::time::math::TextError;

/// The panel's `$__interval`: the range over the points there is room for, made round, and never below the limit.
///
/// No room for points (0) counts as 1 point.
#[must_use]
pub fn interval(range: Range, max_data_points: u32, min_interval: Option<Millis>) -> Millis {
    let wanted = length(range) / i64::from(max_data_points.max(1));
    let limit = min_interval.map_or(1, |limit| limit.0.max(1));
    Millis(round_interval(Millis(wanted)).0.max(limit))
}

/// The round interval next to a length, as Grafana's front end chooses it: a length at a boundary goes up.
#[must_use]
pub fn round_interval(length: Millis) -> Millis {
    round(|boundary| length.0 < boundary)
}

/// The round interval next to a length, as Grafana's server chooses it: a length at a boundary stays below.
#[must_use]
pub fn round_interval_backend(length: Millis) -> Millis {
    round(|boundary| length.0 < boundary || (length.0 == boundary && boundary < LAST_BOUNDARY))
}

/// What a range query's step depends on.
#[derive(Clone, Copy, Debug)]
pub struct StepQuery<'a> {
    /// The range asked for.
    pub range: Range,
    /// Points there is room for; 0 is unknown and counts as 1500.
    pub max_data_points: u32,
    /// The target's "Min step" as written; may be empty or one of the interval variables.
    pub min_step: &'a str,
    /// The data source's scrape interval as written; empty is 15 s.
    pub scrape_interval: &'a str,
    /// The panel's `$__interval`; 0 is unknown.
    pub interval: Millis,
    /// The target's `intervalFactor`; anything below 1 counts as 1.
    pub factor: i64,
}

/// The step Prometheus gets, at least 1 ms, and coarse enough for its limit of 11,000 points.
///
/// # Errors
/// A Min step or scrape interval that is no interval.
pub fn step(query: &StepQuery) -> Result<Millis, TextError> {
    let range = length(query.range);
    let points = match query.max_data_points {
        0 => DEFAULT_RESOLUTION,
        points => i64::from(points),
    };
    let least = min_interval(query.min_step, query.scrape_interval, query.interval)?.0;
    let calculated = if range / points < least {
        least
    } else {
        round_interval_backend(Millis(div_ceil(range, points))).0
    };
    let safe = round_interval_backend(Millis(div_ceil(range, SAFE_RESOLUTION))).0;
    let step = Millis(calculated.max(safe));
    if is_variable(query.min_step, "rate_interval") {
        return Ok(Millis(rate_interval(step, query.scrape_interval).0.max(1)));
    }
    let factor = query.factor.max(1);
    Ok(Millis(step.0.saturating_mul(factor).max(1)))
}

/// The lower limit of a step: Min step unless it is empty, `0s` or a variable; else the panel's interval; else the
/// scrape interval; else 15 s.
///
/// # Errors
/// A Min step or scrape interval that is no interval.
pub fn min_interval(
    min_step: &str,
    scrape_interval: &str,
    interval: Millis,
) -> Result<Millis, TextError> {
    let literal = !min_step.is_empty() && min_step != "0s" && !min_step.starts_with('$');
    if literal {
        parse_duration(min_step)
    } else if interval.0 > 0 {
        Ok(interval)
    } else if scrape_interval.is_empty() {
        Ok(DEFAULT_SCRAPE_INTERVAL)
    } else {
        parse_duration(scrape_interval)
    }
}

/// `$__rate_interval`: long enough for four scrapes, and for one more than an interval. 0 for a scrape interval that is
/// none.
#[must_use]
pub fn rate_interval(interval: Millis, scrape_interval: &str) -> Millis {
    let scrape = if scrape_interval.is_empty() {
        Ok(DEFAULT_SCRAPE_INTERVAL)
    } else {
        parse_duration(scrape_interval)
    };
    scrape.map_or(Millis(0), |scrape| rate_over(interval, scrape))
}

/// `$__rate_interval` inside the query of a target: its Min step stands for the scrape interval, if it names one.
#[must_use]
pub fn rate_interval_of(query: &StepQuery, step: Millis) -> Millis {
    if is_variable(query.min_step, "interval") || is_variable(query.min_step, "interval_ms") {
        rate_over(query.interval, step)
    } else if query.min_step.is_empty() || query.min_step.starts_with('$') {
        rate_interval(query.interval, query.scrape_interval)
    } else {
        rate_interval(query.interval, query.min_step)
    }
}

/// The step Loki gets: the target's step if it has one, else the request's interval, times the resolution; coarse enough
/// for its limit of points. A resolution nobody can choose is 1.
///
/// # Errors
/// A step that is no interval.
pub fn loki_step(
    range: Range,
    interval_ms: f64,
    resolution: u32,
    written: &str,
) -> Result<Millis, TextError> {
    if written.is_empty() {
        let wanted = interval_ms * f64::from(resolution_of(resolution));
        let safe = length(range) as f64 / SAFE_RESOLUTION as f64;
        return Ok(Millis((wanted.max(safe).ceil() as i64).max(1)));
    }
    let step = match is_variable(written, "interval") {
        true => Millis(interval_ms.round() as i64),
        false => parse_duration(written)?,
    };
    Ok(Millis(
        step.0
            .saturating_mul(i64::from(resolution_of(resolution)))
            .max(1),
    ))
}

/// How wide the ends of a range are rounded outwards before metadata is asked, so that readers ask the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snap {
    /// To seconds, both up: as exact as the API is.
    Second,
    /// To minutes.
    Minute,
    /// To ten minutes.
    TenMinutes,
    /// To hours.
    Hour,
}

/// The range metadata is asked for.
#[must_use]
pub fn snap(range: Range, to: Snap) -> Range {
    let down = |at: i64, size: i64| Instant(at.div_euclid(size).saturating_mul(size));
    let up = |at: Instant, size: i64| down(at.0.saturating_add(size - 1), size);
    let size = match to {
        Snap::Second => {
            return Range {
                from: up(range.from, SECOND),
                to: up(range.to, SECOND),
            };
        }
        Snap::Minute => MINUTE,
        Snap::TenMinutes => 10 * MINUTE,
        Snap::Hour => HOUR,
    };
    Range {
        from: down(range.from.0, size),
        to: up(range.to, size),
    }
}

impl Grid {
    /// The instants of a range at multiples of the step on the wall that is `utc_offset` seconds east of UTC. Both ends
    /// move down to such a multiple, so the first may lie before the range. A step below 1 ms counts as 1 ms.
    #[must_use]
    pub fn aligned(range: Range, step: Millis, utc_offset: i32) -> Self {
        let step = Millis(step.0.max(1));
        let start = align(range.from, step, utc_offset);
        let end = align(range.to, step, utc_offset);
        let intervals = end.0.saturating_sub(start.0).max(0) / step.0;
        Self {
            start,
            step,
            count: usize::try_from(intervals.saturating_add(1)).unwrap_or(usize::MAX),
        }
    }
}

/// The last multiple of the step at or before an instant, on the wall that is `utc_offset` seconds east of UTC.
#[must_use]
pub fn align(instant: Instant, step: Millis, utc_offset: i32) -> Instant {
    let offset = i64::from(utc_offset) * SECOND;
    let over = instant.0.saturating_add(offset).rem_euclid(step.0.max(1));
    Instant(instant.0.saturating_sub(over))
}

/// Points a query is planned for while the panel's width is unknown.
const DEFAULT_RESOLUTION: i64 = 1_500;
/// Prometheus refuses queries for more points than this per series.
const SAFE_RESOLUTION: i64 = 11_000;
const DEFAULT_SCRAPE_INTERVAL: Millis = Millis(15 * SECOND);

/// Lengths below the first number become the second.
const ROUND: [(i64, i64); 29] = [
    (10, 1),
    (15, 10),
    (35, 20),
    (75, 50),
    (150, 100),
    (350, 200),
    (750, 500),
    (1_500, SECOND),
    (3_500, 2 * SECOND),
    (7_500, 5 * SECOND),
    (12_500, 10 * SECOND),
    (17_500, 15 * SECOND),
    (25_000, 20 * SECOND),
    (45_000, 30 * SECOND),
    (90_000, MINUTE),
    (210_000, 2 * MINUTE),
    (450_000, 5 * MINUTE),
    (750_000, 10 * MINUTE),
    (1_050_000, 15 * MINUTE),
    (1_500_000, 20 * MINUTE),
    (2_700_000, 30 * MINUTE),
    (5_400_000, HOUR),
    (9_000_000, 2 * HOUR),
    (16_200_000, 3 * HOUR),
    (32_400_000, 6 * HOUR),
    (DAY, 12 * HOUR),
    (7 * DAY, DAY),
    (21 * DAY, 7 * DAY),
    (LAST_BOUNDARY, 30 * DAY),
];
const LAST_BOUNDARY: i64 = 42 * DAY;
const BEYOND_LAST_BOUNDARY: i64 = 365 * DAY;

fn round(is_below: impl Fn(i64) -> bool) -> Millis {
    let rounded = ROUND
        .iter()
        .find_map(|(boundary, rounded)| is_below(*boundary).then_some(*rounded));
    Millis(rounded.unwrap_or(BEYOND_LAST_BOUNDARY))
}

/// The resolutions Grafana offers for Loki.
fn resolution_of(written: u32) -> u32 {
    match written {
        1..=5 | 10 => written,
        _ => 1,
    }
}

fn rate_over(interval: Millis, scrape: Millis) -> Millis {
    let four = scrape.0.saturating_mul(4);
    Millis(interval.0.saturating_add(scrape.0).max(four))
}

/// Whether a Min step is `$__name` or `${__name}`.
fn is_variable(min_step: &str, name: &str) -> bool {
    let braced = min_step
        .strip_prefix("${__")
        .and_then(|rest| rest.strip_suffix('}'));
    braced.or(min_step.strip_prefix("$__")) == Some(name)
}

fn length(range: Range) -> i64 {
    range.to.0.saturating_sub(range.from.0).max(0)
}

/// Rounded up, so that comparing with whole boundaries is exact.
fn div_ceil(length: i64, by: i64) -> i64 {
    length / by + i64::from(length % by != 0)
}
