//! Units that are instants.

use crate::time::Instant;
use crate::time::format::date_time;
use crate::time::format::date_time_milli;
use crate::time::moment::Names;
use crate::time::moment::by_pattern;
use crate::time::zone::Zone;
use crate::unit::number;

/// Is this a unit of instants, which replaces the way a column of times is written?
#[must_use]
pub fn is_date(unit: &str) -> bool {
    unit.starts_with("time:") || unit.starts_with("dateTime") && unit != "dateTimeAsSystem"
}

/// An instant in epoch milliseconds as a date unit writes it, in a zone. Nothing for units that are not dates and for
/// those that need to know what time it is (`dateTimeFromNow`) or the reader's own format.
///
/// The units that leave the date out today write it always: what day it is, is not known here.
#[must_use]
pub fn date_text(value: f64, unit: &str, zone: &Zone, names: &Names) -> Option<String> {
    let pattern = match unit {
        "dateTimeAsIso" | "dateTimeAsIsoNoDateIfToday" | "dateTimeAsSystem" => {
            "YYYY-MM-DD HH:mm:ss"
        }
        "dateTimeAsUS" | "dateTimeAsUSNoDateIfToday" => "MM/DD/YYYY h:mm:ss a",
        _ => match unit.strip_prefix("time:")? {
            // Without a pattern moment.js writes ISO.
            "" => "YYYY-MM-DDTHH:mm:ssZ",
            pattern => pattern,
        },
    };
    let Some(at) = instant(value) else {
        return Some(NO_DATE.to_owned());
    };
    // A pattern that writes nothing is none.
    Some(by_pattern(at, pattern, zone, names)).filter(|text| !text.is_empty())
}

/// `2024-03-31 10:17:42`, with milliseconds if asked, or the number itself where it is no instant.
#[must_use]
pub fn iso_text(value: f64, zone: &Zone, milli: bool) -> String {
    match instant(value) {
        Some(at) if milli => date_time_milli(at, zone),
        Some(at) => date_time(at, zone),
        None => NO_DATE.to_owned(),
    }
}

/// What Grafana writes for a number that is no instant.
const NO_DATE: &str = "Invalid date";

/// How far from 1970 the dates of JavaScript reach.
const FURTHEST: f64 = 8.64e15;

fn instant(value: f64) -> Option<Instant> {
    let near = Some(value).filter(|value| value.abs() <= FURTHEST);
    near.and_then(number::whole).map(Instant)
}
