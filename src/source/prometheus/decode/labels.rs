//! A JSON object of texts as a label set.

use crate::data::labels::Labels;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::MapAccess;
use serde::de::Visitor;
use std::fmt;

/// Labels as the API writes them: `{"job":"node"}`, names in any order.
#[derive(Default)]
pub(super) struct Metric(pub(super) Labels);

impl<'de> Deserialize<'de> for Metric {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs)
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Metric;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Metric, A::Error> {
        let mut pairs: Vec<(Box<str>, Box<str>)> = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        // Sorted first (stable, so that the later of two still wins), a label set of any size is built by appending.
        pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(Metric(Labels::from_pairs(pairs)))
    }
}
