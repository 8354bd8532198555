//! The answers to an instant query: vector, scalar, string, or the raw samples of a range selector.

use crate::data::labels::Labels;
use crate::data::series::RawSeries;
use crate::data::series::Sample;
use crate::source::Found;
use crate::source::prometheus::decode::envelope::each;
use crate::source::prometheus::decode::envelope::one;
use crate::source::prometheus::decode::envelope::or_default;
use crate::source::prometheus::decode::histogram::Number;
use crate::source::prometheus::decode::histogram::Written;
use crate::source::prometheus::decode::histogram::average;
use crate::source::prometheus::decode::labels::Metric;
use crate::source::prometheus::decode::matrix::millis;
use crate::source::prometheus::decode::stop::Stop;
use crate::time::Instant;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
    #[serde(borrow)]
    result_type: Cow<'a, str>,
    #[serde(borrow)]
    result: &'a RawValue,
}

#[derive(Deserialize)]
struct Element {
    #[serde(default, deserialize_with = "or_default")]
    metric: Metric,
    value: Option<(f64, Number)>,
    histogram: Option<(f64, Written)>,
}

#[derive(Deserialize)]
struct Samples {
    #[serde(default, deserialize_with = "or_default")]
    metric: Metric,
    #[serde(default, deserialize_with = "or_default")]
    values: Vec<(f64, Number)>,
    #[serde(default, deserialize_with = "or_default")]
    histograms: Vec<(f64, Written)>,
}

/// Reads `data`.
pub(super) fn found(data: &RawValue) -> Result<Found, Stop> {
    let data: Data<'_> = one(data, "resultType and result")?;
    let found = match &*data.result_type {
        "vector" => vector(data.result).map(Found::Vector),
        "scalar" => scalar(data.result).map(Found::Vector),
        "string" => text(data.result).map(Found::Text),
        "matrix" => each(data.result, "metric with values or histograms")
            .map(|series| Found::Raw(series.into_iter().map(raw).collect())),
        _ => {
            return Err(Stop::shape("vector, scalar, string or matrix").under("resultType"));
        }
    };
    found.map_err(|stop| stop.under("result"))
}

fn vector(result: &RawValue) -> Result<Vec<Sample>, Stop> {
    const EXPECTED: &str = "metric with value or histogram";
    let elements = each(result, EXPECTED)?.into_iter().enumerate();
    elements
        .map(|(index, element)| {
            sample(element).ok_or_else(|| Stop::shape(EXPECTED).under_index(index))
        })
        .collect()
}

fn sample(element: Element) -> Option<Sample> {
    let labels = element.metric.0;
    if let Some((at, written)) = element.histogram {
        let histogram = written.histogram();
        return Some(Sample {
            labels,
            at: Instant(millis(at)),
            value: average(&histogram),
            histogram: Some(histogram),
        });
    }
    let (at, Number(value)) = element.value?;
    Some(Sample {
        labels,
        at: Instant(millis(at)),
        value,
        histogram: None,
    })
}

fn scalar(result: &RawValue) -> Result<Vec<Sample>, Stop> {
    let (at, Number(value)) = one(result, "[time, \"value\"]")?;
    Ok(vec![Sample {
        labels: Labels::default(),
        at: Instant(millis(at)),
        value,
        histogram: None,
    }])
}

fn text(result: &RawValue) -> Result<String, Stop> {
    let (_, text): (f64, String) = one(result, "[time, \"text\"]")?;
    Ok(text)
}

/// Floats and histograms of one series, brought into one order of time.
fn raw(series: Samples) -> RawSeries {
    let floats = series.values.into_iter();
    let floats = floats.map(|(at, Number(value))| (millis(at), value, None));
    let histograms = series.histograms.into_iter().map(|(at, written)| {
        let histogram = written.histogram();
        (millis(at), average(&histogram), Some(histogram))
    });
    let mut samples: Vec<_> = floats.chain(histograms).collect();
    samples.sort_by_key(|(at, ..)| *at);
    let mut raw = RawSeries {
        labels: series.metric.0,
        times: Vec::with_capacity(samples.len()),
        values: Vec::with_capacity(samples.len()),
        histograms: Vec::new(),
    };
    for (index, (at, value, histogram)) in samples.into_iter().enumerate() {
        raw.times.push(Instant(at));
        raw.values.push(value);
        raw.histograms.extend(histogram.map(|one| (index, one)));
    }
    raw
}
