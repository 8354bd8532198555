//! Which family a unit id belongs to: the frequent ones here, the others in [`crate::unit::rare`]. Ids nobody knows are
//! units written after the number.

use crate::unit::axis::Base;
use crate::unit::elapsed::Time;
use crate::unit::elapsed::time;
use crate::unit::prefixed::IEC;
use crate::unit::prefixed::SI_DATA;
use crate::unit::rare;
use crate::unit::scale::COUNT_STEPS;
use crate::unit::scale::IEC_STEPS;
use crate::unit::scale::Ladder;
use crate::unit::scale::SHORT_STEPS;
use crate::unit::scale::SI_STEPS;
use crate::unit::table::COUNT;

/// What a unit does with a number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Family<'a> {
    /// Multiplies by `times`, writes something before and after.
    Number {
        times: f64,
        before: &'a str,
        after: &'a str,
        gap: bool,
    },
    /// Divides until the number is short.
    Ladder(Ladder<'a>),
    /// A ladder between symbol and number.
    Currency { symbol: &'a str, after: bool },
    /// Lengths of time in the unit that fits.
    Time(&'static Time),
    /// The full amount, grouped.
    Financial { symbol: &'a str, after: bool },
    /// The number, grouped.
    Locale,
    /// As a programming language prints it.
    Text,
    /// One of two words.
    Boolean { yes: &'a str, no: &'a str },
    /// Base 16, with `0x` or without.
    Hex { mark: bool },
    /// Digits and an exponent.
    Scientific,
    /// `2 hours, 5 minutes`; of so many seconds a unit, and the unit's name.
    Duration { seconds: f64, name: &'static str },
    /// `HH:MM:SS`, with days or without.
    Hms { days: bool },
    /// `1h:59m:59s:999ms`; of so many seconds a unit.
    Clock { seconds: f64 },
    /// An instant in epoch milliseconds.
    Date(&'a str),
}

impl<'a> Family<'a> {
    /// The family of an id.
    pub(crate) fn of(id: &'a str) -> Self {
        frequent(id)
            .or_else(|| (rare::get()?.family)(id))
            .unwrap_or(after(id, true))
    }

    /// Which steps look round in it.
    pub(crate) fn base(&self) -> Base {
        match self {
            Family::Ladder(ladder) if ladder.steps == IEC_STEPS => Base::Two,
            Family::Time(_)
            | Family::Duration { .. }
            | Family::Hms { .. }
            | Family::Clock { .. }
            | Family::Date(_) => Base::Sixty,
            Family::Ladder(_)
            | Family::Number { .. }
            | Family::Currency { .. }
            | Family::Financial { .. }
            | Family::Locale
            | Family::Text
            | Family::Boolean { .. }
            | Family::Hex { .. }
            | Family::Scientific => Base::Ten,
        }
    }

    /// Whether the minus stands before a symbol.
    pub(crate) fn has_sign_first(&self) -> bool {
        matches!(self, Family::Currency { .. })
    }
}

fn frequent(id: &str) -> Option<Family<'_>> {
    Some(match id {
        "" | "none" => after("", false),
        "short" => ladder(1e3, SHORT_STEPS, 0, 0, "", false),
        "percent" => after("%", false),
        "percentunit" => Family::Number {
            times: 100.0,
            before: "",
            after: "%",
            gap: false,
        },
        id => return time(id).map(Family::Time).or_else(|| tabled(id)),
    })
}

fn tabled(id: &str) -> Option<Family<'_>> {
    let known = |table: &'static [(&str, &'static str, i32)]| {
        let (_, unit, offset) = table.iter().find(|(known, ..)| *known == id)?;
        Some((*unit, *offset))
    };
    if let Some((unit, offset)) = known(IEC) {
        return Some(ladder(1024.0, IEC_STEPS, 0, offset, unit, true));
    }
    if let Some((unit, offset)) = known(SI_DATA) {
        return Some(si(unit, offset));
    }
    let (_, unit) = COUNT.iter().find(|(known, _)| *known == id)?;
    Some(count(unit))
}

/// Where no prefix stands among those of the SI.
pub(super) const SI_ONE: i32 = 5;

pub(super) fn si(unit: &str, offset: i32) -> Family<'_> {
    ladder(1e3, SI_STEPS, SI_ONE, offset, unit, true)
}

pub(super) fn count(unit: &str) -> Family<'_> {
    Family::Ladder(Ladder {
        gap_after_step: true,
        ..Ladder::new(1e3, COUNT_STEPS, 0, unit)
    })
}

pub(super) fn ladder<'a>(
    factor: f64,
    steps: &'static [&'static str],
    one: i32,
    offset: i32,
    unit: &'a str,
    gap: bool,
) -> Family<'a> {
    Family::Ladder(Ladder {
        gap_before_step: gap,
        ..Ladder::new(factor, steps, one + offset, unit)
    })
}

pub(super) fn after(unit: &str, gap: bool) -> Family<'_> {
    Family::Number {
        times: 1.0,
        before: "",
        after: unit,
        gap,
    }
}
