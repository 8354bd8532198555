//! `singlestat` panels as `stat` panels.

use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use crate::dashboard::migrate::old_mapping;
use serde_json::Value;

/// Makes the panel one of today.
pub(crate) fn migrate(panel: &mut Json) {
    let old = panel.clone();
    edit::put(panel, "type", "stat");
    let calc = edit::reducer(edit::word(&old, "valueName").unwrap_or_default());
    let calc = if edit::known_reducer(calc) {
        calc
    } else {
        "mean"
    };
    let calcs = Value::Array(vec![calc.into()]);
    edit::put(panel, "options.reduceOptions.calcs", calcs);
    edit::put(panel, "options.orientation", "horizontal");
    if let Some(column) = edit::filled(&old, "tableColumn") {
        let pattern = format!("/^{column}$/");
        edit::put(panel, "options.reduceOptions.fields", pattern);
    }
    if edit::word(&old, "valueName") == Some("name") {
        edit::put(panel, "options.textMode", "name");
    }
    let shown = |key: &str| {
        let part = edit::below(&old, key);
        part.filter(|part| edit::truthy(part, "show"))
    };
    let spark = shown("sparkline");
    let mode = if spark.is_some() { "area" } else { "none" };
    edit::put(panel, "options.graphMode", mode);
    let colour = match (
        edit::truthy(&old, "colorBackground"),
        edit::truthy(&old, "colorValue"),
    ) {
        (true, _) => "background",
        (false, true) => "value",
        (false, false) => "none",
    };
    edit::put(panel, "options.colorMode", colour);
    if let Some(line) = spark.and_then(|spark| edit::filled(spark, "lineColor"))
        && colour == "none"
    {
        edit::put(
            panel,
            "fieldConfig.defaults.color",
            edit::fixed_colour(line),
        );
    }
    values(&old, panel);
    if let Some(gauge) = shown("gauge") {
        edit::copy(gauge, "minValue", panel, "fieldConfig.defaults.min");
        edit::copy(gauge, "maxValue", panel, "fieldConfig.defaults.max");
    }
}

/// Unit, decimals, thresholds and mappings.
fn values(old: &Json, panel: &mut Json) {
    if let Some(unit) = edit::filled(old, "format") {
        edit::put(panel, "fieldConfig.defaults.unit", unit);
    }
    if let Some(decimals) = edit::number(old, "decimals") {
        edit::put(panel, "fieldConfig.defaults.decimals", decimals);
    }
    if let Some(text) = edit::filled(old, "nullText") {
        edit::put(panel, "fieldConfig.defaults.noValue", text);
    }
    let steps = steps(old);
    let mappings = old_mapping::of_singlestat(old, &steps);
    if !mappings.is_empty() {
        edit::put(panel, "fieldConfig.defaults.mappings", mappings);
    }
    if !steps.is_empty() {
        let steps = steps.iter().map(|(from, colour)| edit::step(*from, colour));
        let steps = edit::thresholds(steps.collect());
        edit::put(panel, "fieldConfig.defaults.thresholds", steps);
    }
}

/// A colour below the first threshold (`80,90`), and one from each on.
fn steps(old: &Json) -> Vec<(Option<f64>, String)> {
    let (Some(levels), Some(colours)) = (
        edit::word(old, "thresholds"),
        old.get("colors").and_then(Value::as_array),
    ) else {
        return Vec::new();
    };
    let levels = levels.split(',').map(|level| {
        // An empty text is zero, as JavaScript reads it.
        Some(crate::lean::decimal::parse(level.trim()).unwrap_or(0.0))
    });
    let has_levels = edit::filled(old, "thresholds").is_some();
    let levels = levels.filter(|_| has_levels);
    let colours = colours.iter().filter_map(Value::as_str).map(str::to_owned);
    std::iter::once(None).chain(levels).zip(colours).collect()
}
