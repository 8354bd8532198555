//! Panels of the plugin `grafana-piechart-panel` as pie charts of today.

use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use crate::dashboard::migrate::edit::Rule;
use serde_json::Value;

/// Makes the panel one of today.
pub(crate) fn migrate(panel: &mut Json) {
    let old = panel.clone();
    edit::put(panel, "type", "piechart");
    let donut = edit::word(&old, "pieType") == Some("donut");
    let kind = if donut { "donut" } else { "pie" };
    edit::put(panel, "options.pieType", kind);
    let calc = edit::reducer(edit::word(&old, "valueName").unwrap_or("current"));
    let calc = if edit::known_reducer(calc) {
        calc
    } else {
        "lastNotNull"
    };
    let calcs = Value::Array(vec![calc.into()]);
    edit::put(panel, "options.reduceOptions.calcs", calcs);
    if let Some(unit) = edit::filled(&old, "format") {
        edit::put(panel, "fieldConfig.defaults.unit", unit);
    }
    if let Some(decimals) = edit::number(&old, "decimals") {
        edit::put(panel, "fieldConfig.defaults.decimals", decimals);
    }
    for (alias, colour) in edit::below(&old, "aliasColors").into_iter().flatten() {
        if let Some(colour) = colour.as_str().filter(|colour| !colour.is_empty()) {
            let mut rule = Rule::by("byName", alias);
            rule.set("color", edit::fixed_colour(colour));
            rule.add_to(panel);
        }
    }
    legend(&old, panel);
}

fn legend(old: &Json, panel: &mut Json) {
    let legend = edit::below(old, "legend");
    let on = |key: &str| legend.is_some_and(|legend| edit::truthy(legend, key));
    let mut values: Vec<Value> = Vec::new();
    if on("values") {
        values.push("value".into());
    }
    if on("percentage") {
        values.push("percent".into());
    }
    match edit::word(old, "legendType") {
        Some("On graph") => {
            values.insert(0, "name".into());
            edit::put(panel, "options.displayLabels", values);
            edit::put(panel, "options.legend.showLegend", false);
        }
        place => {
            let right = place == Some("Right side");
            let place = if right { "right" } else { "bottom" };
            edit::put(panel, "options.legend.placement", place);
            let table = if values.is_empty() { "list" } else { "table" };
            edit::put(panel, "options.legend.displayMode", table);
            edit::put(
                panel,
                "options.legend.showLegend",
                legend.is_none() || on("show"),
            );
            edit::put(panel, "options.legend.values", values);
        }
    }
}
