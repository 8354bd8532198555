//! Grafana unit ids and a number to text, in the reader's locale.
//!
//! `format` writes what Grafana writes, quirks included; `show` writes what the page shows; `axis` writes the ticks of one
//! axis. Any id and any number give a text. Does not know thresholds, mappings or what a missing value is called.

pub mod axis;
mod clock;
pub mod date;
mod elapsed;
mod family;
pub(crate) mod number;
mod prefixed;
pub mod rare;
mod scale;
mod table;

use std::fmt::Display;
use std::fmt::Formatter;

use crate::time::moment;
use crate::time::moment::Names;
use crate::time::zone::Zone;
use crate::unit::family::Family;
use crate::unit::scale::Scale;

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Between whole and fraction: `.` or `,`.
    pub decimal: char,
    /// Between thousands where numbers are grouped.
    pub group: char,
    /// Numbers with at least so many digits before the decimal sign are grouped.
    pub group_from: usize,
    /// A no-break space before `%` (Spanish) or nothing (English).
    pub space_before_percent: bool,
    /// What months and weekdays are called.
    pub names: &'static Names,
}

/// `1,234.5` and `11.9%`.
pub const ENGLISH: Locale = Locale {
    decimal: '.',
    group: ',',
    group_from: 4,
    space_before_percent: false,
    names: &moment::ENGLISH,
};

/// `12 345,6`, `1234,5` and `11,9 %`.
pub const SPANISH: Locale = Locale {
    decimal: ',',
    group: '\u{a0}',
    group_from: 5,
    space_before_percent: true,
    names: &moment::SPANISH,
};

/// A value in the three pieces that are drawn differently. Spaces belong to the suffix.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Written {
    /// Before the number: a currency symbol, with its minus.
    pub prefix: String,
    /// The number, with its minus where there is no prefix.
    pub number: String,
    /// After the number: the unit.
    pub suffix: String,
}

impl Display for Written {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}{}", self.prefix, self.number, self.suffix)
    }
}

/// Asks for what a unit needs that is not there yet ([`crate::lean::late::wanted`] tells): to be called where a unit is
/// read, for where it is written it is too late.
pub fn ready(unit: &str) {
    let _ = Family::of(unit);
}

/// Does the unit write one of two words?
#[must_use]
pub fn is_boolean(unit: &str) -> bool {
    matches!(Family::of(unit), Family::Boolean { .. })
}

/// The value as Grafana writes it. Dates are in UTC; [`format_at`] is given a zone.
#[must_use]
pub fn format(value: f64, unit: &str, decimals: Option<u8>, locale: &Locale) -> Written {
    written(value, unit, decimals, locale, None)
}

/// The value as Grafana writes it, dates on the wall of a zone.
#[must_use]
pub fn format_at(
    value: f64,
    unit: &str,
    decimals: Option<u8>,
    locale: &Locale,
    zone: &Zone,
) -> Written {
    written(value, unit, decimals, locale, Some(zone))
}

fn written(
    value: f64,
    unit: &str,
    decimals: Option<u8>,
    locale: &Locale,
    zone: Option<&Zone>,
) -> Written {
    let family = Family::of(unit);
    let Some(scale) = family.scale(value.abs()) else {
        return unscaled(value, &family, decimals, locale, zone);
    };
    let signed = family.has_sign_first() && value < 0.0;
    let scaled = scale.apply(if signed { value.abs() } else { value });
    let number = if value == 0.0 && matches!(family, Family::Time(time) if time.zero_is_bare) {
        "0".to_owned()
    } else {
        number::to_fixed(scaled, decimals)
    };
    let sign = if signed { "-" } else { "" };
    let plural = if scale.plural && scaled.abs() > 1.0 {
        "s"
    } else {
        ""
    };
    Written {
        prefix: format!("{sign}{}", scale.prefix),
        number: number::decimal(&number, locale),
        suffix: localised(&format!("{}{plural}", scale.suffix), locale),
    }
}

/// The value as the page shows it: three significant digits, a real minus, thousands grouped, zero without its unit,
/// times in SI symbols (`17.1 min`, never `17.1 mins`), and `1 K` instead of `1000` after rounding.
#[must_use]
pub fn show(value: f64, unit: &str, decimals: Option<u8>, locale: &Locale) -> Written {
    let family = Family::of(unit);
    let Some(scale) = family.plain_scale(value.abs()) else {
        return with_minus(match rare::get() {
            Some(rare) => (rare.shown)(value, &family, decimals, locale),
            None => bare(number::plain(value)),
        });
    };
    if !value.is_finite() {
        return with_minus(bare(number::to_fixed(value, None)));
    }
    let scale = match decimals {
        Some(_) => scale,
        None => rolled_over(&family, scale, value),
    };
    let scaled = scale.apply(value.abs());
    let decimals = decimals.map_or_else(|| number::significant_decimals(scaled), usize::from);
    shown(value, &scale, decimals, locale)
}

/// What `show` gives, as one text.
#[must_use]
pub fn text(value: f64, unit: &str, decimals: Option<u8>, locale: &Locale) -> String {
    show(value, unit, decimals, locale).to_string()
}

/// A number on a scale that is already chosen, with so many decimals.
fn shown(value: f64, scale: &Scale, decimals: usize, locale: &Locale) -> Written {
    let number = number::fixed(scale.apply(value.abs()), decimals);
    if value == 0.0 {
        return bare("0".to_owned());
    }
    let is_zero = number.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let minus = if value < 0.0 && !is_zero { MINUS } else { "" };
    let number = number::grouped(&number, locale).replace('-', MINUS);
    let (before, after) = if scale.prefix.is_empty() {
        ("", minus)
    } else {
        (minus, "")
    };
    Written {
        prefix: format!("{before}{}", scale.prefix),
        number: format!("{after}{number}"),
        suffix: localised(scale.suffix.trim_end(), locale),
    }
}

const MINUS: &str = "−";

/// A larger scale where rounding to three digits reaches it: 999.9 is `1.00 k`.
fn rolled_over(family: &Family, scale: Scale, value: f64) -> Scale {
    let scaled = scale.apply(value.abs());
    let rounded = number::round(scaled, number::auto_decimals(scaled));
    if rounded > scaled {
        family.plain_scale(scale.unapply(rounded)).unwrap_or(scale)
    } else {
        scale
    }
}

/// Families that are not a number and a unit: all of them rare.
fn unscaled(
    value: f64,
    family: &Family,
    decimals: Option<u8>,
    locale: &Locale,
    zone: Option<&Zone>,
) -> Written {
    match rare::get() {
        Some(rare) => (rare.written)(value, family, decimals, locale, zone),
        None => bare(number::plain(value)),
    }
}

fn with_minus(written: Written) -> Written {
    let leading = |text: String| match text.strip_prefix('-') {
        Some(rest) => format!("{MINUS}{rest}"),
        None => text,
    };
    // What is rounded to zero has no sign.
    let number = match written.number.as_str() {
        "-0" => "0".to_owned(),
        _ => leading(written.number),
    };
    Written {
        prefix: leading(written.prefix),
        number,
        suffix: written.suffix,
    }
}

fn bare(number: String) -> Written {
    Written {
        number,
        ..Written::default()
    }
}

fn localised(suffix: &str, locale: &Locale) -> String {
    if suffix == "%" && locale.space_before_percent {
        "\u{a0}%".to_owned()
    } else {
        suffix.to_owned()
    }
}
