//! A value, a unit and decimals: the text, and its pieces where the row has them.

use super::row;
use super::zone::zone;
use atalaya::unit::ENGLISH;
use atalaya::unit::Written;
use atalaya::unit::format_at;
use serde_json::Value;
use serde_json::json;

/// Holds a row of either file.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    if row["value"].is_null() {
        // No value has no text, whatever its unit.
        return compare(row, &Written::default());
    }
    let value = row::number(row, "value")?;
    let unit = row::text(row, "unit")?;
    let decimals = decimals(&row["decimals"]);
    let zone = zone(row["timezone"].as_str().unwrap_or("utc"))?;
    let held = |value| compare(row, &format_at(value, unit, decimals, &ENGLISH, &zone));
    // JavaScript writes a negative zero as 0 into the row and as -0 into the text: a zero may have been either.
    match held(value) {
        Err(_) if value == 0.0 => held(-0.0),
        result => result,
    }
}

fn compare(row: &Value, written: &Written) -> Result<(), String> {
    let expected = row.get("text").unwrap_or(&row["expected"]);
    row::same(&json!(written.to_string()), expected)?;
    match row.get("parts") {
        Some(parts) => row::same(
            &json!([written.prefix, written.number, written.suffix]),
            parts,
        ),
        None => Ok(()),
    }
}

/// Decimals as Grafana reads them: fewer than none are none.
pub(crate) fn decimals(value: &Value) -> Option<u8> {
    let decimals = value.as_i64()?;
    Some(u8::try_from(decimals.clamp(0, 20)).unwrap_or_default())
}
