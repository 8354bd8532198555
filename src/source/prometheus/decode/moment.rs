//! Times as the API writes them outside samples: RFC 3339 with up to nanoseconds, `2026-11-21T05:08:21.553082258Z`.

use crate::time::Instant;
use time::Date;
use time::Month;
use time::Time;
use time::UtcOffset;

/// To the millisecond, cut; none for Go's zero time (year 1, "never") and for a text that is no time.
pub(in crate::source) fn instant(text: &str) -> Option<Instant> {
    let (date, time) = text.split_once(['T', 't'])?;
    let mut date = date.splitn(3, '-');
    let year = date.next()?.parse().ok()?;
    let month = Month::try_from(date.next()?.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year, month, date.next()?.parse().ok()?).ok()?;
    if year <= 1 {
        return None;
    }
    let (time, zone) = time.split_at_checked(time.find(['Z', 'z', '+', '-'])?)?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut time = time.splitn(3, ':').map(|part| part.parse().ok());
    let time = Time::from_hms(time.next()??, time.next()??, time.next()??).ok()?;
    let moment = date.with_time(time).assume_offset(offset(zone)?);
    Some(Instant(
        moment.unix_timestamp() * 1000 + thousandths(fraction)?,
    ))
}

fn thousandths(fraction: &str) -> Option<i64> {
    if !fraction.bytes().all(|one| one.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain(*b"000").take(3);
    Some(digits.fold(0, |all, one| all * 10 + i64::from(one - b'0')))
}

fn offset(zone: &str) -> Option<UtcOffset> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(UtcOffset::UTC);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let minutes =
        i32::from(hours.parse::<u8>().ok()?) * 60 + i32::from(minutes.parse::<u8>().ok()?);
    UtcOffset::from_whole_seconds(sign * minutes * 60).ok()
}
