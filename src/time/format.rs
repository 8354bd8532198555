//! Instants and lengths of time as figures. Words (months, weekdays, units) are added by whoever shows them.

use crate::time::Instant;
use crate::time::Millis;
use crate::time::civil::Civil;
use crate::time::civil::DAY;
use crate::time::civil::HOUR;
use crate::time::civil::MINUTE;
use crate::time::civil::SECOND;
use crate::time::civil::civil;
use crate::time::zone::Zone;

/// `2024-03-31 10:17:42` on the wall of the zone.
#[must_use]
pub fn date_time(instant: Instant, zone: &Zone) -> String {
    let at = civil(instant, zone);
    format!("{} {}", date(&at), clock(&at))
}

/// `2024-03-31 10:17:42.123` on the wall of the zone.
#[must_use]
pub fn date_time_milli(instant: Instant, zone: &Zone) -> String {
    let at = civil(instant, zone);
    format!("{} {}.{:03}", date(&at), clock(&at), at.milli)
}

/// `2024-03-31T10:17:42.123Z`.
#[must_use]
pub fn iso(instant: Instant) -> String {
    let at = civil(instant, &Zone::utc());
    format!("{}T{}.{:03}Z", date(&at), clock(&at), at.milli)
}

/// `2024-03-31`.
#[must_use]
pub fn date(at: &Civil) -> String {
    let sign = if at.year < 0 { "-" } else { "" };
    format!(
        "{sign}{:04}-{:02}-{:02}",
        at.year.unsigned_abs(),
        at.month,
        at.day
    )
}

/// `10:17:42`.
#[must_use]
pub fn clock(at: &Civil) -> String {
    format!("{:02}:{:02}:{:02}", at.hour, at.minute, at.second)
}

/// The units people say lengths of time in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DurationUnit {
    /// Milliseconds.
    Milli,
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days of 24 hours.
    Day,
}

/// A length of time in its largest unit, and the next smaller one while that still says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// How many of the largest unit.
    pub first: (u64, DurationUnit),
    /// How many of the next one: only beside minutes, hours or days below ten, and never zero.
    pub second: Option<(u64, DurationUnit)>,
}

/// `34 min`, `1 h 17 min`, `12 days`: cut, not rounded, so that nothing is said to be older than it is. The sign is
/// dropped.
#[must_use]
pub fn parts(length: Millis) -> Parts {
    let length = length.0.unsigned_abs();
    let largest = DURATION_UNITS.into_iter().find(|(_, size)| *size <= length);
    let Some((unit, size)) = largest else {
        return Parts {
            first: (length, DurationUnit::Milli),
            second: None,
        };
    };
    let count = length / size;
    let second = next_smaller(unit)
        .filter(|_| count < SAYS_SMALLER_BELOW)
        .map(|(unit, smaller)| (length % size / smaller, unit))
        .filter(|(count, _)| *count > 0);
    Parts {
        first: (count, unit),
        second,
    }
}

/// From this count on the smaller unit is noise: `9 min 30 s`, but `10 min`.
const SAYS_SMALLER_BELOW: u64 = 10;

const DURATION_UNITS: [(DurationUnit, u64); 4] = [
    (DurationUnit::Day, DAY.unsigned_abs()),
    (DurationUnit::Hour, HOUR.unsigned_abs()),
    (DurationUnit::Minute, MINUTE.unsigned_abs()),
    (DurationUnit::Second, SECOND.unsigned_abs()),
];

fn next_smaller(unit: DurationUnit) -> Option<(DurationUnit, u64)> {
    match unit {
        DurationUnit::Day => Some((DurationUnit::Hour, HOUR.unsigned_abs())),
        DurationUnit::Hour => Some((DurationUnit::Minute, MINUTE.unsigned_abs())),
        DurationUnit::Minute => Some((DurationUnit::Second, SECOND.unsigned_abs())),
        DurationUnit::Second | DurationUnit::Milli => None,
    }
}
