//! Answers that are not large: what other servers and versions write, beside what `recorded` holds.

use crate::prometheus::instant;
use crate::prometheus::json;
use atalaya::source::Ask;
use atalaya::source::Found;
use atalaya::source::prometheus;
use expect_test::Expect;
use expect_test::expect;
use std::fmt::Write;

fn found(ask: &Ask, data: &str) -> Found {
    let body = format!(r#"{{"status":"success","data":{data}}}"#);
    prometheus::decode(ask, &json(200, &body)).unwrap().found
}

#[test]
fn a_partial_instant_answer_warns_too() {
    let body =
        r#"{"status":"success","isPartial":true,"data":{"resultType":"vector","result":[]}}"#;
    let answer = prometheus::decode(&instant(), &json(200, body)).unwrap();
    expect!["isPartial: some storage nodes did not answer"].assert_eq(&answer.warnings.join("\n"));
}

/// Floats and histograms of one series come in two lists.
#[test]
fn raw_samples_are_in_one_order_of_time() {
    let data = r#"{"resultType":"matrix","result":[{"metric":{},"values":[[1.5,"1"],[3,"3"]],"histograms":[[2.25,{"count":"2","sum":"4"}]]}]}"#;
    let Found::Raw(series) = found(&instant(), data) else {
        panic!("not raw");
    };
    expect!["RawSeries { labels: Labels([]), times: [Instant(1500), Instant(2250), Instant(3000)], values: [1.0, 2.0, 3.0], histograms: [(1, Histogram { count: 2.0, sum: 4.0, buckets: [] })] }"].assert_eq(&format!("{:?}", series[0]));
}

#[test]
fn a_scalar_is_a_sample_without_labels() {
    let data = r#"{"resultType":"scalar","result":[1795237702.284,"15"]}"#;
    expect!["Vector([Sample { labels: Labels([]), at: Instant(1795237702284), value: 15.0, histogram: None }])"].assert_eq(&format!("{:?}", found(&instant(), data)));
}

/// Some servers write `null` for an empty list, or nothing at all.
#[test]
fn null_is_an_empty_list() {
    let ask = Ask::Series {
        matchers: Vec::new(),
        range: crate::prometheus::HOUR,
    };
    assert_eq!(found(&ask, "null"), Found::Series(Vec::new()));
    assert_eq!(
        found(&Ask::Alerts, r#"{"alerts":null}"#),
        Found::Alerts(Vec::new())
    );
    assert_eq!(
        found(&Ask::Targets, r#"{"activeTargets":null}"#),
        Found::Targets(Vec::new())
    );
}

/// The texts of RFC 3339 by way of `activeAt`, and the alert's value.
#[test]
fn times_and_values_of_alerts() {
    let mut lines = String::new();
    for (time, value) in [
        ("2026-11-21T05:08:21.553082258Z", "7.01e-01"),
        ("2026-11-21T05:08:21Z", "+Inf"),
        ("2026-11-21T05:08:21.5Z", "NaN"),
        ("2026-11-21T07:08:21.07+02:00", "1"),
        ("2026-11-20T23:38:21.999999999-05:30", "-0"),
        ("1970-01-01t00:00:00z", ""),
        ("0001-01-01T00:00:00Z", "much"),
        ("2026-02-29T00:00:00Z", "0"),
        ("2026-11-21T25:00:00Z", "0"),
        ("2026-11-21T05:08:21.5x5Z", "0"),
        ("2026-11-21T05:08:21+99:99", "0"),
        ("2026-11-21", "0"),
        ("", "0"),
        ("TZ", "0"),
    ] {
        let data = format!(r#"{{"alerts":[{{"activeAt":"{time}","value":"{value}"}}]}}"#);
        let Found::Alerts(alerts) = found(&Ask::Alerts, &data) else {
            panic!("no alerts");
        };
        let at = alerts[0].active_at.map(|at| at.0);
        writeln!(lines, "{time} {value}: {at:?} {:?}", alerts[0].value).unwrap();
    }
    expect![[r#"
        2026-11-21T05:08:21.553082258Z 7.01e-01: Some(1795237701553) 0.701
        2026-11-21T05:08:21Z +Inf: Some(1795237701000) inf
        2026-11-21T05:08:21.5Z NaN: Some(1795237701500) NaN
        2026-11-21T07:08:21.07+02:00 1: Some(1795237701070) 1.0
        2026-11-20T23:38:21.999999999-05:30 -0: Some(1795237701999) -0.0
        1970-01-01t00:00:00z : Some(0) NaN
        0001-01-01T00:00:00Z much: None NaN
        2026-02-29T00:00:00Z 0: None 0.0
        2026-11-21T25:00:00Z 0: None 0.0
        2026-11-21T05:08:21.5x5Z 0: None 0.0
        2026-11-21T05:08:21+99:99 0: None 0.0
        2026-11-21 0: None 0.0
         0: None 0.0
        TZ 0: None 0.0
    "#]]
    .assert_eq(&lines);
}

fn check_rules(data: &str, expected: Expect) {
    expected.assert_eq(&format!("{:#?}", found(&Ask::Rules, data)));
}

#[test]
fn rules_with_and_without_errors() {
    check_rules(
        r#"{"groups":[{"name":"g","rules":[{"type":"recording","name":"a:b","lastError":"","health":"ok"},{"type":"alerting","name":"A","state":"firing","labels":null,"lastError":"boom","health":"err","lastEvaluation":"0001-01-01T00:00:00Z"}]}]}"#,
        expect![[r#"
            Rules(
                [
                    Group {
                        name: "g",
                        file: "",
                        interval: 0.0,
                        evaluation_time: 0.0,
                        last_evaluation: None,
                        rules: [
                            Rule {
                                name: "a:b",
                                query: "",
                                labels: Labels(
                                    [],
                                ),
                                health: "ok",
                                last_error: None,
                                evaluation_time: 0.0,
                                last_evaluation: None,
                                alerting: None,
                            },
                            Rule {
                                name: "A",
                                query: "",
                                labels: Labels(
                                    [],
                                ),
                                health: "err",
                                last_error: Some(
                                    "boom",
                                ),
                                evaluation_time: 0.0,
                                last_evaluation: None,
                                alerting: Some(
                                    Alerting {
                                        state: "firing",
                                        duration: 0.0,
                                        keep_firing_for: 0.0,
                                        annotations: Labels(
                                            [],
                                        ),
                                        alerts: [],
                                    },
                                ),
                            },
                        ],
                    },
                ],
            )"#]],
    );
}

#[test]
fn dropped_targets_and_intervals() {
    let mut lines = String::new();
    let target = |interval: &str| format!(r#"{{"scrapeInterval":"{interval}","health":"up"}}"#);
    let active: Vec<String> = ["15s", "1m30s", "500ms", "1d", "5", "s", "1x", "é"]
        .map(target)
        .into();
    let data = format!(
        r#"{{"activeTargets":[{}],"droppedTargets":[{{"discoveredLabels":{{"job":"node","__scrape_interval__":"2h"}}}}]}}"#,
        active.join(",")
    );
    let Found::Targets(targets) = found(&Ask::Targets, &data) else {
        panic!("no targets");
    };
    for one in targets {
        writeln!(
            lines,
            "{} {:?} {:?}",
            one.health, one.pool, one.interval_seconds
        )
        .unwrap();
    }
    expect![[r#"
        up "" 15.0
        up "" 90.0
        up "" 0.5
        up "" 86400.0
        up "" 0.0
        up "" 0.0
        up "" 0.0
        up "" 0.0
        dropped "node" 7200.0
    "#]]
    .assert_eq(&lines);
}

#[test]
fn a_metric_described_twice_stands_twice() {
    let data = r#"{"up":[{"type":"gauge","help":"a","unit":"s"},{"type":"unknown"}]}"#;
    expect![[r#"Metadata([Metric { name: "up", kind: "gauge", help: "a", unit: "s" }, Metric { name: "up", kind: "unknown", help: "", unit: "" }])"#]].assert_eq(&format!(
        "{:?}",
        found(&Ask::Metadata { metric: None }, data)
    ));
}
