//! Round instants for a time axis: on the wall clock of the zone, right across changes of the clocks, never more than
//! asked for.

use ::time::Date;

use crate::time::Instant;
use crate::time::Range;
use crate::time::civil::DAY;
use crate::time::civil::HOUR;
use crate::time::civil::MINUTE;
use crate::time::civil::SECOND;
use crate::time::civil::add_months;
use crate::time::civil::at_wall;
use crate::time::civil::civil;
use crate::time::civil::date;
use crate::time::civil::day_number;
use crate::time::civil::midnight;
use crate::time::civil::wall;
use crate::time::civil::wall_date;
use crate::time::zone::Zone;

/// A mark on a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where.
    pub at: Instant,
    /// The largest thing that starts here, and so what its label has to say.
    pub level: Level,
}

/// The largest piece of date or time that starts at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// None larger than a millisecond.
    Milli,
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// The marks of the finest round step that gives at most so many of them, ascending, all inside the range.
#[must_use]
pub fn ticks(range: Range, zone: &Zone, at_most: usize) -> Vec<Tick> {
    let at_most = at_most.min(MAX_TICKS);
    STEPS
        .iter()
        .copied()
        .chain(years())
        .filter(|step| roughly(range, *step) <= at_most)
        .find_map(|step| marks(range, zone, step, at_most))
        .unwrap_or_default()
        .into_iter()
        .map(|at| Tick {
            at,
            level: level(at, zone),
        })
        .collect()
}

/// The largest piece of date or time that starts at an instant.
#[must_use]
pub fn level(at: Instant, zone: &Zone) -> Level {
    let now = civil(at, zone);
    // Compared with the moment before, since a day may start at 01:00 where midnight was skipped.
    let before = civil(Instant(at.0.saturating_sub(1)), zone);
    if now.year != before.year {
        Level::Year
    } else if now.month != before.month {
        Level::Month
    } else if now.day != before.day {
        Level::Day
    } else if now.milli != 0 {
        Level::Milli
    } else if now.second != 0 {
        Level::Second
    } else if now.minute != 0 {
        Level::Minute
    } else {
        Level::Hour
    }
}

/// No axis has room for more, whatever was asked for.
const MAX_TICKS: usize = 1_000;

#[derive(Clone, Copy)]
enum Step {
    /// Milliseconds that divide the day, counted from midnight.
    Clock(i64),
    /// Days, counted so that every seventh is a Monday.
    Days(i64),
    /// Months, counted from January of the year 0.
    Months(i64),
}

const STEPS: [Step; 34] = [
    Step::Clock(1),
    Step::Clock(2),
    Step::Clock(5),
    Step::Clock(10),
    Step::Clock(20),
    Step::Clock(50),
    Step::Clock(100),
    Step::Clock(200),
    Step::Clock(500),
    Step::Clock(SECOND),
    Step::Clock(2 * SECOND),
    Step::Clock(5 * SECOND),
    Step::Clock(10 * SECOND),
    Step::Clock(15 * SECOND),
    Step::Clock(30 * SECOND),
    Step::Clock(MINUTE),
    Step::Clock(2 * MINUTE),
    Step::Clock(5 * MINUTE),
    Step::Clock(10 * MINUTE),
    Step::Clock(15 * MINUTE),
    Step::Clock(30 * MINUTE),
    Step::Clock(HOUR),
    Step::Clock(2 * HOUR),
    Step::Clock(3 * HOUR),
    Step::Clock(6 * HOUR),
    Step::Clock(12 * HOUR),
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
];

/// 2, 5, 10, 20 … years, up to more than the calendar has.
fn years() -> impl Iterator<Item = Step> {
    [
        2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000,
    ]
    .into_iter()
    .map(|years| Step::Months(years * 12))
}

/// How many marks at least; saves making those of a step that is far too fine.
fn roughly(range: Range, step: Step) -> usize {
    /// No month is longer, so no step gives fewer marks than this says.
    const LONGEST_MONTH: i64 = 31 * DAY;
    let size = match step {
        Step::Clock(millis) => millis,
        Step::Days(days) => days * DAY,
        Step::Months(months) => months * LONGEST_MONTH,
    };
    let length = range.to.0.saturating_sub(range.from.0).max(0);
    usize::try_from(length / size).unwrap_or(usize::MAX)
}

/// The marks of a step inside the range, or nothing where there are more than `at_most`.
fn marks(range: Range, zone: &Zone, step: Step, at_most: usize) -> Option<Vec<Instant>> {
    let mut marks = Vec::new();
    let mut next = match step {
        Step::Clock(size) => on_clock(range.from, size, zone),
        Step::Days(_) | Step::Months(_) => on_calendar(range.from, step, zone),
    };
    while let Some(at) = next.filter(|at| *at <= range.to) {
        if marks.len() == at_most {
            return None;
        }
        marks.push(at);
        let after = Instant(at.0.checked_add(1)?);
        next = match step {
            Step::Clock(size) => on_clock(after, size, zone),
            Step::Days(_) | Step::Months(_) => on_calendar(after, step, zone),
        };
    }
    Some(marks)
}

/// The first instant from `from` on at which the wall shows a multiple of `size`.
fn on_clock(from: Instant, size: i64, zone: &Zone) -> Option<Instant> {
    let aligned = |from: Instant| {
        let offset = i64::from(zone.seconds_at(from)) * SECOND;
        let over = from.0.checked_add(offset)?.rem_euclid(size);
        from.0.checked_add((size - over) % size).map(Instant)
    };
    let mut from = from;
    loop {
        let at = aligned(from)?;
        match zone.next_change(from) {
            // The clocks change before it: look again from there on.
            Some(change) if change <= at && change > from => from = change,
            _ => return Some(at),
        }
    }
}

/// The first instant from `from` on at which a day starts that the step counts.
fn on_calendar(from: Instant, step: Step, zone: &Zone) -> Option<Instant> {
    let mut day = counted(wall_date(wall(from, zone)), step)?;
    // The day `from` lies in has started before it, unless `from` is its start; the next one has not.
    for _ in 0..2 {
        let at = at_wall(midnight(day), zone);
        if at >= from {
            return Some(at);
        }
        day = match step {
            Step::Clock(_) => return None,
            Step::Days(days) => day.checked_add(::time::Duration::days(days))?,
            Step::Months(months) => add_months(day, months)?,
        };
    }
    None
}

/// The last day at or before `day` that the step counts.
fn counted(day: Date, step: Step) -> Option<Date> {
    match step {
        Step::Clock(_) => Some(day),
        Step::Days(days) => {
            let back = (day_number(day) - FIRST_MONDAY).rem_euclid(days);
            day.checked_sub(::time::Duration::days(back))
        }
        Step::Months(months) => {
            let month = i64::from(day.year()) * 12 + i64::from(u8::from(day.month())) - 1;
            let first = date(day.year(), u8::from(day.month()), 1)?;
            add_months(first, -month.rem_euclid(months))
        }
    }
}

/// 1970-01-05, in days since 1970-01-01.
const FIRST_MONDAY: i64 = 4;
