//! Grafana's date math: `now-6h`, `now/d`, `2024-01-01T00:00:00Z||+1M/M`, and the absolute times people type or link.
//!
//! Any text gives an instant or says what is wrong where. Days, weeks, months, quarters and years move the wall clock of
//! the zone (23, 24 or 25 hours make a day), hours and smaller move absolute time. Roundings give the start of the unit,
//! or its last millisecond where the end of a range is read.

use ::time::Date;
use ::time::Weekday;

use crate::lean::find;
use crate::time::Instant;
use crate::time::absolute;
use crate::time::civil::DAY;
use crate::time::civil::HOUR;
use crate::time::civil::MINUTE;
use crate::time::civil::SECOND;
use crate::time::civil::Wall;
use crate::time::civil::add_months;
use crate::time::civil::at_wall;
use crate::time::civil::date;
use crate::time::civil::midnight;
use crate::time::civil::wall;
use crate::time::civil::wall_date;
use crate::time::zone::Zone;

/// Which end of a range a text stands for; decides which way `/d` rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The start: rounds down.
    From,
    /// The end: rounds up to the unit's last millisecond.
    To,
}

/// Where weeks and fiscal years start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// First day of the week.
    pub week_start: Weekday,
    /// First month of the fiscal year, 0 (January) to 11, as Grafana's `fiscalYearStartMonth`.
    pub fiscal_start: u8,
}

impl Default for Calendar {
    /// Weeks start on Monday, fiscal years in January.
    fn default() -> Self {
        Self {
            week_start: Weekday::Monday,
            fiscal_start: 0,
        }
    }
}

/// A unit of date math.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `s`
    Second,
    /// `m`
    Minute,
    /// `h`
    Hour,
    /// `d`
    Day,
    /// `w`
    Week,
    /// `M`
    Month,
    /// `Q`
    Quarter,
    /// `y`
    Year,
    /// `fQ`
    FiscalQuarter,
    /// `fy`
    FiscalYear,
}

impl Unit {
    /// The unit's letters.
    #[must_use]
    pub fn text(self) -> &'static str {
        UNITS
            .iter()
            .find_map(|(text, unit)| (*unit == self).then_some(*text))
            .unwrap_or_default()
    }

    /// The unit written with these letters.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        UNITS
            .iter()
            .find_map(|(letters, unit)| (*letters == text).then_some(*unit))
    }
}

/// What is wrong with a text for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextError {
    /// The character, counted from 0, from which on the text is not understood.
    pub at: usize,
    /// Why.
    pub why: Fault,
}

/// Why a text for a time, a step or an interval is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing to read.
    Empty,
    /// Neither `now` nor a date; expected one of them.
    NotATime,
    /// A date or time of day that does not exist, as month 13.
    NoSuchDate,
    /// Expected `+`, `-` or `/`.
    Operator,
    /// Expected a number.
    Number,
    /// Expected one of `s m h d w M Q y fQ fy` (intervals: `ms s m h d w M y`).
    Unit,
    /// Only whole single units can be rounded to: `/d`, not `/2d`.
    RoundCount,
    /// More digits than are allowed.
    TooManyDigits,
    /// Before the year −9999 or after 9999.
    OutOfRange,
}

/// Reads the text of one end of a range.
///
/// # Errors
/// What is not understood and where.
pub fn resolve(
    text: &str,
    now: Instant,
    zone: &Zone,
    calendar: Calendar,
    end: End,
) -> Result<Instant, TextError> {
    let trimmed = text.trim();
    let skipped = text.chars().take_while(|c| c.is_whitespace()).count();
    let (base, math, math_at) = if let Some(math) = trimmed.strip_prefix("now") {
        (now, math, skipped + "now".len())
    } else if let Some((base, math)) = find::split(trimmed, "||") {
        let math_at = skipped + base.chars().count() + "||".len();
        (
            shift_error(absolute::parse(base, zone), skipped)?,
            math,
            math_at,
        )
    } else {
        return shift_error(absolute::parse(trimmed, zone), skipped);
    };
    shift_error(apply(math, base, zone, calendar, end), math_at)
}

/// Applies operations such as `-1d/d` to an instant, left to right.
///
/// # Errors
/// What is not understood and where.
pub fn apply(
    math: &str,
    start: Instant,
    zone: &Zone,
    calendar: Calendar,
    end: End,
) -> Result<Instant, TextError> {
    let mut reader = Reader::new(math);
    let mut at = start;
    while let Some((position, operator)) = reader.next() {
        let fault = |why| TextError { at: position, why };
        if !matches!(operator, '+' | '-' | '/') {
            return Err(fault(Fault::Operator));
        }
        let count = reader.count()?;
        let unit = reader.unit()?;
        at = match operator {
            '/' if count != 1 => return Err(fault(Fault::RoundCount)),
            '/' => round(at, unit, zone, calendar, end),
            '-' => add(at, -count, unit, zone),
            _ => add(at, count, unit, zone),
        }
        .ok_or(fault(Fault::OutOfRange))?;
    }
    Ok(at)
}

/// Grafana reads no more digits in one number.
const MAX_DIGITS: usize = 5;
const MONTHS_IN_QUARTER: i64 = 3;
const MONTHS_IN_YEAR: i64 = 12;

const UNITS: [(&str, Unit); 10] = [
    ("s", Unit::Second),
    ("m", Unit::Minute),
    ("h", Unit::Hour),
    ("d", Unit::Day),
    ("w", Unit::Week),
    ("M", Unit::Month),
    ("Q", Unit::Quarter),
    ("y", Unit::Year),
    ("fQ", Unit::FiscalQuarter),
    ("fy", Unit::FiscalYear),
];

/// Characters that are not blank, with their positions.
struct Reader<'a> {
    rest: std::iter::Peekable<std::iter::Enumerate<std::str::Chars<'a>>>,
    length: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text.chars().enumerate().peekable(),
            length: text.chars().count(),
        }
    }

    fn next(&mut self) -> Option<(usize, char)> {
        self.rest.find(|(_, c)| !c.is_whitespace())
    }

    fn peek(&mut self) -> Option<(usize, char)> {
        while self.rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        self.rest.peek().copied()
    }

    /// A number, 1 where there is none.
    fn count(&mut self) -> Result<i64, TextError> {
        let mut count = None;
        let mut digits = 0;
        while let Some((at, digit)) = self
            .peek()
            .and_then(|(at, c)| Some((at, i64::from(c.to_digit(10)?))))
        {
            self.next();
            digits += 1;
            if digits > MAX_DIGITS {
                let why = Fault::TooManyDigits;
                return Err(TextError { at, why });
            }
            count = Some(count.unwrap_or(0) * 10 + digit);
        }
        Ok(count.unwrap_or(1))
    }

    fn unit(&mut self) -> Result<Unit, TextError> {
        let at = self.peek().map_or(self.length, |(at, _)| at);
        let mut letters = String::new();
        letters.extend(self.next().map(|(_, c)| c));
        if letters == "f" {
            letters.extend(self.next().map(|(_, c)| c));
        }
        Unit::from_text(&letters).ok_or(TextError {
            at,
            why: Fault::Unit,
        })
    }
}

fn shift_error<T>(result: Result<T, TextError>, by: usize) -> Result<T, TextError> {
    result.map_err(|error| TextError {
        at: error.at + by,
        why: error.why,
    })
}

fn add(at: Instant, count: i64, unit: Unit, zone: &Zone) -> Option<Instant> {
    let absolute = |size: i64| at.0.checked_add(count.checked_mul(size)?).map(Instant);
    let months = |size: i64| {
        let wall = wall(at, zone);
        let date = add_months(wall_date(wall), count.checked_mul(size)?)?;
        let time = wall.0.rem_euclid(DAY);
        Some(at_wall(Wall(midnight(date).0 + time), zone))
    };
    let days = |size: i64| {
        let moved = wall(at, zone)
            .0
            .checked_add(count.checked_mul(size * DAY)?)?;
        Some(at_wall(Wall(moved), zone))
    };
    match unit {
        Unit::Second => absolute(SECOND),
        Unit::Minute => absolute(MINUTE),
        Unit::Hour => absolute(HOUR),
        Unit::Day => days(1),
        Unit::Week => days(7),
        Unit::Month => months(1),
        Unit::Quarter | Unit::FiscalQuarter => months(MONTHS_IN_QUARTER),
        Unit::Year | Unit::FiscalYear => months(MONTHS_IN_YEAR),
    }
}

fn round(at: Instant, unit: Unit, zone: &Zone, calendar: Calendar, end: End) -> Option<Instant> {
    let fiscal = i64::from(calendar.fiscal_start % 12);
    match unit {
        Unit::Second => round_clock(at, SECOND, zone, end),
        Unit::Minute => round_clock(at, MINUTE, zone, end),
        Unit::Hour => round_clock(at, HOUR, zone, end),
        Unit::Day => {
            let first = wall_date(wall(at, zone));
            Some(edge(first, first.next_day()?, zone, end))
        }
        Unit::Week => {
            let day = wall_date(wall(at, zone));
            let back = day.weekday().number_days_from_monday() + 7
                - calendar.week_start.number_days_from_monday();
            let first = day.checked_sub(::time::Duration::days(i64::from(back % 7)))?;
            let next = first.checked_add(::time::Duration::days(7))?;
            Some(edge(first, next, zone, end))
        }
        Unit::Month => round_months(at, 1, 0, zone, end),
        Unit::Quarter => round_months(at, MONTHS_IN_QUARTER, 0, zone, end),
        Unit::Year => round_months(at, MONTHS_IN_YEAR, 0, zone, end),
        Unit::FiscalQuarter => round_months(at, MONTHS_IN_QUARTER, fiscal, zone, end),
        Unit::FiscalYear => round_months(at, MONTHS_IN_YEAR, fiscal, zone, end),
    }
}

/// Units of the clock are cut by the offset in force, so that a doubled hour keeps its own start.
fn round_clock(at: Instant, size: i64, zone: &Zone, end: End) -> Option<Instant> {
    let offset = i64::from(zone.seconds_at(at)) * SECOND;
    let start =
        at.0.checked_sub(at.0.checked_add(offset)?.rem_euclid(size))?;
    match end {
        End::From => Some(Instant(start)),
        End::To => start.checked_add(size - 1).map(Instant),
    }
}

/// Units of `size` months, of which one starts in the month with index `first` (0 is January).
fn round_months(at: Instant, size: i64, first: i64, zone: &Zone, end: End) -> Option<Instant> {
    let day = wall_date(wall(at, zone));
    let month = i64::from(u8::from(day.month())) - 1;
    let back = (month - first).rem_euclid(size);
    let start = add_months(date(day.year(), u8::from(day.month()), 1)?, -back)?;
    Some(edge(start, add_months(start, size)?, zone, end))
}

/// Midnight of the first day, or the millisecond before midnight of the day after the last.
fn edge(first: Date, next: Date, zone: &Zone, end: End) -> Instant {
    match end {
        End::From => at_wall(midnight(first), zone),
        End::To => Instant(at_wall(midnight(next), zone).0 - 1),
    }
}
