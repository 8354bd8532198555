//! The first page without its page: questions that the recordings answer, figures, budgets, the verdict.

use atalaya::data::labels::Labels;
use atalaya::data::series::GAP;
use atalaya::data::series::Matrix;
use atalaya::data::series::Sample;
use atalaya::data::series::Series;
use atalaya::overview::budget;
use atalaya::overview::errors;
use atalaya::overview::figure;
use atalaya::overview::figure::Figure;
use atalaya::overview::figure::Grade;
use atalaya::overview::verdict::Seen;
use atalaya::overview::verdict::Tone;
use atalaya::source::Found;
use atalaya::source::Reply;
use atalaya::source::demo;
use atalaya::source::demo::Recording;
use atalaya::source::demo::lines;
use atalaya::source::demo::lines::Recorded;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use proptest::prelude::*;

/// Years after any recording, at no round time.
const NOW: Instant = Instant(2_000_000_000_123);

const HOURS: Range = Range {
    from: Instant(NOW.0 - 6 * 3_600_000),
    to: NOW,
};

#[test]
fn the_shipped_recordings_answer_every_figure() {
    let file = std::fs::read("public/demo/prometheus.json").unwrap();
    let recording = Recording::parse(&file).unwrap();
    for figure in figure::ALL {
        for hours in [1, 6, 24, 168] {
            let range = Range {
                from: Instant(NOW.0 - hours * 3_600_000),
                to: NOW,
            };
            let ask = figure.ask(range, Millis(15_000), 0);
            let answer = demo::answer(&recording, &ask, NOW);
            let Found::Matrix(matrix) = answer.unwrap().found else {
                panic!("{figure:?}");
            };
            assert!(figure::read(&matrix).is_some(), "{figure:?} over {hours} h");
        }
    }
}

/// What is told by service adds up to what is told by level.
#[test]
fn the_shipped_lines_are_counted_by_service() {
    let reply = Reply {
        status: 200,
        content_type: "application/json".to_owned(),
        body: std::fs::read("public/demo/loki.json").unwrap(),
    };
    let recorded = Recorded::read(&reply).unwrap();
    let answer = lines::answer(&recorded, &errors::ask(HOURS), NOW);
    let Found::Matrix(matrix) = answer.unwrap().found else {
        panic!("a matrix");
    };
    let services = errors::services(&matrix);
    assert!(services.len() > 1, "{services:?}");
    assert!(services.is_sorted_by_key(|service| std::cmp::Reverse(service.count)));
    let of_one = errors::query(Some("back\"end"));
    assert_eq!(
        of_one,
        "{service=\"back\\\"end\"} | detected_level =~ \"critical|fatal|error\""
    );
}

fn matrix(values: Vec<f64>) -> Matrix {
    Matrix {
        grid: Grid {
            start: Instant(0),
            step: Millis(60_000),
            count: values.len(),
        },
        series: vec![Series {
            labels: Labels::default(),
            values: values.into(),
            histograms: Vec::new(),
        }],
    }
}

#[test]
fn a_value_that_is_old_is_no_value() {
    let read = |values| figure::read(&matrix(values)).map(|reading| (reading.value, reading.mean));
    assert_eq!(read(vec![1.0, 3.0, GAP]), Some((3.0, 2.0)));
    assert_eq!(read([vec![1.0], vec![GAP; 20]].concat()), None);
    assert_eq!(read(vec![GAP, f64::INFINITY]), None);
    assert_eq!(read(Vec::new()), None);
}

#[test]
fn the_largest_currency_stands_first() {
    let mut both = matrix(vec![3.0]);
    let more = Series {
        labels: Labels::from_pairs([("currency", "EUR")]),
        values: vec![9.0].into(),
        histograms: Vec::new(),
    };
    both.series[0].labels = Labels::from_pairs([("currency", "USD")]);
    both.series.push(more);
    let reading = figure::read(&both).unwrap();
    assert_eq!(reading.currency.as_deref(), Some("EUR"));
    assert_eq!(reading.others, [("USD".to_owned(), 3.0)]);
}

#[test]
fn a_threshold_itself_is_still_good() {
    assert_eq!(Figure::Paint.grade(2.5), Some(Grade::Good));
    assert_eq!(Figure::Paint.grade(2.51), Some(Grade::Worse));
    assert_eq!(Figure::Paint.grade(4.01), Some(Grade::Bad));
    assert_eq!(Figure::Errors.grade(0.05), Some(Grade::Worse));
    assert_eq!(Figure::Requests.grade(9e9), None);
}

#[test]
fn budgets_are_read_with_their_objective_and_the_emptiest_is_first() {
    let sample = |pairs: &[(&'static str, &'static str)], value| Sample {
        labels: Labels::from_pairs(pairs.iter().copied()),
        at: Instant(0),
        value,
        histogram: None,
    };
    let (left, aim) = ("job:slo_budget_left:ratio30d", "job:slo_objective:ratio");
    let found = budget::budgets(&[
        sample(&[("__name__", left), ("job", "app")], 0.8),
        sample(&[("__name__", aim), ("job", "app")], 0.999),
        sample(&[("__name__", left), ("job", "shop")], -0.5),
        sample(&[("__name__", left), ("job", "new")], f64::NAN),
        sample(
            &[
                ("__name__", "slo:period_error_budget_remaining:ratio"),
                ("sloth_service", "api"),
                ("sloth_slo", "latency"),
            ],
            0.1,
        ),
    ]);
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.name.as_str(), one.objective, one.left))
        .collect();
    assert_eq!(
        told,
        [
            ("shop", None, -0.5),
            ("api, latency", None, 0.1),
            ("app", Some(0.999), 0.8)
        ]
    );
}

proptest! {
    /// What is bad is never hidden by what is unknown, and what is unknown is never well.
    #[test]
    fn well_is_said_only_of_what_is_known_and_good(
        critical in 0_usize..3, warning in 0_usize..3, down in 0_usize..3, weak in 0_usize..3,
        spent in 0_usize..3, waiting: bool, unknown: bool,
    ) {
        let seen = Seen { critical, warning, checks: 9, down, weak, spent, waiting, unknown };
        let nothing = critical + warning + down + weak + spent == 0;
        prop_assert_eq!(seen.tone() == Tone::Calm, nothing && !waiting && !unknown);
        prop_assert_eq!(seen.tone() == Tone::Critical, critical + down > 0);
    }
}
