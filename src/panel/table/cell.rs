//! What one cell of a table holds, ready to be written: a number with its unit, an instant, a text, a list.
//!
//! It does not know languages and zones: whoever shows a cell writes it.

use crate::chart::scene::Ink;
use crate::data::labels::Labels;
use crate::data::series::is_gap;
use crate::frame::Kind;
use crate::frame::cell::Cell;
use crate::frame::column::as_number;
use crate::notation::json;
use crate::panel::colour;
use crate::panel::field_config::Colour;
use crate::panel::mapping;
use crate::panel::picture::Reading;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::panel::reading;
use crate::panel::table::look::CellType;
use crate::time::Instant;
use crate::unit::date;
use serde_json::Value;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A number and how it is written.
    Number(Reading),
    /// An instant, to be written as the page writes instants.
    Instant(Instant),
    /// A text and its colour.
    Text(String, Option<Ink>),
    /// Numbers to be drawn as a line, and the last of them.
    Line(Vec<f64>, Reading),
}

/// What a cell holds.
#[must_use]
pub fn content(table: &Table, column: &TableColumn, row: usize) -> Content {
    let cell = value(table, column, row);
    if let (CellType::Sparkline(_), Some(numbers)) = (column.look.cell, numbers(&cell)) {
        let last = numbers.iter().rev().find(|number| !number.is_nan());
        let last = reading(column, last.copied());
        return Content::Line(numbers, last);
    }
    match table.kind(column) {
        Kind::Number => {
            let number = as_number(&cell);
            Content::Number(reading(
                column,
                Some(number).filter(|value| !is_gap(*value) && !cell.is_nothing()),
            ))
        }
        Kind::Time if cell.is_nothing() => Content::Text(String::new(), None),
        Kind::Time if is_date(column) => Content::Number(reading(column, Some(cell.number()))),
        Kind::Time => Content::Instant(Instant(cell.number() as i64)),
        Kind::Text | Kind::Boolean | Kind::Other => text(column, &cell),
    }
}

/// The value of a cell as it came.
#[must_use]
pub fn value(table: &Table, column: &TableColumn, row: usize) -> Cell {
    let field = table.rows.frame.fields.get(column.place);
    field.map_or(Cell::Missing, |field| field.values.get(row))
}

/// How far a number lies between the ends of its column, 0 to 1.
#[must_use]
pub fn share(column: &TableColumn, value: Option<f64>) -> f64 {
    let (min, max) = column.limits;
    let share = (value.unwrap_or(f64::NAN) - min) / (max - min);
    if share.is_finite() {
        share.clamp(0.0, 1.0)
    } else {
        0.0
    }
}

/// The parts of a list, and their colours: of a list as it came, as JSON, or behind commas.
#[must_use]
pub fn pieces(column: &TableColumn, cell: &Cell) -> Vec<(String, Ink)> {
    let parts: Vec<String> = match cell {
        Cell::Missing | Cell::Null => Vec::new(),
        Cell::List(cells) => cells.iter().map(Cell::written).collect(),
        other => {
            let text = other.written();
            match serde_json::from_str::<Value>(&text) {
                Ok(Value::Array(list)) => list.iter().map(json::shown).collect(),
                Ok(_) | Err(_) => text.split(',').map(|part| part.trim().to_owned()).collect(),
            }
        }
    };
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let parts = parts.map(|part| {
        let mapped = mapping::of_text(&column.config.mappings, &part).unwrap_or_default();
        let named = mapped.colour.and_then(|colour| colour::judging(&colour));
        let by_name = || {
            colour::places(&[(&part, &Labels::default())])
                .into_iter()
                .next()
        };
        let ink = named.or_else(|| fixed(column)).or_else(by_name);
        (
            mapped.text.unwrap_or_else(|| part.clone()),
            ink.unwrap_or(Ink::Muted),
        )
    });
    parts.collect()
}

/// A value in full, JSON set out in lines.
#[must_use]
pub fn whole(cell: &Cell) -> String {
    let json = match cell {
        Cell::Json(value) => Some(value.as_ref().clone()),
        Cell::List(_) => serde_json::from_str(&cell.quoted()).ok(),
        Cell::Text(text) if text.starts_with(['{', '[']) => serde_json::from_str(text).ok(),
        Cell::Missing | Cell::Null => return String::new(),
        Cell::Text(_) | Cell::Number(_) | Cell::Boolean(_) => None,
    };
    let pretty = json.and_then(|json: Value| serde_json::to_string_pretty(&json).ok());
    pretty.unwrap_or_else(|| cell.written())
}

fn reading(column: &TableColumn, value: Option<f64>) -> Reading {
    reading::reading(&column.config, value, column.limits)
}

fn text(column: &TableColumn, cell: &Cell) -> Content {
    let text = match cell {
        Cell::Missing | Cell::Null => String::new(),
        Cell::Json(value) => value.to_string(),
        cell => cell.written(),
    };
    let mapped = mapping::of_text(&column.config.mappings, &text).unwrap_or_default();
    let named = mapped.colour.and_then(|colour| colour::judging(&colour));
    let text = match mapped.text {
        Some(text) => text,
        None if text.is_empty() => column.config.no_value.clone().unwrap_or_default(),
        None => text,
    };
    Content::Text(text, named.or_else(|| fixed(column)))
}

fn fixed(column: &TableColumn) -> Option<Ink> {
    match &column.config.colour {
        Some(Colour::Fixed(named) | Colour::Shades(named)) => colour::fixed(named),
        Some(Colour::Palette | Colour::ByName | Colour::Thresholds | Colour::Scheme(_)) | None => {
            None
        }
    }
}

/// Does the unit of a column say how its instants are written?
fn is_date(column: &TableColumn) -> bool {
    column.config.unit.as_deref().is_some_and(date::is_date)
}

/// The numbers of a list; none where it is none.
fn numbers(cell: &Cell) -> Option<Vec<f64>> {
    match cell {
        Cell::List(cells) => Some(cells.iter().map(as_number).collect()),
        Cell::Json(value) => {
            let number = |value: &Value| json::number(value).unwrap_or(f64::NAN);
            Some(value.as_array()?.iter().map(number).collect())
        }
        Cell::Missing | Cell::Null | Cell::Number(_) | Cell::Text(_) | Cell::Boolean(_) => None,
    }
}
