//! `graph` panels of before schema version 13: axes and thresholds stood in an object `grid`.

use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use serde_json::Value;

/// Makes it a `graph` of version 13; one that is stays as it is.
pub(crate) fn migrate(graph: &mut Json) {
    let grid = edit::below(graph, "grid").cloned().unwrap_or_default();
    if !graph.contains_key("yaxes") && (graph.contains_key("y_formats") || !grid.is_empty()) {
        let axes = vec![
            axis(graph, &grid, "left", 0),
            axis(graph, &grid, "right", 1),
        ];
        edit::put(graph, "yaxes", axes);
    }
    if !graph.contains_key("xaxis")
        && let Some(show) = graph.get("x-axis").cloned()
    {
        edit::put(graph, "xaxis.show", show);
    }
    if !graph.contains_key("thresholds") {
        thresholds(graph, &grid);
    }
}

fn axis(graph: &Json, grid: &Json, side: &str, place: usize) -> Value {
    let mut axis = Json::new();
    edit::copy(graph, "y-axis", &mut axis, "show");
    for (key, name) in [("Min", "min"), ("Max", "max"), ("LogBase", "logBase")] {
        edit::copy(grid, &format!("{side}{key}"), &mut axis, name);
    }
    edit::copy(graph, &format!("{side}YAxisLabel"), &mut axis, "label");
    let format = graph
        .get("y_formats")
        .and_then(|formats| formats.get(place));
    if let Some(format) = format {
        edit::put(&mut axis, "format", format.clone());
    }
    axis.into()
}

fn thresholds(graph: &mut Json, grid: &Json) {
    let [first, second] = ["threshold1", "threshold2"].map(|key| edit::number(grid, key));
    let lines = edit::truthy(grid, "thresholdLine");
    let below = matches!((first, second), (Some(first), Some(second)) if first > second);
    for (value, key) in [(first, "threshold1Color"), (second, "threshold2Color")] {
        let Some(value) = value else { continue };
        let mut one = Json::new();
        edit::put(&mut one, "value", value);
        edit::put(&mut one, "op", if below { "lt" } else { "gt" });
        edit::put(&mut one, "colorMode", "custom");
        edit::put(&mut one, if lines { "line" } else { "fill" }, true);
        let colour = if lines { "lineColor" } else { "fillColor" };
        edit::copy(grid, key, &mut one, colour);
        edit::push(graph, "thresholds", one.into());
    }
}
