//! The answers to an instant query: vector, scalar, string, or the raw samples of a range selector.

use crate::data::labels::Labels;
use crate::data::series::RawSeries;
use crate::data::series::Sample;
use crate::lean::sort;
use crate::source::Found;
use crate::source::prometheus::decode::envelope::each;
use crate::source::prometheus::decode::envelope::one;
use crate::source::prometheus::decode::fields::Fields;
use crate::source::prometheus::decode::fields::text;
use crate::source::prometheus::decode::fields::written_number;
use crate::source::prometheus::decode::histogram;
use crate::source::prometheus::decode::histogram::average;
use crate::source::prometheus::decode::matrix::millis;
use crate::source::prometheus::decode::stop::Stop;
use crate::time::Instant;
use serde_json::Value;

/// Reads `data`.
pub(in crate::source) fn found(data: &Value) -> Result<Found, Stop> {
    let (kind, result) = one(data, "resultType and result", |data| {
        let fields = Fields::of(data)?;
        Some((fields.get("resultType")?.as_str()?, fields.there("result")?))
    })?;
    let found = match kind {
        "vector" => each(result, "metric with value or histogram", sample).map(Found::Vector),
        "scalar" => one(result, "[time, \"value\"]", scalar).map(Found::Vector),
        "string" => one(result, "[time, \"text\"]", string).map(Found::Text),
        "matrix" => each(result, "metric with values or histograms", raw).map(Found::Raw),
        _ => {
            return Err(Stop::shape("vector, scalar, string or matrix").under("resultType"));
        }
    };
    found.map_err(|stop| stop.under("result"))
}

fn sample(json: &Value) -> Option<Sample> {
    let fields = Fields::of(json)?;
    let labels = fields.labels("metric")?;
    if let Some(written) = fields.get("histogram") {
        let (at, histogram) = timed(written, histogram::read)?;
        return Some(Sample {
            labels,
            at,
            value: average(&histogram),
            histogram: Some(histogram),
        });
    }
    let (at, value) = timed(fields.get("value")?, written_number)?;
    Some(Sample {
        labels,
        at,
        value,
        histogram: None,
    })
}

fn scalar(json: &Value) -> Option<Vec<Sample>> {
    let (at, value) = timed(json, written_number)?;
    Some(vec![Sample {
        labels: Labels::default(),
        at,
        value,
        histogram: None,
    }])
}

fn string(json: &Value) -> Option<String> {
    timed(json, text).map(|(_, text)| text)
}

/// `[time, something]`.
pub(super) fn timed<T>(json: &Value, read: fn(&Value) -> Option<T>) -> Option<(Instant, T)> {
    let [at, what] = json.as_array()?.as_slice() else {
        return None;
    };
    Some((Instant(millis(at.as_f64()?)), read(what)?))
}

/// Floats and histograms of one series, brought into one order of time.
fn raw(json: &Value) -> Option<RawSeries> {
    let fields = Fields::of(json)?;
    let mut samples = fields.list("values", |sample| {
        let (at, value) = timed(sample, written_number)?;
        Some((at, value, None))
    })?;
    samples.extend(fields.list("histograms", |sample| {
        let (at, histogram) = timed(sample, histogram::read)?;
        Some((at, average(&histogram), Some(histogram)))
    })?);
    sort::by_key(&mut samples, |(at, ..)| *at);
    let mut raw = RawSeries {
        labels: fields.labels("metric")?,
        times: Vec::with_capacity(samples.len()),
        values: Vec::with_capacity(samples.len()),
        histograms: Vec::new(),
    };
    for (index, (at, value, histogram)) in samples.into_iter().enumerate() {
        raw.times.push(at);
        raw.values.push(value);
        raw.histograms.extend(histogram.map(|one| (index, one)));
    }
    Some(raw)
}
