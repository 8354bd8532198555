//! What the pretend company promises: its counters only grow, its past and its present are one curve, and Prometheus is
//! told of every target.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::exposition::Exposition;
use crate::fleet;
use crate::fleet::TARGETS;
use crate::fleet::Target;
use crate::rhythm::EPOCH;
use crate::rhythm::Incident;

const YEAR: f64 = 365.0 * 86_400.0;

/// Series and values of a scrape; `counters` leaves out gauges and quantiles.
fn scrape(target: &Target, at: f64, counters: bool) -> BTreeMap<String, f64> {
    let mut exposition = Exposition::scrape();
    fleet::write(target, at, &mut exposition);
    let mut wanted = true;
    let mut series = BTreeMap::new();
    for line in exposition.text().lines() {
        if let Some(kind) = line.strip_prefix("# TYPE ") {
            wanted = !counters || !kind.ends_with(" gauge");
        } else if !line.starts_with('#') && wanted && !(counters && line.contains("{quantile=")) {
            let (name, value) = line.rsplit_once(' ').unwrap();
            assert!(
                series
                    .insert(name.to_owned(), value.parse().unwrap())
                    .is_none(),
                "{name} twice"
            );
        }
    }
    series
}

// Each case prints the whole company twice.
const CASES: u32 = 32;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn counters_never_decrease(start in 0.0..3.0 * YEAR, pause in 0.1..40.0_f64) {
        for target in &TARGETS {
            let before = scrape(target, EPOCH + start, true);
            for (name, after) in scrape(target, EPOCH + start + pause, true) {
                prop_assert!(after >= before[&name], "{} {name}: {} then {after}", target.job.name(), before[&name]);
            }
        }
    }

    #[test]
    fn buckets_are_cumulative(start in 0.0..3.0 * YEAR) {
        for target in &TARGETS {
            let mut exposition = Exposition::scrape();
            fleet::write(target, EPOCH + start, &mut exposition);
            let mut before: Option<(String, f64)> = None;
            for line in exposition.text().lines().filter(|line| line.contains("_bucket{")) {
                let (series, value) = line.rsplit_once(' ').unwrap();
                let series = series.rsplit_once("le=").unwrap().0.to_owned();
                let value: f64 = value.parse().unwrap();
                if let Some((_, smaller)) = before.filter(|(name, _)| *name == series) {
                    prop_assert!(value >= smaller, "{line}");
                }
                before = Some((series, value));
            }
        }
    }

    #[test]
    fn an_incident_adds_up_to_its_strength(start in 0.0..YEAR) {
        for incident in [Incident::Release, Incident::Campaign, Incident::Backup, Incident::LoadTest] {
            let from = EPOCH + start;
            let sum: f64 = (0..43_200).map(|second| incident.strength(from + f64::from(second) + 0.5)).sum();
            let integral = incident.integral(from + 43_200.0) - incident.integral(from);
            prop_assert!((sum - integral).abs() < 0.5, "{sum} and {integral}");
        }
    }
}

#[test]
fn the_past_is_what_a_scrape_would_have_seen() {
    let at = 1_763_700_000;
    for target in &TARGETS {
        let mut past = Exposition::past(target.job.name(), target.instance, at);
        fleet::write(target, at as f64, &mut past);
        let own = format!(
            "instance=\"{}\",job=\"{}\"}}",
            target.instance,
            target.job.name()
        );
        let past: BTreeMap<String, f64> = past
            .text()
            .lines()
            .map(|line| {
                let line = line.strip_suffix(&format!(" {at}")).unwrap();
                let (series, value) = line.rsplit_once(' ').unwrap();
                let series = series.strip_suffix(&own).unwrap();
                let series = series.strip_suffix('{').map(str::to_owned);
                let series = series
                    .unwrap_or_else(|| line.rsplit_once(",instance").unwrap().0.to_owned() + "}");
                (series, value.parse().unwrap())
            })
            .collect();
        assert_eq!(past, scrape(target, at as f64, false));
    }
}

#[test]
fn a_minute_of_a_cpu_has_sixty_seconds() {
    let node = TARGETS
        .iter()
        .find(|target| target.job.name() == "node")
        .unwrap();
    let sum = |at: f64| -> f64 {
        let series = scrape(node, at, true);
        series
            .iter()
            .filter(|(name, _)| name.starts_with("node_cpu_") && name.contains("cpu=\"0\""))
            .map(|(_, v)| v)
            .sum()
    };
    let minute = sum(EPOCH + YEAR + 60.0) - sum(EPOCH + YEAR);
    assert!((minute - 60.0).abs() < 0.1, "{minute}");
}

#[test]
fn prometheus_is_told_of_every_target() {
    let configuration = include_str!("../../deploy/prometheus/prometheus.yml");
    for target in &TARGETS {
        let (job, instance) = (target.job.name(), target.instance);
        // A job of Prometheus' own has a file of its own; the others are services with a name.
        let (file, label) = match FILES.iter().find(|(name, _)| *name == job) {
            Some(file) => (file, String::new()),
            None => (&SERVICES, format!("job: {job}, ")),
        };
        let path = match job {
            "company" => String::new(),
            _ => format!(", __metrics_path__: /{job}/{instance}/metrics"),
        };
        let (name, text) = file;
        let labels = format!("labels: {{{label}instance: {instance}{path}}}");
        assert!(
            configuration.contains(&format!("targets/{name}*.yml")),
            "{name}"
        );
        assert!(text.contains(&labels), "{labels} in {name}.yml");
    }
}

#[test]
fn the_blackbox_exporter_is_told_of_every_probe() {
    for instance in fleet::PROBES {
        let labels = format!("labels: {{instance: {instance}");
        assert!(
            include_str!("targets/probes.yml").contains(&labels),
            "{instance}"
        );
    }
}

const SERVICES: (&str, &str) = ("services", include_str!("targets/services.yml"));

const FILES: [(&str, &str); 6] = [
    ("cadvisor", include_str!("targets/cadvisor.yml")),
    ("nginx", include_str!("targets/nginx.yml")),
    ("node", include_str!("targets/node.yml")),
    ("postgres", include_str!("targets/postgres.yml")),
    ("redis", include_str!("targets/redis.yml")),
    ("vault", include_str!("targets/vault.yml")),
];
