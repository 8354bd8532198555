//! The questions to Prometheus: few for all checks, never one for each.
//!
//! Blackbox exporter's `probe_*` and Uptime Kuma's `monitor_*` are asked for together. Of Uptime Kuma, 1 is up; 0 down,
//! 2 pending, 3 maintenance, which is taken out of every share. `source::demo::checks` follows this wording.

use crate::data::labels::Labels;
use crate::health::check::Prober;
use crate::health::service::Service;
use crate::health::service::Truth;
use crate::source::Ask;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;

/// How far back the states of all checks are followed sample by sample: far longer than any threshold, and a few megabytes
/// for a thousand checks. What lasts longer is told by the pieces of the range shown.
pub const RECENT: Millis = Millis(1_800_000);

/// No more samples than about this are followed for each check: of a scrape a second, the last minutes.
const MOST_RECENT: i64 = 240;

/// What all checks say now.
#[must_use]
pub fn now(at: Instant) -> Ask {
    let expr = "{__name__=~\"probe_(success|duration_seconds|ssl_earliest_cert_expiry|http_status_code)|\
                monitor_(status|response_time|cert_days_remaining)\"}";
    Ask::Instant {
        expr: expr.to_owned(),
        at,
    }
}

/// Each sample of all checks over the last [`RECENT`], as it was scraped: a range would show a sample at several steps,
/// and one failure would look like several in a row.
#[must_use]
pub fn recent(at: Instant, scrape: Millis) -> Ask {
    let length = Millis(RECENT.0.min(scrape.0.saturating_mul(MOST_RECENT)));
    let length = duration_text(length);
    Ask::Instant {
        expr: format!("{{__name__=~\"probe_success|monitor_status\"}}[{length}]"),
        at,
    }
}

/// The good share of each piece of time that ends at an instant of the grid.
#[must_use]
pub fn shares(grid: Grid) -> Ask {
    Ask::Range {
        expr: over("avg_over_time", grid.step),
        grid,
    }
}

/// The good share of the time before an instant.
#[must_use]
pub fn share(at: Instant, length: Millis) -> Ask {
    Ask::Instant {
        expr: over("avg_over_time", length),
        at,
    }
}

/// How many samples were good in the time before an instant, and how many there were.
#[must_use]
pub fn tallies(at: Instant, length: Millis) -> [Ask; 2] {
    ["sum_over_time", "count_over_time"].map(|function| Ask::Instant {
        expr: over(function, length),
        at,
    })
}

fn over(function: &str, length: Millis) -> String {
    let length = duration_text(length);
    // Kuma's status is no truth value, so that it has to be made one before it is averaged.
    format!(
        "{function}(probe_success[{length}]) or {function}(((monitor_status != 3) == bool 1)[{length}:1m])"
    )
}

/// A length as PromQL writes it.
#[must_use]
pub fn duration_text(length: Millis) -> String {
    if length.0 % 1_000 == 0 {
        format!("{}s", (length.0 / 1_000).max(1))
    } else {
        format!("{}ms", length.0.max(1))
    }
}

/// The share of good samples of one check in the time before an instant.
#[must_use]
pub fn share_of(labels: &Labels, prober: Prober, at: Instant, length: Millis) -> Ask {
    let length = duration_text(length);
    let selector = selector(labels);
    let expr = match prober {
        Prober::Browser | Prober::Blackbox => {
            format!("avg_over_time(probe_success{{{selector}}}[{length}])")
        }
        Prober::Kuma => {
            format!("avg_over_time(((monitor_status{{{selector}}} != 3) == bool 1)[{length}:1m])")
        }
    };
    Ask::Instant { expr, at }
}

/// The samples of one check.
#[must_use]
pub fn samples_of(labels: &Labels, prober: Prober, grid: Grid) -> Ask {
    let selector = selector(labels);
    let expr = match prober {
        Prober::Browser | Prober::Blackbox => format!("probe_success{{{selector}}}"),
        Prober::Kuma => format!("(monitor_status{{{selector}}} != 3) == bool 1"),
    };
    Ask::Range { expr, grid }
}

/// One check's response time, in seconds.
#[must_use]
pub fn time_of(labels: &Labels, prober: Prober, grid: Grid) -> Ask {
    let selector = selector(labels);
    let expr = match prober {
        Prober::Browser | Prober::Blackbox => format!("probe_duration_seconds{{{selector}}}"),
        Prober::Kuma => format!("monitor_response_time{{{selector}}} / 1000"),
    };
    Ask::Range { expr, grid }
}

/// Labels as PromQL asks for them.
fn selector(labels: &Labels) -> String {
    let mut text = String::new();
    for (name, value) in labels.iter() {
        let comma = if text.is_empty() { "" } else { ", " };
        text.push_str(comma);
        text.push_str(name);
        text.push_str("=\"");
        for letter in value.chars() {
            match letter {
                '\\' | '"' => text.extend(['\\', letter]),
                '\n' => text.push_str("\\n"),
                letter => text.push(letter),
            }
        }
        text.push('"');
    }
    text
}

/// The response times of these services, each under its name; one that nobody probes has none.
#[must_use]
pub fn times_of(services: &[Service]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for service in services {
        let metric = match &service.truth {
            Truth::Probe(instance) => {
                let labels = Labels::from_pairs([("instance", instance.as_str())]);
                format!("probe_duration_seconds{{{}}}", selector(&labels))
            }
            Truth::Monitor(name) => {
                let labels = Labels::from_pairs([("monitor_name", name.as_str())]);
                format!("monitor_response_time{{{}}} / 1000", selector(&labels))
            }
            Truth::Direct(_) | Truth::Nobody => continue,
        };
        let name = selector(&Labels::from_pairs([(
            "x",
            service.name.replace('$', "$$"),
        )]));
        let name = name.strip_prefix("x=").unwrap_or_default();
        parts.push(format!(
            "label_replace(max({metric}), \"service\", {name}, \"\", \"\")"
        ));
    }
    if parts.is_empty() {
        // Nothing, said in PromQL.
        return "vector(0) > 1".to_owned();
    }
    parts.join(" or ")
}
