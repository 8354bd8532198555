//! Units that few dashboards use: ids that are neither counted nor measured in data or time, and values that are not a number
//! and a unit. They come with the page's second file.

use crate::lean::late::Late;
use crate::time::Millis;
use crate::time::format::DurationUnit;
use crate::time::format::parts;
use crate::time::zone::Zone;
use crate::unit::Locale;
use crate::unit::Written;
use crate::unit::bare;
use crate::unit::clock;
use crate::unit::date;
use crate::unit::family::Family;
use crate::unit::family::SI_ONE;
use crate::unit::family::after;
use crate::unit::family::count;
use crate::unit::family::ladder;
use crate::unit::family::si;
use crate::unit::number;
use crate::unit::prefixed::SI;
use crate::unit::scale::PSI_STEPS;
use crate::unit::scale::SI_STEPS;
use crate::unit::table::CURRENCY;
use crate::unit::table::FIXED;

/// What is known of them.
#[derive(Debug)]
pub(super) struct Rare {
    /// The family of an id.
    pub(super) family: fn(&str) -> Option<Family<'_>>,
    /// A value of a family that is not a number and a unit, as Grafana writes it.
    pub(super) written: Write,
    /// The same for the page: lengths of time in symbols instead of English words.
    pub(super) shown: fn(f64, &Family<'_>, Option<u8>, &Locale) -> Written,
}

type Write = fn(f64, &Family<'_>, Option<u8>, &Locale, Option<&Zone>) -> Written;

static RARE: Late<&'static Rare> = Late::new();

static WHOLE: Rare = Rare {
    family,
    written,
    shown,
};

/// Brings them; the second file's to call.
pub fn arrive() {
    RARE.put(&WHOLE);
}

/// They, if they are there by now.
pub(super) fn get() -> Option<&'static Rare> {
    RARE.get(&WHOLE)
}

const MILLIS: f64 = 1e3;

fn family(id: &str) -> Option<Family<'_>> {
    named(id).or_else(|| tabled(id)).or_else(|| spelled(id))
}

fn named(id: &str) -> Option<Family<'_>> {
    Some(match id {
        "string" => Family::Text,
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
        _ => return None,
    })
}

fn tabled(id: &str) -> Option<Family<'_>> {
    if let Some((_, unit, offset)) = SI.iter().find(|(known, ..)| *known == id) {
        return Some(si(unit, *offset));
    }
    if let Some((_, unit)) = FIXED.iter().find(|(known, _)| *known == id) {
        return Some(after(unit, true));
    }
    let (_, symbol, after) = CURRENCY.iter().find(|(known, ..)| *known == id)?;
    Some(Family::Currency {
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

fn offset_of(prefix: &str) -> i32 {
    // Both letters that look like it: the micro sign of the table and the Greek mu.
    let prefix = if prefix == "μ" { "µ" } else { prefix };
    SI_STEPS
        .iter()
        .position(|known| *known == prefix)
        .and_then(|at| i32::try_from(at).ok())
        .map_or(0, |at| at - SI_ONE)
}

fn boolean<'a>(yes: &'a str, no: &'a str) -> Family<'a> {
    Family::Boolean { yes, no }
}

fn written(
    value: f64,
    family: &Family<'_>,
    decimals: Option<u8>,
    locale: &Locale,
    zone: Option<&Zone>,
) -> Written {
    let number = match *family {
        Family::Boolean { yes, no } => {
            let truthy = value != 0.0 && !value.is_nan();
            if truthy { yes } else { no }.to_owned()
        }
        Family::Locale => number::trimmed(value, decimals.unwrap_or(3), locale),
        Family::Financial { symbol, after } => {
            let (prefix, suffix) = if after { ("", symbol) } else { (symbol, "") };
            return Written {
                prefix: prefix.to_owned(),
                number: number::financial(value, decimals, locale),
                suffix: suffix.to_owned(),
            };
        }
        Family::Hex { mark } => number::hex(value, decimals, mark),
        Family::Scientific => number::scientific(value, decimals),
        Family::Duration { seconds, name } => {
            return clock::in_words(value, seconds * MILLIS, name, decimals.unwrap_or(0));
        }
        Family::Hms { days } => return clock::hours_minutes_seconds(value, days),
        Family::Clock { seconds } => clock::clock(value * seconds * MILLIS, decimals),
        Family::Date(unit) => {
            let utc = Zone::utc();
            let zone = zone.unwrap_or(&utc);
            date::date_text(value, unit, zone, locale.names)
                .unwrap_or_else(|| date::iso_text(value, zone, false))
        }
        Family::Text
        | Family::Number { .. }
        | Family::Ladder(_)
        | Family::Currency { .. }
        | Family::Time(_) => number::plain(value),
    };
    bare(number)
}

/// The same for the page: lengths of time in symbols instead of English words.
fn shown(value: f64, family: &Family<'_>, decimals: Option<u8>, locale: &Locale) -> Written {
    let Family::Duration { seconds, .. } = *family else {
        return written(value, family, decimals, locale, None);
    };
    let Some(length) = number::whole(value * seconds * MILLIS) else {
        return bare(number::to_fixed(value, None));
    };
    let parts = parts(Millis(length));
    let one = |(count, unit): (u64, DurationUnit)| format!("{count} {}", symbol(unit));
    let minus = if length < 0 { "-" } else { "" };
    let second = parts.second.map(|part| format!(" {}", one(part)));
    match parts.first {
        (0, _) => bare("0".to_owned()),
        first => bare(format!(
            "{minus}{}{}",
            one(first),
            second.unwrap_or_default()
        )),
    }
}

fn symbol(unit: DurationUnit) -> &'static str {
    match unit {
        DurationUnit::Milli => "ms",
        DurationUnit::Second => "s",
        DurationUnit::Minute => "min",
        DurationUnit::Hour => "h",
        DurationUnit::Day => "d",
    }
}
