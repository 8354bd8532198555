//! Times as people write them in `config.json` and in links, told from garbage by their shape alone.
//!
//! Lengths of time become milliseconds. Points in time stay text: what `now-1d/d` means is for `time` to say, which knows
//! the zone and the hour.

use crate::lean::find;
use crate::time::Millis;

/// Longer texts are not a time anyone wrote; the longest honest one has about 50 characters.
const LONGEST_TIME: usize = 80;

/// The longest IANA name has 32 characters.
const LONGEST_ZONE: usize = 64;

/// Units from the largest; a month is 30 days and a year 365, as in Grafana's intervals.
const UNITS: [(&str, i64); 8] = [
    ("y", 365 * 86_400_000),
    ("M", 30 * 86_400_000),
    ("w", 7 * 86_400_000),
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1_000),
    ("ms", 1),
];

/// A length of time such as `30s`, `5m`, `1d`; whole and at least one millisecond.
#[must_use]
pub fn length(text: &str) -> Option<Millis> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = text.split_at(digits);
    let (_, size) = UNITS.iter().find(|(name, _)| *name == unit)?;
    let length = count.parse::<i64>().ok()?.checked_mul(*size)?;
    (length > 0).then_some(Millis(length))
}

/// The shortest text that [`length`] reads back; months are left out because `1M` and `1m` are easily confused.
#[must_use]
pub fn length_text(length: Millis) -> String {
    let exact = |(name, size): &&(&str, i64)| *name != "M" && length.0 % size == 0;
    match UNITS.iter().find(exact) {
        Some((name, size)) => format!("{}{name}", length.0 / size),
        None => format!("{}ms", length.0),
    }
}

/// Could this be a point in time: date math with `now`, epoch milliseconds, or an ISO date?
#[must_use]
pub fn is_time(text: &str) -> bool {
    let starts_with_digits =
        |count: usize| text.len() >= count && text.chars().take(count).all(|c| c.is_ascii_digit());
    let digits = text.strip_prefix('-').unwrap_or(text);
    let epoch = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    let iso =
        starts_with_digits(4) && matches!(text.chars().nth(4), Some('-' | '0'..='9')) && !epoch;
    text.len() <= LONGEST_TIME && (find::has(text, "now") || epoch || iso)
}

/// Could this be a time zone: `browser`, `utc` or an IANA name?
#[must_use]
pub fn is_zone(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-' | '/');
    text.len() <= LONGEST_ZONE
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(allowed)
}
