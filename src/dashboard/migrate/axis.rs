//! An axis of a `graph` panel: what it says about the fields drawn on it.

use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use serde_json::Value;

/// Properties by id that an axis means, in a fixed order; one that says nothing is not there.
pub(crate) fn properties(axis: &Json) -> Vec<(&'static str, Value)> {
    let mut found: Vec<(&'static str, Value)> = Vec::new();
    if let Some(unit) = edit::filled(axis, "format") {
        found.push(("unit", unit.into()));
    }
    for key in ["decimals", "min", "max"] {
        if let Some(number) = edit::number(axis, key) {
            found.push((key, number.into()));
        }
    }
    if let Some(label) = edit::filled(axis, "label") {
        found.push(("custom.axisLabel", label.into()));
    }
    if axis.get("show") == Some(&Value::Bool(false)) {
        found.push(("custom.axisPlacement", "hidden".into()));
    }
    if let Some(base) = edit::number(axis, "logBase").filter(|base| matches!(base, 2.0 | 10.0)) {
        let scale = edit::pair(("type", "log".into()), ("log", base.into()));
        found.push(("custom.scaleDistribution", scale));
    }
    found
}
