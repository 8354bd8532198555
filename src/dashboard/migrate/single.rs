//! `stat`, `gauge` and `bargauge` panels of their first versions: `options.valueOptions` (5.4 to 6.1) and
//! `options.fieldOptions` (6.2 to 6.7) as the field configuration of today.

use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use crate::dashboard::migrate::old_mapping;
use crate::notation::json;
use serde_json::Value;

/// Makes the panel one of today; one that is stays as it is.
pub(crate) fn migrate(panel: &mut Json) {
    let Some(Value::Object(mut options)) = panel.get("options").cloned() else {
        return;
    };
    // The very first files had the options of gauges in a room of their own.
    if let Some(Value::Object(inner)) = panel.remove("options-gauge") {
        options.extend(inner);
    }
    if let Some(Value::Object(values)) = options.remove("valueOptions") {
        first(&mut options, &values, panel);
    }
    if let Some(Value::Object(fields)) = options.remove("fieldOptions") {
        second(&fields, &mut options, panel);
    }
    edit::put(panel, "options", options);
}

fn first(options: &mut Json, values: &Json, panel: &mut Json) {
    for key in ["unit", "decimals"] {
        edit::copy(values, key, panel, &format!("fieldConfig.defaults.{key}"));
    }
    edit::copy(options, "minValue", panel, "fieldConfig.defaults.min");
    edit::copy(options, "maxValue", panel, "fieldConfig.defaults.max");
    if let Some(calc) = edit::filled(values, "stat") {
        let calcs = Value::Array(vec![edit::reducer(calc).into()]);
        edit::put(options, "reduceOptions.calcs", calcs);
    }
    let steps = ascending(options);
    let old = edit::objects(options, "valueMappings");
    let kind = |one: &Json| edit::number(one, "type").unwrap_or(1.0);
    let mappings = old_mapping::typed(old, kind, &steps);
    if !mappings.is_empty() {
        edit::put(panel, "fieldConfig.defaults.mappings", mappings);
    }
    if !steps.is_empty() {
        let steps = steps.iter().map(|(from, colour)| edit::step(*from, colour));
        let steps = edit::thresholds(steps.collect());
        edit::put(panel, "fieldConfig.defaults.thresholds", steps);
    }
}

/// The thresholds from the lowest; the first files had them from the highest. The lowest has no end below.
fn ascending(options: &Json) -> Vec<(Option<f64>, String)> {
    let mut steps: Vec<(Option<f64>, String)> = edit::objects(options, "thresholds")
        .map(|step| {
            let colour = edit::word(step, "color").unwrap_or("green");
            (edit::number(step, "value"), colour.to_owned())
        })
        .collect();
    let value = |step: &(Option<f64>, String)| step.0.unwrap_or(f64::NEG_INFINITY);
    crate::lean::sort::by(&mut steps, |a, b| value(a).total_cmp(&value(b)));
    if let Some((from, _)) = steps.first_mut() {
        *from = None;
    }
    steps
}

fn second(fields: &Json, options: &mut Json, panel: &mut Json) {
    for key in ["calcs", "values", "limit"] {
        edit::copy(fields, key, options, &format!("reduceOptions.{key}"));
    }
    for (key, value) in edit::below(fields, "defaults").into_iter().flatten() {
        let key = if key == "title" { "displayName" } else { key };
        edit::put(panel, &format!("fieldConfig.defaults.{key}"), value.clone());
    }
    // Version 6.2 had them beside the defaults.
    for key in ["mappings", "overrides"] {
        if let Some(list) = fields.get(key).filter(|list| list.is_array()) {
            let path = if key == "overrides" {
                "fieldConfig.overrides"
            } else {
                "fieldConfig.defaults.mappings"
            };
            edit::put(panel, path, list.clone());
        }
    }
    if let Some(Value::Array(steps)) = fields.get("thresholds") {
        let steps = steps.iter().filter_map(Value::as_object).map(|step| {
            let colour = edit::word(step, "color").unwrap_or("green");
            // What begins at minus infinity is null in JSON.
            edit::step(step.get("value").and_then(json::number), colour)
        });
        let steps = edit::thresholds(steps.collect());
        edit::put(panel, "fieldConfig.defaults.thresholds", steps);
    }
}
