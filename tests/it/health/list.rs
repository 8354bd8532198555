use atalaya::data::labels::Labels;
use atalaya::data::series::Matrix;
use atalaya::data::series::RawSeries;
use atalaya::data::series::Sample;
use atalaya::data::series::Series;
use atalaya::health::check;
use atalaya::health::course::Rules;
use atalaya::health::list;
use atalaya::health::list::Answers;
use atalaya::health::list::Row;
use atalaya::health::list::Since;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::Expect;
use expect_test::expect;
use std::fmt::Write;

const MINUTE: i64 = 60_000;

/// When the page asks.
const NOW: i64 = 1_000 * MINUTE;

/// A probe with its last samples, one each minute, and the shares of the pieces of an hour before, a third of it each.
type Probe<'a> = (&'a str, &'a [f64], [f64; 3]);

fn labels(metric: &str, instance: &str) -> Labels {
    let pairs = [("__name__", metric), ("instance", instance)];
    Labels::from_pairs(pairs.into_iter().filter(|(_, value)| !value.is_empty()))
}

fn rows(probes: &[Probe<'_>]) -> Vec<Row> {
    let last: Vec<f64> = probes
        .iter()
        .filter_map(|(_, values, _)| values.last().copied())
        .collect();
    rows_with(probes, &last)
}

/// The same, where the checks say something else now than their last samples.
fn rows_with(probes: &[Probe<'_>], now: &[f64]) -> Vec<Row> {
    let sample = |metric: &str, instance: &str, value: f64| Sample {
        labels: labels(metric, instance),
        at: Instant(NOW),
        value,
        histogram: None,
    };
    let now: Vec<Sample> = probes
        .iter()
        .zip(now)
        .map(|((name, ..), value)| sample("probe_success", name, *value))
        .collect();
    let recent: Vec<RawSeries> = probes
        .iter()
        .map(|(name, values, _)| RawSeries {
            labels: labels("probe_success", name),
            times: (0..values.len())
                .rev()
                .map(|ago| Instant(NOW - ago as i64 * MINUTE))
                .collect(),
            values: values.to_vec(),
            histograms: Vec::new(),
        })
        .collect();
    let shares = Matrix {
        grid: Grid {
            start: Instant(NOW - 40 * MINUTE),
            step: Millis(20 * MINUTE),
            count: 3,
        },
        series: probes
            .iter()
            .map(|(name, _, shares)| Series {
                labels: labels("", name),
                values: shares.to_vec().into(),
                histograms: Vec::new(),
            })
            .collect(),
    };
    let uptime: Vec<Sample> = probes
        .iter()
        .map(|(name, ..)| sample("", name, 0.5))
        .collect();
    let checks = check::checks(&now, Instant(NOW));
    let answers = Answers {
        now: Instant(NOW),
        checks: &checks,
        recent: Some(&recent),
        shares: Some(&shares),
        uptime: &uptime,
    };
    let mut rows = list::rows(&answers, Rules::default(), |check| {
        (check.name == "b").then(|| "Billing".to_owned())
    });
    list::order(&mut rows);
    rows
}

fn check(probes: &[Probe<'_>], expected: Expect) {
    let mut seen = String::new();
    for row in rows(probes) {
        let since = match row.since {
            Some(Since::At(at)) => format!("for {} min", (NOW - at.0) / MINUTE),
            Some(Since::Before(at)) => format!("for more than {} min", (NOW - at.0) / MINUTE),
            None => "since nobody knows".to_owned(),
        };
        let beats: Vec<String> = row
            .pieces
            .iter()
            .map(|piece| format!("{:?}", piece.beat))
            .collect();
        writeln!(
            seen,
            "{} {:?} {since}, {}, {:?}",
            row.name,
            row.shown,
            beats.join(" "),
            row.uptime
        )
        .unwrap();
    }
    expected.assert_eq(&seen);
}

const UP: f64 = 1.0;
const DOWN: f64 = 0.0;
const GAP: f64 = f64::NAN;

#[test]
fn the_worst_first_each_with_its_time() {
    check(
        &[
            ("a", &[UP; 10], [1.0, 1.0, 1.0]),
            ("b", &[UP, UP, DOWN, DOWN, DOWN], [1.0, 1.0, 0.85]),
            ("c", &[UP, UP, UP, DOWN], [1.0, 1.0, 0.95]),
            ("d", &[DOWN, DOWN, DOWN, UP], [1.0, 1.0, 0.7]),
            ("e", &[DOWN; 8], [0.0, 0.0, 0.0]),
        ],
        expect![[r#"
            Billing Unhealthy for 0 min, Up Up Down, Some(0.5)
            e Unhealthy for more than 60 min, Down Down Down, Some(0.5)
            c Degraded for 0 min, Up Up Down, Some(0.5)
            d Recovering for 0 min, Up Up Down, Some(0.5)
            a Healthy for more than 60 min, Up Up Up, Some(0.5)
        "#]],
    );
}

/// The two answers are of two moments, whichever came first: how a check is, is what was asked last of it, and no state that
/// neither of them means.
#[test]
fn one_answer_is_older_than_the_other() {
    let later = [
        ("gone", [DOWN; 5].as_slice(), UP),
        ("back", &[DOWN, DOWN, DOWN, DOWN, UP], DOWN),
        ("failing", &[UP; 5], DOWN),
        ("failed once", &[UP, UP, UP, UP, DOWN], UP),
    ];
    let mut seen = String::new();
    for (name, samples, now) in later {
        let row = rows_with(&[(name, samples, [1.0; 3])], &[now]).remove(0);
        writeln!(seen, "{name}: {:?}", row.shown).unwrap();
    }
    expect![[r#"
        gone: Recovering
        back: Unhealthy
        failing: Degraded
        failed once: Healthy
    "#]]
    .assert_eq(&seen);
}

#[test]
fn what_lasts_longer_than_the_samples_is_told_by_the_pieces() {
    check(
        &[
            ("all of it", &[UP; 10], [1.0, 1.0, 1.0]),
            ("since a failure", &[UP; 10], [1.0, 0.5, 1.0]),
            ("since it is there", &[UP; 10], [GAP, GAP, 1.0]),
            ("since a gap", &[UP; 10], [GAP, 1.0, 1.0]),
        ],
        expect![[r#"
            all of it Healthy for more than 60 min, Up Up Up, Some(0.5)
            since a failure Healthy for more than 20 min, Up Down Up, Some(0.5)
            since a gap Healthy for more than 40 min, NoData Up Up, Some(0.5)
            since it is there Healthy for more than 9 min, NoData NoData Up, Some(0.5)
        "#]],
    );
}

#[test]
fn nothing_known_is_no_state() {
    let rows = rows(&[("a", &[], [GAP; 3])]);
    assert!(rows.is_empty(), "{rows:?}");
}
