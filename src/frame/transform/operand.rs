//! The two sides of `calculateField`'s binary operation: a column by name, or a number.

use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::frame::name::known;
use crate::lean::decimal;
use crate::notation::json;
use crate::notation::json::Object;
use serde_json::Value;

/// One side.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Operand {
    /// The column shown under this name; if there is none, the number the name begins with.
    Named(String),
    /// A number as text.
    Fixed(String),
    /// Every column of this kind.
    Kind(Kind),
    /// Nothing that is understood.
    Nothing,
}

/// The values of a side.
pub(crate) enum Values<'a> {
    Column(&'a Column),
    Number(f64),
}

/// What is done to both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    /// None that is known.
    Unknown,
}

impl Operand {
    pub(crate) fn read(binary: &Object<'_>, key: &str) -> Self {
        match binary.value(key) {
            Some(Value::Object(_)) => {
                let side = binary.object(key);
                let matcher = side.object("matcher");
                let id = matcher.text("id");
                match (id.as_deref(), side.value("fixed")) {
                    (Some("byType"), _) => {
                        let kind = matcher.text("options").and_then(|kind| Kind::read(&kind));
                        kind.map_or(Self::Nothing, Self::Kind)
                    }
                    (Some(_), _) => Self::Named(matcher.text("options").unwrap_or_default()),
                    (None, Some(fixed)) => {
                        Self::Fixed(json::text(fixed).unwrap_or_else(|| json::shown(fixed)))
                    }
                    (None, None) => Self::Nothing,
                }
            }
            // A number in a text may still be the name of a column.
            Some(Value::String(text)) => Self::Named(text.clone()),
            Some(Value::Number(number)) => Self::Fixed(json::written(number)),
            _ => Self::Nothing,
        }
    }

    /// Is it a number, whatever columns there are?
    pub(crate) fn is_fixed(&self) -> bool {
        match self {
            Self::Named(text) | Self::Fixed(text) => !Cell::text(text).number().is_nan(),
            Self::Kind(_) | Self::Nothing => false,
        }
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Named(text) | Self::Fixed(text) => text,
            Self::Kind(_) | Self::Nothing => "",
        }
    }

    pub(crate) fn values<'a>(&self, frame: &'a Frame) -> Option<Values<'a>> {
        match self {
            Self::Named(name) => {
                let column = frame.fields.iter().find(|field| known(field) == name);
                match column {
                    Some(field) => Some(Values::Column(&field.values)),
                    None => leading(name).map(Values::Number),
                }
            }
            Self::Fixed(text) => leading(text).map(Values::Number),
            Self::Kind(_) | Self::Nothing => None,
        }
    }
}

impl Values<'_> {
    /// How many values; a number is there in every row.
    pub(crate) fn len(&self, rows: usize) -> usize {
        match self {
            Self::Column(column) => column.len(),
            Self::Number(_) => rows,
        }
    }

    fn get(&self, row: usize) -> Cell {
        match self {
            Self::Column(column) => column.get(row),
            Self::Number(number) => Cell::Number(*number),
        }
    }
}

impl Operator {
    pub(crate) fn read(sign: &str) -> Self {
        match sign {
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            _ => Self::Unknown,
        }
    }

    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Unknown => "",
        }
    }

    /// Row by row as JavaScript does it: null is 0, what is missing makes NaN, a text and anything make a text.
    pub(crate) fn apply(
        self,
        left: &Values<'_>,
        right: &Values<'_>,
        rows: usize,
    ) -> Option<Column> {
        let one = |a: Cell, b: Cell| match (self, &a, &b) {
            (Self::Add, Cell::Text(_), _) | (Self::Add, _, Cell::Text(_)) => {
                Cell::text(&[a.written(), b.written()].concat())
            }
            (Self::Add, ..) => Cell::Number(a.number() + b.number()),
            (Self::Subtract, ..) => Cell::Number(a.number() - b.number()),
            (Self::Multiply, ..) => Cell::Number(a.number() * b.number()),
            (Self::Divide | Self::Unknown, ..) => Cell::Number(a.number() / b.number()),
        };
        if self == Self::Unknown {
            return None;
        }
        let cells = (0..rows).map(|row| one(left.get(row), right.get(row)));
        Some(Column::new(cells.collect()))
    }
}

/// The number a text begins with.
fn leading(text: &str) -> Option<f64> {
    let text = text.trim_start();
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    let end = text.find(|c| !numeric(c)).unwrap_or(text.len());
    (1..=end)
        .rev()
        .find_map(|end| decimal::parse(text.get(..end)?))
}
