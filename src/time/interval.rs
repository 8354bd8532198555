//! Intervals as text: what dashboards and data source settings write (`30s`, `1m`, `45`) and what replaces
//! `$__interval` and `$__rate_interval` in queries.

use crate::lean::decimal;
use crate::time::Millis;
use crate::time::civil::DAY;
use crate::time::civil::HOUR;
use crate::time::civil::MINUTE;
use crate::time::civil::SECOND;
use crate::time::civil::WEEK;
use crate::time::math::Fault;
use crate::time::math::TextError;

/// Reads an interval as Grafana's front end does: a bare number is seconds, the count is cut to a whole (`1.5h` is
/// `1h`), what follows the unit is ignored (`1m30s` is `1m`), a month has 30 days and a year 365.
///
/// # Errors
/// What is not understood and where.
pub fn parse_interval(text: &str) -> Result<Millis, TextError> {
    if let Some(seconds) = number(text).filter(|seconds| *seconds != 0.0) {
        return whole(seconds * 1e3);
    }
    let sign = usize::from(text.starts_with('-'));
    let (digits, rest) = split_number(text.get(sign..).unwrap_or_default());
    let count: i64 = digits
        .split('.')
        .next()
        .and_then(|whole| whole.parse().ok())
        .ok_or(fault(sign, Fault::Number))?;
    let size = FRONTEND_UNITS
        .iter()
        .find_map(|(unit, size)| rest.starts_with(unit).then_some(*size))
        .ok_or(fault(sign + digits.len(), Fault::Unit))?;
    let length = count
        .checked_mul(size)
        .ok_or(fault(sign, Fault::OutOfRange))?;
    Ok(Millis(if sign == 1 { -length } else { length }))
}

/// Reads an interval as Grafana's server does for Prometheus: a bare number is seconds, `<` and `>` are ignored, Go
/// durations add up (`1m30s` is 90 seconds, `1.5h` is 90 minutes), months and years are those of the Julian calendar.
///
/// # Errors
/// What is not understood and where.
pub fn parse_duration(text: &str) -> Result<Millis, TextError> {
    let stripped = text.trim().replace(['<', '>'], "");
    if stripped.is_empty() {
        return Err(fault(0, Fault::Empty));
    }
    if let Some(seconds) = number(&stripped) {
        return whole(seconds * 1e3);
    }
    let whole_unit = stripped.char_indices().next_back().and_then(|(at, unit)| {
        let size = DATE_UNITS
            .iter()
            .find_map(|(letter, size)| (*letter == unit).then_some(*size))?;
        let count: u32 = stripped.get(..at)?.parse().ok()?;
        Some(i64::from(count) * size)
    });
    match whole_unit {
        Some(length) => Ok(Millis(length)),
        None => go_duration(&stripped),
    }
}

/// The largest single unit, cut: `90 s` is `1m`. At least `1ms`.
#[must_use]
pub fn format_interval(length: Millis) -> String {
    FORMAT_UNITS
        .iter()
        .find(|(_, size)| length.0 >= *size)
        .map_or_else(
            || format!("{}ms", length.0.max(1)),
            |(unit, size)| format!("{}{unit}", length.0 / size),
        )
}

/// A length as Go writes it, down to milliseconds: `2m15s`, `1h0m0s`, `500ms`, `1.5s`. A negative one counts as 0.
#[must_use]
pub fn format_duration(length: Millis) -> String {
    let length = length.0.max(0);
    if length > 0 && length < SECOND {
        return format!("{length}ms");
    }
    let (hours, minutes) = (length / HOUR, length % HOUR / MINUTE);
    let (seconds, millis) = (length % MINUTE / SECOND, length % SECOND);
    let fraction = if millis == 0 {
        String::new()
    } else {
        format!(".{millis:03}").trim_end_matches('0').to_owned()
    };
    if hours > 0 {
        format!("{hours}h{minutes}m{seconds}{fraction}s")
    } else if minutes > 0 {
        format!("{minutes}m{seconds}{fraction}s")
    } else {
        format!("{seconds}{fraction}s")
    }
}

const YEAR: i64 = 365 * DAY;
const JULIAN_YEAR: i64 = YEAR + DAY / 4;

/// `ms` before `m`, so that the longer one is met first.
const FRONTEND_UNITS: [(&str, i64); 8] = [
    ("ms", 1),
    ("M", 30 * DAY),
    ("w", WEEK),
    ("d", DAY),
    ("h", HOUR),
    ("m", MINUTE),
    ("s", SECOND),
    ("y", YEAR),
];

const DATE_UNITS: [(char, i64); 4] = [
    ('d', DAY),
    ('w', WEEK),
    ('M', JULIAN_YEAR / 12),
    ('y', JULIAN_YEAR),
];

const GO_UNITS: [(&str, f64); 7] = [
    ("ns", 1e-6),
    ("us", 1e-3),
    ("µs", 1e-3),
    ("ms", 1.0),
    ("s", 1e3),
    ("m", 6e4),
    ("h", 3.6e6),
];

const FORMAT_UNITS: [(&str, i64); 5] = [
    ("y", YEAR),
    ("d", DAY),
    ("h", HOUR),
    ("m", MINUTE),
    ("s", SECOND),
];

fn go_duration(text: &str) -> Result<Millis, TextError> {
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let mut millis = 0.0;
    loop {
        let at = text.len() - rest.len();
        let (digits, after) = split_number(rest);
        let count = decimal::parse(digits).ok_or_else(|| fault(at, Fault::Number))?;
        let letters = after
            .find(|c: char| c.is_ascii_digit() || c == '.')
            .unwrap_or(after.len());
        let (unit, next) = after.split_at(letters);
        let size = GO_UNITS
            .iter()
            .find_map(|(name, size)| (*name == unit).then_some(*size))
            .ok_or(fault(at + digits.len(), Fault::Unit))?;
        millis += count * size;
        if next.is_empty() {
            return whole(sign * millis);
        }
        rest = next;
    }
}

/// A text that is nothing but a decimal number.
fn number(text: &str) -> Option<f64> {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    decimal::parse(text).filter(|_| text.chars().all(plain))
}

/// Splits after digits and points.
fn split_number(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    text.split_at(end)
}

fn whole(millis: f64) -> Result<Millis, TextError> {
    if millis.is_finite() && millis.abs() < LARGEST {
        return Ok(Millis(millis.round() as i64));
    }
    Err(fault(0, Fault::OutOfRange))
}

/// Beyond this a float is no longer a whole number of milliseconds.
const LARGEST: f64 = 9_007_199_254_740_992.0;

fn fault(at: usize, why: Fault) -> TextError {
    TextError { at, why }
}
