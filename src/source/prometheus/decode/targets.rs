//! Scrape targets: the active ones, then the dropped.

use crate::data::labels::Labels;
use crate::data::target::Target;
use crate::source::Found;
use crate::source::prometheus::decode::envelope::each;
use crate::source::prometheus::decode::envelope::one;
use crate::source::prometheus::decode::envelope::or_default;
use crate::source::prometheus::decode::labels::Metric;
use crate::source::prometheus::decode::moment::Moment;
use crate::source::prometheus::decode::stop::Stop;
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Targets<'a> {
    #[serde(borrow)]
    active_targets: Option<&'a RawValue>,
    #[serde(borrow)]
    dropped_targets: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    #[serde(default, deserialize_with = "or_default")]
    discovered_labels: Metric,
    #[serde(default, deserialize_with = "or_default")]
    labels: Metric,
    #[serde(default, deserialize_with = "or_default")]
    scrape_pool: String,
    #[serde(default, deserialize_with = "or_default")]
    scrape_url: String,
    #[serde(default, deserialize_with = "or_default")]
    health: String,
    #[serde(default, deserialize_with = "or_default")]
    last_error: String,
    #[serde(default, deserialize_with = "or_default")]
    last_scrape: Moment,
    #[serde(default, deserialize_with = "or_default")]
    last_scrape_duration: f64,
    #[serde(default, deserialize_with = "or_default")]
    scrape_interval: String,
}

/// Reads `data`.
pub(super) fn found(data: &RawValue) -> Result<Found, Stop> {
    let data: Targets<'_> = one(data, "activeTargets and droppedTargets")?;
    let mut targets = list(data.active_targets).map_err(|stop| stop.under("activeTargets"))?;
    let dropped = list(data.dropped_targets).map_err(|stop| stop.under("droppedTargets"))?;
    targets.extend(dropped.into_iter().map(|one| Target {
        health: "dropped".to_owned(),
        ..one
    }));
    Ok(Found::Targets(targets))
}

fn list(json: Option<&RawValue>) -> Result<Vec<Target>, Stop> {
    let Some(json) = json else {
        return Ok(Vec::new());
    };
    let written: Vec<Written> = each(json, "a target")?;
    Ok(written.into_iter().map(target).collect())
}

fn target(written: Written) -> Target {
    let discovered = written.discovered_labels.0;
    Target {
        labels: written.labels.0,
        pool: said_or(written.scrape_pool, &discovered, "job"),
        url: written.scrape_url,
        health: written.health,
        last_error: written.last_error,
        last_scrape: written.last_scrape.0,
        scrape_seconds: written.last_scrape_duration,
        interval_seconds: seconds(&said_or(
            written.scrape_interval,
            &discovered,
            "__scrape_interval__",
        )),
        discovered,
    }
}

/// What a field says, or the discovered label that says the same where servers leave the field out.
fn said_or(said: String, discovered: &Labels, label: &str) -> String {
    if said.is_empty() {
        discovered.get(label).unwrap_or_default().to_owned()
    } else {
        said
    }
}

/// A duration as Prometheus writes it (`1m30s`, `500ms`); 0 for any other text.
fn seconds(text: &str) -> f64 {
    let mut sum = 0.0;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|one: char| !one.is_ascii_digit());
        let Some((count, after)) = digits.and_then(|at| rest.split_at_checked(at)) else {
            return 0.0;
        };
        let end = after.find(|one: char| one.is_ascii_digit());
        let Some((unit, after)) = after.split_at_checked(end.unwrap_or(after.len())) else {
            return 0.0;
        };
        let size = match unit {
            "ms" => 0.001,
            "s" => 1.0,
            "m" => 60.0,
            "h" => 3_600.0,
            "d" => 86_400.0,
            "w" => 604_800.0,
            "y" => 31_536_000.0,
            _ => return 0.0,
        };
        sum += count.parse().unwrap_or(0.0) * size;
        rest = after;
    }
    sum
}
