//! Native histograms: `{"count":"5","sum":"0.25","buckets":[[0,"0.1","0.2","5"]]}`.

use crate::data::series::Bucket;
use crate::data::series::Histogram;
use crate::source::prometheus::decode::fields::Fields;
use crate::source::prometheus::decode::fields::written_number;
use serde_json::Value;

/// Reads a histogram as the API writes it.
pub(super) fn read(json: &Value) -> Option<Histogram> {
    let fields = Fields::of(json)?;
    Some(Histogram {
        count: written_number(fields.get("count")?)?,
        sum: written_number(fields.get("sum")?)?,
        buckets: fields.list("buckets", bucket)?,
    })
}

fn bucket(json: &Value) -> Option<Bucket> {
    let [rule, lower, upper, count] = json.as_array()?.as_slice() else {
        return None;
    };
    Some(Bucket {
        rule: u8::try_from(rule.as_u64()?).ok()?,
        lower: written_number(lower)?,
        upper: written_number(upper)?,
        count: written_number(count)?,
    })
}

/// The average of the observations, which stands for the histogram in a line; NaN without observations.
pub(super) fn average(histogram: &Histogram) -> f64 {
    if histogram.count == 0.0 {
        f64::NAN
    } else {
        histogram.sum / histogram.count
    }
}
