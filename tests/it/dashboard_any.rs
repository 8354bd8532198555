//! `dashboard` and `panel`: nothing a file says makes them panic.

use crate::dashboard_query::HOUR;
use crate::dashboard_query::questions;
use crate::panel_text::matrix;
use crate::system_overview::SYSTEM_OVERVIEW;
use atalaya::dashboard::layout::layout;
use atalaya::dashboard::read::read;
use atalaya::panel::Context;
use atalaya::panel::picture;
use atalaya::time::Instant;
use atalaya::time::Range;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

/// Any JSON, made of the words a dashboard is made of where that matters.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(Value::from),
        "[a-z$\\[{}(:/]{0,8}".prop_map(Value::from),
        Just(json!("timeseries")),
        Just(json!("$instance")),
        Just(json!("label_values(")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(
                prop_oneof![
                    Just("type".to_owned()),
                    Just("options".to_owned()),
                    Just("panels".to_owned()),
                    "[a-z]{1,6}"
                ],
                inner,
                0..4
            )
            .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Puts `with` in the place of the value that is `steps` steps of a walk through `value`.
fn mutate(value: &mut Value, steps: &mut u32, with: &Value) {
    if *steps == 0 {
        *value = with.clone();
    }
    *steps = steps.wrapping_sub(1);
    match value {
        Value::Array(list) => list.iter_mut().for_each(|one| mutate(one, steps, with)),
        Value::Object(map) => map.values_mut().for_each(|one| mutate(one, steps, with)),
        _ => {}
    }
}

/// A file of rows with a panel of each type that is gone by now.
fn old_file() -> Value {
    json!({"schemaVersion": 12, "sharedCrosshair": true, "__inputs": [{"name": "DS", "type": "datasource", "pluginId": "prometheus"}], "rows": [
        {"height": "250px", "collapse": true, "title": "a", "repeat": "instance", "panels": [
            {"type": "graph", "span": 6, "datasource": "${DS}", "yaxes": [{"format": "s", "logBase": 2}, {"min": "1"}], "targets": [{"expr": "up"}],
             "seriesOverrides": [{"alias": "/a/", "yaxis": 2, "stack": "B", "dashes": true, "color": "#fff", "fillBelowTo": "b"}], "aliasColors": {"a": "red"},
             "thresholds": [{"value": 1, "op": "gt", "fill": true}, {"value": 2, "op": "lt", "colorMode": "custom"}], "legend": {"values": true, "avg": true},
             "grid": {"threshold1": 4, "leftMin": 2}, "tooltip": {"shared": true, "sort": 1}, "xaxis": {"mode": "time", "show": false}},
            {"type": "singlestat", "thresholds": "1,2", "colors": ["a", "b", "c"], "sparkline": {"show": true}, "gauge": {"show": true, "maxValue": 3},
             "valueMaps": [{"value": "1", "text": "2 up"}], "rangeMaps": [{"from": "1", "to": "null"}], "mappingType": 1, "tableColumn": "("},
        ]},
        {"height": 90, "panels": [
            {"type": "table", "span": 12, "styles": [{"pattern": "/.*/", "thresholds": ["1"], "colors": ["a", "b"], "link": true, "linkUrl": "x"}], "transform": "timeseries_aggregations",
             "columns": [{"text": "Avg", "value": "avg"}], "sort": {"col": 0}},
            {"type": "heatmap", "dataFormat": "timeseries", "xBucketSize": "1m", "yBucketNumber": 3, "color": {"colorScale": "sqrt"}, "yAxis": {"logBase": 2}},
            {"type": "grafana-piechart-panel", "legendType": "On graph", "aliasColors": {"a": "b"}, "legend": {"percentage": true}},
            {"type": "gauge", "options": {"valueOptions": {"stat": "avg"}, "thresholds": [{"value": 1}], "valueMappings": [{"type": 2, "from": 1}]}},
            {"type": "stat", "options": {"fieldOptions": {"defaults": {"title": "x"}, "thresholds": [{"value": null}], "mappings": []}}},
            {"type": "text", "mode": "html", "content": "<b>a</b><a href='javascript:x'>"},
        ]},
    ]})
}

/// Reads, asks and draws everything there is.
fn exercise(file: &str) {
    let Ok(dashboard) = read(file) else { return };
    let placed = layout(&dashboard, |_| true);
    assert!(placed.len() >= dashboard.panels().count());
    questions(&dashboard, &[("instance", &["app-1:9100"])]);
    let range = Range {
        from: Instant(0),
        to: Instant(HOUR),
    };
    let answer = matrix(&[("a=b", &[1.0, f64::NAN, 3.0])]);
    for panel in dashboard.panels() {
        let answered = atalaya::panel::Answered {
            ref_id: "A",
            legend: "{{a}}",
            format: atalaya::panel::Format::TimeSeries,
            expr: "up",
            answer: &answer,
        };
        let _ = picture(&panel.spec, &[answered], &Context::new(range));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_file_makes_it_panic(panels in any_json(), rest in any_json()) {
        exercise(&json!({"panels": [panels.clone()], "templating": {"list": [rest.clone()]}}).to_string());
        exercise(&json!({"panels": panels, "templating": rest}).to_string());
    }

    #[test]
    fn no_change_of_a_good_file_makes_it_panic(at in 0_u32..2_500, with in any_json()) {
        let mut file: Value = serde_json::from_str(SYSTEM_OVERVIEW).unwrap();
        mutate(&mut file, &mut at.clone(), &with);
        exercise(&file.to_string());
    }

    #[test]
    fn no_change_of_an_old_file_makes_it_panic(at in 0_u32..160, with in any_json()) {
        let mut file = old_file();
        mutate(&mut file, &mut at.clone(), &with);
        exercise(&file.to_string());
    }

    #[test]
    fn no_text_makes_prose_panic(text in "[-*_`~!#<>()\\[\\]\\\\&;: \\n0-9aé]{0,48}") {
        let _ = atalaya::panel::text::markdown(&text);
    }

    #[test]
    fn no_text_makes_filling_panic(text in "[$\\[\\]{}:.a-z0-9é]{0,24}") {
        let lookup = |name: &str| (name.len() == 1).then(|| atalaya::dashboard::interpolate::Bound::single("v".to_owned()));
        let _ = atalaya::dashboard::interpolate::fill(&text, atalaya::dashboard::format::Syntax::PromQl, &lookup);
        let _ = atalaya::dashboard::variable_query::VariableQuery::read(&text);
        let _ = atalaya::panel::colour::judging(&text);
        let _ = atalaya::frame::legend::displayed(&text, "a", "b", &atalaya::data::labels::Labels::default());
    }
}
