//! Value mappings: a value to a text and a colour. The first that matches wins.

use crate::chart::scene::Named;
use crate::lean::decimal;
use crate::lean::map::Map;
use crate::notation::json;
use crate::notation::json::Fault;
use crate::notation::json::Faults;
use crate::notation::json::Object;
use crate::notation::pattern::Pattern;
use crate::unit::number;
use serde_json::Value;

/// One mapping.
#[derive(Clone, Debug, PartialEq)]
pub enum Mapping {
    /// Exact values by their text.
    Values(Map<String, Mapped>),
    /// Numbers from one to another, both included; an absent end is open.
    Range {
        /// Lower end.
        from: Option<f64>,
        /// Upper end.
        to: Option<f64>,
        /// What it becomes.
        mapped: Mapped,
    },
    /// Texts that match.
    Regex {
        /// The pattern.
        pattern: Pattern,
        /// What it becomes; `$1` is the first group.
        mapped: Mapped,
    },
    /// Values that are no values.
    Special {
        /// Which.
        which: Special,
        /// What it becomes.
        mapped: Mapped,
    },
}

/// What a value becomes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    /// Text in place of the value; none keeps the value.
    pub text: Option<String>,
    /// Colour as the file has it; none keeps the colour.
    pub colour: Option<String>,
}

/// Values that are no values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// No value.
    Null,
    /// Not a number.
    NaN,
    /// Either.
    NullOrNaN,
    /// The empty text.
    Empty,
    /// True.
    True,
    /// False.
    False,
}

/// A value that may be mapped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject<'a> {
    /// No value.
    Null,
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A text.
    Text(&'a str),
}

/// What a value becomes, if a mapping matches.
#[must_use]
pub fn of(mappings: &[Mapping], value: Subject<'_>) -> Option<Mapped> {
    mappings.iter().find_map(|mapping| match mapping {
        Mapping::Values(values) => match value {
            Subject::Null => None,
            Subject::Number(value) => values.get(&number::plain(value)).cloned(),
            Subject::Flag(flag) => values.get(if flag { "true" } else { "false" }).cloned(),
            Subject::Text(text) => values.get(text).cloned(),
        },
        Mapping::Range { from, to, mapped } => {
            let value = match value {
                Subject::Null | Subject::Flag(_) => return None,
                Subject::Number(value) => value,
                Subject::Text(text) => leading_number(text)?,
            };
            within(value, *from, *to).then(|| mapped.clone())
        }
        Mapping::Regex { pattern, mapped } => match value {
            Subject::Text(text) if pattern.matches(text) => Some(Mapped {
                text: mapped.text.as_ref().map(|with| pattern.replace(text, with)),
                colour: mapped.colour.clone(),
            }),
            Subject::Null | Subject::Number(_) | Subject::Flag(_) | Subject::Text(_) => None,
        },
        Mapping::Special { which, mapped } => {
            let nan = matches!(value, Subject::Number(value) if value.is_nan());
            let matches = match which {
                Special::Null => value == Subject::Null,
                Special::NaN => nan,
                Special::NullOrNaN => nan || value == Subject::Null,
                Special::Empty => value == Subject::Text(""),
                Special::True => matches!(value, Subject::Flag(true) | Subject::Text("true")),
                Special::False => matches!(value, Subject::Flag(false) | Subject::Text("false")),
            };
            matches.then(|| mapped.clone())
        }
    })
}

/// What a number (none: no value) becomes, if a mapping matches.
#[must_use]
pub fn of_number(mappings: &[Mapping], value: Option<f64>) -> Option<Mapped> {
    of(mappings, value.map_or(Subject::Null, Subject::Number))
}

/// The texts that numbers become, where each number has one of its own.
#[must_use]
pub fn names(mappings: &[Mapping]) -> Vec<Named> {
    let mut names = Vec::new();
    let mut add = |from: f64, to: f64, mapped: &Mapped| {
        if let Some(text) = mapped.text.clone() {
            names.push(Named { from, to, text });
        }
    };
    for mapping in mappings {
        match mapping {
            Mapping::Values(values) => {
                for (key, mapped) in values.iter() {
                    if let Some(value) = decimal::parse(key) {
                        add(value, value, mapped);
                    }
                }
            }
            Mapping::Range { from, to, mapped } => add(
                from.unwrap_or(f64::NEG_INFINITY),
                to.unwrap_or(f64::INFINITY),
                mapped,
            ),
            Mapping::Regex { .. } | Mapping::Special { .. } => {}
        }
    }
    names
}

/// What a text becomes, if a mapping matches.
#[must_use]
pub fn of_text(mappings: &[Mapping], value: &str) -> Option<Mapped> {
    of(mappings, Subject::Text(value))
}

/// Reads a list of mappings, in the form of today or as pairs of before version 8.
pub(crate) fn read(value: &Value) -> Result<Vec<Mapping>, &'static str> {
    let Value::Array(list) = value else {
        return Err("a list of value mappings");
    };
    let faults = Faults::default();
    let mappings = list
        .iter()
        .filter_map(|value| one(&Object::new(value, "", &faults)))
        .collect();
    match faults.into_vec().first() {
        None => Ok(mappings),
        Some(Fault::Bad { .. } | Fault::Unsupported { .. }) => Err("a list of value mappings"),
    }
}

/// The number a text begins with, as JavaScript's `parseFloat` finds it (`15 MB` is 15).
fn leading_number(text: &str) -> Option<f64> {
    let text = text.trim_start();
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    let end = text.find(|c| !numeric(c)).unwrap_or(text.len());
    (1..=end)
        .rev()
        .find_map(|end| decimal::parse(text.get(..end)?))
}

fn within(value: f64, from: Option<f64>, to: Option<f64>) -> bool {
    !value.is_nan() && from.is_none_or(|from| value >= from) && to.is_none_or(|to| value <= to)
}

fn one(mapping: &Object<'_>) -> Option<Mapping> {
    if mapping.value("type").is_some_and(Value::is_number) || mapping.value("type").is_none() {
        return old(mapping);
    }
    let options = mapping.object("options");
    let result = || mapped(&options.object("result"));
    match mapping.text("type")?.as_str() {
        "value" => {
            let mut values = Map::new();
            for (key, _) in options.iter() {
                values.insert(key.clone(), mapped(&options.object(key)));
            }
            Some(Mapping::Values(values))
        }
        "range" => Some(Mapping::Range {
            from: options.number("from"),
            to: options.number("to"),
            mapped: result(),
        }),
        "regex" => {
            let pattern = Pattern::read(&options.text("pattern")?);
            if pattern.is_none() {
                options.bad("pattern", "a regular expression");
            }
            Some(Mapping::Regex {
                pattern: pattern?,
                mapped: result(),
            })
        }
        "special" => Some(Mapping::Special {
            which: match options.text("match")?.as_str() {
                "null" => Special::Null,
                "nan" => Special::NaN,
                "null+nan" => Special::NullOrNaN,
                "empty" => Special::Empty,
                "true" => Special::True,
                "false" => Special::False,
                _ => {
                    options.bad("match", "null, nan, null+nan, empty, true or false");
                    return None;
                }
            },
            mapped: result(),
        }),
        _ => {
            mapping.bad("type", "value, range, regex or special");
            None
        }
    }
}

/// Before version 8: type 1 is a value, type 2 a range.
fn old(mapping: &Object<'_>) -> Option<Mapping> {
    let mapped = Mapped {
        text: mapping.text("text"),
        colour: None,
    };
    if mapping.number("type") == Some(2.0) {
        return Some(Mapping::Range {
            from: mapping.number("from"),
            to: mapping.number("to"),
            mapped,
        });
    }
    let value = mapping.value("value")?;
    let key = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => json::written(number),
        Value::Bool(flag) => flag.to_string(),
        Value::Null => "null".to_owned(),
        // No value is ever equal to these.
        Value::Array(_) | Value::Object(_) => return None,
    };
    if key == "null" {
        return Some(Mapping::Special {
            which: Special::Null,
            mapped,
        });
    }
    let mut values = Map::new();
    values.insert(key, mapped);
    Some(Mapping::Values(values))
}

fn mapped(result: &Object<'_>) -> Mapped {
    Mapped {
        text: result.text("text"),
        colour: result.text("color"),
    }
}
