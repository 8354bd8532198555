//! `seriesOverrides` and `aliasColors` of a `graph` panel as overrides of fields.

use crate::dashboard::migrate::axis;
use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use crate::dashboard::migrate::edit::Rule;
use serde_json::Value;

/// Points and gaps of a dashed line where the file says nothing.
pub(crate) const DASH: f64 = 10.0;

/// Adds the overrides; says whether any fills the room down to another series.
pub(crate) fn migrate(graph: &Json, panel: &mut Json) -> bool {
    for (alias, colour) in edit::below(graph, "aliasColors").into_iter().flatten() {
        if let Some(colour) = colour.as_str().filter(|colour| !colour.is_empty()) {
            let mut rule = Rule::by("byName", alias);
            rule.set("color", edit::fixed_colour(colour));
            rule.add_to(panel);
        }
    }
    let mut bands = false;
    for one in edit::objects(graph, "seriesOverrides") {
        let Some(alias) = edit::filled(one, "alias") else {
            continue;
        };
        let mut rule = Rule::of(alias);
        for (key, value) in one {
            set(&mut rule, graph, key, value);
            bands |= key == "fillBelowTo";
        }
        if let Some(style) = line_style(graph, one) {
            rule.set("custom.lineStyle", style);
        }
        rule.add_to(panel);
    }
    bands
}

fn set(rule: &mut Rule, graph: &Json, key: &str, value: &Value) {
    let number = crate::notation::json::number(value);
    let on = matches!(value, Value::Bool(true)) || number.is_some_and(|number| number != 0.0);
    match key {
        "yaxis" if number == Some(2.0) => second_axis(rule, graph),
        "fill" => rule.set("custom.fillOpacity", number.unwrap_or(0.0) * 10.0),
        "fillBelowTo" => rule.set("custom.fillBelowTo", value.clone()),
        "fillGradient" if on => {
            rule.set("custom.gradientMode", "opacity");
            rule.set("custom.fillOpacity", number.unwrap_or(0.0) * 10.0);
        }
        "points" => rule.set("custom.showPoints", if on { "always" } else { "never" }),
        "bars" if on => {
            rule.set("custom.drawStyle", "bars");
            rule.set("custom.fillOpacity", 100);
        }
        "bars" => rule.set("custom.drawStyle", "line"),
        // Grafana takes the line away whatever the value is.
        "lines" => rule.set("custom.lineWidth", 0),
        "linewidth" => rule.set("custom.lineWidth", value.clone()),
        "pointradius" => rule.set("custom.pointSize", 2.0 + 2.0 * number.unwrap_or(0.0)),
        "stack" => {
            let group = match value {
                Value::String(group) => group.clone(),
                other => crate::notation::json::shown(other),
            };
            let stacking = edit::pair(("mode", "normal".into()), ("group", group.into()));
            rule.set("custom.stacking", stacking);
        }
        "color" => {
            if let Some(colour) = value.as_str() {
                rule.set("color", edit::fixed_colour(colour));
            }
        }
        "transform" => {
            let negative = value.as_str() == Some("negative-Y");
            let id = if negative { "negative-Y" } else { "constant" };
            rule.set("custom.transform", id);
        }
        _ => {}
    }
}

/// What the right axis says otherwise than the left one.
fn second_axis(rule: &mut Rule, graph: &Json) {
    let mut axes = edit::objects(graph, "yaxes").map(axis::properties);
    let left = axes.next().unwrap_or_default();
    let right = axes.next().unwrap_or_default();
    rule.set("custom.axisPlacement", "right");
    for (id, value) in right {
        if !left.contains(&(id, value.clone())) {
            rule.set(id, value);
        }
    }
}

fn line_style(graph: &Json, one: &Json) -> Option<Value> {
    let says = ["dashes", "dashLength", "spaceLength"]
        .iter()
        .any(|key| one.contains_key(*key));
    says.then(|| {
        let dashed = one.get("dashes") != Some(&Value::Bool(false));
        dash(dashed, |key| {
            edit::number(one, key).or_else(|| edit::number(graph, key))
        })
    })
}

/// A line's style: whole, or dashes and gaps as long as `length` says.
pub(crate) fn dash(dashed: bool, length: impl Fn(&str) -> Option<f64>) -> Value {
    let fill = if dashed { "dash" } else { "solid" };
    let lengths = ["dashLength", "spaceLength"].map(|key| length(key).unwrap_or(DASH));
    edit::pair(("fill", fill.into()), ("dash", lengths.as_slice().into()))
}
