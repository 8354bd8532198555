//! A matcher and frames: the names of the columns and which of them it selects.

use super::frames;
use super::row;
use atalaya::frame::matcher::Matcher;
use atalaya::frame::matcher::Subject;
use atalaya::frame::name;
use atalaya::notation::json::Faults;
use atalaya::notation::json::Object;
use atalaya::panel::field_config::FieldConfig;
use atalaya::panel::spec::Spec;
use serde_json::Value;
use serde_json::json;

/// Holds a row.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let mut frames = frames::read(&row["frames"])?;
    for field in frames.iter_mut().flat_map(|frame| &mut frame.fields) {
        field.known = None;
    }
    name::settle(&mut frames);
    let names: Vec<Vec<&str>> = frames
        .iter()
        .map(|frame| frame.fields.iter().map(name::known).collect())
        .collect();
    row::same(&json!(names), &row["display_names"])?;
    let faults = Faults::default();
    let matcher = Matcher::read(&Object::new(&row["matcher"], "", &faults));
    let matcher = matcher.ok_or("the matcher is not understood")?;
    let hits: Vec<Vec<bool>> = frames
        .iter()
        .map(|frame| {
            Subject::all(frame)
                .map(|one| matcher.selects(&one))
                .collect()
        })
        .collect();
    row::same(&json!(hits), &row["matches"])
}

/// Holds a row about the configuration that columns end up with. Their places in the palette and their ranges are
/// worked out where colours are.
pub(crate) fn check_panel(row: &Value) -> Result<(), String> {
    let panel =
        json!({"fieldConfig": {"defaults": row["defaults"], "overrides": row["overrides"]}});
    let (spec, _) = Spec::read(&panel);
    let mut frames = frames::read(&row["frames"])?;
    name::settle(&mut frames);
    let told = |subject: Subject<'_>| {
        let shown = |config: &FieldConfig| {
            let given = config.display_name.clone();
            given.unwrap_or_else(|| subject.shown.to_owned())
        };
        let config = spec.overridden(spec.defaults.clone(), subject, shown);
        json!({
            "name": subject.field.name,
            "displayName": shown(&config),
            "unit": config.unit,
            "decimals": config.decimals,
            "min": config.min,
            "max": config.max,
            "noValue": config.no_value,
        })
    };
    let got: Vec<Vec<Value>> = frames
        .iter()
        .map(|frame| Subject::all(frame).map(told).collect())
        .collect();
    let mut expected = row["expected"].clone();
    for field in expected
        .as_array_mut()
        .into_iter()
        .flatten()
        .flat_map(|one| one.as_array_mut())
        .flatten()
    {
        if let Some(field) = field.as_object_mut() {
            field.retain(|key, _| {
                !matches!(key.as_str(), "color" | "mappings" | "seriesIndex" | "range")
            });
        }
    }
    row::same(&json!(got), &expected)
}
