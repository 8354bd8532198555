//! What the server knows of its series: names, label sets, metadata, and its own version.

use crate::data::meta::Build;
use crate::data::meta::Metric;
use crate::source::Found;
use crate::source::prometheus::decode::envelope::each;
use crate::source::prometheus::decode::envelope::one;
use crate::source::prometheus::decode::envelope::or_default;
use crate::source::prometheus::decode::labels;
use crate::source::prometheus::decode::stop::Stop;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Described {
    #[serde(default, deserialize_with = "or_default", rename = "type")]
    kind: String,
    #[serde(default, deserialize_with = "or_default")]
    help: String,
    #[serde(default, deserialize_with = "or_default")]
    unit: String,
}

#[derive(Deserialize)]
struct Versions {
    #[serde(default, deserialize_with = "or_default")]
    version: String,
    #[serde(default, deserialize_with = "or_default")]
    revision: String,
    #[serde(default, deserialize_with = "or_default")]
    branch: String,
}

/// Label names, or the values of one.
pub(super) fn names(data: &RawValue) -> Result<Found, Stop> {
    each(data, "a text").map(Found::Names)
}

/// Label sets.
pub(super) fn series(data: &RawValue) -> Result<Found, Stop> {
    let sets: Vec<labels::Metric> = each(data, "labels")?;
    Ok(Found::Series(sets.into_iter().map(|one| one.0).collect()))
}

/// Help, type and unit by metric name; a metric that exporters describe in several ways stands there several times.
pub(super) fn metadata(data: &RawValue) -> Result<Found, Stop> {
    let by_name: BTreeMap<String, &RawValue> = one(data, "an object by metric name")?;
    let mut metrics = Vec::with_capacity(by_name.len());
    for (name, described) in by_name {
        let described: Vec<Described> =
            each(described, "type, help and unit").map_err(|stop| stop.under(&name))?;
        metrics.extend(described.into_iter().map(|one| Metric {
            name: name.clone(),
            kind: one.kind,
            help: one.help,
            unit: one.unit,
        }));
    }
    Ok(Found::Metadata(metrics))
}

/// The server's version.
pub(super) fn build(data: &RawValue) -> Result<Found, Stop> {
    let versions: Versions = one(data, "version, revision and branch")?;
    Ok(Found::Build(Build {
        version: versions.version,
        revision: versions.revision,
        branch: versions.branch,
    }))
}
