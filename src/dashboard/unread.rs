//! What a panel's file says of its looks and the page does in its own way: named in the import report, so that nothing is
//! left out in silence. It is no problem: the panel shows the same values.
//!
//! Known are the options and drawing properties that each panel type reads; all others that ask for something are named
//! with their values. What is there but asks for nothing (`false`, `0`, an empty text, Grafana's own default) is not. It
//! does not know why something is not read.

use crate::dashboard::model::Panel;
use crate::notation::json;
use crate::panel::is_drawn as is_shown;
use serde_json::Value;

/// A value longer than this is cut, in characters.
const LONG: usize = 60;

/// The names of what is not read, with their values; none for a panel that is not shown at all.
#[must_use]
pub fn unread(panel: &Panel) -> Vec<String> {
    let mut found = Vec::new();
    if !is_shown(&panel.spec.kind) {
        return found;
    }
    let kind = panel.spec.kind.name();
    if let Some(options) = panel.file.get("options") {
        walk("options", options, &|path| is_read(kind, path), &mut found);
        // Meters lie, whatever else is asked for.
        found.retain(|line| kind != "bargauge" || line != LYING);
    }
    let config = panel.file.get("fieldConfig");
    if let Some(custom) = config.and_then(|config| config.get("defaults")?.get("custom")) {
        walk("custom", custom, &|path| is_drawn(kind, path), &mut found);
    }
    let defaults = config.and_then(|config| config.get("defaults")?.as_object());
    for (id, value) in defaults.into_iter().flatten() {
        note_standard(kind, id, value, &mut found);
    }
    let overrides = config.and_then(|config| config.get("overrides")?.as_array());
    for one in overrides.into_iter().flatten() {
        let properties = one.get("properties").and_then(Value::as_array);
        for property in properties.into_iter().flatten() {
            let id = property.get("id").and_then(Value::as_str);
            let (Some(id), Some(value)) = (id, property.get("value")) else {
                continue;
            };
            if id.starts_with("custom.") {
                walk(id, value, &|path| is_drawn(kind, path), &mut found);
            } else {
                note_standard(kind, id, value, &mut found);
            }
        }
    }
    for key in OF_SERVER {
        if let Some(value) = panel.file.get(*key).filter(|value| asks(key, value)) {
            found.push(named(key, value));
        }
    }
    let targets = panel.file.get("targets").and_then(Value::as_array);
    for target in targets.into_iter().flatten() {
        if target.get("exemplar") == Some(&Value::Bool(true)) {
            found.push("targets.exemplar: true".to_owned());
        }
    }
    let steps = panel.file.get("transformations").and_then(Value::as_array);
    for step in steps.into_iter().flatten() {
        if step.get("topic").and_then(Value::as_str) == Some("annotations") {
            found.push("transformations.topic: \"annotations\"".to_owned());
        }
    }
    found.dedup();
    found
}

/// What only Grafana's server does: alert rules of old graphs, caches; and what old panels had that no panel of today has.
const OF_SERVER: &[&str] = &[
    "alert",
    "cacheTimeout",
    "queryCachingTTL",
    "timeCompare",
    "timeRegions",
];

fn note_standard(kind: &str, id: &str, value: &Value, found: &mut Vec<String>) {
    if STANDARD.contains(&(kind, id)) && asks(id, value) {
        let line = named(id, value);
        if !found.contains(&line) {
            found.push(line);
        }
    }
}

/// Properties of every field that a panel type does not read: a small line behind a figure has
/// no ends.
const STANDARD: &[(&str, &str)] = &[
    ("stat", "min"),
    ("stat", "max"),
    ("heatmap", "mappings"),
    ("heatmap", "links"),
];

/// Names every leaf below a value that asks for something and is not read.
fn walk(path: &str, value: &Value, is_read: &dyn Fn(&str) -> bool, found: &mut Vec<String>) {
    if is_read(path) {
        return;
    }
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                walk(&[path, ".", key].concat(), value, is_read, found);
            }
        }
        _ if asks(path, value) => {
            let line = named(path, value);
            if !found.contains(&line) {
                found.push(line);
            }
        }
        _ => {}
    }
}

fn named(path: &str, value: &Value) -> String {
    let text = json::shown(value);
    let mut line = [path, ": "].concat();
    line.extend(text.chars().take(LONG));
    if text.chars().count() > LONG {
        line.push('…');
    }
    line
}

fn asks(path: &str, value: &Value) -> bool {
    match value {
        Value::Bool(false) => MEANT.contains(&path),
        Value::Null => false,
        Value::String(text) => {
            let usual = ["", "none", "auto", "off", "default", "linear", "standard"];
            !usual.contains(&text.as_str()) && !is_usual(path, value)
        }
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        Value::Bool(true) | Value::Number(_) => {
            value.as_f64() != Some(0.0) && !is_usual(path, value)
        }
    }
}

/// Is it what Grafana writes of itself, or the only way the page knows?
fn is_usual(path: &str, value: &Value) -> bool {
    let text = json::shown(value);
    USUAL
        .iter()
        .any(|(known, usual)| *known == path && *usual == text)
}

/// The way of meters that there is.
const LYING: &str = "options.orientation: \"horizontal\"";

/// What is true unless a file says otherwise.
const MEANT: &[&str] = &["options.wideLayout", "options.showUnfilled"];

/// Defaults that Grafana writes into every file.
const USUAL: &[(&str, &str)] = &[
    ("options.tooltip.maxHeight", "600"),
    ("options.wideLayout", "true"),
    ("options.displayMode", "\"basic\""),
    ("options.displayMode", "\"gradient\""),
    ("options.showUnfilled", "true"),
    ("options.minVizHeight", "75"),
    ("options.minVizHeight", "16"),
    ("options.minVizHeight", "10"),
    ("options.minVizWidth", "75"),
    ("options.minVizWidth", "8"),
    ("options.maxVizHeight", "300"),
    ("options.showValue", "\"never\""),
    ("options.exemplars.color", "\"rgba(255,0,255,0.7)\""),
    ("options.code.language", "\"plaintext\""),
    ("options.controlsStorageKey", "\"grafana.logs\""),
    ("options.showLogContextToggle", "true"),
    ("options.folderId", "-1"),
    ("options.groupMode", "\"default\""),
    ("custom.lineWidth", "1"),
    ("custom.axisColorMode", "\"text\""),
    ("custom.axisGridShow", "true"),
    ("custom.barWidthFactor", "0.6"),
    ("custom.drawStyle", "\"line\""),
    ("custom.pointSize", "5"),
    ("custom.stacking.group", "\"A\""),
    ("custom.orientation", "\"horizontal\""),
    ("custom.lineStyle.fill", "\"solid\""),
];

/// Options that every panel with a legend, a tooltip or reducers reads.
const SHARED: &[&str] = &[
    "legend.displayMode",
    "legend.placement",
    "legend.showLegend",
    "legend.calcs",
    "legend.sortBy",
    "legend.sortDesc",
    "legend.isVisible",
    "legend.asTable",
    "tooltip.mode",
    "tooltip.sort",
    "tooltip.hideZeros",
    "tooltip.show",
    "reduceOptions.calcs",
    "reduceOptions.fields",
    "reduceOptions.values",
    "reduceOptions.limit",
    // Links that older files have there stand in the field configuration too.
    "dataLinks",
];

/// Options that a panel type reads beside those.
fn options(kind: &str) -> &'static [&'static str] {
    match kind {
        "timeseries" => &["legend.width"],
        "stat" => &["graphMode", "textMode", "colorMode", "showPercentChange"],
        "gauge" => &["showThresholdMarkers", "showThresholdLabels"],
        "bargauge" => &["valueMode", "namePlacement"],
        "table" => &[
            "showHeader",
            "cellHeight",
            "footer",
            "sortBy",
            "frameIndex",
            "enablePagination",
        ],
        "text" => &["mode", "content"],
        "heatmap" => &[
            "calculate",
            "calculation",
            "cellGap",
            "cellValues.unit",
            "color",
            "filterValues",
            "legend.show",
            "rowsFrame.layout",
            "yAxis.unit",
            "yAxis.decimals",
            "yAxis.min",
            "yAxis.max",
            "yAxis.reverse",
            "yAxis.axisPlacement",
        ],
        "histogram" => &["bucketSize", "bucketCount", "bucketOffset", "combine"],
        "piechart" => &["pieType", "displayLabels", "sort", "legend.values"],
        "barchart" => &[
            "orientation",
            "xField",
            "colorByField",
            "stacking",
            "showValue",
            "groupWidth",
            "barWidth",
            "barRadius",
            "xTickLabelMaxLength",
        ],
        "state-timeline" | "status-history" => &[
            "mergeValues",
            "showValue",
            "alignValue",
            "rowHeight",
            "colWidth",
            "perPage",
        ],
        "logs" => &[
            "showTime",
            "showLabels",
            "showCommonLabels",
            "wrapLogMessage",
            "prettifyLogMessage",
            "enableLogDetails",
            "dedupStrategy",
            "displayedFields",
            "sortOrder",
        ],
        "alertlist" => &[
            "datasource",
            "maxItems",
            "sortOrder",
            "stateFilter",
            "alertName",
            "alertInstanceLabelFilter",
            "folder",
            "ruleGroup",
            "groupBy",
            "viewMode",
        ],
        "dashlist" => &[
            "showStarred",
            "showRecentlyViewed",
            "showSearch",
            "showHeadings",
            "query",
            "tags",
            "folderId",
            "folderUID",
            "maxItems",
            "keepTime",
            "includeVars",
        ],
        _ => &[],
    }
}

/// Drawing properties that a panel type reads.
fn drawing(kind: &str) -> &'static [&'static str] {
    match kind {
        // The others of theirs are problems already, where the field configuration is read.
        "timeseries" | "table" => &[""],
        "barchart" => &[
            "hideFrom",
            "fillOpacity",
            "axisSoftMin",
            "axisSoftMax",
            "axisCenteredZero",
        ],
        "histogram" => &["hideFrom", "fillOpacity"],
        "state-timeline" | "status-history" => {
            &["hideFrom", "fillOpacity", "spanNulls", "insertNulls"]
        }
        _ => &["hideFrom"],
    }
}

fn is_read(kind: &str, path: &str) -> bool {
    let path = path.strip_prefix("options.").unwrap_or_default();
    SHARED.contains(&path) || options(kind).contains(&path)
}

fn is_drawn(kind: &str, path: &str) -> bool {
    let path = path.strip_prefix("custom.").unwrap_or_default();
    let known = drawing(kind);
    known == [""] || known.contains(&path)
}
