//! A field's configuration and a value: its text, its colour, and how far it lies between the ends.

use super::row;
use super::zone::zone;
use atalaya::chart::grafana;
use atalaya::chart::grafana::Theme;
use atalaya::panel::display::Column;
use atalaya::panel::display::Kind;
use atalaya::panel::display::range;
use atalaya::panel::field_config::FieldConfig;
use atalaya::panel::field_config::Set;
use atalaya::panel::mapping::Subject;
use atalaya::unit::ENGLISH;
use atalaya::unit::date::is_date;
use serde_json::Value;
use serde_json::json;

/// Where the rows' series stands among others.
const INDEX: usize = 1;

/// Holds a row about a random configuration. The column is the one value.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let config = config(&row["config"])?;
    let digits = row["value"]
        .as_str()
        .is_some_and(|text| text.parse::<u8>().is_ok());
    if digits && config.unit.as_deref().is_some_and(is_date) {
        // JavaScript takes a lone small number for a month of 2001, which nobody means: a mistake.
        return Ok(());
    }
    let own = std::slice::from_ref(&row["value"]);
    let zone = zone("utc")?;
    let column = Column {
        config: &config,
        kind: match row::text(row, "type")? {
            "string" => Kind::Text,
            "boolean" => Kind::Flag,
            _ => Kind::Number,
        },
        range: range(&config, &numbers(own)),
        index: INDEX,
        name: "v",
        theme: Theme::Dark,
        zone: &zone,
        locale: &ENGLISH,
    };
    let shown = column.display(subject(&row["value"]));
    row::same(&json!(shown.text.to_string()), &row["text"])?;
    same_colour(shown.colour, &row["color"], Theme::Dark)?;
    row::same(
        &shown.percent.map_or(Value::Null, row::written),
        &row["percent"],
    )
}

/// A configuration as dashboards write it, property by property.
pub(crate) fn config(written: &Value) -> Result<FieldConfig, String> {
    let mut config = FieldConfig::default();
    for (id, value) in written.as_object().into_iter().flatten() {
        let mut value = value.clone();
        match id.as_str() {
            // The texts of an enumeration come with the data, not with the dashboard.
            "type" => continue,
            // Dashboards write nothing for minus infinity.
            "thresholds" => finite(&mut value["steps"]),
            _ => {}
        }
        match config.set(id, &value) {
            Set::Done => {}
            outcome => return Err(format!("{id}: {outcome:?}")),
        }
    }
    Ok(config)
}

/// Steps as dashboards write them: minus infinity is no value.
pub(crate) fn finite(steps: &mut Value) {
    for step in steps.as_array_mut().into_iter().flatten() {
        if step["value"] == "-Infinity" {
            step["value"] = Value::Null;
        }
    }
}

/// A value of a row.
pub(crate) fn subject(value: &Value) -> Subject<'_> {
    match (row::float(value), value) {
        (Some(number), _) => Subject::Number(number),
        (None, Value::Bool(flag)) => Subject::Flag(*flag),
        (None, Value::String(text)) => Subject::Text(text),
        (None, _) => Subject::Null,
    }
}

/// Values as a column of numbers has them.
pub(crate) fn numbers(values: &[Value]) -> Vec<f64> {
    let number = |value: &Value| row::float(value).unwrap_or(f64::NAN);
    values.iter().map(number).collect()
}

/// Colours are alike however they are written.
pub(crate) fn same_colour(
    got: grafana::Colour,
    expected: &Value,
    theme: Theme,
) -> Result<(), String> {
    let written = expected.as_str().unwrap_or_default();
    match grafana::colour(written, theme) {
        Some(colour) if colour == got => Ok(()),
        _ => Err(format!("got the colour {got:?}, not {written}")),
    }
}
