//! Instants written by a pattern of letters, as Grafana's dashboards do: `YYYY-MM-DD HH:mm`, `MMM D, YYYY h:mm a`.
//!
//! The letters are those of moment.js. What is no letter, stands in brackets or behind a backslash is written as it is;
//! so is a letter that means nothing. Names of months and weekdays are given.

use crate::time::Instant;
use crate::time::civil::Civil;
use crate::time::civil::DAY;
use crate::time::civil::MINUTE;
use crate::time::civil::civil;
use crate::time::civil::date;
use crate::time::zone::Zone;

/// What months and weekdays are called.
#[derive(Debug, PartialEq, Eq)]
pub struct Names {
    /// January to December.
    pub months: [&'static str; 12],
    /// Monday to Sunday.
    pub weekdays: [&'static str; 7],
    /// Letters of a short name.
    pub short: usize,
}

/// English, which Grafana writes.
pub const ENGLISH: Names = Names {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    weekdays: [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
    short: 3,
};

/// Spanish.
pub const SPANISH: Names = Names {
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    weekdays: [
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
    ],
    short: 3,
};

/// An instant by a pattern, on the wall of the zone.
#[must_use]
pub fn by_pattern(instant: Instant, pattern: &str, zone: &Zone, names: &Names) -> String {
    // The calendar repeats every 400 years, so years beyond those it has are read as nearer ones.
    let cycles = match instant.0 {
        late if late > LAST => (late - LAST).div_euclid(CYCLE) + 1,
        early if early < -LAST => -((-LAST - early.max(-i64::MAX)).div_euclid(CYCLE) + 1),
        _ => 0,
    };
    let at = civil(Instant(instant.0 - cycles * CYCLE), zone);
    let year = i64::from(at.year) + cycles * CYCLE_YEARS;
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(letter) = rest.chars().next() {
        if let Some((inside, after)) = rest.strip_prefix('[').and_then(|in_| in_.split_once(']')) {
            text.push_str(inside);
            rest = after;
            continue;
        }
        if let Some(escaped) = rest.strip_prefix('\\') {
            // It takes the meaning of the letters behind it, and is never written itself.
            let letter = escaped.chars().next().filter(char::is_ascii_alphabetic);
            let length = letter.map_or(0, |letter| token_length(escaped, letter));
            let (literal, after) = escaped.split_at_checked(length).unwrap_or((escaped, ""));
            text.push_str(literal);
            rest = after;
            continue;
        }
        let (token, after) = rest
            .split_at_checked(token_length(rest, letter))
            .unwrap_or((rest, ""));
        match whole_format(token) {
            Some(pattern) => text.push_str(&by_pattern(instant, pattern, zone, names)),
            None => match piece(token, &at, year, instant, zone, names) {
                Some(piece) => text.push_str(&piece),
                None => text.push_str(token),
            },
        }
        rest = after;
    }
    text
}

/// A day before 10000-01-01, since zones move it.
const LAST: i64 = 253_402_300_800_000 - DAY;
const CYCLE_YEARS: i64 = 400;
const CYCLE: i64 = 146_097 * DAY;

/// Bytes of the token a pattern begins with.
fn token_length(pattern: &str, letter: char) -> usize {
    for known in ["LTS", "LT", "Mo", "DDDo", "Do", "do", "Qo"] {
        if pattern.starts_with(known) {
            return known.len();
        }
    }
    let most = match letter {
        'M' | 'D' | 'd' | 'L' | 'Y' => 4,
        'H' | 'h' | 'k' | 'm' | 's' | 'W' | 'z' | 'Z' => 2,
        'S' => 9,
        _ => return letter.len_utf8(),
    };
    let same = pattern.chars().take_while(|next| *next == letter).count();
    match (letter, same) {
        // Three of them are two and one.
        ('Y', 3) => 2,
        _ => same.min(most),
    }
}

/// The formats that stand for others.
fn whole_format(token: &str) -> Option<&'static str> {
    Some(match token {
        "LTS" => "h:mm:ss A",
        "LT" => "h:mm A",
        "L" => "MM/DD/YYYY",
        "LL" => "MMMM D, YYYY",
        "LLL" => "MMMM D, YYYY h:mm A",
        "LLLL" => "dddd, MMMM D, YYYY h:mm A",
        _ => return None,
    })
}

fn piece(
    token: &str,
    at: &Civil,
    year: i64,
    instant: Instant,
    zone: &Zone,
    names: &Names,
) -> Option<String> {
    let month = || {
        names
            .months
            .get(usize::from(at.month).wrapping_sub(1))
            .copied()
    };
    let weekday = usize::from(at.weekday().number_days_from_monday());
    let day_name = || names.weekdays.get(weekday).copied();
    let twelve = match at.hour % 12 {
        0 => 12,
        hour => hour,
    };
    // Sunday is day 0 of the week.
    let sunday = (weekday + 1) % 7;
    let two = |number: u8| format!("{number:02}");
    Some(match token {
        "YYYY" => format!("{}{:04}", if year < 0 { "-" } else { "" }, year.abs()),
        "Y" => year.to_string(),
        "YY" => format!("{:02}", year.rem_euclid(100)),
        "Q" => (at.month.div_ceil(3)).to_string(),
        "Qo" => ordinal(u16::from(at.month.div_ceil(3))),
        "M" => at.month.to_string(),
        "Mo" => ordinal(u16::from(at.month)),
        "MM" => two(at.month),
        "MMM" => first(month()?, names.short),
        "MMMM" => month()?.to_owned(),
        "D" => at.day.to_string(),
        "Do" => ordinal(u16::from(at.day)),
        "DD" => two(at.day),
        "DDD" => day_of_year(at).to_string(),
        "DDDo" => ordinal(day_of_year(at)),
        "DDDD" => format!("{:03}", day_of_year(at)),
        "d" | "e" => sunday.to_string(),
        "do" => ordinal(u16::try_from(sunday).unwrap_or(0)),
        "E" => (weekday + 1).to_string(),
        "dd" => first(day_name()?, 2),
        "ddd" => first(day_name()?, names.short),
        "dddd" => day_name()?.to_owned(),
        "W" => iso_week(at).to_string(),
        "WW" => two(iso_week(at)),
        "H" => at.hour.to_string(),
        "HH" => two(at.hour),
        "h" => twelve.to_string(),
        "hh" => two(twelve),
        "k" => hour_to_24(at.hour).to_string(),
        "kk" => two(hour_to_24(at.hour)),
        "m" => at.minute.to_string(),
        "mm" => two(at.minute),
        "s" => at.second.to_string(),
        "ss" => two(at.second),
        "a" => if at.hour < 12 { "am" } else { "pm" }.to_owned(),
        "A" => if at.hour < 12 { "AM" } else { "PM" }.to_owned(),
        "x" => instant.0.to_string(),
        "X" => instant.0.div_euclid(1_000).to_string(),
        "Z" => east(instant, zone, ":"),
        "ZZ" => east(instant, zone, ""),
        "z" | "zz" => zone.at(instant).map(|offset| offset.abbreviation.clone())?,
        fraction if fraction.starts_with('S') => {
            let digits = format!("{:03}000000", at.milli);
            digits.get(..fraction.len())?.to_owned()
        }
        _ => return None,
    })
}

/// `1st`, `2nd`, `3rd`, `11th`.
fn ordinal(number: u16) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Midnight is the 24th hour of the day before.
fn hour_to_24(hour: u8) -> u8 {
    if hour == 0 { 24 } else { hour }
}

fn day_of_year(at: &Civil) -> u16 {
    date(at.year, at.month, at.day).map_or(1, ::time::Date::ordinal)
}

fn iso_week(at: &Civil) -> u8 {
    date(at.year, at.month, at.day).map_or(1, ::time::Date::iso_week)
}

/// `+02:00`.
fn east(instant: Instant, zone: &Zone, between: &str) -> String {
    let minutes = i64::from(zone.seconds_at(instant)) * 1_000 / MINUTE;
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}{between}{:02}", minutes / 60, minutes % 60)
}

fn first(name: &str, letters: usize) -> String {
    name.chars().take(letters).collect()
}
