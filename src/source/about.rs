//! What a server says of itself: its version, and what a Prometheus holds. Bodies of another shape give failures, as for
//! any other question.

use crate::source::Failure;
use crate::source::Reply;
use serde_json::Value;

/// Which of a list are shown.
const MOST: usize = 10;

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
