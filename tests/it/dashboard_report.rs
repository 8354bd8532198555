//! `dashboard::report` and `dashboard::unread`: what a file says and the page does not do, by name.

use crate::dashboard_query::with_view;
use atalaya::dashboard::problem::Problem;
use atalaya::dashboard::read::read;
use atalaya::dashboard::report::report;
use atalaya::dashboard::unread::unread;
use expect_test::expect;
use serde_json::Value;
use serde_json::json;

/// What is named of the looks of a panel.
fn looks(panel: &Value) -> String {
    let file = json!({"schemaVersion": 42, "panels": [panel]}).to_string();
    let dashboard = read(&file).unwrap();
    unread(dashboard.panel(1).unwrap()).join("\n")
}

#[test]
fn what_is_read_or_asks_for_nothing_is_not_named() {
    let panel = json!({
        "id": 1, "type": "stat", "pluginVersion": "11.6.0", "cacheTimeout": null,
        "options": {
            "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": false}, "orientation": "auto",
            "textMode": "auto", "colorMode": "background", "graphMode": "none", "justifyMode": "auto", "wideLayout": true,
            "showPercentChange": false, "percentChangeColorMode": "standard", "text": {},
        },
        "fieldConfig": {"defaults": {"custom": {"hideFrom": {"viz": true}}}, "overrides": []},
        "targets": [{"refId": "A", "expr": "up", "exemplar": false}],
    });
    assert_eq!(looks(&panel), "");
}

#[test]
fn options_that_are_not_read_are_named_with_their_values() {
    let stat = json!({"id": 1, "type": "stat", "options": {
        "orientation": "vertical", "justifyMode": "center", "text": {"titleSize": 18, "valueSize": 0},
        "somethingNew": {"deep": ["a", "b"]},
    }});
    let bars = json!({"id": 1, "type": "barchart",
    "options": {"xTickLabelRotation": -45, "xTickLabelSpacing": 0, "fullHighlight": true, "barRadius": 0.2},
    "fieldConfig": {
        "defaults": {"custom": {"lineWidth": 2, "axisPlacement": "auto", "axisLabel": "Requests", "scaleDistribution": {"type": "log", "log": 10}}},
        "overrides": [{"matcher": {"id": "byName", "options": "a"}, "properties": [
            {"id": "custom.gradientMode", "value": "opacity"}, {"id": "custom.fillOpacity", "value": 30}, {"id": "unit", "value": "s"}]}],
    }});
    let graph = json!({"id": 1, "type": "timeseries", "alert": {"name": "a rule of Grafana"}, "queryCachingTTL": 60_000,
        "options": {"timezone": ["utc", "America/New_York"], "tooltip": {"mode": "multi", "maxHeight": 600, "maxWidth": 300}},
        "targets": [{"expr": "up", "exemplar": true}],
        "transformations": [{"id": "limit", "topic": "annotations", "options": {}}]});
    let lists = json!({"id": 1, "type": "logs", "options": {"displayedFields": ["pod"], "fontSize": "small", "showTime": true}});
    let all = [stat, bars, graph, lists].map(|panel| looks(&panel));
    expect![[r#"
        options.justifyMode: "center"
        options.orientation: "vertical"
        options.somethingNew.deep: ["a","b"]
        options.text.titleSize: 18

        options.fullHighlight: true
        options.xTickLabelRotation: -45
        custom.axisLabel: "Requests"
        custom.lineWidth: 2
        custom.scaleDistribution.log: 10
        custom.scaleDistribution.type: "log"
        custom.gradientMode: "opacity"

        options.timezone: ["utc","America/New_York"]
        options.tooltip.maxWidth: 300
        alert: {"name":"a rule of Grafana"}
        queryCachingTTL: 60000
        targets.exemplar: true
        transformations.topic: "annotations"

        options.fontSize: "small"
    "#]]
    .assert_eq(&(all.join("\n\n") + "\n"));
}

#[test]
fn links_that_are_not_followed_are_problems_of_their_panel_and_of_the_file() {
    let links = json!([{"title": "a", "url": "javascript:alert(1)"}, {"title": "b", "url": "/d/x?v=${__value.raw}"},
        {"title": "c", "url": "${__data.fields.url}"}, {"title": "d", "url": "${evil}"}]);
    let file = json!({"schemaVersion": 42, "links": [{"title": "e", "url": "data:text/html,x"}],
        "templating": {"list": [{"type": "textbox", "name": "evil", "query": "vbscript:x"}]},
        "panels": [{"id": 1, "type": "table", "links": [{"title": "f", "url": "file:///etc/passwd"}],
            "fieldConfig": {"defaults": {"links": links}, "overrides": [{"matcher": {"id": "byName", "options": "a"},
                "properties": [{"id": "links", "value": [{"title": "g", "url": "JavaScript:g()"}]}]}]}}]});
    let dashboard = read(&file.to_string()).unwrap();
    let told = with_view(&dashboard, &[], |view| {
        let report = report(&dashboard, Some(view));
        let url = |problem: &Problem| match problem {
            Problem::UnsafeLink { url } => url.clone(),
            other => panic!("{other:?}"),
        };
        let of = |problems: &[Problem]| problems.iter().map(url).collect::<Vec<_>>().join(" ");
        [of(&report.problems), of(&report.panels[0].problems)]
    });
    assert_eq!(
        told,
        [
            "data:text/html,x",
            "file:///etc/passwd javascript:alert(1) ${evil} JavaScript:g()"
        ]
    );
}
