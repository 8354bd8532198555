use super::DAY;
use super::HOUR;
use super::series;
use atalaya::config::SCRAPE_INTERVAL;
use atalaya::config::pages::Pages;
use atalaya::config::pages::Service;
use atalaya::data::labels::Labels;
use atalaya::health::ask;
use atalaya::health::beat;
use atalaya::health::check;
use atalaya::health::check::Check;
use atalaya::health::check::Prober;
use atalaya::health::service;
use atalaya::overview::budget;
use atalaya::overview::figure;
use atalaya::source::Answer;
use atalaya::source::Ask;
use atalaya::source::Found;
use atalaya::source::demo::Recording;
use atalaya::source::demo::answer;
use atalaya::source::demo::checks;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use atalaya::time::zone::Zone;
use std::collections::BTreeMap;

/// Years after any recording, at no round time.
const NOW: Instant = Instant(2_000_000_000_123);

fn shipped() -> Recording {
    Recording::parse(&std::fs::read("public/demo/prometheus.json").unwrap()).unwrap()
}

fn ask_it(recording: &Recording, ask: &Ask) -> Answer {
    answer(recording, ask, NOW).unwrap_or_else(|failure| panic!("{ask:?}: {failure:?}"))
}

/// How many series or samples an answer has.
fn count(answer: &Answer) -> usize {
    match &answer.found {
        Found::Vector(samples) => samples.len(),
        Found::Matrix(matrix) => matrix.series.len(),
        Found::Raw(all) => all.len(),
        _ => 0,
    }
}

fn known(recording: &Recording) -> Vec<Check> {
    let Found::Vector(samples) = ask_it(recording, &ask::now(NOW)).found else {
        panic!("no vector");
    };
    check::checks(&samples, NOW)
}

#[test]
fn the_shipped_recording_answers_what_the_pages_of_checks_ask() {
    let recording = shipped();
    let checks = known(&recording);
    let of_all = checks.len();
    assert!(of_all >= 7, "{of_all} checks");
    let hours = |hours: i64| Range {
        from: Instant(NOW.0 - hours * HOUR),
        to: NOW,
    };
    for length in [1, 6, 24, 7 * 24, 90 * 24] {
        let pieces = ask::shares(beat::cells(hours(length), 0));
        assert_eq!(count(&ask_it(&recording, &pieces)), of_all, "{length} h");
        let share = ask::share(NOW, Millis(length * HOUR));
        assert_eq!(count(&ask_it(&recording, &share)), of_all, "{length} h");
    }
    assert_eq!(
        count(&ask_it(&recording, &ask::recent(NOW, SCRAPE_INTERVAL))),
        of_all
    );
    for tally in ask::tallies(NOW, service::length()) {
        assert_eq!(count(&ask_it(&recording, &tally)), of_all);
    }
    let days = beat::days(NOW, service::DAYS, &Zone::utc());
    assert_eq!(count(&ask_it(&recording, &ask::shares(days))), of_all);
    let grid = Grid::aligned(hours(6), Millis(60_000), 0);
    for Check { labels, prober, .. } in &checks {
        for days in [1, 7, 30, 90] {
            let share = ask::share_of(labels, *prober, NOW, Millis(days * DAY));
            assert_eq!(count(&ask_it(&recording, &share)), 1, "{labels:?}");
        }
        assert_eq!(
            count(&ask_it(&recording, &ask::samples_of(labels, *prober, grid))),
            1
        );
        assert_eq!(
            count(&ask_it(&recording, &ask::time_of(labels, *prober, grid))),
            1
        );
    }
    let services: Vec<service::Service> = Pages::demo()
        .services
        .iter()
        .map(Service::standing)
        .collect();
    let expr = ask::times_of(&services);
    assert_eq!(
        count(&ask_it(&recording, &Ask::Range { expr, grid })),
        services.len()
    );
    for service in &services {
        assert!(
            checks.iter().any(|check| service.holds(&check.labels)),
            "{}",
            service.name
        );
    }
}

#[test]
fn the_shipped_recording_fills_the_first_page() {
    let recording = shipped();
    for hours in [1, 6, 24, 7 * 24] {
        let range = Range {
            from: Instant(NOW.0 - hours * HOUR),
            to: NOW,
        };
        for figure in figure::ALL {
            let Found::Matrix(matrix) =
                ask_it(&recording, &figure.ask(range, SCRAPE_INTERVAL, 0)).found
            else {
                panic!("no matrix");
            };
            assert!(figure::read(&matrix).is_some(), "{figure:?} over {hours} h");
        }
    }
    let Found::Vector(samples) = ask_it(&recording, &budget::ask(NOW)).found else {
        panic!("no vector");
    };
    assert!(!budget::budgets(&samples).is_empty());
    for tile in Pages::demo().tiles {
        let ask = Ask::Instant {
            expr: tile.expr,
            at: NOW,
        };
        assert_eq!(count(&ask_it(&recording, &ask)), 1, "{}", tile.title);
    }
}

/// Four steps an hour, one of them down, one in maintenance.
#[test]
fn shares_are_those_of_the_recorded_samples() {
    let grid = super::day();
    let mut recording = Recording::new(grid, BTreeMap::new());
    let pattern = [1.0, 0.0, 1.0, 3.0];
    let of = |metric: &str, name: &str, other: f64| {
        let values = (0..grid.count).map(|step| {
            if pattern[step % 4] == 3.0 {
                other
            } else {
                pattern[step % 4]
            }
        });
        series(&[("__name__", metric), (name, "x")], values.collect())
    };
    let all = vec![
        of("probe_success", "instance", 1.0),
        of("monitor_status", "monitor_name", 3.0),
    ];
    assert!(recording.add_range("all", false, super::matrix(grid, all)));
    let now = Instant(super::RECORDED + 3 * DAY);
    let share = |ask: &Ask| {
        let Found::Vector(samples) = answer(&recording, ask, now).unwrap().found else {
            panic!("no vector");
        };
        samples
            .into_iter()
            .map(|sample| sample.value)
            .collect::<Vec<f64>>()
    };
    // Of a monitor, maintenance is neither up nor down.
    assert_eq!(share(&ask::share(now, Millis(4 * HOUR))), [0.75, 2.0 / 3.0]);
    let [up, seen] = ask::tallies(now, Millis(4 * HOUR)).map(|ask| share(&ask));
    assert_eq!((up, seen), (vec![6.0, 4.0], vec![8.0, 6.0]));
    let labels = Labels::from_pairs([("instance", "x")]);
    assert_eq!(
        share(&ask::share_of(
            &labels,
            Prober::Blackbox,
            now,
            Millis(2 * HOUR)
        )),
        [0.75]
    );
    let stranger = Labels::from_pairs([("instance", "y")]);
    assert!(
        share(&ask::share_of(
            &stranger,
            Prober::Blackbox,
            now,
            Millis(HOUR)
        ))
        .is_empty()
    );
    // Nobody else's questions are taken for these.
    for expr in [
        "avg_over_time(up[1h])",
        "probe_success",
        "1 - avg_over_time(probe_success[1h])",
    ] {
        let ask = Ask::Instant {
            expr: expr.to_owned(),
            at: now,
        };
        assert!(answer(&recording, &ask, now).is_err(), "{expr}");
    }
    assert_eq!(checks::days(now).end(), now);
}
