//! Parts of a field's drawing properties that are objects: stacking, thresholds, scales, cells.

use crate::chart::scene::Scale;
use crate::notation::json;
use crate::panel::custom::Stacking;
use crate::panel::custom::ThresholdStyle;
use crate::panel::field_config::Set;
use crate::panel::field_config::choice;
use crate::panel::field_config::part;
use serde_json::Value;

pub(crate) fn stacking(value: &Value) -> Result<Option<Stacking>, Set> {
    let group = match part(value, "group") {
        None => "A".to_owned(),
        Some(Value::String(group)) => group.clone(),
        // Some files have true or false here, which are groups like others.
        Some(other) => json::shown(other),
    };
    let stacking = |percent| {
        Some(Stacking {
            group: group.clone(),
            percent,
        })
    };
    let grouped = part(value, "group").is_some();
    match part(value, "mode").map(Value::as_str) {
        None | Some(Some("none")) => Ok(None),
        Some(Some("percent")) => Ok(stacking(true)),
        Some(Some("normal")) => Ok(stacking(false)),
        // Grafana stacks by any other word, if there is a group.
        Some(_) => Ok(stacking(false).filter(|_| grouped)),
    }
}

pub(crate) fn threshold_style(value: &Value) -> Result<ThresholdStyle, Set> {
    let style = |line, dashed, band| ThresholdStyle { line, dashed, band };
    let Some(mode) = part(value, "mode") else {
        return Ok(ThresholdStyle::default());
    };
    choice(
        mode,
        &[
            ("off", style(false, false, false)),
            ("line", style(true, false, false)),
            ("dashed", style(true, true, false)),
            ("area", style(false, false, true)),
            ("line+area", style(true, false, true)),
            ("dashed+area", style(true, true, true)),
            ("series", style(false, false, false)),
        ],
        "an object with mode off, line, dashed, area, line+area or dashed+area",
    )
}

pub(crate) fn scale(value: &Value) -> Result<Scale, Set> {
    let base = match part(value, "log").and_then(json::number) {
        Some(2.0) => 2.0,
        _ => 10.0,
    };
    let linear = part(value, "linearThreshold").and_then(json::number);
    match part(value, "type").map(Value::as_str) {
        None | Some(Some("linear")) => Ok(Scale::Linear),
        Some(Some("log")) => Ok(Scale::Log(base)),
        Some(Some("symlog")) => Ok(Scale::SymLog {
            base,
            linear: linear.filter(|linear| *linear > 0.0).unwrap_or(1.0),
        }),
        Some(_) => Err(Set::Bad("an object with type linear, log or symlog")),
    }
}

pub(crate) fn hidden(value: &Value, place: &str) -> bool {
    part(value, place).and_then(Value::as_bool) == Some(true)
}

/// Is a table's cell of this type drawn? Images are of other sites and actions write: neither is done here.
pub(crate) fn cell(value: &Value) -> Result<(), Set> {
    match value.as_str() {
        _ if value.is_null() => Ok(()),
        Some(
            "auto"
            | "color-text"
            | "color-background"
            | "color-background-solid"
            | "gauge"
            | "basic"
            | "gradient-gauge"
            | "lcd-gauge"
            | "sparkline"
            | "json-view"
            | "pill"
            | "markdown"
            | "data-links",
        ) => Ok(()),
        Some(_) => Err(Set::Unsupported),
        None => Err(Set::Bad("an object with a type")),
    }
}
