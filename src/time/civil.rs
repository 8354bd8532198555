//! Instants as calendar dates and wall clock times of a zone, and back.
//!
//! The proleptic Gregorian calendar, years −9999 to 9999; instants beyond are held at those limits, so that nothing a
//! number can say is unprintable. Does not know what months and weekdays are called.

use ::time::Date;
use ::time::Month;
use ::time::Weekday;

use crate::time::Instant;
use crate::time::zone::Zone;

/// What calendar and clock on the wall show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    /// −9999 to 9999.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999.
    pub milli: u16,
}

impl Civil {
    /// The day of the week; Monday for a date that does not exist.
    #[must_use]
    pub fn weekday(&self) -> Weekday {
        date(self.year, self.month, self.day).map_or(Weekday::Monday, Date::weekday)
    }
}

/// What the wall of `zone` shows at an instant.
#[must_use]
pub fn civil(instant: Instant, zone: &Zone) -> Civil {
    from_wall(wall(instant, zone))
}

/// The instant at which the wall of `zone` shows this; nothing for a date or time that does not exist in any zone.
///
/// A time skipped by a change of the clocks moves forward by what was skipped; a doubled one means the first.
#[must_use]
pub fn from_civil(civil: Civil, zone: &Zone) -> Option<Instant> {
    let day = day_number(date(civil.year, civil.month, civil.day)?);
    if civil.hour > 23 || civil.minute > 59 || civil.second > 59 || civil.milli > 999 {
        return None;
    }
    let time = i64::from(civil.hour) * HOUR
        + i64::from(civil.minute) * MINUTE
        + i64::from(civil.second) * SECOND
        + i64::from(civil.milli);
    Some(at_wall(Wall(day * DAY + time), zone))
}

pub(crate) const SECOND: i64 = 1_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;
pub(crate) const WEEK: i64 = 7 * DAY;

/// A reading of the wall clock as milliseconds, counted as if the wall hung in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wall(pub(crate) i64);

/// The wall's reading at an instant, held inside the calendar.
pub(crate) fn wall(instant: Instant, zone: &Zone) -> Wall {
    let offset = i64::from(zone.seconds_at(instant)) * SECOND;
    Wall(instant.0.saturating_add(offset).clamp(FIRST, LAST))
}

/// The first instant at which the wall shows this, or would have shown it had the clocks not just been put forward.
pub(crate) fn at_wall(wall: Wall, zone: &Zone) -> Instant {
    // No zone is further than a day from UTC, so these two offsets hold on both sides of a change near this reading.
    let before = i64::from(zone.seconds_at(Instant(wall.0.saturating_sub(DAY)))) * SECOND;
    let after = i64::from(zone.seconds_at(Instant(wall.0.saturating_add(DAY)))) * SECOND;
    let early = Instant(wall.0.saturating_sub(before));
    let late = Instant(wall.0.saturating_sub(after));
    let shows = |instant: Instant, offset: i64| {
        i64::from(zone.seconds_at(instant)).saturating_mul(SECOND) == offset
    };
    if !shows(early, before) && shows(late, after) {
        late
    } else {
        early
    }
}

/// The date a wall shows.
pub(crate) fn wall_date(wall: Wall) -> Date {
    let days = wall.0.div_euclid(DAY) + EPOCH_JULIAN_DAY;
    i32::try_from(days)
        .ok()
        .and_then(|days| Date::from_julian_day(days).ok())
        .unwrap_or(if days < 0 { Date::MIN } else { Date::MAX })
}

/// Midnight of a date on the wall.
pub(crate) fn midnight(date: Date) -> Wall {
    Wall(day_number(date) * DAY)
}

/// A date of the calendar, if there is such a day.
pub(crate) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// A date some months later or earlier, its day held inside the month it lands in.
pub(crate) fn add_months(from: Date, months: i64) -> Option<Date> {
    let index = i64::from(from.year()) * 12 + i64::from(u8::from(from.month())) - 1 + months;
    let year = i32::try_from(index.div_euclid(12)).ok()?;
    let month = Month::try_from(u8::try_from(index.rem_euclid(12) + 1).ok()?).ok()?;
    Date::from_calendar_date(year, month, from.day().min(month.length(year))).ok()
}

/// Days since 1970-01-01.
pub(crate) fn day_number(date: Date) -> i64 {
    i64::from(date.to_julian_day()) - EPOCH_JULIAN_DAY
}

/// The Julian day of 1970-01-01.
const EPOCH_JULIAN_DAY: i64 = 2_440_588;
/// −9999-01-01T00:00:00.000 on the wall.
const FIRST: i64 = -377_705_116_800_000;
/// 9999-12-31T23:59:59.999 on the wall.
const LAST: i64 = 253_402_300_799_999;

fn from_wall(wall: Wall) -> Civil {
    let date = wall_date(wall);
    let time = wall.0.rem_euclid(DAY);
    Civil {
        year: date.year(),
        month: u8::from(date.month()),
        day: date.day(),
        hour: small(time / HOUR),
        minute: small(time % HOUR / MINUTE),
        second: small(time % MINUTE / SECOND),
        milli: u16::try_from(time % SECOND).unwrap_or(0),
    }
}

fn small(value: i64) -> u8 {
    u8::try_from(value).unwrap_or(0)
}
