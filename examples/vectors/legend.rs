//! Legends of annotations and live streams: a label nobody has is written as its own name.

use super::row;
use atalaya::data::labels::Labels;
use atalaya::frame::legend;
use serde_json::Value;
use serde_json::json;

/// Holds a row.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let pairs = row["labels"].as_object().into_iter().flatten();
    let labels = Labels::from_pairs(
        pairs.map(|(name, value)| (name.as_str(), value.as_str().unwrap_or(""))),
    );
    let got = legend::annotated(row::text(row, "format")?, &labels);
    row::same(&json!(got), &row["text"])
}
