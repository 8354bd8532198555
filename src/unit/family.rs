//! Which family a unit id belongs to. Ids nobody knows are units written after the number.

use crate::unit::axis::Base;
use crate::unit::elapsed::Time;
use crate::unit::elapsed::time;
use crate::unit::prefixed::IEC;
use crate::unit::prefixed::SI;
use crate::unit::scale::COUNT_STEPS;
use crate::unit::scale::IEC_STEPS;
use crate::unit::scale::Ladder;
use crate::unit::scale::PSI_STEPS;
use crate::unit::scale::SHORT_STEPS;
use crate::unit::scale::SI_STEPS;
use crate::unit::table::COUNT;
use crate::unit::table::CURRENCY;
use crate::unit::table::FIXED;

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
        named(id)
            .or_else(|| tabled(id))
            .or_else(|| spelled(id))
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

fn named(id: &str) -> Option<Family<'_>> {
    Some(match id {
        "" | "none" => after("", false),
        "string" => Family::Text,
        "short" => ladder(1e3, SHORT_STEPS, 0, 0, "", false),
        "percent" => after("%", false),
        "percentunit" => Family::Number {
            times: 100.0,
            before: "",
            after: "%",
            gap: false,
        },
        "pressurepsi" => ladder(1e3, PSI_STEPS, 0, 0, "", false),
        "hex" => Family::Hex { mark: false },
        "hex0x" => Family::Hex { mark: true },
        "sci" => Family::Scientific,
        "locale" => Family::Locale,
        "bool" => boolean("True", "False"),
        "bool_yes_no" => boolean("Yes", "No"),
        "bool_on_off" => boolean("On", "Off"),
        "dtdurationms" => Family::Duration {
            seconds: 1e-3,
            name: "millisecond",
        },
        "dtdurations" => Family::Duration {
            seconds: 1.0,
            name: "second",
        },
        "dthms" => Family::Hms { days: false },
        "dtdhms" => Family::Hms { days: true },
        "clockms" => Family::Clock { seconds: 1e-3 },
        "clocks" => Family::Clock { seconds: 1.0 },
        id if id.starts_with("dateTime") => Family::Date(id),
        id => return time(id).map(Family::Time),
    })
}

fn tabled(id: &str) -> Option<Family<'_>> {
    let two = |table: &'static [(&str, &'static str)]| {
        table
            .iter()
            .find_map(|(known, unit)| (*known == id).then_some(*unit))
    };
    let three = |table: &'static [(&str, &'static str, i32)]| {
        table
            .iter()
            .find_map(|(known, unit, offset)| (*known == id).then_some((*unit, *offset)))
    };
    if let Some((unit, offset)) = three(SI) {
        return Some(si(unit, offset));
    }
    if let Some((unit, offset)) = three(IEC) {
        return Some(ladder(1024.0, IEC_STEPS, 0, offset, unit, true));
    }
    if let Some(unit) = two(COUNT) {
        return Some(count(unit));
    }
    if let Some(unit) = two(FIXED) {
        return Some(after(unit, true));
    }
    CURRENCY
        .iter()
        .find(|(known, ..)| *known == id)
        .map(|(_, symbol, after)| Family::Currency {
            symbol,
            after: *after,
        })
}

/// Ids that carry their own unit: `si:mV`, `count:req`, `prefix:~`.
fn spelled(id: &str) -> Option<Family<'_>> {
    let (kind, rest) = id.split_once(':')?;
    Some(match kind {
        "prefix" => Family::Number {
            times: 1.0,
            before: rest,
            after: "",
            gap: false,
        },
        "suffix" => after(rest, true),
        "time" => Family::Date(id),
        "count" => count(rest),
        "bool" => {
            let (yes, no) = rest.split_once('/').unwrap_or((rest, "-"));
            boolean(yes, no)
        }
        "si" => {
            let prefix = rest.chars().next().map_or(0, char::len_utf8);
            let (prefix, unit) = rest.split_at_checked(prefix)?;
            match offset_of(prefix) {
                0 => si(rest, 0),
                offset => si(unit, offset),
            }
        }
        "currency" => match rest.strip_prefix("financial:") {
            Some(rest) => {
                let (symbol, place) = rest.split_once(':').unwrap_or((rest, ""));
                if symbol.is_empty() {
                    return Some(after("", false));
                }
                Family::Financial {
                    symbol,
                    after: place == "suffix",
                }
            }
            None => Family::Currency {
                symbol: rest,
                after: false,
            },
        },
        _ => return None,
    })
}

/// Where no prefix stands among those of the SI.
const SI_ONE: i32 = 5;

fn offset_of(prefix: &str) -> i32 {
    // Both letters that look like it: the micro sign of the table and the Greek mu.
    let prefix = if prefix == "μ" { "µ" } else { prefix };
    SI_STEPS
        .iter()
        .position(|known| *known == prefix)
        .and_then(|at| i32::try_from(at).ok())
        .map_or(0, |at| at - SI_ONE)
}

fn si(unit: &str, offset: i32) -> Family<'_> {
    ladder(1e3, SI_STEPS, SI_ONE, offset, unit, true)
}

fn count(unit: &str) -> Family<'_> {
    Family::Ladder(Ladder {
        gap_after_step: true,
        ..Ladder::new(1e3, COUNT_STEPS, 0, unit)
    })
}

fn ladder<'a>(
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

fn after(unit: &str, gap: bool) -> Family<'_> {
    Family::Number {
        times: 1.0,
        before: "",
        after: unit,
        gap,
    }
}

fn boolean<'a>(yes: &'a str, no: &'a str) -> Family<'a> {
    Family::Boolean { yes, no }
}
