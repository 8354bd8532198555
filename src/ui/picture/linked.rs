//! Links of a table's cells.

use crate::dashboard::datum::Cell;
use crate::dashboard::datum::Datum;
use crate::dashboard::link::Led;
use crate::frame::cell::Cell as Value;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::ui::part::led;
use crate::unit::number::plain;
use leptos::prelude::*;

/// What a cell says, as a link where it leads somewhere. `told` is what the reader sees of another cell of its row.
pub fn around(
    table: &Table,
    column: &TableColumn,
    row: usize,
    told: &dyn Fn(&TableColumn) -> String,
    words: AnyView,
) -> AnyView {
    led::around(links(table, column, row, told), "cell-link", words)
}

/// The links of a cell.
pub fn links(
    table: &Table,
    column: &TableColumn,
    row: usize,
    told: &dyn Fn(&TableColumn) -> String,
) -> Vec<Led> {
    let Some(origin) = &column.origin else {
        return Vec::new();
    };
    let rows = &table.rows;
    let texts: Vec<[String; 3]> = rows
        .frame
        .fields
        .iter()
        .enumerate()
        .map(|(place, field)| {
            let value = field.values.get(row);
            let raw = raw(&value);
            let shown = table.columns.iter().find(|one| one.place == place);
            let text = shown.map_or_else(|| raw.clone(), told);
            [raw, numeric(&value), text]
        })
        .collect();
    let cells: Vec<Cell<'_>> = texts
        .iter()
        .map(|[raw, numeric, text]| Cell { raw, numeric, text })
        .collect();
    let shown = rows.shown.iter().map(String::as_str);
    let named: Vec<(&str, Cell<'_>)> = shown.zip(cells.iter().copied()).collect();
    let own: Vec<&str> = rows
        .frame
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    let time = rows
        .frame
        .time()
        .map(|field| raw(&field.values.get(row)))
        .unwrap_or_default();
    let datum = Datum {
        value: cells.get(column.place).copied(),
        time: &time,
        row: &named,
        own: &own,
        ..Datum::default()
    };
    led::of_datum(origin, &datum)
}

fn raw(value: &Value) -> String {
    match value {
        Value::Missing | Value::Null => String::new(),
        value => value.written(),
    }
}

/// A number, or nothing for what is none.
fn numeric(value: &Value) -> String {
    match value {
        Value::Missing | Value::Null => String::new(),
        value => Some(value.number())
            .filter(|number| !number.is_nan())
            .map(plain)
            .unwrap_or_default(),
    }
}
