//! The envelope of every success, `{"status":"success","data":…,"warnings":[…],"infos":[…]}`, for all answers that are
//! not large.

use crate::source::Answer;
use crate::source::prometheus::decode::Reader;
use crate::source::prometheus::decode::fields::Fields;
use crate::source::prometheus::decode::fields::text;
use crate::source::prometheus::decode::scan;
use crate::source::prometheus::decode::stop::Stop;
use serde_json::Value;

/// What VictoriaMetrics says in a field of its own when some of its storage nodes did not answer.
pub(in crate::source) const PARTIAL: &str = "isPartial: some storage nodes did not answer";

/// Parses a body.
pub(in crate::source) fn read(body: &[u8]) -> Result<Value, Stop> {
    serde_json::from_slice(body).map_err(|error| Stop::Json(scan::offset(body, &error)))
}

/// Opens the envelope and lets `found` read `data`.
pub(in crate::source) fn open(json: &Value, found: Reader) -> Result<Answer, Stop> {
    let envelope = Fields::of(json).and_then(|fields| Some((fields, opened(fields)?)));
    let (fields, (status, warnings, infos)) =
        envelope.ok_or_else(|| Stop::shape("status, data, warnings and infos"))?;
    if status != "success" {
        return Err(Stop::Refused);
    }
    let data = fields.get("data").unwrap_or(&Value::Null);
    Ok(Answer {
        found: found(data).map_err(|stop| stop.under("data"))?,
        warnings,
        infos,
    })
}

/// Status, warnings and infos.
fn opened(fields: Fields<'_>) -> Option<(&str, Vec<String>, Vec<String>)> {
    let mut warnings = fields.list("warnings", text)?;
    if fields.flag("isPartial")? {
        warnings.push(PARTIAL.to_owned());
    }
    let status = fields.get("status")?.as_str()?;
    Some((status, warnings, fields.list("infos", text)?))
}

/// Reads one value.
pub(in crate::source) fn one<'a, T>(
    json: &'a Value,
    expected: &'static str,
    read: impl Fn(&'a Value) -> Option<T>,
) -> Result<T, Stop> {
    read(json).ok_or_else(|| Stop::shape(expected))
}

/// Reads an array, item by item, so that a wrong one is named by its index; `null` is an empty one.
pub(in crate::source) fn each<'a, T>(
    json: &'a Value,
    expected: &'static str,
    read: impl Fn(&'a Value) -> Option<T>,
) -> Result<Vec<T>, Stop> {
    let items = match json {
        Value::Null => &[],
        json => one(json, "an array", |json| json.as_array().map(Vec::as_slice))?,
    };
    let item = |(index, item)| one(item, expected, &read).map_err(|stop| stop.under_index(index));
    items.iter().enumerate().map(item).collect()
}
