//! `heatmap` panels of before version 9 as those of today.

use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use serde_json::Value;

/// Cells with less than this are not drawn where a file hides empty ones.
const NEXT_TO_NOTHING: f64 = 1e-9;

/// Steps of a scheme of colours.
const STEPS: u32 = 128;

/// Makes the panel one of today.
pub(crate) fn migrate(panel: &mut Json) {
    let old = panel.clone();
    let calculate = edit::word(&old, "dataFormat") != Some("tsbuckets");
    edit::put(panel, "options.calculate", calculate);
    if calculate {
        buckets(&old, panel, "x");
        buckets(&old, panel, "y");
    }
    let layout = match edit::word(&old, "yBucketBound") {
        Some("upper") => "le",
        Some("lower") => "ge",
        Some("middle") => "unknown",
        _ => "auto",
    };
    edit::put(panel, "options.rowsFrame.layout", layout);
    if edit::truthy(&old, "hideZeroBuckets") {
        edit::put(panel, "options.filterValues.le", NEXT_TO_NOTHING);
    }
    colour(&old, panel);
    axis(&old, panel);
    let on =
        |part: &str, key: &str| edit::below(&old, part).is_some_and(|part| edit::truthy(part, key));
    edit::put(panel, "options.legend.show", on("legend", "show"));
    edit::put(panel, "options.tooltip.show", on("tooltip", "show"));
    edit::put(
        panel,
        "options.tooltip.yHistogram",
        on("tooltip", "showHistogram"),
    );
    panel.remove("dataFormat");
}

/// Buckets of a size or a number, along time (`x`) or value (`y`).
fn buckets(old: &Json, panel: &mut Json, axis: &str) {
    let path = format!("options.calculation.{axis}Buckets");
    let size = old.get(&format!("{axis}BucketSize"));
    let number = old.get(&format!("{axis}BucketNumber"));
    let given = |value: Option<&Value>| value.is_some_and(|value| !value.is_null());
    if given(size) {
        edit::put(panel, &path, edit::single("mode", "size"));
        edit::put(panel, &format!("{path}.value"), as_text(size));
    } else if given(number) {
        edit::put(panel, &path, edit::single("mode", "count"));
        edit::put(panel, &format!("{path}.value"), as_text(number));
    }
    let base = edit::below(old, "yAxis").and_then(|axis| edit::number(axis, "logBase"));
    if let Some(base) = base.filter(|base| axis == "y" && *base > 1.0) {
        let scale = edit::pair(("type", "log".into()), ("log", base.into()));
        edit::put(panel, &format!("{path}.scale"), scale);
    }
}

fn as_text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(other) => crate::notation::json::shown(other),
        None => String::new(),
    }
}

fn colour(old: &Json, panel: &mut Json) {
    let Some(colour) = edit::below(old, "color") else {
        return;
    };
    let opacity = edit::word(colour, "mode") == Some("opacity");
    let mode = if opacity { "opacity" } else { "scheme" };
    edit::put(panel, "options.color.mode", mode);
    edit::put(panel, "options.color.steps", STEPS);
    let scheme = edit::word(colour, "colorScheme").unwrap_or("interpolateOranges");
    let scheme = scheme.strip_prefix("interpolate").unwrap_or(scheme);
    edit::put(panel, "options.color.scheme", scheme);
    for (key, name) in [
        ("cardColor", "fill"),
        ("exponent", "exponent"),
        ("min", "min"),
        ("max", "max"),
        ("colorScale", "scale"),
    ] {
        let path = format!("options.color.{name}");
        edit::copy(colour, key, panel, &path);
    }
    if edit::word(colour, "colorScale") == Some("sqrt") {
        edit::put(panel, "options.color.exponent", 0.5);
        edit::put(panel, "options.color.scale", "exponential");
    }
}

fn axis(old: &Json, panel: &mut Json) {
    if let Some(axis) = edit::below(old, "yAxis") {
        for (key, name) in [
            ("format", "unit"),
            ("decimals", "decimals"),
            ("min", "min"),
            ("max", "max"),
        ] {
            let path = format!("options.yAxis.{name}");
            edit::copy(axis, key, panel, &path);
        }
        let shown = axis.get("show") != Some(&Value::Bool(false));
        let place = if shown { "left" } else { "hidden" };
        edit::put(panel, "options.yAxis.axisPlacement", place);
    }
    let reverse = edit::truthy(old, "reverseYBuckets");
    edit::put(panel, "options.yAxis.reverse", reverse);
}
