//! `dashboard::migrate`: old panels in, panels of today out.

use crate::dashboard_query::questions;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::read::read;
use expect_test::Expect;
use expect_test::expect;
use serde_json::Value;
use serde_json::json;
use std::fmt::Write;

fn old(version: u32, panel: &Value) -> Dashboard {
    read(&json!({"schemaVersion": version, "panels": [panel]}).to_string()).unwrap()
}

/// The panel as it is understood: what differs from a panel of the same type that says nothing.
fn check(version: u32, panel: Value, expected: &Expect) {
    let dashboard = old(version, &panel);
    let spec = |dashboard: &Dashboard| {
        let panel = dashboard.panels().next().unwrap();
        let mut text = format!("{:#?}", panel.spec);
        writeln!(text, "\n{:?}", panel.problems).unwrap();
        text
    };
    let kind = dashboard
        .panels()
        .next()
        .unwrap()
        .spec
        .kind
        .name()
        .to_owned();
    let plain = spec(&old(42, &json!({"type": kind})));
    let mut left: Vec<&str> = plain.lines().collect();
    let mut text = format!("{kind}:");
    for line in spec(&dashboard).lines() {
        match left.iter().position(|other| *other == line) {
            Some(at) => {
                left.remove(at);
            }
            None => write!(text, " {}", line.trim()).unwrap(),
        }
    }
    expected.assert_eq(&text);
}

#[test]
fn a_graph_is_a_time_series() {
    check(
        16,
        json!({
            "type": "graph", "lines": true, "linewidth": 2, "fill": 3, "points": false, "stack": true, "percentage": true,
            "steppedLine": true, "nullPointMode": "connected", "dashes": true,
            "yaxes": [
                {"format": "bytes", "label": "size", "min": "0", "max": null, "logBase": 10, "decimals": 1},
                {"format": "short", "show": true},
            ],
            "aliasColors": {"a": "#7EB26D"},
            "seriesOverrides": [
                {"alias": "/out/", "transform": "negative-Y", "yaxis": 2},
                {"alias": "limit", "fill": 0, "dashes": true, "color": "red", "stack": false},
            ],
            "legend": {"show": true, "alignAsTable": true, "rightSide": true, "values": true, "avg": true, "current": true, "min": false},
            "tooltip": {"shared": true, "sort": 2},
            "thresholds": [{"value": 90, "op": "gt", "colorMode": "critical", "fill": true}, {"value": 10, "op": "lt", "colorMode": "warning", "line": true}],
        }),
        &expect![[
            r##"timeseries: mode: Table, place: Right, calcs: [ Mean, LastNotNull, ], mode: All, sort: Descending, unit: Some( "bytes", ), decimals: Some( 1, ), min: Some( 0.0, ), steps: [ Step { from: -inf, colour: "orange", }, Step { from: 10.0, colour: "transparent", }, Step { from: 90.0, colour: "red", }, ], way: StepAfter, line_width: Some( 2.0, ), dash: 1, fill: Some( 30.0, ), points: Never, span: Always, stack: Some( Stacking { group: "A", percent: true, }, ), line: true, band: true, axis_label: Some( "size", ), scale: Log( 10.0, ), overrides: [ Override { matcher: Name( "a", ), properties: [ ( "color", Object { "fixedColor": String("#7EB26D"), "mode": String("fixed"), }, ), ], }, Override { matcher: Pattern( Pattern { source: "/out/", engine: Regex( "out", ), global: false, }, ), properties: [ ( "custom.transform", String("negative-Y"), ), ( "custom.axisPlacement", String("right"), ), ( "unit", String("short"), ), ], }, Override { matcher: Name( "limit", ), properties: [ ( "color", Object { "fixedColor": String("red"), "mode": String("fixed"), }, ), ( "custom.fillOpacity", Number(0.0), ), ( "custom.stacking", Object { "group": String("false"), "mode": String("normal"), }, ), ( "custom.lineStyle", Object { "dash": Array [ Number(10.0), Number(10.0), ], "fill": String("dash"), }, ), ], }, ],"##
        ]],
    );
}

#[test]
fn the_first_graphs_had_axes_and_thresholds_in_a_grid() {
    check(
        12,
        json!({
            "type": "graph", "y_formats": ["bytes", "short"], "leftYAxisLabel": "size", "y-axis": true, "x-axis": false,
            "grid": {"leftMin": 0, "leftMax": 10, "leftLogBase": 2, "threshold1": 9, "threshold1Color": "red", "threshold2": 5, "threshold2Color": "blue"},
        }),
        &expect![[
            r#"timeseries: unit: Some( "bytes", ), min: Some( 0.0, ), max: Some( 10.0, ), steps: [ Step { from: -inf, colour: "blue", }, Step { from: 5.0, colour: "red", }, Step { from: 9.0, colour: "transparent", }, ], points: Never, band: true, axis_label: Some( "size", ), scale: Log( 2.0, ), overrides: [ Override { matcher: Kinds( [ Time, ], ), properties: [ ( "custom.axisPlacement", String("hidden"), ), ], }, ],"#
        ]],
    );
}

#[test]
fn a_graph_by_series_is_meters_or_bars() {
    let by_series = |values: bool| {
        json!({
            "type": "graph", "xaxis": {"mode": "series", "values": ["current"]}, "legend": {"values": values},
            "yaxes": [{"format": "percent"}],
        })
    };
    check(
        16,
        by_series(true),
        &expect![[r#"bargauge: horizontal: false, unit: Some( "percent", ),"#]],
    );
    check(
        16,
        by_series(false),
        &expect![[
            r#"barchart: horizontal: Some( false, ), unit: Some( "percent", ), transformations: [ Object { "id": String("reduce"), "options": Object { "reducers": Array [ String("lastNotNull"), ], }, }, ],"#
        ]],
    );
    check(
        16,
        json!({"type": "graph", "xaxis": {"mode": "histogram", "buckets": 12}}),
        &expect!["histogram: count: 12,"],
    );
}

#[test]
fn a_single_stat_is_a_stat() {
    check(
        16,
        json!({
            "type": "singlestat", "format": "percent", "decimals": 1, "valueName": "avg", "nullText": "none", "tableColumn": "x",
            "thresholds": "70,90", "colors": ["green", "orange", "red"], "colorBackground": true,
            "sparkline": {"show": true}, "gauge": {"show": true, "minValue": 0, "maxValue": 50},
            "valueMaps": [{"op": "=", "text": "N/A", "value": "null"}, {"op": "=", "text": "80 down", "value": "0"}], "mappingType": 1,
        }),
        &expect![[
            r#"stat: Mean, fields: Some( Pattern { source: "/^x$/", engine: Regex( "^x$", ), global: false, }, ), unit: Some( "percent", ), decimals: Some( 1, ), min: Some( 0.0, ), max: Some( 50.0, ), no_value: Some( "none", ), steps: [ Step { from: -inf, colour: "green", }, Step { from: 70.0, colour: "orange", }, Step { from: 90.0, colour: "red", }, ], mappings: [ Values( Map( [ ( "0", Mapped { text: Some( "80 down", ), colour: Some( "orange", ), }, ), ], ), ), Special { which: Null, mapped: Mapped { text: Some( "N/A", ), colour: None, }, ], },"#
        ]],
    );
    check(
        16,
        json!({
            "type": "grafana-singlestat-panel", "valueName": "nothing", "sparkline": {"show": true, "lineColor": "blue"},
            "rangeMaps": [{"from": "null", "to": "null", "text": "gone"}, {"from": "0", "to": "1.5", "text": "low"}],
        }),
        &expect![[
            r#"stat: Mean, coloured: false, colour: Some( Fixed( "blue", ), ), mappings: [ Special { which: Null, mapped: Mapped { text: Some( "gone", ), colour: None, }, Range { from: Some( 0.0, ), to: Some( 1.5, ), mapped: Mapped { text: Some( "low", ), colour: None, }, }, ], },"#
        ]],
    );
}

#[test]
fn first_stats_and_gauges_are_those_of_today() {
    check(
        18,
        json!({"type": "gauge", "options": {
            "valueOptions": {"unit": "ms", "decimals": 2, "stat": "avg"}, "minValue": 5, "maxValue": 9,
            "thresholds": [{"index": 1, "value": 7, "color": "red"}, {"index": 0, "value": null, "color": "green"}],
        }}),
        &expect![[
            r#"gauge: Mean, unit: Some( "ms", ), decimals: Some( 2, ), min: Some( 5.0, ), max: Some( 9.0, ), steps: [ Step { from: -inf, colour: "green", }, Step { from: 7.0, colour: "red", }, ],"#
        ]],
    );
    check(
        20,
        json!({"type": "stat", "options": {"fieldOptions": {
            "calcs": ["max"], "defaults": {"title": "name", "unit": "s", "min": 1}, "overrides": [],
            "mappings": [{"type": 1, "value": "1", "text": "up"}], "thresholds": [{"color": "green"}, {"value": 3, "color": "red"}],
        }}}),
        &expect![[
            r#"stat: Max, display_name: Some( "name", ), unit: Some( "s", ), min: Some( 1.0, ), steps: [ Step { from: -inf, colour: "green", }, Step { from: 3.0, colour: "red", }, ], mappings: [ Values( Map( [ ( "1", Mapped { text: Some( "up", ), colour: None, }, ), ], ), ), ],"#
        ]],
    );
}

#[test]
fn an_old_table_is_a_table() {
    let table = json!({
        "type": "table", "transform": "timeseries_aggregations", "columns": [{"text": "Avg", "value": "avg"}, {"text": "Max", "value": "max"}],
        "sort": {"col": 1, "desc": true},
        "styles": [
            {"pattern": "/.*/", "unit": "short", "decimals": 2, "thresholds": [], "type": "number"},
            {"pattern": "Time", "type": "date", "dateFormat": "YYYY-MM-DD", "alias": "When"},
            {"pattern": "/cpu.*/", "type": "number", "colorMode": "cell", "thresholds": ["50", "80"], "colors": ["green", "orange", "red"], "align": "auto"},
            {"pattern": "x", "type": "hidden"},
        ],
    });
    check(
        20,
        table.clone(),
        &expect![[
            r#"table: Object { "showHeader": Bool(true), "sortBy": Array [ Object { "desc": Bool(true), "displayName": String("Max"), }, ], unit: Some( "short", ), decimals: Some( 2, ), }, overrides: [ Override { matcher: Name( "Time", ), properties: [ ( "displayName", String("When"), ), ( "unit", String("time: YYYY-MM-DD"), ), ], }, Override { matcher: Pattern( Pattern { source: "/cpu.*/", engine: Regex( "cpu.*", ), global: false, }, ), properties: [ ( "custom.cellOptions", Object { "type": String("color-background"), }, ), ( "thresholds", Object { "mode": String("absolute"), "steps": Array [ Object { "color": String("green"), "value": Null, }, Object { "color": String("orange"), "value": Number(50.0), }, Object { "color": String("red"), "value": Number(80.0), }, ], }, ), ], }, Override { matcher: Name( "x", ), properties: [ ( "custom.hidden", Bool(true), ), ], }, ], transformations: [ Object { "id": String("reduce"), "options": Object { "includeTimeField": Bool(false), "reducers": Array [ String("mean"), String("max"), ], }, }, ],"#
        ]],
    );
    // From version 24 on it is one already, whatever was left in the file.
    check(30, table, &expect!["table:"]);
}

#[test]
fn other_old_panels_are_those_of_today() {
    check(
        16,
        json!({
            "type": "grafana-piechart-panel", "pieType": "donut", "valueName": "total", "format": "bytes", "aliasColors": {"a": "red"},
            "legend": {"show": true, "values": true, "percentage": true}, "legendType": "Right side",
        }),
        &expect![[
            r#"piechart: Sum, donut: true, mode: Table, place: Right, value: true, percent: true, unit: Some( "bytes", ), overrides: [ Override { matcher: Name( "a", ), properties: [ ( "color", Object { "fixedColor": String("red"), "mode": String("fixed"), }, ), ], }, ],"#
        ]],
    );
    check(
        22,
        json!({
            "type": "heatmap", "dataFormat": "tsbuckets", "yBucketBound": "upper", "hideZeroBuckets": true, "reverseYBuckets": true,
            "color": {"mode": "spectrum", "colorScheme": "interpolateBlues", "exponent": 0.3}, "yAxis": {"format": "s", "decimals": 1, "min": "0", "show": true},
            "legend": {"show": true}, "tooltip": {"show": true},
        }),
        &expect![[
            r#"heatmap: rows: Upper, "Blues", steps: 128, 0.3, unit: Some( "s", ), decimals: Some( 1, ), min: Some( 0.0, ), reverse: true,"#
        ]],
    );
    check(
        16,
        json!({"type": "text", "mode": "markdown", "content": "**hello**"}),
        &expect![[r#"text: content: "**hello**","#]],
    );
    check(
        16,
        json!({"type": "natel-discrete-panel"}),
        &expect!["natel-discrete-panel:"],
    );
}

#[test]
fn what_is_written_oddly_is_read_as_grafana_does() {
    check(
        39,
        json!({"type": "timeseries", "fieldConfig": {"defaults": {
            "nullValueMode": "connected",
            "custom": {
                "showPoints": "", "stacking": {"mode": "standard", "group": false}, "hidden": "true", "axisColorMode": "thresholds",
                "axisGridShow": false, "gradientMode": "hue", "transform": "constant", "fillBelowTo": "low",
                "hideFrom": {"tooltip": true, "legend": true, "viz": false},
            },
        }}, "options": {"legend": {"showLegend": true, "displayMode": "table", "sortBy": "Max", "sortDesc": true, "width": 250}, "tooltip": {"hideZeros": true}}}),
        &expect![[
            r#"timeseries: mode: Table, sort: Some( ( "Max", true, ), ), width: Some( 250.0, ), hide_zeros: true, fill_below: Some( "low", ), stack: Some( Stacking { group: "false", percent: false, }, ), constant: true, hide_legend: true, hide_tooltip: true, table: [ ( "hidden", String("true"), ), ], [UnsupportedOption { what: "custom.axisGridShow: false" }, UnsupportedOption { what: "custom.gradientMode: \"hue\"" }]"#
        ]],
    );
}

#[test]
fn an_export_knows_its_sources_and_constants() {
    let dashboard = read(
        &json!({
            "__inputs": [
                {"name": "DS_PROM", "type": "datasource", "pluginId": "prometheus"},
                {"name": "DS_LOGS", "type": "datasource", "pluginId": "loki"},
                {"name": "VAR_JOB", "type": "constant", "value": "api"},
            ],
            "__elements": {"lib": {"uid": "lib", "name": "Shared", "model": {"type": "stat", "targets": [{"expr": "up"}]}}},
            "templating": {"list": [{"type": "constant", "name": "job", "query": "${VAR_JOB}"}]},
            "schemaVersion": 36,
            "panels": [
                {"id": 1, "type": "timeseries", "datasource": {"uid": "${DS_PROM}"}, "targets": [{"expr": "up{job=\"$job\"}"}]},
                {"id": 2, "type": "timeseries", "datasource": "${DS_LOGS}", "targets": [{"expr": "{job=\"x\"}"}]},
                {"id": 3, "libraryPanel": {"uid": "lib", "name": "Shared"}, "gridPos": {"x": 0, "y": 9, "w": 3, "h": 3}},
                {"id": 4, "libraryPanel": {"uid": "other", "name": "Elsewhere"}},
                {"id": 5, "type": "stat", "datasource": {"type": "datasource", "uid": "-- Mixed --"}, "targets": [
                    {"expr": "a", "datasource": {"type": "loki", "uid": "x"}}, {"expr": "b"},
                ]},
                {"id": 6, "type": "stat", "datasource": {"type": "prometheus"}, "targets": [{"expr": "c", "datasource": {"type": "loki", "uid": "x"}}]},
                {"id": 7, "type": "stat", "datasource": {"type": "datasource", "uid": "-- Dashboard --"}, "targets": [{"panelId": 1}]},
                {"id": 8, "type": "stat", "datasource": {"type": "datasource", "uid": "-- Dashboard --"}, "targets": [{"panelId": 7}]},
                {"id": 9, "type": "stat", "datasource": {"type": "mysql", "uid": "x"}, "targets": [{"rawSql": "select 1"}]},
                {"id": 10, "type": "stat", "targets": [{"type": "math", "expression": "$A", "datasource": {"type": "__expr__", "uid": "__expr__"}}]},
            ],
        })
        .to_string(),
    )
    .unwrap();
    expect![[r#"
        1 ""
          A "" main every 30000 ms × 721 to 0: up{job="api"}
        2 ""
          A "" logs Log(Lines { expr: "{job=\"x\"}", window: Window { from: Nanos(1795147200000000000), to: Nanos(1795168800000000000) }, limit: 1000, direction: Backward }): {job="x"}
        3 ""
          A "" main every 30000 ms × 721 to 0: up
        4 ""
          LibraryPanel { name: "Elsewhere" }
        5 ""
          A "" logs every 30000 ms × 721 to 0: a
          B "" main every 30000 ms × 721 to 0: b
        6 ""
          A "" main every 30000 ms × 721 to 0: c
        7 ""
          A "" main every 30000 ms × 721 to 0: up{job="api"}
        8 ""
          NoSuchPanel { id: 7 }
          NoSource { wanted: "datasource" }
        9 ""
          NoSource { wanted: "mysql" }
        10 ""
    "#]]
    .assert_eq(&questions(&dashboard, &[]));
}
