//! Scrape targets: the active ones, then the dropped.

use crate::data::labels::Labels;
use crate::data::target::Target;
use crate::lean::decimal;
use crate::source::Found;
use crate::source::prometheus::decode::envelope::each;
use crate::source::prometheus::decode::envelope::one;
use crate::source::prometheus::decode::fields::Fields;
use crate::source::prometheus::decode::stop::Stop;
use serde_json::Value;

/// Reads `data`.
pub(super) fn found(data: &Value) -> Result<Found, Stop> {
    let data = one(data, "activeTargets and droppedTargets", Fields::of)?;
    let mut targets = list(data, "activeTargets")?;
    targets.extend(list(data, "droppedTargets")?.into_iter().map(|one| Target {
        health: "dropped".to_owned(),
        ..one
    }));
    Ok(Found::Targets(targets))
}

fn list(data: Fields<'_>, key: &str) -> Result<Vec<Target>, Stop> {
    let list = data.get(key).unwrap_or(&Value::Null);
    each(list, "a target", target).map_err(|stop| stop.under(key))
}

fn target(json: &Value) -> Option<Target> {
    let fields = Fields::of(json)?;
    let discovered = fields.labels("discoveredLabels")?;
    let interval = said_or(
        fields.text("scrapeInterval")?,
        &discovered,
        "__scrape_interval__",
    );
    Some(Target {
        labels: fields.labels("labels")?,
        pool: said_or(fields.text("scrapePool")?, &discovered, "job"),
        url: fields.text("scrapeUrl")?,
        health: fields.text("health")?,
        last_error: fields.text("lastError")?,
        last_scrape: fields.moment("lastScrape")?,
        scrape_seconds: fields.number("lastScrapeDuration")?,
        interval_seconds: seconds(&interval),
        discovered,
    })
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
        sum += decimal::parse(count).unwrap_or(0.0) * size;
        rest = after;
    }
    sum
}
