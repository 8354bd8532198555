//! Frames of a panel with defaults and overrides: how each of their fields ends up.

use super::display::numbers;
use super::row;
use atalaya::data::labels::Labels;
use atalaya::panel::display::range;
use atalaya::panel::field_config::FieldConfig;
use atalaya::panel::name;
use atalaya::panel::overrides::FieldKind;
use atalaya::panel::overrides::Subject;
use atalaya::panel::spec::Spec;
use serde_json::Value;
use serde_json::json;

/// Holds a row.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let panel = json!({
        "fieldConfig": { "defaults": row["defaults"], "overrides": row["overrides"] }
    });
    let (spec, faults) = Spec::read(&panel);
    if !faults.is_empty() {
        return Err(format!("{faults:?}"));
    }
    let fields: Vec<Field<'_>> = list(&row["frames"])
        .iter()
        .flat_map(|frame| {
            list(&frame["fields"])
                .iter()
                .map(|field| Field::of(frame, field))
        })
        .collect();
    let labels: Vec<&Labels> = fields
        .iter()
        .filter(|field| !field.time)
        .map(|field| &field.labels)
        .collect();
    let mut names = name::legends(name::AUTO, "", &labels).into_iter();
    let all: Vec<f64> = fields
        .iter()
        .filter(|field| !field.time)
        .flat_map(|field| field.values.iter().copied())
        .collect();
    let mut got: Vec<Value> = Vec::new();
    let mut index = 0;
    for field in &fields {
        let legend = match field.time {
            true => field.name.to_owned(),
            false => names.next().unwrap_or_default(),
        };
        let shown = |config: &FieldConfig| {
            config
                .display_name
                .clone()
                .unwrap_or_else(|| legend.clone())
        };
        let subject = Subject {
            name: field.name,
            shown: &legend,
            kind: if field.time {
                FieldKind::Time
            } else {
                FieldKind::Number
            },
            ref_id: field.ref_id,
        };
        let config = spec.config(subject, shown);
        // The ends of a column of times are only those somebody set.
        let ends = match (field.time, config.min, config.max) {
            (true, Some(_), Some(_)) | (false, ..) => Some(range(&config, &all)),
            (true, ..) => None,
        };
        got.push(json!({
            "name": field.name,
            "displayName": shown(&config),
            "unit": config.unit,
            "decimals": config.decimals,
            "min": config.min,
            "max": config.max,
            "color": config.colour.map(|_| "set"),
            "noValue": config.no_value,
            "mappings": (!config.mappings.is_empty()).then_some("set"),
            "seriesIndex": index,
            "range": ends.map(|(min, max)| json!({ "min": min, "max": max, "delta": max - min })),
        }));
        // Times take no place among the series.
        index += usize::from(!field.time);
    }
    let expected: Vec<Value> = list(&row["expected"])
        .iter()
        .flat_map(list)
        .cloned()
        .collect();
    row::same(&Value::Array(got), &Value::Array(expected))
}

struct Field<'a> {
    ref_id: &'a str,
    name: &'a str,
    time: bool,
    labels: Labels,
    values: Vec<f64>,
}

impl<'a> Field<'a> {
    fn of(frame: &'a Value, field: &'a Value) -> Self {
        let pairs = field["labels"].as_object().into_iter().flatten();
        let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str().unwrap_or("")));
        Self {
            ref_id: frame["refId"].as_str().unwrap_or(""),
            name: field["name"].as_str().unwrap_or(""),
            time: field["type"] == "time",
            labels: Labels::from_pairs(pairs),
            values: numbers(list(&field["values"])),
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
