//! `graph` panels as the panels that took their place: `timeseries`, or by what their x axis shows `bargauge`,
//! `barchart` or `histogram`.

use crate::dashboard::migrate::axis;
use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use crate::dashboard::migrate::graph_grid;
use crate::dashboard::migrate::graph_override;
use serde_json::Value;

/// Opacity of the band between two series.
const BAND_OPACITY: u32 = 35;

/// Makes the panel one of today.
pub(crate) fn migrate(panel: &mut Json) {
    let mut graph = std::mem::take(panel);
    graph_grid::migrate(&mut graph);
    let xaxis = edit::below(&graph, "xaxis");
    let mode = xaxis.and_then(|axis| edit::word(axis, "mode"));
    *panel = graph.clone();
    match mode {
        Some("series") => by_series(&graph, panel),
        Some("histogram") => {
            edit::put(panel, "type", "histogram");
            if let Some(buckets) = xaxis.and_then(|axis| edit::number(axis, "buckets")) {
                edit::put(panel, "options.bucketCount", buckets);
            }
            values(&graph, panel);
            legend(&graph, panel);
        }
        _ => {
            edit::put(panel, "type", "timeseries");
            values(&graph, panel);
            let bands = graph_override::migrate(&graph, panel);
            draw(&graph, panel, bands);
            thresholds(&graph, panel);
            legend(&graph, panel);
            tooltip(&graph, panel);
            if xaxis.and_then(|axis| axis.get("show")) == Some(&Value::Bool(false)) {
                let mut rule = edit::Rule::by("byType", "time");
                rule.set("custom.axisPlacement", "hidden");
                rule.add_to(panel);
            }
        }
    }
}

/// One value per series: meters where the legend shows values, bars where it does not.
fn by_series(graph: &Json, panel: &mut Json) {
    let wanted = edit::below(graph, "xaxis").and_then(|axis| axis.get("values")?.get(0)?.as_str());
    let calc = edit::reducer(wanted.unwrap_or("total")).to_owned();
    let shows_values =
        edit::below(graph, "legend").is_some_and(|legend| edit::truthy(legend, "values"));
    values(graph, panel);
    if shows_values {
        edit::put(panel, "type", "bargauge");
        let calcs = Value::Array(vec![calc.into()]);
        edit::put(panel, "options.reduceOptions.calcs", calcs);
        edit::put(panel, "options.orientation", "vertical");
        edit::put(panel, "options.displayMode", "gradient");
        return;
    }
    edit::put(panel, "type", "barchart");
    edit::put(panel, "options.orientation", "vertical");
    let reducers = Value::Array(vec![calc.into()]);
    let reduce = edit::pair(
        ("id", "reduce".into()),
        ("options", edit::single("reducers", reducers)),
    );
    edit::push(panel, "transformations", reduce);
}

/// What the left axis says about values.
fn values(graph: &Json, panel: &mut Json) {
    let left = edit::objects(graph, "yaxes").next();
    for (id, value) in left.map(axis::properties).unwrap_or_default() {
        edit::put(panel, &format!("fieldConfig.defaults.{id}"), value);
    }
}

fn draw(graph: &Json, panel: &mut Json, bands: bool) {
    let on = |key: &str| edit::truthy(graph, key);
    let mut custom = match edit::at(panel, "fieldConfig.defaults.custom") {
        Some(Value::Object(custom)) => custom.clone(),
        _ => Json::new(),
    };
    let bars = on("bars");
    // Lines were on where a file said nothing.
    let lines = graph.get("lines").is_none_or(|_| on("lines"));
    let style = match (bars, lines) {
        (true, _) => "bars",
        (false, true) => "line",
        (false, false) => "points",
    };
    edit::put(&mut custom, "drawStyle", style);
    if on("points") {
        edit::put(&mut custom, "showPoints", "always");
        if let Some(radius) = edit::number(graph, "pointradius") {
            edit::put(&mut custom, "pointSize", 2.0 + 2.0 * radius);
        }
    } else if style != "points" {
        edit::put(&mut custom, "showPoints", "never");
    }
    edit::copy(graph, "linewidth", &mut custom, "lineWidth");
    if on("dashes") {
        let length = |key: &str| edit::number(graph, key);
        edit::put(&mut custom, "lineStyle", graph_override::dash(true, length));
    }
    if bands {
        edit::put(&mut custom, "fillOpacity", BAND_OPACITY);
    } else if let Some(fill) = edit::number(graph, "fill") {
        edit::put(&mut custom, "fillOpacity", fill * 10.0);
    }
    if let Some(gradient) = edit::number(graph, "fillGradient").filter(|fill| *fill > 0.0) {
        edit::put(&mut custom, "gradientMode", "opacity");
        edit::put(&mut custom, "fillOpacity", gradient * 10.0);
    }
    if bars {
        edit::put(&mut custom, "fillOpacity", 100);
    }
    let bridged = edit::word(graph, "nullPointMode") == Some("connected");
    edit::put(&mut custom, "spanNulls", bridged);
    if on("steppedLine") {
        edit::put(&mut custom, "lineInterpolation", "stepAfter");
    }
    if on("stack") {
        let mode = if on("percentage") {
            "percent"
        } else {
            "normal"
        };
        let stacking = edit::pair(("mode", mode.into()), ("group", "A".into()));
        edit::put(&mut custom, "stacking", stacking);
    }
    edit::put(panel, "fieldConfig.defaults.custom", custom);
}

fn thresholds(graph: &Json, panel: &mut Json) {
    let mut sorted: Vec<&Json> = edit::objects(graph, "thresholds").collect();
    if sorted.is_empty() {
        return;
    }
    let from = |one: &Json| edit::number(one, "value").unwrap_or(0.0);
    crate::lean::sort::by(&mut sorted, |a, b| from(a).total_cmp(&from(b)));
    let mut steps = Vec::new();
    let (mut area, mut line) = (false, false);
    for (index, one) in sorted.iter().enumerate() {
        area |= edit::truthy(one, "fill");
        line |= edit::truthy(one, "line");
        let op = edit::word(one, "op");
        if op == Some("gt") {
            if steps.is_empty() {
                steps.push(edit::step(None, "transparent"));
            }
            steps.push(edit::step(Some(from(one)), colour(one)));
        } else if op == Some("lt") {
            if steps.is_empty() {
                steps.push(edit::step(None, colour(one)));
            }
            let next = sorted.get(index + 1);
            let next = next.filter(|next| edit::word(next, "op") == Some("lt"));
            let above = next.map_or("transparent", |next| colour(next));
            steps.push(edit::step(Some(from(one)), above));
        }
    }
    let mode = match (area, line) {
        (true, true) => "line+area",
        (true, false) => "area",
        (false, _) => "line",
    };
    edit::put(
        panel,
        "fieldConfig.defaults.thresholds",
        edit::thresholds(steps),
    );
    edit::put(
        panel,
        "fieldConfig.defaults.custom.thresholdsStyle.mode",
        mode,
    );
}

fn colour(threshold: &Json) -> &str {
    match edit::word(threshold, "colorMode") {
        Some("ok") => "green",
        Some("warning") => "orange",
        Some("custom") => {
            let fill = edit::filled(threshold, "fillColor");
            fill.or_else(|| edit::filled(threshold, "lineColor"))
                .unwrap_or("red")
        }
        _ => "red",
    }
}

fn legend(graph: &Json, panel: &mut Json) {
    let Some(old) = edit::below(graph, "legend") else {
        return;
    };
    let on = |key: &str| edit::truthy(old, key);
    edit::put(panel, "options.legend.showLegend", on("show"));
    let mode = if on("alignAsTable") { "table" } else { "list" };
    edit::put(panel, "options.legend.displayMode", mode);
    let place = if on("rightSide") { "right" } else { "bottom" };
    edit::put(panel, "options.legend.placement", place);
    edit::copy(old, "sideWidth", panel, "options.legend.width");
    let mut calcs: Vec<Value> = Vec::new();
    if on("values") {
        for (name, _) in old.iter().filter(|(name, _)| on(name)) {
            if edit::known_reducer(name) {
                calcs.push(edit::reducer(name).into());
            }
        }
    }
    edit::put(panel, "options.legend.calcs", calcs);
}

fn tooltip(graph: &Json, panel: &mut Json) {
    let old = edit::below(graph, "tooltip");
    let shared = old.is_some_and(|old| edit::truthy(old, "shared"));
    edit::put(
        panel,
        "options.tooltip.mode",
        if shared { "multi" } else { "single" },
    );
    let sort = match old.and_then(|old| edit::number(old, "sort")) {
        Some(1.0) if shared => "asc",
        Some(2.0) if shared => "desc",
        _ => "none",
    };
    edit::put(panel, "options.tooltip.sort", sort);
}
