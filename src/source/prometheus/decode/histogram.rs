//! Native histograms: `{"count":"5","sum":"0.25","buckets":[[0,"0.1","0.2","5"]]}`.

use crate::data::series::Bucket;
use crate::data::series::Histogram;
use crate::source::prometheus::decode::number;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;
use std::borrow::Cow;

/// A number that the API writes as text.
#[derive(Clone, Copy)]
pub(super) struct Number(pub(super) f64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let value = number::whole(&text);
        value.map(Self).ok_or_else(|| D::Error::custom("no number"))
    }
}

/// A histogram as the API writes it.
#[derive(Deserialize)]
pub(super) struct Written {
    count: Number,
    sum: Number,
    #[serde(default)]
    buckets: Vec<(u8, Number, Number, Number)>,
}

impl Written {
    /// As data.
    pub(super) fn histogram(self) -> Histogram {
        let bucket = |(rule, lower, upper, count): (u8, Number, Number, Number)| Bucket {
            rule,
            lower: lower.0,
            upper: upper.0,
            count: count.0,
        };
        Histogram {
            count: self.count.0,
            sum: self.sum.0,
            buckets: self.buckets.into_iter().map(bucket).collect(),
        }
    }
}

/// The average of the observations, which stands for the histogram in a line; NaN without observations.
pub(super) fn average(histogram: &Histogram) -> f64 {
    if histogram.count == 0.0 {
        f64::NAN
    } else {
        histogram.sum / histogram.count
    }
}
