//! What the server knows of its series: names, label sets, metadata, and its own version.

use crate::data::meta::Build;
use crate::data::meta::Metric;
use crate::source::Found;
use crate::source::prometheus::decode::envelope::each;
use crate::source::prometheus::decode::envelope::one;
use crate::source::prometheus::decode::fields::Fields;
use crate::source::prometheus::decode::fields::labels;
use crate::source::prometheus::decode::fields::text;
use crate::source::prometheus::decode::stop::Stop;
use serde_json::Value;

/// Label names, or the values of one.
pub(in crate::source) fn names(data: &Value) -> Result<Found, Stop> {
    each(data, "a text", text).map(Found::Names)
}

/// Label sets.
pub(in crate::source) fn series(data: &Value) -> Result<Found, Stop> {
    each(data, "labels", labels).map(Found::Series)
}

/// Help, type and unit by metric name; a metric that exporters describe in several ways stands there several times.
pub(super) fn metadata(data: &Value) -> Result<Found, Stop> {
    let by_name = one(data, "an object by metric name", Value::as_object)?;
    let mut metrics = Vec::with_capacity(by_name.len());
    for (name, described) in by_name {
        let described = each(described, "type, help and unit", |json| metric(name, json));
        metrics.extend(described.map_err(|stop| stop.under(name))?);
    }
    Ok(Found::Metadata(metrics))
}

fn metric(name: &str, json: &Value) -> Option<Metric> {
    let fields = Fields::of(json)?;
    Some(Metric {
        name: name.to_owned(),
        kind: fields.text("type")?,
        help: fields.text("help")?,
        unit: fields.text("unit")?,
    })
}

/// The server's version.
pub(in crate::source) fn build(data: &Value) -> Result<Found, Stop> {
    one(data, "version, revision and branch", |json| {
        let fields = Fields::of(json)?;
        Some(Found::Build(Build {
            version: fields.text("version")?,
            revision: fields.text("revision")?,
            branch: fields.text("branch")?,
        }))
    })
}
