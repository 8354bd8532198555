//! What a server says of itself: its version, what a Prometheus or a Loki holds. Bodies of another shape give failures, as for
//! any other question.

use crate::lean::decimal;
use crate::lean::sort;
use crate::source::Failure;
use crate::source::Reply;
use crate::time::Instant;
use serde_json::Value;

/// Which of a list are shown.
const MOST: usize = 10;

/// Labels that say who writes, as shippers name them.
const MAIN_LABELS: [&str; 5] = ["service", "service_name", "job", "app", "container"];

/// As much of a foreign body as is repeated, in characters.
const LONGEST: usize = 80;

/// The largest of what a Prometheus holds (`/api/v1/status/tsdb`), each with its count.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cardinality {
    /// All series.
    pub series: f64,
    /// Series by metric.
    pub metrics: Vec<(String, f64)>,
    /// Values by label.
    pub labels: Vec<(String, f64)>,
    /// Series by label and value.
    pub pairs: Vec<(String, f64)>,
}

/// The version in the reply to a question for it: Prometheus' and Loki's `buildinfo`, Alertmanager's `status`. Servers
/// that answer without one give an empty text.
///
/// # Errors
/// Why the reply is none.
pub fn version(reply: &Reply) -> Result<String, Failure> {
    let begins = String::from_utf8_lossy(&reply.body);
    let begins: String = begins.trim().chars().take(LONGEST).collect();
    if reply.status != 200 {
        return Err(Failure::Status {
            code: reply.status,
            // A page tells nothing in its first line.
            text: if begins.starts_with('<') {
                String::new()
            } else {
                begins.lines().next().unwrap_or_default().to_owned()
            },
        });
    }
    let Ok(json) = serde_json::from_slice::<Value>(&reply.body) else {
        // Tempo echoes a word.
        return if begins.starts_with('<') {
            Err(Failure::NotJson { at: 0, begins })
        } else {
            Ok(String::new())
        };
    };
    let places = ["/data/version", "/versionInfo/version", "/version"];
    let found = places
        .iter()
        .find_map(|place| json.pointer(place)?.as_str());
    Ok(found.unwrap_or_default().to_owned())
}

/// The body of `/api/v1/status/tsdb`; none where the server has no such thing.
#[must_use]
pub fn cardinality(reply: &Reply) -> Option<Cardinality> {
    let json: Value = serde_json::from_slice(&reply.body).ok()?;
    let data = json.get("data")?;
    let series = data.pointer("/headStats/numSeries").and_then(Value::as_f64);
    Some(Cardinality {
        series: series?,
        metrics: counts(data, "seriesCountByMetricName"),
        labels: counts(data, "labelValueCountByLabelName"),
        pairs: counts(data, "seriesCountByLabelValuePair"),
    })
}

/// Bytes by value of a label in the body of Loki's `/loki/api/v1/index/volume`, the largest first.
#[must_use]
pub fn volume(reply: &Reply, label: &str) -> Vec<(String, f64)> {
    let json: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let list = json.pointer("/data/result").and_then(Value::as_array);
    let one = |item: &Value| {
        let name = item.pointer(&format!("/metric/{label}"))?.as_str()?;
        let bytes = decimal::parse(item.pointer("/value/1")?.as_str()?)?;
        Some((name.to_owned(), bytes))
    };
    let mut found: Vec<(String, f64)> = list.into_iter().flatten().filter_map(one).collect();
    sort::by(&mut found, |one, other| other.1.total_cmp(&one.1));
    found.truncate(MOST);
    found
}

/// The label by which a Loki's lines are counted: the first of those that shippers give, else any.
#[must_use]
pub fn main_label(reply: &Reply) -> Option<String> {
    let json: Value = serde_json::from_slice(&reply.body).ok()?;
    let names: Vec<&str> = json
        .get("data")?
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let usual = MAIN_LABELS.iter().find(|label| names.contains(label));
    let label = usual.or_else(|| names.first())?;
    // What is no label's name must not become part of a query.
    let is_plain = label
        .chars()
        .all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
    is_plain.then(|| (*label).to_owned())
}

/// When the newest line of a Loki's answer was written.
#[must_use]
pub fn newest_line(reply: &Reply) -> Option<Instant> {
    let json: Value = serde_json::from_slice(&reply.body).ok()?;
    let streams = json.pointer("/data/result")?.as_array()?.iter();
    let times = streams.filter_map(|stream| {
        let nanos = stream.pointer("/values/0/0")?.as_str()?;
        nanos.get(..nanos.len().checked_sub(6)?)?.parse().ok()
    });
    times.max().map(Instant)
}

fn counts(data: &Value, key: &str) -> Vec<(String, f64)> {
    let list = data.get(key).and_then(Value::as_array);
    let one = |item: &Value| {
        let name = item.get("name")?.as_str()?.to_owned();
        Some((name, item.get("value")?.as_f64()?))
    };
    list.into_iter()
        .flatten()
        .filter_map(one)
        .take(MOST)
        .collect()
}
