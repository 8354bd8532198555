//! One value of a column, and how JavaScript reads, writes and compares it: that is what Grafana's rules are made of.

use crate::lean::decimal;
use crate::lean::late::Late;
use crate::notation::json;
use crate::unit::number::plain;
use serde_json::Value;
use std::sync::Arc;

/// One value of a column.
#[derive(Clone, Debug, Default)]
pub enum Cell {
    /// There is no row here (JavaScript's `undefined`): a join found nothing on this side.
    #[default]
    Missing,
    /// There is a row without a value.
    Null,
    /// A number; NaN and the infinities are themselves.
    Number(f64),
    /// A text.
    Text(Arc<str>),
    /// True or false.
    Boolean(bool),
    /// Several values.
    List(Arc<[Cell]>),
    /// Whatever JSON says.
    Json(Arc<Value>),
}

static QUOTED: Late<fn(&Cell) -> String> = Late::new();

/// Brings the writing of JSON; the second file's to call.
pub fn arrive() {
    QUOTED.put(json_of);
}

fn json_of(cell: &Cell) -> String {
    cell.json()
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.into())
    }

    /// No value: null or missing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Missing | Self::Null)
    }

    /// A number that is no number.
    #[must_use]
    pub fn is_nan(&self) -> bool {
        matches!(self, Self::Number(number) if number.is_nan())
    }

    /// Does it count as true?
    #[must_use]
    pub fn truthy(&self) -> bool {
        match self {
            Self::Missing | Self::Null => false,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Boolean(flag) => *flag,
            Self::List(_) | Self::Json(_) => true,
        }
    }

    /// As a number: an empty text and null are 0, what is no number is NaN.
    #[must_use]
    pub fn number(&self) -> f64 {
        match self {
            Self::Null => 0.0,
            Self::Number(number) => *number,
            Self::Boolean(flag) => f64::from(u8::from(*flag)),
            Self::Text(text) => match text.trim() {
                "" => 0.0,
                // Other ways to write infinity and NaN are ours alone.
                text if text.ends_with(|last: char| last.is_ascii_digit() || last == '.') => {
                    decimal::parse(text).unwrap_or(f64::NAN)
                }
                "Infinity" | "+Infinity" => f64::INFINITY,
                "-Infinity" => f64::NEG_INFINITY,
                _ => f64::NAN,
            },
            Self::Missing | Self::List(_) | Self::Json(_) => f64::NAN,
        }
    }

    /// As text.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Missing => "undefined".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Number(number) => plain(*number),
            Self::Text(text) => text.as_ref().to_owned(),
            Self::Boolean(true) => "true".to_owned(),
            Self::Boolean(false) => "false".to_owned(),
            Self::List(cells) => joined(cells),
            Self::Json(value) => json::shown(value),
        }
    }

    /// As JSON text. Only what comes with the page's second file asks for it, and makes the lists and objects for which it
    /// is asked elsewhere.
    #[must_use]
    pub fn quoted(&self) -> String {
        QUOTED
            .get(json_of)
            .map_or_else(String::new, |json| json(self))
    }

    fn json(&self) -> String {
        match self {
            Self::Missing | Self::Null => "null".to_owned(),
            Self::Number(number) if !number.is_finite() => "null".to_owned(),
            Self::Text(text) => Value::from(text.as_ref()).to_string(),
            Self::List(cells) => {
                let parts: Vec<String> = cells.iter().map(Self::json).collect();
                ["[", &parts.join(","), "]"].concat()
            }
            Self::Number(_) | Self::Boolean(_) => self.written(),
            Self::Json(value) => value.to_string(),
        }
    }

    /// The same value of the same type; NaN is the same as nothing, not even itself.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Missing, Self::Missing) | (Self::Null, Self::Null) => true,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::List(a), Self::List(b)) => Arc::ptr_eq(a, b),
            (Self::Json(a), Self::Json(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// Equal when read as numbers where one of the two is a number (`10` and `"10"`); null equals missing alone.
    #[must_use]
    pub fn alike(&self, other: &Self) -> bool {
        match (self, other) {
            (a, b) if a.is_nothing() || b.is_nothing() => a.is_nothing() && b.is_nothing(),
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Number(_) | Self::Boolean(_), _) | (_, Self::Number(_) | Self::Boolean(_)) => {
                self.number() == other.number()
            }
            _ => self.written() == other.written(),
        }
    }

    /// A key under which equal values meet: NaN meets NaN, and `1` does not meet `"1"`.
    #[must_use]
    pub fn key(&self) -> Key {
        match self {
            Self::Missing => Key(0, 0, None),
            Self::Null => Key(1, 0, None),
            Self::Number(number) if number.is_nan() => Key(2, 0, None),
            // Both zeros are one.
            Self::Number(number) => Key(3, (number + 0.0).to_bits(), None),
            Self::Boolean(flag) => Key(4, u64::from(*flag), None),
            Self::Text(text) => Key(5, 0, Some(Arc::clone(text))),
            Self::List(_) | Self::Json(_) => Key(6, 0, Some(self.quoted().into())),
        }
    }
}

/// What makes values equal; ordered in some way, so that equal ones can be found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u8, u64, Option<Arc<str>>);

/// Several values as one text, without what is nothing.
#[must_use]
pub fn joined(cells: &[Cell]) -> String {
    let mut text = String::new();
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        if !cell.is_nothing() {
            text += &cell.written();
        }
    }
    text
}

impl From<&Value> for Cell {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Boolean(*flag),
            Value::Number(number) => Self::Number(number.as_f64().unwrap_or(f64::NAN)),
            Value::String(text) => Self::text(text),
            Value::Array(_) | Value::Object(_) => Self::Json(Arc::new(value.clone())),
        }
    }
}

/// Equal bit by bit.
impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}
