//! One value of a column as a panel shows it: text, colour, and how far it lies between minimum and maximum.
//!
//! The rules are Grafana's (packages/grafana-data, displayProcessor and scale): a mapping comes first, then the unit, then
//! the text for no value. Where the value is painted is not known here.

use crate::chart::grafana;
use crate::chart::grafana::Theme;
use crate::lean::decimal;
use crate::panel::field_config::Colour;
use crate::panel::field_config::FieldConfig;
use crate::panel::mapping;
use crate::panel::mapping::Mapped;
use crate::panel::mapping::Subject;
use crate::panel::scheme;
use crate::time::absolute;
use crate::time::zone::Zone;
use crate::unit::Locale;
use crate::unit::Written;
use crate::unit::date;
use crate::unit::format_at;
use crate::unit::is_boolean;
use crate::unit::number;

/// A column of values, as far as showing one of them goes.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// How it is configured.
    pub config: &'a FieldConfig,
    /// What it holds.
    pub kind: Kind<'a>,
    /// Lower and upper end of its values, see [`range`].
    pub range: (f64, f64),
    /// Its place among the series.
    pub index: usize,
    /// Its displayed name.
    pub name: &'a str,
    /// Whose colours.
    pub theme: Theme,
    /// On whose wall instants are read.
    pub zone: &'a Zone,
    /// In whose numbers.
    pub locale: &'a Locale,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// Numbers.
    Number,
    /// Texts.
    Text,
    /// Instants in epoch milliseconds; with milliseconds where they lie close.
    Time {
        /// Less than a minute from the first to the last.
        milli: bool,
    },
    /// True or false.
    Flag,
    /// Numbers that stand for texts, and the colours of those.
    Enum(&'a [(String, Option<String>)]),
}

/// What is shown of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Displayed {
    /// The text in its pieces; one without a unit is all number.
    pub text: Written,
    /// The number it is; NaN for what is none.
    pub numeric: f64,
    /// Its colour.
    pub colour: grafana::Colour,
    /// How far it lies from minimum to maximum, 0 to 1 and beyond; none where a mapping gave the colour.
    pub percent: Option<f64>,
}

/// Lower and upper end of a column: as configured, or as its values are; 0 to 100 where it has neither.
#[must_use]
pub fn range(config: &FieldConfig, values: &[f64]) -> (f64, f64) {
    let mut ends: Option<(f64, f64)> = None;
    for value in values.iter().copied().filter(|value| !value.is_nan()) {
        let (min, max) = ends.unwrap_or((value, value));
        ends = Some((min.min(value), max.max(value)));
    }
    // Gaps alone reach from nothing to nothing, and nothing counts as zero.
    let (min, max) = match ends {
        None if values.is_empty() => (0.0, 100.0),
        ends => ends.unwrap_or((0.0, 0.0)),
    };
    (config.min.unwrap_or(min), config.max.unwrap_or(max))
}

/// The colour of a series as a whole: its own, or the one of the value its mode names.
#[must_use]
pub fn series_colour(column: &Column<'_>, value: f64) -> grafana::Colour {
    column.scale(value).0
}

impl Column<'_> {
    /// What is shown of one of its values.
    #[must_use]
    pub fn display(&self, value: Subject<'_>) -> Displayed {
        let (unit, dates) = self.unit();
        let value = match value {
            // A text under a unit of instants is one, or no number.
            Subject::Text(text) if dates => Subject::Number(
                absolute::parse(text, &Zone::utc()).map_or(f64::NAN, |at| at.0 as f64),
            ),
            value => value,
        };
        let numeric = match value {
            _ if unit == "string" => f64::NAN,
            value => number_of(value),
        };
        let Mapped { text, colour } = self.mapped(value, numeric);
        let mut colour = colour
            .map(|written| grafana::colour(&written, self.theme).unwrap_or(grafana::FALLBACK));
        let mut percent = None;
        let mut text = text.map(bare);
        if !numeric.is_nan() {
            let is_flag = matches!(value, Subject::Flag(_));
            if text.is_none() && !is_flag {
                text = Some(self.written(numeric, unit));
            }
            if colour.is_none() {
                let (own, part) = self.scale(numeric);
                (colour, percent) = (Some(own), Some(part));
            }
        }
        let text = text.unwrap_or_else(|| match plain(value) {
            empty if empty.is_empty() => bare(self.config.no_value.clone().unwrap_or_default()),
            plain => bare(plain),
        });
        let colour = colour.unwrap_or_else(|| {
            let (own, part) = self.scale(f64::NEG_INFINITY);
            percent = Some(part);
            own
        });
        Displayed {
            text,
            numeric,
            colour,
            percent,
        }
    }

    /// The unit in force, and whether it is one of instants.
    fn unit(&self) -> (&str, bool) {
        let unit = self.config.unit.as_deref().unwrap_or("");
        let dates = date::is_date(unit);
        match self.kind {
            Kind::Time { .. } if !dates => ("dateTimeAsSystem", true),
            Kind::Flag if !is_boolean(unit) => ("bool", false),
            Kind::Text if unit.is_empty() => ("string", false),
            Kind::Number | Kind::Text | Kind::Time { .. } | Kind::Flag | Kind::Enum(_) => {
                (unit, dates)
            }
        }
    }

    fn mapped(&self, value: Subject<'_>, numeric: f64) -> Mapped {
        let mappings = &self.config.mappings;
        let Kind::Enum(names) = self.kind else {
            return mapping::of(mappings, value).unwrap_or_default();
        };
        if !mappings.is_empty() || matches!(value, Subject::Null) {
            return mapping::of(mappings, value).unwrap_or_default();
        }
        // An index is a small whole number; anything else names nothing.
        let index = numeric as usize;
        let name = names.get(index);
        let own = name.and_then(|(_, colour)| colour.clone());
        let (red, green, blue) = grafana::classic(index, self.theme).rgb;
        Mapped {
            text: name.map(|(text, _)| text.clone()),
            colour: Some(own.unwrap_or_else(|| format!("rgb({red},{green},{blue})"))),
        }
    }

    fn written(&self, value: f64, unit: &str) -> Written {
        if let (Kind::Time { milli: true }, "dateTimeAsSystem") = (self.kind, unit) {
            return bare(date::iso_text(value, self.zone, true));
        }
        format_at(value, unit, self.config.decimals, self.locale, self.zone)
    }

    /// The colour of a number by the column's mode, and how far it lies between the ends. −∞ stands for no number.
    fn scale(&self, value: f64) -> (grafana::Colour, f64) {
        if self.kind == Kind::Flag {
            return self.flag_colour(value != 0.0);
        }
        let (min, max) = match self.kind {
            Kind::Number => self.range,
            Kind::Text | Kind::Time { .. } | Kind::Flag | Kind::Enum(_) => (0.0, 100.0),
        };
        let part = (value - min) / (max - min);
        let percent = match part.is_nan() || value == f64::NEG_INFINITY {
            true => 0.0,
            false => part,
        };
        let named = |written: &str| grafana::colour(written, self.theme);
        let colour = match &self.config.colour {
            Some(Colour::Fixed(written)) => named(written),
            Some(Colour::Shades(written)) => named(written).map(|base| grafana::Colour {
                rgb: scheme::shade(base.rgb, self.index),
                alpha: 1.0,
            }),
            Some(Colour::Palette) => Some(grafana::classic(self.index, self.theme)),
            Some(Colour::ByName) => Some(grafana::by_name(self.name, self.theme)),
            Some(Colour::Scheme(scheme)) => Some(grafana::Colour {
                rgb: scheme.at(percent, self.theme),
                alpha: 1.0,
            }),
            Some(Colour::Thresholds) | None => {
                let reached = self.config.thresholds.reached_at(value, percent);
                reached.and_then(|(_, step)| named(&step.colour))
            }
        };
        (colour.unwrap_or(grafana::FALLBACK), percent)
    }

    /// Green and red, or the two ends of a scale.
    fn flag_colour(&self, flag: bool) -> (grafana::Colour, f64) {
        let percent = if flag { 1.0 } else { 0.0 };
        let colour = match &self.config.colour {
            Some(Colour::Scheme(scheme)) => grafana::Colour {
                rgb: scheme.at(percent, self.theme),
                alpha: 1.0,
            },
            _ => {
                let name = if flag { "green" } else { "red" };
                grafana::colour(name, self.theme).unwrap_or(grafana::FALLBACK)
            }
        };
        (colour, percent)
    }
}

/// The number a value is, as JavaScript converts it; NaN for what is none.
fn number_of(value: Subject<'_>) -> f64 {
    match value {
        Subject::Null | Subject::Text("") => f64::NAN,
        Subject::Number(number) => number,
        Subject::Flag(flag) => f64::from(u8::from(flag)),
        Subject::Text(text) => match text.trim() {
            "" => 0.0,
            "Infinity" | "+Infinity" => f64::INFINITY,
            "-Infinity" => f64::NEG_INFINITY,
            text => {
                let digits =
                    |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
                let number = decimal::parse(text).filter(|_| text.chars().all(digits));
                number.unwrap_or(f64::NAN)
            }
        },
    }
}

fn plain(value: Subject<'_>) -> String {
    match value {
        Subject::Null => String::new(),
        Subject::Number(value) => number::plain(value),
        Subject::Flag(flag) => flag.to_string(),
        Subject::Text(text) => text.to_owned(),
    }
}

fn bare(number: String) -> Written {
    Written {
        number,
        ..Written::default()
    }
}
