//! The line below a table: what is made of each column's rows that are shown.

use crate::frame::Kind;
use crate::frame::cell::Cell;
use crate::frame::reduce::reduce_field;
use crate::frame::reducer::Reducer;
use crate::panel::field_config::FieldConfig;
use crate::panel::picture::Reading;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::panel::reading;

/// What stands below one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    /// What is made of its rows, and what came out.
    pub results: Vec<(Reducer, Outcome)>,
    /// How many rows there are.
    pub count: Option<usize>,
}

/// What a reducer made.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A number and how it is written.
    Number(Reading),
    /// A text.
    Text(String),
}

/// What stands below each column for these rows; none where the table has no such line.
#[must_use]
pub fn sums(table: &Table, rows: &[usize]) -> Option<Vec<Sums>> {
    let own = table
        .columns
        .iter()
        .any(|column| !column.look.foot.is_empty());
    let foot = table.style.foot.as_ref();
    if !own && foot.is_none() {
        return None;
    }
    let columns = table.columns.iter().enumerate();
    let sums = columns.map(|(place, column)| {
        if let Some(foot) = foot.filter(|foot| foot.count && foot.reducers == [Reducer::Count]) {
            return Sums {
                results: Vec::new(),
                count: (place == 0 && foot.count).then_some(rows.len()),
            };
        }
        let reducers = match foot {
            _ if !column.look.foot.is_empty() => column.look.foot.as_slice(),
            Some(foot) if wanted(table, column, &foot.fields) => foot.reducers.as_slice(),
            Some(_) | None => &[],
        };
        Sums {
            results: reducers
                .iter()
                .filter(|reducer| table.kind(column) == Kind::Number || suits_texts(**reducer))
                .map(|reducer| (*reducer, made(table, column, *reducer, rows)))
                .collect(),
            count: None,
        }
    });
    Some(sums.collect())
}

/// By its name or its title; where none are named every column of numbers is.
fn wanted(table: &Table, column: &TableColumn, fields: &[String]) -> bool {
    if fields.is_empty() {
        return table.kind(column) == Kind::Number;
    }
    let name = table
        .rows
        .frame
        .fields
        .get(column.place)
        .map(|field| field.name.as_str());
    fields
        .iter()
        .any(|wanted| *wanted == column.title || Some(wanted.as_str()) == name)
}

/// Does a reducer say anything of what is no number?
fn suits_texts(reducer: Reducer) -> bool {
    matches!(
        reducer,
        Reducer::First
            | Reducer::FirstNotNull
            | Reducer::Last
            | Reducer::LastNotNull
            | Reducer::Count
            | Reducer::CountAll
            | Reducer::ChangeCount
            | Reducer::DistinctCount
            | Reducer::AllValues
            | Reducer::UniqueValues
    )
}

fn made(table: &Table, column: &TableColumn, reducer: Reducer, rows: &[usize]) -> Outcome {
    let Some(field) = table.rows.frame.fields.get(column.place) else {
        return Outcome::Text(String::new());
    };
    let result = reduce_field(reducer, &field.with(field.values.pick(rows)));
    let number = match result {
        Cell::Number(number) => Some(number),
        Cell::Missing | Cell::Null => None,
        other => return Outcome::Text(other.written()),
    };
    let plain = FieldConfig {
        unit: (reducer == Reducer::DiffPerc).then(|| "percent".to_owned()),
        ..FieldConfig::default()
    };
    let config = match reducer.keeps_unit() {
        true => &column.config,
        false => &plain,
    };
    Outcome::Number(reading::reading(config, number, column.limits))
}
