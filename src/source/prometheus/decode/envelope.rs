//! The envelope of every success, `{"status":"success","data":…,"warnings":[…],"infos":[…]}`, and the careful reading of
//! what is in it, for all answers that are not large.
//!
//! Unknown keys are passed over; what a server leaves out or writes as `null` is empty.

use crate::source::Answer;
use crate::source::Found;
use crate::source::Reply;
use crate::source::prometheus::decode::scan;
use crate::source::prometheus::decode::stop::Stop;
use serde::Deserialize;
use serde::Deserializer;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// What VictoriaMetrics says in a field of its own when some of its storage nodes did not answer.
pub(super) const PARTIAL: &str = "isPartial: some storage nodes did not answer";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    #[serde(borrow)]
    status: Cow<'a, str>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    #[serde(default, deserialize_with = "or_default")]
    warnings: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    infos: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    is_partial: bool,
}

/// Opens the envelope and lets `found` read `data`.
pub(super) fn read<'a>(
    reply: &'a Reply,
    found: impl FnOnce(&'a RawValue) -> Result<Found, Stop>,
) -> Result<Answer, Stop> {
    let envelope: Envelope<'a> = serde_json::from_slice(&reply.body).map_err(|error| {
        if error.is_data() {
            Stop::shape("status, data, warnings and infos")
        } else {
            Stop::Json(scan::offset(&reply.body, &error))
        }
    })?;
    if envelope.status != "success" {
        return Err(Stop::Refused);
    }
    let data = envelope.data.unwrap_or(RawValue::NULL);
    let found = found(data).map_err(|stop| stop.under("data"))?;
    let mut warnings = envelope.warnings;
    if envelope.is_partial {
        warnings.push(PARTIAL.to_owned());
    }
    Ok(Answer {
        found,
        warnings,
        infos: envelope.infos,
    })
}

/// Reads one value.
pub(super) fn one<'a, T: Deserialize<'a>>(
    json: &'a RawValue,
    expected: &'static str,
) -> Result<T, Stop> {
    serde_json::from_str(json.get()).map_err(|_| Stop::shape(expected))
}

/// Reads an array, item by item, so that a wrong one is named by its index.
pub(super) fn each<'a, T: Deserialize<'a>>(
    json: &'a RawValue,
    expected: &'static str,
) -> Result<Vec<T>, Stop> {
    let items: Option<Vec<&'a RawValue>> = one(json, "an array")?;
    let items = items.unwrap_or_default().into_iter().enumerate();
    items
        .map(|(index, item)| one(item, expected).map_err(|stop| stop.under_index(index)))
        .collect()
}

/// For `deserialize_with`: `null` is as good as absent.
pub(super) fn or_default<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
