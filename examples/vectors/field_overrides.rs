//! Frames of a panel with defaults and overrides: how each of their fields ends up.

use super::frames;
use super::row;
use atalaya::frame::Kind;
use atalaya::frame::matcher::Subject;
use atalaya::frame::name;
use atalaya::panel::display::range;
use atalaya::panel::field_config::FieldConfig;
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
    let mut frames = frames::read(&row["frames"])?;
    name::settle(&mut frames);
    let fields = frames.iter().flat_map(|frame| &frame.fields);
    let all: Vec<f64> = fields
        .filter(|field| field.kind == Kind::Number)
        .flat_map(|field| field.values.plotted().to_vec())
        .collect();
    let mut got: Vec<Value> = Vec::new();
    let mut index = 0;
    for subject in frames.iter().flat_map(Subject::all) {
        let time = subject.field.kind == Kind::Time;
        let shown = |config: &FieldConfig| {
            let given = config.display_name.clone();
            given.unwrap_or_else(|| subject.shown.to_owned())
        };
        let config = spec.overridden(spec.defaults.clone(), subject, shown);
        // The ends of a column of times are only those somebody set.
        let ends = match (time, config.min, config.max) {
            (true, Some(_), Some(_)) | (false, ..) => Some(range(&config, &all)),
            (true, ..) => None,
        };
        got.push(json!({
            "name": subject.field.name,
            "displayName": shown(&config),
            "unit": config.unit,
            "decimals": config.decimals,
            "min": config.min,
            "max": config.max,
            "color": config.colour.as_ref().map(|_| "set"),
            "noValue": config.no_value,
            "mappings": (!config.mappings.is_empty()).then_some("set"),
            "seriesIndex": index,
            "range": ends.map(|(min, max)| json!({ "min": min, "max": max, "delta": max - min })),
        }));
        // Times take no place among the series.
        index += usize::from(!time);
    }
    let expected = row["expected"].as_array().into_iter().flatten();
    let expected = expected.flat_map(|frame| frame.as_array().into_iter().flatten());
    row::same(&Value::Array(got), &expected.cloned().collect())
}
