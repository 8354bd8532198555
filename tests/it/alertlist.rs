//! Alert list panels: rules of Prometheus in, what is listed as text out.

use atalaya::data::labels::Labels;
use atalaya::data::rule::Alert;
use atalaya::data::rule::Alerting;
use atalaya::data::rule::Group;
use atalaya::data::rule::Rule;
use atalaya::panel::alertlist::listed;
use atalaya::panel::spec::Kind;
use atalaya::panel::spec::Spec;
use atalaya::time::Instant;
use expect_test::expect;
use serde_json::json;
use std::fmt::Write;

fn rule(name: &str, severity: &str, alerts: &[(&str, &str, i64)]) -> Rule {
    let alerts = alerts.iter().map(|(instance, state, since)| Alert {
        labels: Labels::from_pairs([
            ("alertname", name),
            ("severity", severity),
            ("instance", instance),
        ]),
        annotations: Labels::from_pairs([("summary", format!("{name} on {instance}"))]),
        state: (*state).to_owned(),
        active_at: Some(Instant(*since)),
        value: 1.0,
    });
    Rule {
        name: name.to_owned(),
        query: String::new(),
        labels: Labels::from_pairs([("severity", severity)]),
        health: "ok".to_owned(),
        last_error: None,
        evaluation_time: 0.0,
        last_evaluation: None,
        alerting: Some(Alerting {
            keep_firing_for: 0.0,
            state: String::new(),
            duration: 0.0,
            annotations: Labels::default(),
            alerts: alerts.collect(),
        }),
    }
}

fn told(options: serde_json::Value) -> String {
    atalaya::dashboard::arrive();
    let rules = [Group {
        name: "g".to_owned(),
        file: String::new(),
        interval: 60.0,
        evaluation_time: 0.0,
        last_evaluation: None,
        rules: vec![
            rule(
                "Slow",
                "warning",
                &[("b", "firing", 30), ("a", "firing", 10)],
            ),
            rule("Down", "critical", &[("a", "firing", 20)]),
            rule("Full", "warning", &[("c", "pending", 40)]),
            rule("Watched", "info", &[]),
        ],
    }];
    let (spec, _) = Spec::read(&json!({"type": "alertlist", "options": options}));
    let Kind::AlertList(options) = spec.kind else {
        panic!("{:?}", spec.kind);
    };
    let list = listed(&options, &rules);
    let mut text = String::new();
    for (heading, items) in &list.groups {
        if !heading.is_empty() {
            writeln!(text, "[{heading}]").unwrap();
        }
        for item in items {
            let since = item.since.map_or(0, |since| since.0);
            writeln!(
                text,
                "{} {:?} {:?} {} {since}",
                item.name, item.state, item.severity, item.labels
            )
            .unwrap();
        }
    }
    writeln!(text, "{} in all, {} left out", list.count, list.cut).unwrap();
    text
}

#[test]
fn alerts_are_listed_in_the_order_asked_for() {
    expect![[r#"
        Down Firing Critical {instance="a"} 20
        Full Pending Warning {instance="c"} 40
        Slow Firing Warning {instance="a"} 10
        Slow Firing Warning {instance="b"} 30
        4 in all, 0 left out
    "#]]
    .assert_eq(&told(json!({})));
    expect![[r#"
        Down Firing Critical {instance="a"} 20
        Slow Firing Warning {instance="a"} 10
        4 in all, 2 left out
    "#]]
    .assert_eq(&told(json!({"sortOrder": 3, "maxItems": 2})));
    let first = |order: u32| {
        let text = told(json!({"sortOrder": order}));
        text.lines().next().unwrap_or("").to_owned()
    };
    let firsts = [1, 2, 3, 4, 5].map(first).join("\n");
    expect![[r#"
        Down Firing Critical {instance="a"} 20
        Slow Firing Warning {instance="b"} 30
        Down Firing Critical {instance="a"} 20
        Slow Firing Warning {instance="a"} 10
        Full Pending Warning {instance="c"} 40"#]]
    .assert_eq(&firsts);
}

#[test]
fn alerts_are_held_back_by_state_name_and_labels() {
    expect![[r#"
        Full Pending Warning {instance="c"} 40
        Watched Normal Info {} 0
        2 in all, 0 left out
    "#]]
    .assert_eq(&told(
        json!({"stateFilter": {"pending": true, "normal": true, "firing": false}}),
    ));
    expect![[r#"
        Slow Firing Warning {instance="b"} 30
        1 in all, 0 left out
    "#]]
    .assert_eq(&told(
        json!({"alertName": "slo", "alertInstanceLabelFilter": "{instance!=\"a\"}"}),
    ));
    // A state that only Grafana has lists nothing.
    expect![[r#"
        0 in all, 0 left out
    "#]]
    .assert_eq(&told(json!({"stateFilter": {"noData": true}})));
}

#[test]
fn alerts_stand_under_the_labels_they_are_grouped_by() {
    expect![[r#"
        [instance=a]
        Down Firing Critical {instance="a"} 20
        Slow Firing Warning {instance="a"} 10
        [instance=b]
        Slow Firing Warning {instance="b"} 30
        [instance=c]
        Full Pending Warning {instance="c"} 40
        4 in all, 0 left out
    "#]]
    .assert_eq(&told(
        json!({"groupMode": "custom", "groupBy": ["instance"]}),
    ));
}
