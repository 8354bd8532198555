//! Date math in UTC: a relative expression, a fixed now, the side it is read for, and the instant.

use super::row;
use atalaya::time::Instant;
use atalaya::time::absolute;
use atalaya::time::format::iso;
use atalaya::time::math::Calendar;
use atalaya::time::math::End;
use atalaya::time::math::resolve;
use atalaya::time::zone::Zone;
use serde_json::Value;
use serde_json::json;
use time::Weekday;

/// Holds a row.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let got = resolve(
        row::text(row, "expr")?,
        instant(row, "now")?,
        &Zone::utc(),
        calendar(&Value::Null)?,
        end(&row["round_up"]),
    );
    row::same(&got.map_or(Value::Null, |at| json!(iso(at))), &row["iso"])
}

/// An instant written out.
pub(crate) fn instant(row: &Value, key: &str) -> Result<Instant, String> {
    absolute::parse(row::text(row, key)?, &Zone::utc())
        .map_err(|error| format!("`{key}` is no time: {error:?}"))
}

/// The side of a range.
pub(crate) fn end(round_up: &Value) -> End {
    match round_up.as_bool() {
        Some(true) => End::To,
        _ => End::From,
    }
}

/// Weeks start as the row says (`weekStart`), else on Sunday as in the English of Grafana; fiscal years too
/// (`fiscalYearStartMonth`), else in January.
pub(crate) fn calendar(row: &Value) -> Result<Calendar, String> {
    Ok(Calendar {
        week_start: match row["weekStart"].as_str() {
            Some("monday") => Weekday::Monday,
            Some("saturday") => Weekday::Saturday,
            _ => Weekday::Sunday,
        },
        fiscal_start: u8::try_from(row["fiscalYearStartMonth"].as_u64().unwrap_or(0))
            .map_err(|error| error.to_string())?,
    })
}
