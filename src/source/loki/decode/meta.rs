//! What Loki knows of its streams: sizes, labels, fields, patterns.

use crate::source::Found;
use crate::source::log::DetectedField;
use crate::source::log::DetectedLabel;
use crate::source::log::LogFound;
use crate::source::log::Pattern;
use crate::source::log::Stats;
use crate::source::prometheus::decode::envelope::each;
use crate::source::prometheus::decode::envelope::one;
use crate::source::prometheus::decode::fields::Fields;
use crate::source::prometheus::decode::fields::text;
use crate::source::prometheus::decode::stop::Stop;
use crate::time::Instant;
use serde_json::Value;

/// `index/stats`.
pub(super) fn stats(json: &Value) -> Result<Found, Stop> {
    one(json, "streams, chunks, entries and bytes", |json| {
        let fields = Fields::of(json)?;
        Some(Found::Log(LogFound::Stats(Stats {
            streams: fields.get("streams")?.as_u64()?,
            chunks: count(fields, "chunks")?,
            entries: count(fields, "entries")?,
            bytes: fields.get("bytes")?.as_u64()?,
        })))
    })
}

/// `detected_labels`.
pub(super) fn detected_labels(json: &Value) -> Result<Found, Stop> {
    let labels = member(json, "detectedLabels")?;
    let labels = each(labels, "label and cardinality", |json| {
        let fields = Fields::of(json)?;
        Some(DetectedLabel {
            name: fields.get("label")?.as_str()?.to_owned(),
            cardinality: count(fields, "cardinality")?,
        })
    });
    let labels = labels.map_err(|stop| stop.under("detectedLabels"))?;
    Ok(Found::Log(LogFound::Labels(labels)))
}

/// `detected_fields`.
pub(super) fn detected_fields(json: &Value) -> Result<Found, Stop> {
    let found = member(json, "fields")?;
    let found = each(found, "label, type and cardinality", |json| {
        let fields = Fields::of(json)?;
        Some(DetectedField {
            name: fields.get("label")?.as_str()?.to_owned(),
            kind: fields.text("type")?,
            cardinality: count(fields, "cardinality")?,
            parsers: fields.list("parsers", text)?,
            path: fields.list("jsonPath", text)?,
        })
    });
    let found = found.map_err(|stop| stop.under("fields"))?;
    Ok(Found::Log(LogFound::Fields(found)))
}

/// `detected_field/<name>/values`.
pub(super) fn field_values(json: &Value) -> Result<Found, Stop> {
    let values = member(json, "values")?;
    let values = each(values, "a text", text).map_err(|stop| stop.under("values"))?;
    Ok(Found::Names(values))
}

/// `patterns`.
pub(super) fn patterns(data: &Value) -> Result<Found, Stop> {
    let patterns = each(data, "pattern and samples", |json| {
        let fields = Fields::of(json)?;
        Some(Pattern {
            text: fields.get("pattern")?.as_str()?.to_owned(),
            level: fields.text("level")?,
            counts: fields.list("samples", |json| {
                let [at, count] = json.as_array()?.as_slice() else {
                    return None;
                };
                Some((Instant(at.as_i64()?.saturating_mul(1_000)), count.as_u64()?))
            })?,
        })
    })?;
    Ok(Found::Log(LogFound::Patterns(patterns)))
}

/// `format_query`.
pub(super) fn formatted(data: &Value) -> Result<Found, Stop> {
    one(data, "a text", text).map(Found::Text)
}

/// A member of an answer without an envelope. Without anything to list Loki may leave it out.
fn member<'a>(json: &'a Value, key: &'static str) -> Result<&'a Value, Stop> {
    let fields = one(json, "an object", Fields::of)?;
    Ok(fields.get(key).unwrap_or(&Value::Null))
}

/// A count; 0 where it is left out.
fn count(fields: Fields<'_>, key: &str) -> Option<u64> {
    fields.get(key).map_or(Some(0), Value::as_u64)
}
