//! `dashboard::annotation`: what annotations ask, and what is noted of the answers.

use crate::dashboard_query::with_view;
use atalaya::dashboard::annotation::MOST;
use atalaya::dashboard::annotation::is_for;
use atalaya::dashboard::annotation::noted;
use atalaya::dashboard::annotation::query;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::read::read;
use atalaya::data::labels::Labels;
use atalaya::data::lines::Builder;
use atalaya::data::lines::Direction;
use atalaya::data::lines::Nanos;
use atalaya::data::series::GAP;
use atalaya::data::series::Matrix;
use atalaya::data::series::Series;
use atalaya::source::Answer;
use atalaya::source::Ask;
use atalaya::source::Found;
use atalaya::source::log::LogFound;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::expect;
use serde_json::json;
use std::sync::Arc;

const MINUTE: i64 = 60_000;

fn dashboard(annotation: serde_json::Value) -> Dashboard {
    let file = json!({
        "schemaVersion": 42,
        "templating": {"list": [{"type": "custom", "name": "env", "query": "prod,test", "current": {"value": "prod"}}]},
        "annotations": {"list": [
            {"builtIn": 1, "datasource": {"type": "grafana", "uid": "-- Grafana --"}, "enable": true, "name": "Annotations & Alerts", "type": "dashboard"},
            annotation,
        ]},
        "panels": [{"id": 1, "type": "timeseries"}, {"id": 2, "type": "timeseries"}],
    });
    read(&file.to_string()).unwrap()
}

fn found(found: Found) -> Answer {
    Answer {
        found,
        warnings: Vec::new(),
        infos: Vec::new(),
    }
}

fn matrix(step: i64, series: &[(&str, &[f64])]) -> Answer {
    let series: Vec<Series> = series
        .iter()
        .map(|(project, values)| Series {
            labels: Labels::from_pairs([("project", *project), ("team", "web")]),
            values: values.to_vec().into(),
            histograms: Vec::new(),
        })
        .collect();
    found(Found::Matrix(Matrix {
        grid: Grid {
            start: Instant(0),
            step: Millis(step),
            count: series[0].values.len(),
        },
        series,
    }))
}

fn told(dashboard: &Dashboard, answer: &Answer) -> String {
    let minutes = |at: Instant| at.0 as f64 / MINUTE as f64;
    let notes = noted(&dashboard.annotations[0], answer);
    let line = |note: &atalaya::dashboard::annotation::Noted| {
        let to = note
            .to
            .map_or(String::new(), |to| format!(" to {}", minutes(to)));
        format!(
            "{}{to}: {:?} {:?} {:?}\n",
            minutes(note.from),
            note.title,
            note.text,
            note.tags
        )
    };
    notes.iter().map(line).collect()
}

#[test]
fn samples_above_zero_are_notes_and_neighbours_are_one() {
    let dashboard = dashboard(json!({
        "name": "Deploys", "datasource": {"type": "prometheus", "uid": "x"}, "expr": "changes(a{env=\"$env\"}[1m])",
        "titleFormat": "{{project}} of {{nobody}}", "textFormat": "<a href=\"https://x.example\">{{project}}</a>", "tagKeys": "team, project",
    }));
    assert_eq!(dashboard.problems, []);
    let samples = [1.0, 0.0, 2.0, 1.0, 1.0, -1.0, GAP, f64::NAN, 1.0];
    let answer = matrix(
        MINUTE,
        &[
            ("shop", &samples),
            ("api", &[0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
        ],
    );
    expect![[r#"
        0: "shop of nobody" "<a href=\"https://x.example\">shop</a>" ["shop", "web"]
        1: "api of nobody" "<a href=\"https://x.example\">api</a>" ["api", "web"]
        2 to 4: "shop of nobody" "<a href=\"https://x.example\">shop</a>" ["shop", "web"]
        8: "shop of nobody" "<a href=\"https://x.example\">shop</a>" ["shop", "web"]
    "#]]
    .assert_eq(&told(&dashboard, &answer));
    let asked = with_view(&dashboard, &[], |view| {
        query(&dashboard.annotations[0], view)
    })
    .unwrap();
    let Ask::Range { expr, grid } = asked.ask else {
        panic!("{asked:?}");
    };
    assert_eq!(expr, "changes(a{env=\"prod\"}[1m])");
    assert_eq!((grid.step, grid.count), (Millis(MINUTE), 361));
}

#[test]
fn a_step_joins_what_lies_within_it() {
    let dashboard = dashboard(json!({"name": "x", "expr": "up", "step": "5m"}));
    let samples = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
    expect![[r#"
        0 to 3: "" "" []
        9: "" "" []
    "#]]
    .assert_eq(&told(&dashboard, &matrix(MINUTE, &[("a", &samples)])));
}

#[test]
fn a_value_may_be_the_time() {
    let dashboard = dashboard(
        json!({"name": "x", "target": {"expr": "start * 1000", "useValueForTime": true}}),
    );
    let at = 7.0 * MINUTE as f64;
    let samples = [at, at, GAP, at + 5.0 * MINUTE as f64];
    expect![[r#"
        7: "" "" []
        12: "" "" []
    "#]]
    .assert_eq(&told(&dashboard, &matrix(MINUTE, &[("a", &samples)])));
}

#[test]
fn lines_of_a_log_are_notes() {
    let dashboard = dashboard(json!({
        "name": "x", "datasource": {"type": "loki", "uid": "logs"}, "expr": "{app=\"shop\"} |= \"deployed\"", "titleFormat": "{{app}}",
    }));
    let asked = with_view(&dashboard, &[], |view| {
        query(&dashboard.annotations[0], view)
    })
    .unwrap();
    assert!(matches!(asked.ask, Ask::Log(_)), "{asked:?}");
    let mut lines = Builder::new(Direction::Backward, 100);
    lines.stream();
    lines.labels(Labels::from_pairs([
        ("app", "shop"),
        ("env", " "),
        ("team", "shop"),
    ]));
    lines.arena().extend_from_slice(b"deployed v2");
    lines.line(Nanos::of(Instant(3 * MINUTE)));
    let lines = lines.finish().unwrap();
    let answer = found(Found::Log(LogFound::Lines(Arc::new(lines))));
    expect![[r#"
        3: "shop" "deployed v2" ["shop"]
    "#]]
    .assert_eq(&told(&dashboard, &answer));
}

#[test]
fn only_the_newest_are_made() {
    let dashboard = dashboard(json!({"name": "x", "expr": "up"}));
    let samples: Vec<f64> = (0..2_000)
        .map(|index| f64::from(u8::from(index % 2 == 0)))
        .collect();
    let notes = noted(
        &dashboard.annotations[0],
        &matrix(2 * MINUTE, &[("a", &samples)]),
    );
    assert_eq!(notes.len(), MOST);
    assert_eq!(notes.last().unwrap().from, Instant(1_998 * 2 * MINUTE));
}

#[test]
fn a_filter_says_which_panels() {
    for (filter, expected) in [
        (json!(null), [true, true]),
        (json!({"ids": [2]}), [false, true]),
        (json!({"exclude": true, "ids": [2]}), [true, false]),
    ] {
        let mut annotation = json!({"name": "x", "expr": "up"});
        if !filter.is_null() {
            annotation["filter"] = filter;
        }
        let dashboard = dashboard(annotation);
        let seen: Vec<bool> = dashboard
            .panels()
            .map(|panel| is_for(&dashboard.annotations[0], panel))
            .collect();
        assert_eq!(seen, expected);
    }
}

#[test]
fn what_cannot_be_asked_says_why() {
    let problem = |annotation| {
        let dashboard = dashboard(annotation);
        with_view(&dashboard, &[], |view| {
            query(&dashboard.annotations[0], view).unwrap_err()
        })
    };
    expect![[r#"Some(UnknownVariable { name: "nobody" })"#]].assert_eq(&format!(
        "{:?}",
        problem(json!({"name": "x", "expr": "up{a=\"$nobody\"}"}))
    ));
    expect![[r#"Some(BadInterval { text: "soon" })"#]].assert_eq(&format!(
        "{:?}",
        problem(json!({"name": "x", "expr": "up", "step": "soon"}))
    ));
    expect![[r#"Some(NoSource { wanted: "elasticsearch" })"#]].assert_eq(&format!(
        "{:?}",
        problem(
            json!({"name": "x", "expr": "up", "datasource": {"type": "elasticsearch", "uid": "e"}})
        )
    ));
}
