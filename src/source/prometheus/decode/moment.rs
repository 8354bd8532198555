//! Times as the API writes them outside samples: RFC 3339 with up to nanoseconds, `2026-11-21T05:08:21.553082258Z`.

use crate::time::Instant;
use time::Date;
use time::Month;

/// To the millisecond, cut; none for Go's zero time (year 1, "never") and for a text that is no time.
pub(in crate::source) fn instant(text: &str) -> Option<Instant> {
    // Everything but the fraction stands at its place: answers hold hundreds of thousands of these.
    let (date, rest) = text.as_bytes().split_at_checked(10)?;
    let (time, rest) = rest.split_at_checked(9)?;
    let ([a, b, c, d, b'-', e, f, b'-', g, h], [b'T' | b't', i, j, b':', k, l, b':', m, n]) =
        (date, time)
    else {
        return None;
    };
    let year = two(*a, *b)? * 100 + two(*c, *d)?;
    let month = Month::try_from(u8::try_from(two(*e, *f)?).ok()?).ok()?;
    let date = Date::from_calendar_date(year, month, u8::try_from(two(*g, *h)?).ok()?).ok()?;
    if year <= 1 {
        return None;
    }
    let (hours, minutes, seconds) = (two(*i, *j)?, two(*k, *l)?, two(*m, *n)?);
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let (thousandths, zone) = fraction(rest)?;
    let days = i64::from(date.to_julian_day() - UNIX_EPOCH_DAY);
    let seconds = i64::from((hours * 60 + minutes) * 60 + seconds - offset(zone)?);
    Some(Instant((days * 86_400 + seconds) * 1000 + thousandths))
}

/// 1970-01-01 as a Julian day.
const UNIX_EPOCH_DAY: i32 = 2_440_588;

fn two(tens: u8, ones: u8) -> Option<i32> {
    match (tens, ones) {
        (b'0'..=b'9', b'0'..=b'9') => Some(i32::from(tens - b'0') * 10 + i32::from(ones - b'0')),
        _ => None,
    }
}

/// Milliseconds, and what stands behind the fraction.
fn fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    let Some(digits) = text.strip_prefix(b".") else {
        return Some((0, text));
    };
    let mut thousandths = 0;
    let mut unit = 100;
    for (at, byte) in digits.iter().enumerate() {
        if !byte.is_ascii_digit() {
            return Some((thousandths, digits.get(at..)?));
        }
        thousandths += i64::from(byte - b'0') * unit;
        unit /= 10;
    }
    None
}

/// Seconds that a zone is ahead.
fn offset(zone: &[u8]) -> Option<i32> {
    match zone {
        b"Z" | b"z" => Some(0),
        [sign @ (b'+' | b'-'), a, b, b':', c, d] => {
            let (hours, minutes) = (two(*a, *b)?, two(*c, *d)?);
            let ahead = (hours * 60 + minutes) * 60;
            (hours <= 23 && minutes <= 59).then_some(if *sign == b'-' { -ahead } else { ahead })
        }
        _ => None,
    }
}
