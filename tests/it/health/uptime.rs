use atalaya::data::labels::Labels;
use atalaya::data::series::GAP;
use atalaya::data::series::RawSeries;
use atalaya::data::series::Sample;
use atalaya::data::series::is_gap;
use atalaya::health::beat;
use atalaya::health::beat::Beat;
use atalaya::health::beat::Piece;
use atalaya::health::check;
use atalaya::health::check::Prober;
use atalaya::health::check::Shown;
use atalaya::health::course::Rules;
use atalaya::health::incident;
use atalaya::health::judge::Level;
use atalaya::health::notice;
use atalaya::health::service;
use atalaya::health::service::Known;
use atalaya::health::service::Overall;
use atalaya::health::service::Samples;
use atalaya::health::service::Service;
use atalaya::health::service::Truth;
use atalaya::health::uptime;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use atalaya::time::zone::Zone;
use expect_test::expect;
use proptest::prelude::*;
use std::fmt::Write;

fn range(from: i64, to: i64) -> Range {
    Range {
        from: Instant(from),
        to: Instant(to),
    }
}

fn spans() -> impl Strategy<Value = Vec<Range>> {
    let span = (0_i64..500, 0_i64..80).prop_map(|(from, length)| range(from, from + length));
    prop::collection::vec(span, 0..12)
}

/// By the millisecond, as slowly as can be.
fn slowly(
    results: &[(Instant, Level)],
    hold: i64,
    window: Range,
    maintenance: &[Range],
) -> (u32, u32) {
    let (mut up, mut seen) = (0, 0);
    for moment in window.from.0..window.to.0 {
        let held = results.iter().rev().find(|(at, _)| at.0 <= moment);
        let maintained = maintenance
            .iter()
            .any(|span| (span.from.0..span.to.0).contains(&moment));
        if let Some((at, level)) = held
            && moment < at.0 + hold
            && !maintained
        {
            seen += 1;
            up += u32::from(level.serves());
        }
    }
    (up, seen)
}

proptest! {
    #[test]
    fn a_union_is_the_same_time_once(spans in spans()) {
        let merged = uptime::union(spans.clone());
        for moment in 0..600 {
            let is_in = |spans: &[Range]| spans.iter().any(|span| (span.from.0..span.to.0).contains(&moment));
            prop_assert_eq!(is_in(&spans), is_in(&merged));
        }
        for pair in merged.windows(2) {
            prop_assert!(pair[0].to < pair[1].from);
        }
    }

    #[test]
    fn time_is_counted_to_the_millisecond(
        steps in prop::collection::vec((0_i64..60, prop::sample::select(vec![Level::Up, Level::Warning, Level::Down])), 0..20),
        hold in 1_i64..90,
        window in (0_i64..300, 0_i64..300),
        maintenance in spans(),
    ) {
        let mut at = 0;
        let results: Vec<(Instant, Level)> = steps.into_iter().map(|(step, level)| { at += step; (Instant(at), level) }).collect();
        let window = range(window.0, window.0 + window.1);
        let maintenance = uptime::union(maintenance);
        let tally = uptime::by_results(&results, Millis(hold), window, &maintenance);
        // Of results at one moment the last counts.
        let (up, seen) = slowly(&results, hold, window, &maintenance);
        prop_assert_eq!((tally.up, tally.seen), (f64::from(up), f64::from(seen)));
        prop_assert_eq!(tally.share().is_none(), seen == 0);
    }

    /// Clocks go back, gaps are where they are: a share is none or from 0 to 1, and no more is seen than there is.
    #[test]
    fn no_order_of_results_breaks_a_share(
        results in prop::collection::vec((any::<i64>(), prop::sample::select(vec![Level::Up, Level::Down])), 0..20),
        hold in any::<i64>(),
        maintenance in spans(),
    ) {
        let results: Vec<(Instant, Level)> = results.into_iter().map(|(at, level)| (Instant(at), level)).collect();
        let window = range(0, 1_000);
        let tally = uptime::by_results(&results, Millis(hold), window, &uptime::union(maintenance));
        prop_assert!(tally.seen <= 1_000.0 && tally.up <= tally.seen);
        prop_assert!(tally.share().is_none_or(|share| (0.0..=1.0).contains(&share)));
    }

    #[test]
    fn incidents_are_in_order_and_hold_every_failure(values in prop::collection::vec(prop::sample::select(vec![0.0, 1.0, GAP, f64::NAN]), 0..60)) {
        let grid = Grid { start: Instant(0), step: Millis(10), count: values.len() };
        let found = incident::incidents(grid, &values);
        for pair in found.windows(2) {
            prop_assert!(pair[0].end.unwrap() <= pair[1].start);
        }
        for (index, value) in values.iter().enumerate() {
            let at = grid.at(index);
            let inside = found.iter().any(|one| one.start <= at && one.end.is_none_or(|end| at < end));
            if *value == 0.0 { prop_assert!(inside); }
            if *value == 1.0 { prop_assert!(!inside); }
        }
    }
}

#[test]
fn pieces_say_what_was() {
    let day = 86_400_000;
    let say = |share: Option<f64>, maintained: i64| {
        format!(
            "{:?}",
            Piece::new(range(0, day), share, &[range(0, maintained)]).beat
        )
    };
    let half_hour = 1_800_000;
    let seen = [
        say(Some(1.0), 0),
        say(Some(0.9996), 0),
        say(Some(0.999), 0),
        say(Some(0.97), 0),
        say(None, 0),
        // Down for the half hour that was announced, and for longer than that.
        say(Some(1.0 - 0.5 / 24.0), half_hour),
        say(Some(0.5), half_hour),
        say(Some(1.0), half_hour),
        say(None, half_hour),
        say(Some(f64::NAN), 0),
    ];
    expect!["Up Up Degraded Down NoData Down Down Maintenance Maintenance NoData"]
        .assert_eq(&seen.join(" "));
}

#[test]
fn days_end_at_midnight() {
    let now = Instant(1_795_257_720_000);
    let grid = beat::days(now, 90, &Zone::utc());
    assert_eq!(grid.count, 90);
    assert_eq!(grid.end().0 % 86_400_000, 0);
    assert!(grid.end() > now && grid.end().0 - now.0 <= 86_400_000);
}

fn sample(pairs: &[(&str, &str)], value: f64) -> Sample {
    Sample {
        labels: Labels::from_pairs(pairs.iter().copied()),
        at: Instant(0),
        value,
        histogram: None,
    }
}

#[test]
fn series_become_checks() {
    let web = [("instance", "web"), ("job", "blackbox")];
    let with = |metric: &'static str| [&[("__name__", metric)], &web[..]].concat();
    let kuma = |metric: &'static str, name: &'static str| {
        vec![
            ("__name__", metric),
            ("monitor_name", name),
            ("monitor_url", "https://shop.example.org"),
            ("instance", "kuma"),
        ]
    };
    let samples = [
        sample(&with("probe_success"), 0.0),
        sample(&with("probe_http_status_code"), 503.0),
        sample(&with("probe_duration_seconds"), 0.25),
        sample(&with("probe_ssl_earliest_cert_expiry"), 86_400.0),
        sample(
            &[
                ("__name__", "probe_success"),
                ("instance", "gone"),
                ("job", "blackbox"),
            ],
            0.0,
        ),
        sample(
            &[
                ("__name__", "probe_http_status_code"),
                ("instance", "gone"),
                ("job", "blackbox"),
            ],
            0.0,
        ),
        sample(
            &[
                ("__name__", "probe_success"),
                ("instance", "tcp"),
                ("job", "blackbox"),
            ],
            1.0,
        ),
        sample(&kuma("monitor_status", "shop"), 3.0),
        sample(&kuma("monitor_response_time", "shop"), 120.0),
        sample(&kuma("monitor_cert_days_remaining", "shop"), 12.0),
        sample(
            &[("__name__", "probe_http_redirects"), ("instance", "odd")],
            1.0,
        ),
        sample(&[("instance", "nameless")], 1.0),
    ];
    let mut seen = String::new();
    for check in check::checks(&samples, Instant(0)) {
        writeln!(
            seen,
            "{:?} {} ({}) {:?} {:?} maintained {} took {:?} certificate {:?}",
            check.prober,
            check.name,
            check.address,
            check.level,
            check.why,
            check.maintained,
            check.took,
            check.certificate.map(|at| at.0 / 86_400_000)
        )
        .unwrap();
    }
    expect![[r#"
        Blackbox gone (blackbox) Some(Unreachable) Some(NoAnswer) maintained false took None certificate None
        Kuma shop (https://shop.example.org) None None maintained true took Some(0.12) certificate Some(12)
        Blackbox tcp (blackbox) Some(Up) None maintained false took None certificate None
        Blackbox web (blackbox) Some(Down) Some(Status(503)) maintained false took Some(0.25) certificate Some(1)
    "#]].assert_eq(&seen);
}

/// One sample each 30 s; a gap is none.
fn scraped(labels: &[(&str, &str)], values: &[f64]) -> RawSeries {
    let (times, values) = (0..)
        .map(|place| Instant(place * 30_000))
        .zip(values.iter().copied())
        .filter(|(_, value)| !is_gap(*value))
        .unzip();
    RawSeries {
        labels: Labels::from_pairs(labels.iter().copied()),
        times,
        values,
        histograms: Vec::new(),
    }
}

#[test]
fn a_course_follows_its_samples() {
    let shown = |values: &[f64], prober| {
        Shown::of(&check::course(
            &scraped(&[], values),
            prober,
            Rules::default(),
        ))
    };
    let (up, down) = (1.0, 0.0);
    let seen = [
        shown(&[up, up, up], Prober::Blackbox),
        shown(&[up, down, down], Prober::Blackbox),
        shown(&[up, down, down, down], Prober::Blackbox),
        shown(&[down, down, down, up], Prober::Blackbox),
        // In a row only without a gap between.
        shown(&[up, up, up, down, down, GAP, GAP, down], Prober::Blackbox),
        shown(&[], Prober::Blackbox),
        shown(&[1.0, 2.0], Prober::Kuma),
        shown(&[1.0, 0.0, 0.0, 0.0], Prober::Kuma),
        shown(&[3.0, 3.0, 3.0, 3.0], Prober::Kuma),
    ];
    expect![
        "[Healthy, Degraded, Unhealthy, Recovering, Degraded, NoData, Degraded, Unhealthy, NoData]"
    ]
    .assert_eq(&format!("{seen:?}"));
}

#[test]
fn maintenance_is_no_downtime() {
    let service = Service {
        id: "shop".to_owned(),
        name: "Shop".to_owned(),
        group: None,
        truth: Truth::Probe("shop".to_owned()),
    };
    let now = Instant(1_000_000_000);
    let hour = 3_600_000;
    let file = format!(
        "---\ntitle: Work\nkind: maintenance\nservices: [shop]\nstart: {}\nend: {}\n---\n",
        now.0 - 2 * hour,
        now.0 - hour
    );
    let notices = [notice::read(&file, &Zone::utc()).unwrap()];
    let shop = [("instance", "shop")];
    let of = |up, seen| Samples {
        up: vec![sample(&shop, up)],
        seen: vec![sample(&shop, seen)],
    };
    let windows = service::windows(std::slice::from_ref(&service), &notices, now);
    assert_eq!(windows, [range(now.0 - 2 * hour, now.0 - hour)]);
    let recent = [scraped(&shop, &[1.0, 1.0])];
    let up = sample(&[("__name__", "probe_success"), ("instance", "shop")], 1.0);
    let checks = check::checks(&[up], now);
    let (all, inside) = (of(900.0, 1_000.0), of(0.0, 60.0));
    let known = Known {
        now,
        checks: &checks,
        recent: Some(&recent),
        days: None,
        samples: &all,
        windows: &[(windows[0], inside)],
    };
    let standing = service::standing(&service, &known, &notices, Rules::default());
    assert_eq!(standing.state, Shown::Healthy);
    assert_eq!(standing.uptime, Some(900.0 / 940.0));
    let plain = Known {
        windows: &[],
        ..known
    };
    assert_eq!(
        service::standing(&service, &plain, &[], Rules::default()).uptime,
        Some(0.9)
    );
    let nothing = Known {
        samples: &Samples::default(),
        recent: None,
        ..plain
    };
    let standing = service::standing(&service, &nothing, &[], Rules::default());
    assert_eq!((standing.uptime, standing.state), (None, Shown::NoData));
}

#[test]
fn the_worst_is_what_visitors_are_told() {
    let of = |states: &[Shown]| {
        let standings: Vec<_> = states
            .iter()
            .map(|state| service::Standing {
                id: String::new(),
                name: String::new(),
                group: None,
                state: *state,
                took: None,
                days: Vec::new(),
                uptime: None,
            })
            .collect();
        service::overall(&standings)
    };
    assert_eq!(of(&[]), Overall::Unknown);
    assert_eq!(of(&[Shown::NoData, Shown::Starting]), Overall::Unknown);
    assert_eq!(of(&[Shown::Healthy, Shown::NoData]), Overall::Working);
    assert_eq!(
        of(&[Shown::Healthy, Shown::Maintenance]),
        Overall::Maintenance
    );
    assert_eq!(of(&[Shown::Healthy, Shown::Recovering]), Overall::Degraded);
    assert_eq!(of(&[Shown::Healthy, Shown::Unreachable]), Overall::SomeDown);
    assert_eq!(
        of(&[Shown::Unhealthy, Shown::Unreachable]),
        Overall::AllDown
    );
    assert_eq!(of(&[Shown::Unhealthy]), Overall::SomeDown);
    assert_eq!(
        of(&[Shown::Unhealthy, Shown::Maintenance]),
        Overall::SomeDown
    );
}

#[test]
fn a_beat_of_a_column() {
    let grid = Grid {
        start: Instant(100),
        step: Millis(100),
        count: 4,
    };
    let beats: Vec<Beat> = beat::pieces(grid, &[1.0, GAP, 0.0], &[])
        .into_iter()
        .map(|piece| piece.beat)
        .collect();
    assert_eq!(beats, [Beat::Up, Beat::NoData, Beat::Down, Beat::NoData]);
}
