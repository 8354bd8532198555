//! A column and a reducer: the value.

use super::frames;
use super::row;
use atalaya::frame::Config;
use atalaya::frame::Field;
use atalaya::frame::Kind;
use atalaya::frame::column::Column;
use atalaya::frame::reduce::reduce_field;
use atalaya::frame::reducer::Reducer;
use serde_json::Value;
use serde_json::json;

/// Holds a row about random values.
pub(crate) fn check_random(row: &Value) -> Result<(), String> {
    let mode = row["null_value_mode"].as_str();
    compare(row, Kind::Number, mode, &row["result"])
}

/// Holds a fact.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    if let Some(alias) = row["alias"].as_str() {
        let same = Reducer::read(alias) == Reducer::read(row::text(row, "expectedId")?);
        return if same {
            Ok(())
        } else {
            Err(format!("{alias} is another"))
        };
    }
    if row["set"] == "names" {
        let reducer = Reducer::read(row::text(row, "reducer")?).ok_or("no such reducer")?;
        let got = json!([reducer.title(), reducer.keeps_unit()]);
        return row::same(&got, &json!([row["expectedName"], row["preservesUnits"]]));
    }
    let kind = row["fieldType"].as_str().and_then(Kind::read);
    let mode = row["nullValueMode"].as_str();
    compare(row, kind.unwrap_or_default(), mode, &row["expected"])
}

fn compare(row: &Value, kind: Kind, mode: Option<&str>, expected: &Value) -> Result<(), String> {
    let id = row::text(row, "reducer")?;
    let reducer = Reducer::read(id).ok_or("no such reducer")?;
    let values = row["values"].as_array().ok_or("the values are no list")?;
    let cells = values
        .iter()
        .map(|value| frames::cell(value, kind))
        .collect();
    let field = Field {
        config: Config {
            nulls: frames::nulls(mode),
            ..Config::default()
        },
        ..Field::new("v", kind, Column::new(cells))
    };
    let got = frames::written(&reduce_field(reducer, &field));
    // A value that is not there is written in three ways.
    let nothing = |value: &Value| match value.as_str() {
        Some("undefined") => Value::Null,
        _ => value.clone(),
    };
    let expected = match expected {
        Value::Array(list) => list.iter().map(nothing).collect(),
        other => nothing(other),
    };
    row::same(&got, &expected)
}
