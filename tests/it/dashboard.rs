//! `dashboard`: files in, models, places and questions as text out.

use atalaya::dashboard::layout::Placed;
use atalaya::dashboard::layout::layout;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::model::Place;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Choice;
use atalaya::dashboard::variable::Chosen;
use atalaya::dashboard::variable::Values;
use atalaya::dashboard::variable::is_all_anyway;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use expect_test::Expect;
use expect_test::expect;
use serde_json::Value;
use serde_json::json;
use std::fmt::Write;

fn panels(panels: Value) -> Dashboard {
    read(&json!({"panels": panels}).to_string()).unwrap()
}

fn check_error(file: &str, expected: &Expect) {
    expected.assert_eq(&format!("{:?}", read(file).unwrap_err()));
}

#[test]
fn what_is_no_dashboard_is_an_error_that_says_where() {
    check_error(
        "{\"panels\": [\n  {\"id\": 1,}\n]}",
        &expect![[
            r#"NotJson { line: 2, column: 12, message: "trailing comma at line 2 column 12" }"#
        ]],
    );
    check_error(
        "",
        &expect![[
            r#"NotJson { line: 1, column: 0, message: "EOF while parsing a value at line 1 column 0" }"#
        ]],
    );
    check_error(
        "[1, 2]",
        &expect![[r#"Shape { at: "", expected: "an object with panels" }"#]],
    );
    check_error(
        "{\"dashboard\": 7}",
        &expect![[r#"Shape { at: "", expected: "an object with panels" }"#]],
    );
    check_error(
        "{\"title\": \"x\"}",
        &expect![[r#"Shape { at: "panels", expected: "a list of panels" }"#]],
    );
    check_error(
        "{\"panels\": {\"id\": 1}}",
        &expect![[r#"Shape { at: "panels", expected: "a list of panels" }"#]],
    );
}

#[test]
fn what_is_around_a_model_is_taken_off_and_a_newer_model_says_so() {
    let resource = |spec: Value| {
        let file = json!({"apiVersion": "dashboard.grafana.app/v1", "kind": "Dashboard", "metadata": {}, "spec": spec});
        let dashboard = read(&file.to_string()).unwrap();
        let count = dashboard.panels().count();
        (dashboard.title, count, format!("{:?}", dashboard.problems))
    };
    let classic = json!({"title": "a", "panels": [{"type": "stat"}]});
    assert_eq!(resource(classic), ("a".to_owned(), 1, "[]".to_owned()));
    let newer = json!({"title": "b", "elements": {"panel-1": {}}, "layout": {}});
    assert_eq!(
        resource(newer),
        ("b".to_owned(), 0, "[NewModel]".to_owned())
    );
}

#[test]
fn a_broken_panel_costs_only_itself() {
    let dashboard = read(
        &json!({"dashboard": {
            "uid": "x", "title": 7, "refresh": false, "schemaVersion": 36,
            "time": {"from": "now-1h"}, "graphTooltip": 1,
            "panels": [
                "no panel", 7,
                {"id": 1, "type": "timeseries", "title": [], "targets": [{"expr": ["up"]}, 3], "gridPos": "top"},
                {"id": 1, "type": "stat", "targets": [{"expr": "up"}], "repeat": "instance"},
                {"type": "heatmap", "gridPos": {"x": 30, "y": 3.7, "w": 99, "h": 0}},
                {"type": "graph", "datasource": "Prometheus"},
            ],
            "templating": {"list": [
                {"type": "adhoc", "name": "filters"},
                {"type": "custom"},
                {"type": "query", "name": "q", "query": {"query": "label_values(up, job)"}, "regex": "/(?!x)/"},
            ]},
        }})
        .to_string(),
    )
    .unwrap();
    assert_eq!(
        (
            dashboard.uid.as_str(),
            dashboard.from.as_str(),
            dashboard.to.as_str()
        ),
        ("x", "now-1h", "now")
    );
    let mut report = format!("{:?}\n", dashboard.problems);
    for panel in dashboard.panels() {
        let Place { x, y, w, h } = panel.place;
        writeln!(
            report,
            "{} at {x},{y} {w}×{h} {:?}",
            panel.id, panel.problems
        )
        .unwrap();
    }
    expect![[r#"
        [UnsupportedOption { what: "templating.list[2].regex: /(?!x)/" }, BadProperty { at: "title", expected: "text" }]
        2 at 0,0 12×8 [BadProperty { at: "type", expected: "the type of a panel" }, BadProperty { at: "", expected: "an object" }]
        3 at 23,3 1×1 []
        4 at 0,8 12×8 [BadProperty { at: "type", expected: "the type of a panel" }, BadProperty { at: "", expected: "an object" }]
        1 at 0,16 12×8 [BadProperty { at: "targets[1]", expected: "an object" }, BadProperty { at: "targets[0].expr", expected: "text" }, BadProperty { at: "title", expected: "text" }]
        5 at 0,24 12×8 [UnknownVariable { name: "instance" }]
        6 at 0,32 12×8 []
    "#]].assert_eq(&report);
}

#[test]
fn rows_hold_their_panels_and_nothing_leaves_holes() {
    let dashboard = panels(json!([
        {"id": 1, "type": "stat", "gridPos": {"x": 0, "y": 2, "w": 12, "h": 3}},
        {"id": 2, "type": "stat", "gridPos": {"x": 12, "y": 9, "w": 12, "h": 5}},
        {"id": 3, "type": "stat", "gridPos": {"x": 6, "y": 20, "w": 12, "h": 2}},
        {"id": 10, "type": "row", "title": "Closed", "collapsed": true, "gridPos": {"x": 0, "y": 30, "w": 24, "h": 1}, "panels": [
            {"id": 11, "type": "stat", "gridPos": {"x": 0, "y": 3, "w": 24, "h": 4}},
        ]},
        {"id": 12, "type": "stat", "gridPos": {"x": 0, "y": 31, "w": 24, "h": 2}},
        {"id": 20, "type": "row", "title": "Open", "collapsed": false, "gridPos": {"x": 0, "y": 33, "w": 24, "h": 1}},
        {"id": 21, "type": "stat", "gridPos": {"x": 0, "y": 34, "w": 8, "h": 4}},
        {"id": 22, "type": "stat", "gridPos": {"x": 4, "y": 35, "w": 8, "h": 4}},
    ]));
    let written = |open: bool| {
        let placed = layout(&dashboard, |row| if open { true } else { !row.collapsed });
        let lines = placed.iter().map(|placed| match placed {
            Placed::Row(row, Place { y, .. }, open) => {
                format!("row {} at {y} open {open}\n", row.id)
            }
            Placed::Panel(panel, Place { x, y, w, h }) => {
                format!("{} at {x},{y} {w}×{h}\n", panel.id)
            }
        });
        lines.collect::<String>()
    };
    expect![[r#"
        1 at 0,0 12×3
        2 at 12,0 12×5
        3 at 6,5 12×2
        row 10 at 7 open false
        12 at 0,8 24×2
        row 20 at 10 open true
        21 at 0,11 8×4
        22 at 4,15 8×4
    "#]]
    .assert_eq(&written(false));
    expect![[r#"
        1 at 0,0 12×3
        2 at 12,0 12×5
        3 at 6,5 12×2
        row 10 at 7 open true
        11 at 0,8 24×4
        12 at 0,12 24×2
        row 20 at 14 open true
        21 at 0,15 8×4
        22 at 4,19 8×4
    "#]]
    .assert_eq(&written(true));
}

/// Then panels need not wait for the choices; and what they ask stays the same when the choices come.
#[test]
fn all_may_be_known_before_the_choices_are() {
    let query = |name: &str, all: Value| json!({"type": "query", "name": name, "query": "label_values(up, job)", "includeAll": true, "multi": true, "allValue": all, "current": {"value": ["$__all"]}});
    let dashboard = read(
        &json!({"panels": [], "templating": {"list": [
            query("said", json!(".*")),
            query("listed", json!(null)),
            {"type": "query", "name": "one", "query": "label_values(up, job)", "allValue": ".*", "current": {"value": "$__all"}},
        ]}})
        .to_string(),
    )
    .unwrap();
    let known = |name: &str, wanted: Option<&[&str]>| {
        let wanted: Option<Vec<String>> =
            wanted.map(|wanted| wanted.iter().map(|one| (*one).to_owned()).collect());
        is_all_anyway(dashboard.variable(name).unwrap(), wanted.as_deref())
    };
    assert!(known("said", None));
    assert!(known("said", Some(&[])));
    assert!(known("said", Some(&["$__all"])));
    assert!(!known("said", Some(&["node"])), "it may not exist");
    assert!(!known("listed", None), "the question lists them");
    assert!(!known("one", None), "all is not offered");

    let choices = vec![Choice::plain("a".to_owned()), Choice::plain("b".to_owned())];
    let with = |choices: &[Choice]| {
        let mut values = Values::default();
        values.set("said", Chosen::All, choices.to_vec());
        values.set("listed", Chosen::All, choices.to_vec());
        values.set("one", Chosen::These(Vec::new()), choices.to_vec());
        values.filled_in(&dashboard.variables)
    };
    let filled = with(&choices);
    assert_eq!(filled.choices("said"), &[]);
    assert_eq!(filled.choices("one"), &[]);
    assert_eq!(filled.choices("listed"), choices);
    assert_eq!(filled.chosen("said"), Some(&Chosen::All));
}

#[test]
fn a_link_chooses_only_what_is_there() {
    let dashboard = read(
        &json!({"panels": [], "templating": {"list": [
            {"type": "custom", "name": "many", "query": "a,b,c", "multi": true, "includeAll": true, "current": {"value": ["b"]}},
            {"type": "custom", "name": "one", "query": "a,b,c", "current": {"value": "c"}},
            {"type": "textbox", "name": "any", "query": "x"},
        ]}})
        .to_string(),
    )
    .unwrap();
    let settled = |name: &str, wanted: Option<&[&str]>| {
        let variable = dashboard.variable(name).unwrap();
        let wanted: Option<Vec<String>> =
            wanted.map(|wanted| wanted.iter().map(|one| (*one).to_owned()).collect());
        let choices = own_choices(variable, &[]).unwrap();
        match settle(variable, wanted.as_deref(), &choices) {
            Chosen::All => "All".to_owned(),
            Chosen::These(these) => {
                let values: Vec<String> = these.into_iter().map(|one| one.value).collect();
                values.join(",")
            }
        }
    };
    assert_eq!(settled("many", Some(&["c", "nobody", "a"])), "c,a");
    assert_eq!(settled("many", Some(&["$__all"])), "All");
    assert_eq!(settled("many", Some(&["nobody"])), "b");
    assert_eq!(settled("many", None), "b");
    assert_eq!(settled("one", Some(&["a", "b"])), "a");
    assert_eq!(settled("one", Some(&["$__all"])), "c");
    assert_eq!(settled("any", Some(&["free text"])), "free text");
    assert_eq!(settled("any", None), "x");
}
