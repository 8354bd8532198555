mod model;

use atalaya::cache::steady::is_steady;
use atalaya::cache::tail::join;
use atalaya::cache::tail::plan;
use atalaya::data::labels::Labels;
use atalaya::data::series::GAP;
use atalaya::data::series::Histogram;
use atalaya::data::series::Matrix;
use atalaya::data::series::Series;
use atalaya::data::series::is_gap;
use atalaya::source::Answer;
use atalaya::source::Found;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::expect;

const SECOND: i64 = 1_000;

const MINUTE: i64 = 60 * SECOND;

fn grid(start: i64, step: i64, count: usize) -> Grid {
    Grid {
        start: Instant(start),
        step: Millis(step),
        count,
    }
}

fn series(name: &str, values: &[f64]) -> Series {
    Series {
        labels: Labels::from_pairs([("job", name)]),
        values: values.to_vec().into(),
        histograms: Vec::new(),
    }
}

fn answer(grid: Grid, series: Vec<Series>) -> Answer {
    Answer {
        found: Found::Matrix(Matrix { grid, series }),
        warnings: Vec::new(),
        infos: Vec::new(),
    }
}

fn matrix(answer: &Answer) -> &Matrix {
    let Found::Matrix(matrix) = &answer.found else {
        panic!("no matrix: {answer:?}");
    };
    matrix
}

fn text(answer: &Answer) -> String {
    let matrix = matrix(answer);
    let mut text = format!(
        "{} + {} x {}\n",
        matrix.grid.start.0, matrix.grid.step.0, matrix.grid.count
    );
    for series in &matrix.series {
        let values: Vec<String> = series
            .values
            .iter()
            .map(|v| {
                if is_gap(*v) {
                    "_".into()
                } else {
                    v.to_string()
                }
            })
            .collect();
        text += &format!("{} {}", series.labels, values.join(" "));
        for (at, one) in &series.histograms {
            text += &format!(" {at}:{}/{}", one.sum, one.count);
        }
        text += "\n";
    }
    for warning in &answer.warnings {
        text += &format!("warning {warning}\n");
    }
    for info in &answer.infos {
        text += &format!("info {info}\n");
    }
    text
}

#[test]
fn steady_expressions_are_told_from_those_that_look_ahead() {
    for expr in [
        "up",
        "",
        "rate(http_requests_total[5m])",
        "sum by (job) (rate(x[5m])) / on (job) group_left () sum(y)",
        "SUM BY (job) (up OFFSET 5m)",
        "topk(5, x) or absent(y)",
        r#"x{path="/@end()", q='offset -5m', r=`@ start()`}"#,
        r#"x{path="\"@"}"#,
        "up # it's @ end()\n",
        "x offset 5m",
        "max_over_time(rate(x[1m])[1h:5m])",
        "(up)",
        "x and (y unless (z))",
        "1e-3 * x",
    ] {
        assert!(is_steady(expr), "{expr}");
    }
    for expr in [
        "x @ end()",
        "x @start()",
        "rate(x[5m] @ 1700000000)",
        "x offset -5m",
        "x OFFSET   -  5m",
        "x offset # why\n -5m",
        "x offset (5m - 10m)",
        "rate(x[range()])",
        "range_avg(x)",
        "topk_max(3, x)",
        "limitk(3, x)",
        "rand()",
        "# it's\nx @ end()",
        r#"x{a="\\"} @ end()"#,
        "zähler(x)",
    ] {
        assert!(!is_steady(expr), "{expr}");
    }
}

/// A day of one series at a step of a minute, asked when it ended.
fn day() -> (Answer, Instant) {
    let kept = answer(grid(0, MINUTE, 1_441), vec![series("a", &[1.0; 1_441])]);
    (kept, Instant(1_440 * MINUTE))
}

#[test]
fn a_day_after_one_step_asks_a_twentieth_at_most() {
    let (kept, asked) = day();
    let tail = plan("up", &kept, asked, grid(MINUTE, MINUTE, 1_441)).unwrap();
    expect!["start 1431 min, 11 steps"].assert_eq(&format!(
        "start {} min, {} steps",
        tail.start.0 / MINUTE,
        tail.count
    ));
    assert!(tail.count * 20 <= 1_441);
}

#[test]
fn everything_is_asked_where_the_past_is_not_to_be_trusted() {
    let (kept, asked) = day();
    let wanted = grid(MINUTE, MINUTE, 1_441);
    let whole = |expr, kept: &Answer, asked, wanted| plan(expr, kept, asked, wanted).is_none();
    assert!(!whole("up", &kept, asked, wanted));
    assert!(whole("up @ end()", &kept, asked, wanted), "not steady");
    assert!(whole("up", &kept, asked, grid(0, 2 * MINUTE, 721)), "step");
    assert!(
        whole("up", &kept, asked, grid(MINUTE + 1, MINUTE, 1_441)),
        "misaligned"
    );
    assert!(
        whole("up", &kept, asked, grid(-MINUTE, MINUTE, 1_441)),
        "starts earlier"
    );
    assert!(
        whole("up", &kept, asked, grid(1_000 * MINUTE, MINUTE, 1_441)),
        "mostly new"
    );
    assert!(
        whole("up", &kept, asked, grid(0, MINUTE, 0)),
        "nothing wanted"
    );
    assert!(
        whole("up", &kept, Instant(0), wanted),
        "asked before there was anything"
    );
    let empty = answer(grid(0, MINUTE, 1_441), vec![]);
    assert!(whole("up", &empty, asked, wanted), "nothing kept");
    let mut partial = kept.clone();
    partial.warnings.push("a store is down".into());
    assert!(whole("up", &partial, asked, wanted), "partial");
}

#[test]
fn a_fast_clock_does_not_settle_what_the_server_has_not_seen() {
    // The reader's clock is two hours fast: the last two hours of the grid lie in the server's future and are empty.
    let mut values = vec![1.0; 1_321];
    values.resize(1_441, GAP);
    let kept = answer(grid(0, MINUTE, 1_441), vec![series("a", &values)]);
    let tail = plan(
        "up",
        &kept,
        Instant(1_440 * MINUTE),
        grid(MINUTE, MINUTE, 1_441),
    );
    assert_eq!(tail.unwrap().start, Instant(1_311 * MINUTE));
}

#[test]
fn the_join_drops_the_head_keeps_gaps_and_replaces_the_end() {
    let mut kept = answer(
        grid(0, 10, 6),
        vec![
            series("gone", &[1.0, GAP, GAP, GAP, GAP, GAP]),
            series("left", &[1.0, 2.0, 3.0, 9.0, 9.0, 9.0]),
            series("stays", &[1.0, f64::NAN, GAP, 4.0, 5.0, 6.0]),
        ],
    );
    kept.infos.push("seen before".into());
    let mut tail = answer(
        grid(40, 10, 3),
        vec![
            series("new", &[GAP, GAP, 7.0]),
            series("stays", &[50.0, 60.0, 70.0]),
        ],
    );
    tail.warnings.push("new warning".into());
    tail.infos.extend(["seen before".into(), "also".into()]);
    expect![[r#"
        10 + 10 x 6
        {job="left"} 2 3 9 _ _ _
        {job="stays"} NaN _ 4 50 60 70
        {job="new"} _ _ _ _ _ 7
        warning new warning
        info seen before
        info also
    "#]]
    .assert_eq(&text(&join(&kept, &tail, grid(10, 10, 6)).unwrap()));
}

#[test]
fn native_histograms_are_joined_too() {
    let of = |count: f64| Histogram {
        count,
        sum: 2.0 * count,
        buckets: Vec::new(),
    };
    let with = |values: &[f64], histograms| Series {
        histograms,
        ..series("h", values)
    };
    let kept = answer(
        grid(0, 10, 4),
        vec![with(
            &[2.0; 4],
            (0..4).map(|at| (at, of(at as f64))).collect(),
        )],
    );
    let tail = answer(
        grid(30, 10, 2),
        vec![with(&[2.0; 2], vec![(0, of(30.0)), (1, of(40.0))])],
    );
    expect![[r#"
        10 + 10 x 4
        {job="h"} 2 2 2 2 0:2/1 1:4/2 2:60/30 3:80/40
    "#]]
    .assert_eq(&text(&join(&kept, &tail, grid(10, 10, 4)).unwrap()));
}

#[test]
fn parts_that_do_not_fit_are_not_joined() {
    let one = |start, count| answer(grid(start, 10, count), vec![series("a", &vec![1.0; count])]);
    let twice = |start, count| {
        let same = series("a", &vec![1.0; count]);
        answer(grid(start, 10, count), vec![same.clone(), same])
    };
    let wanted = grid(10, 10, 6);
    assert!(join(&one(0, 6), &one(40, 3), wanted).is_some());
    assert!(join(&twice(0, 6), &one(40, 3), wanted).is_none());
    assert!(join(&one(0, 6), &twice(40, 3), wanted).is_none());
    assert!(
        join(&one(0, 6), &one(30, 3), wanted).is_none(),
        "ends early"
    );
    assert!(join(&one(0, 2), &one(40, 3), wanted).is_none(), "a hole");
    assert!(
        join(&one(5, 6), &one(40, 3), wanted).is_none(),
        "misaligned"
    );
    let text = Answer {
        found: Found::Text("?".into()),
        ..one(0, 1)
    };
    assert!(join(&text, &one(40, 3), wanted).is_none());
    assert!(join(&one(0, 6), &text, wanted).is_none());
}
