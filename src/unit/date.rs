//! Units that are instants, in figures only: names of months and weekdays are words, and words are not known here.

use crate::time::Instant;
use crate::time::civil::Civil;
use crate::time::civil::civil;
use crate::time::format::date_time;
use crate::time::zone::Zone;
use crate::unit::number;

/// An instant in epoch milliseconds as a date unit writes it, in a zone. Nothing for units that are not dates and for
/// those that need words (`dateTimeFromNow`, month names) or the reader's own format.
///
/// The units that leave the date out today write it always: what day it is, is not known here.
#[must_use]
pub fn date_text(value: f64, unit: &str, zone: &Zone) -> Option<String> {
    let format = match unit {
        "dateTimeAsIso" | "dateTimeAsIsoNoDateIfToday" | "dateTimeAsSystem" => {
            "YYYY-MM-DD HH:mm:ss"
        }
        "dateTimeAsUS" | "dateTimeAsUSNoDateIfToday" => "MM/DD/YYYY h:mm:ss a",
        _ => unit
            .strip_prefix("time:")
            .filter(|format| !format.is_empty())?,
    };
    let at = civil(Instant(number::whole(value)?), zone);
    let mut text = String::new();
    let mut rest = format;
    while let Some(letter) = rest.chars().next() {
        let same = rest.find(|c: char| c != letter).unwrap_or(rest.len());
        let (token, next) = rest.split_at(same);
        if letter.is_ascii_alphabetic() {
            text += &piece(token, &at)?;
        } else {
            text += token;
        }
        rest = next;
    }
    Some(text)
}

/// `2024-03-31 10:17:42`, or the number itself where it is no instant.
#[must_use]
pub fn iso_text(value: f64, zone: &Zone) -> String {
    number::whole(value).map_or_else(
        || number::to_fixed(value, None),
        |ms| date_time(Instant(ms), zone),
    )
}

fn piece(token: &str, at: &Civil) -> Option<String> {
    let twelve = match at.hour % 12 {
        0 => 12,
        hour => hour,
    };
    let half = if at.hour < 12 { "am" } else { "pm" };
    Some(match token {
        "YYYY" => format!("{:04}", at.year),
        "YY" => format!("{:02}", at.year.rem_euclid(100)),
        "MM" => format!("{:02}", at.month),
        "M" => at.month.to_string(),
        "DD" => format!("{:02}", at.day),
        "D" => at.day.to_string(),
        "HH" => format!("{:02}", at.hour),
        "H" => at.hour.to_string(),
        "hh" => format!("{twelve:02}"),
        "h" => twelve.to_string(),
        "mm" => format!("{:02}", at.minute),
        "m" => at.minute.to_string(),
        "ss" => format!("{:02}", at.second),
        "s" => at.second.to_string(),
        "SSS" => format!("{:03}", at.milli),
        "a" => half.to_owned(),
        "A" => half.to_ascii_uppercase(),
        _ => return None,
    })
}
