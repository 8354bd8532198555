//! What those who tell of alerts write alike, straight from the bytes: there may be tens of thousands, and as general
//! JSON they would take longer to make and to drop than all else that is done with them.
//!
//! The forms are those of [`Fields`](crate::source::prometheus::decode::fields::Fields): what is left out or `null` is
//! empty, another shape is none, and keys that nobody asks for are passed over.

use crate::data::labels::Labels;
use crate::source::prometheus::decode::moment;
use crate::source::prometheus::decode::scan::Scanner;
use crate::source::prometheus::decode::stop::Stop;
use crate::time::Instant;
use serde_json::Value;
use std::borrow::Cow;

/// A text that must be there.
pub(super) fn required(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<String, Stop> {
    scanner.text(expected).map(Cow::into_owned)
}

/// A text.
pub(super) fn text<'a>(
    scanner: &mut Scanner<'a>,
    expected: &'static str,
) -> Result<Cow<'a, str>, Stop> {
    match scanner.null() {
        true => Ok(Cow::Borrowed("")),
        false => scanner.text(expected),
    }
}

/// A text to be kept.
pub(super) fn owned(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<String, Stop> {
    text(scanner, expected).map(Cow::into_owned)
}

/// A number.
pub(super) fn number(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<f64, Stop> {
    match scanner.null() {
        true => Ok(0.0),
        false => scanner.value(expected, Value::as_f64),
    }
}

/// A time; a text that is none is no time.
pub(super) fn instant(
    scanner: &mut Scanner<'_>,
    expected: &'static str,
) -> Result<Option<Instant>, Stop> {
    Ok(moment::instant(&text(scanner, expected)?))
}

/// A label set.
pub(super) fn labels(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<Labels, Stop> {
    match scanner.null() {
        true => Ok(Labels::default()),
        false => scanner.labels(expected),
    }
}

/// A list whose items all can be read.
pub(super) fn list<T>(
    scanner: &mut Scanner<'_>,
    expected: &'static str,
    read: impl Fn(&mut Scanner<'_>, &'static str) -> Result<T, Stop>,
) -> Result<Vec<T>, Stop> {
    let mut found = Vec::new();
    if !scanner.null() {
        scanner.array(expected, |scanner, _| {
            found.push(read(scanner, expected)?);
            Ok(())
        })?;
    }
    Ok(found)
}
