mod checks;
mod file;

use atalaya::data::labels::Labels;
use atalaya::data::series::GAP;
use atalaya::data::series::Histogram;
use atalaya::data::series::Matrix;
use atalaya::data::series::Series;
use atalaya::data::series::is_gap;
use atalaya::source::Answer;
use atalaya::source::Ask;
use atalaya::source::Failure;
use atalaya::source::Found;
use atalaya::source::demo::Recording;
use atalaya::source::demo::answer;
use atalaya::source::demo::key;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use expect_test::Expect;
use expect_test::expect;
use std::collections::BTreeMap;

const MINUTE: i64 = 60_000;

const HOUR: i64 = 60 * MINUTE;

const DAY: i64 = 24 * HOUR;

/// 2025-01-01T00:00:00Z.
const RECORDED: i64 = 20_089 * DAY;

/// 100 days and 90 minutes later.
const NOW: Instant = Instant(RECORDED + 100 * DAY + 90 * MINUTE);

fn day() -> Grid {
    grid(RECORDED, 30 * MINUTE, 48)
}

fn grid(start: i64, step: i64, count: usize) -> Grid {
    Grid {
        start: Instant(start),
        step: Millis(step),
        count,
    }
}

fn series(labels: &[(&str, &str)], values: Vec<f64>) -> Series {
    Series {
        labels: Labels::from_pairs(labels.iter().copied()),
        values: values.into(),
        histograms: Vec::new(),
    }
}

fn matrix(grid: Grid, series: Vec<Series>) -> Answer {
    Answer {
        found: Found::Matrix(Matrix { grid, series }),
        warnings: Vec::new(),
        infos: Vec::new(),
    }
}

/// A day of two instances at half-hour steps; the value is the half hour's number, 1000 more for the second.
fn recording() -> Recording {
    let values =
        |plus: u32| -> Vec<f64> { (0..48_u32).map(|step| f64::from(step + plus)).collect() };
    let both = || {
        vec![
            series(&[("instance", "app-1")], values(0)),
            series(&[("instance", "app-2")], values(1_000)),
        ]
    };
    let free = BTreeMap::from([(
        "instance".to_string(),
        vec!["app-1".to_string(), "app-2".to_string()],
    )]);
    let mut recording = Recording::new(day(), free);
    let mut add = |expr, any_window, series| {
        assert!(recording.add_range(expr, any_window, matrix(day(), series)));
    };
    add(
        r#"rate(cpu{instance=~".*", mode="user"}[4m])"#,
        true,
        both(),
    );
    add(r#"load{instance=~".*"}"#, false, both());
    add(
        r#"load{instance=~".*"} / cores{instance=~".*"}"#,
        false,
        both(),
    );
    add(r#"topk(1, load{instance=~".*"})"#, false, both());
    add(
        r#"sum(load{instance=~".*"})"#,
        false,
        vec![series(&[], values(0))],
    );
    add("rate(burn[1h])", false, vec![series(&[], vec![1.0; 48])]);
    add("increase(jobs[1h])", true, vec![series(&[], vec![7.0; 48])]);
    let mut holes = values(0);
    holes[0] = GAP;
    holes[1] = f64::NAN;
    holes[2] = f64::INFINITY;
    holes[3] = GAP;
    add("holes", false, vec![series(&[], holes)]);
    recording
}

fn range(expr: &str, grid: Grid) -> Ask {
    Ask::Range {
        expr: expr.into(),
        grid,
    }
}

fn text(result: &Result<Answer, Failure>) -> String {
    let answer = match result {
        Ok(answer) => answer,
        Err(failure) => return format!("{failure:?}\n"),
    };
    let mut text = String::new();
    let number = |value: f64| {
        if is_gap(value) {
            "_".to_string()
        } else {
            value.to_string()
        }
    };
    match &answer.found {
        Found::Matrix(matrix) => {
            for series in &matrix.series {
                let values: Vec<String> = series.values.iter().map(|v| number(*v)).collect();
                text += &format!("{} {}\n", series.labels, values.join(" "));
            }
        }
        Found::Vector(samples) => {
            for sample in samples {
                text += &format!("{} {}\n", sample.labels, number(sample.value));
            }
        }
        found => text += &format!("{found:?}\n"),
    }
    for info in &answer.infos {
        text += &format!("info {info}\n");
    }
    text
}

/// The last hour at steps of half an hour, up to now, which is 01:30.
fn last_hour() -> Grid {
    grid(NOW.0 - HOUR, 30 * MINUTE, 3)
}

fn check(expr: &str, expected: Expect) {
    expected.assert_eq(&text(&answer(&recording(), &range(expr, last_hour()), NOW)));
}

#[test]
fn the_day_is_moved_to_now_keeping_its_time() {
    check(
        r#"load{instance=~".*"}"#,
        expect![[r#"
            {instance="app-1"} 1 2 3
            {instance="app-2"} 1001 1002 1003
        "#]],
    );
}

#[test]
fn other_steps_take_the_recorded_step_at_or_before_and_nothing_follows_now() {
    let asked = grid(NOW.0 - 20 * MINUTE, 10 * MINUTE, 5);
    expect![[r#"
        {} 2 2 3 _ _
    "#]]
    .assert_eq(&text(&answer(
        &recording(),
        &range(r#"sum(load{instance=~".*"})"#, asked),
        NOW,
    )));
}

#[test]
fn midnight_and_long_ranges_repeat_the_day_and_say_so() {
    let recording = recording();
    let expr = r#"sum(load{instance=~".*"})"#;
    let over_midnight = grid(NOW.0 - 2 * HOUR, 30 * MINUTE, 5);
    let three_days = grid(NOW.0 - 3 * DAY, DAY, 4);
    let before_it_was_recorded = grid(RECORDED - HOUR, HOUR, 2);
    let mut found = String::new();
    for asked in [over_midnight, three_days, before_it_was_recorded] {
        found += &text(&answer(&recording, &range(expr, asked), NOW));
    }
    expect![[r#"
        {} 47 0 1 2 3
        {} 3 3 3 3
        info demo: the recorded stretch is repeated over this range
        {} 46 0
    "#]]
    .assert_eq(&found);
}

#[test]
fn an_instant_is_answered_from_the_range() {
    let ask = Ask::Instant {
        expr: r#"load{instance="app-2"}"#.into(),
        at: NOW,
    };
    expect![[r#"
        {instance="app-2"} 1003
    "#]]
    .assert_eq(&text(&answer(&recording(), &ask, NOW)));
}

#[test]
fn blanks_order_of_matchers_and_comments_do_not_matter() {
    let expected = concat!(
        "{instance=\"app-1\"} 1 2 3\n",
        "{instance=\"app-2\"} 1001 1002 1003\n",
    );
    for expr in [
        r#" rate ( cpu { mode="user" , instance=~".+" } [4m] ) "#,
        "rate(cpu{instance=~\"app-1|app-2\",mode=\"user\",}[4m]) # \"hot",
        r#"rate(cpu{mode="user"}[4m])"#,
    ] {
        let found = answer(&recording(), &range(expr, last_hour()), NOW);
        assert_eq!(text(&found), expected, "{expr}");
    }
}

#[test]
fn a_smoothing_window_recorded_for_any_is_answered_for_any() {
    let recorded = |expr: &str| answer(&recording(), &range(expr, last_hour()), NOW).is_ok();
    assert!(recorded(r#"rate(cpu{mode="user"}[1m0s])"#));
    assert!(recorded(r#"rate(cpu{mode="user"}[1h])"#));
    assert!(
        !recorded(r#"rate(cpu{mode="user"}[1d])"#),
        "meant as written"
    );
    assert!(!recorded(r#"rate(cpu{mode="user"}[1h:5m])"#), "a subquery");
    assert!(!recorded(r#"irate(cpu{mode="user"}[4m])"#));
    assert!(recorded("rate(burn[1h])"));
    assert!(!recorded("rate(burn[6h])"));
    assert!(!recorded("rate(burn[5m])"), "recorded for this window only");
    assert!(recorded("increase(jobs[1h])"));
    assert!(!recorded("increase(jobs[5m])"), "grows with its window");
}

#[test]
fn a_choice_of_instances_is_answered_where_it_follows() {
    check(
        r#"load{instance=~"(app-2)"}"#,
        expect![[r#"
            {instance="app-2"} 1001 1002 1003
        "#]],
    );
    check(
        r#"load{instance="app-1"} / cores{instance="app-1"}"#,
        expect![[r#"
            {instance="app-1"} 1 2 3
        "#]],
    );
    check(r#"load{instance="elsewhere"}"#, expect![""]);
    let refused = |expr: &str| {
        let found = answer(&recording(), &range(expr, last_hour()), NOW);
        assert_eq!(found, Err(Failure::NotRecorded), "{expr}");
    };
    refused(r#"sum(load{instance="app-1"})"#);
    refused(r#"topk(1, load{instance="app-1"})"#);
    refused(r#"load{instance="app-1"} / cores{instance="app-2"}"#);
    refused(r#"load{instance="app-1"} / cores"#);
    refused(r#"load{instance=~"app-[0-9]"}"#);
    refused(r#"load{instance!="app-1"}"#);
    refused(r#"load{job="node"}"#);
    refused("anything else");
}

#[test]
fn replies_are_kept_whole_with_their_times_moved() {
    let mut recording = recording();
    let body = r#"{"status":"success","data":{"alerts":[{"labels":{"alertname":"Watchdog"},"annotations":{},"state":"firing","activeAt":"2025-01-01T23:30:00Z","value":"1e+00"}]}}"#;
    assert!(recording.add_reply(&Ask::Alerts, body));
    let values = |from: i64| Ask::LabelValues {
        label: "instance".into(),
        matchers: vec!["up{ job='node' }".into()],
        range: Range {
            from: Instant(from),
            to: NOW,
        },
    };
    assert!(recording.add_reply(
        &values(0),
        r#"{"status":"success","data":["app-1","app-2"]}"#
    ));
    assert!(!recording.add_reply(&Ask::Rules, "<html>"), "no answer");
    let recording = Recording::parse(recording.to_json().unwrap().as_bytes()).unwrap();
    let Ok(Answer {
        found: Found::Alerts(alerts),
        ..
    }) = answer(&recording, &Ask::Alerts, NOW)
    else {
        panic!("alerts");
    };
    // It was active for half an hour when the recording ended.
    assert_eq!(alerts[0].active_at, Some(Instant(NOW.0 - 30 * MINUTE)));
    expect![[r#"
        Names(["app-1", "app-2"])
    "#]]
    .assert_eq(&text(&answer(&recording, &values(5), NOW)));
    assert_eq!(key(&values(0)), key(&values(5)));
    assert_eq!(
        answer(&recording, &Ask::Targets, NOW),
        Err(Failure::NotRecorded)
    );
}

#[test]
fn what_cannot_be_replayed_is_not_recorded() {
    let mut recording = recording();
    let other = grid(RECORDED, HOUR, 24);
    assert!(!recording.add_range("x", false, matrix(other, vec![])));
    let mut native = series(&[], vec![1.0; 48]);
    native.histograms.push((
        0,
        Histogram {
            count: 1.0,
            sum: 1.0,
            buckets: Vec::new(),
        },
    ));
    assert!(!recording.add_range("x", false, matrix(day(), vec![native])));
}
