//! Alerts and their groups, straight from the bytes: there may be tens of thousands, and as general JSON they would take
//! longer to make and to drop than all else that is done with them.
//!
//! The forms are those of [`Fields`](crate::source::prometheus::decode::fields::Fields): what is left out or `null` is
//! empty, another shape is none, and keys that nobody asks for are passed over.

use crate::data::alert::Alert;
use crate::data::alert::Group;
use crate::data::alert::State;
use crate::data::labels::Labels;
use crate::source::prometheus::decode::moment;
use crate::source::prometheus::decode::scan::Scanner;
use crate::source::prometheus::decode::stop::Stop;
use crate::time::Instant;
use std::borrow::Cow;
use std::sync::Arc;

/// A group; whatever is wrong in it, it is the group that cannot be read.
pub(super) fn group(scanner: &mut Scanner<'_>) -> Result<Group, Stop> {
    let expected = "a group of alerts";
    let mut labels = Labels::default();
    let mut receiver = None;
    let mut alerts = Vec::new();
    scanner.object(expected, |scanner, key| {
        match key {
            "labels" => labels = pairs(scanner, expected)?,
            "receiver" => receiver = name(scanner, expected)?,
            "alerts" => alerts = list(scanner, expected, alert)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    Ok(Group {
        labels,
        receiver: receiver.ok_or_else(|| Stop::shape(expected))?,
        alerts,
    })
}

/// An alert, which is `expected` here.
pub(super) fn alert(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<Alert, Stop> {
    let mut labels = None;
    let mut status = None;
    let mut alert = Alert {
        fingerprint: String::new(),
        labels: Arc::default(),
        annotations: Arc::default(),
        starts_at: None,
        ends_at: None,
        updated_at: None,
        state: State::Unprocessed,
        silenced_by: Vec::new(),
        inhibited_by: Vec::new(),
        muted_by: Vec::new(),
        receivers: Vec::new(),
        generator: String::new(),
    };
    scanner.object(expected, |scanner, key| {
        match key {
            "fingerprint" => alert.fingerprint = owned(scanner, expected)?,
            "labels" => {
                labels = match scanner.null() {
                    true => None,
                    false => Some(pairs(scanner, expected)?),
                }
            }
            "annotations" => alert.annotations = Arc::new(pairs(scanner, expected)?),
            "startsAt" => alert.starts_at = instant(scanner, expected)?,
            "endsAt" => alert.ends_at = instant(scanner, expected)?,
            "updatedAt" => alert.updated_at = instant(scanner, expected)?,
            "status" => status = standing(scanner, expected, &mut alert)?,
            "receivers" => {
                let receiver = |scanner: &mut Scanner<'_>, expected| {
                    name(scanner, expected)?.ok_or_else(|| Stop::shape(expected))
                };
                alert.receivers = list(scanner, expected, receiver)?;
            }
            "generatorURL" => alert.generator = owned(scanner, expected)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    let labels = labels.ok_or_else(|| Stop::shape(expected))?;
    Ok(Alert {
        labels: Arc::new(labels),
        state: status.ok_or_else(|| Stop::shape(expected))?,
        ..alert
    })
}

/// The state and by what it is kept quiet; none for `null`.
fn standing(
    scanner: &mut Scanner<'_>,
    expected: &'static str,
    alert: &mut Alert,
) -> Result<Option<State>, Stop> {
    if scanner.null() {
        return Ok(None);
    }
    let mut state = None;
    scanner.object(expected, |scanner, key| {
        match key {
            "state" => {
                state = match &*text(scanner, expected)? {
                    "active" => Some(State::Active),
                    "suppressed" => Some(State::Suppressed),
                    "unprocessed" => Some(State::Unprocessed),
                    _ => None,
                }
            }
            "silencedBy" => alert.silenced_by = list(scanner, expected, required)?,
            "inhibitedBy" => alert.inhibited_by = list(scanner, expected, required)?,
            "mutedBy" => alert.muted_by = list(scanner, expected, required)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    Ok(state)
}

/// The name of a receiver; none for `null` and for one without a name.
fn name(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<Option<String>, Stop> {
    let mut name = None;
    if scanner.null() {
        return Ok(name);
    }
    scanner.object(expected, |scanner, key| {
        match key {
            "name" => {
                name = match scanner.null() {
                    true => None,
                    false => Some(required(scanner, expected)?),
                }
            }
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    Ok(name)
}

fn list<T>(
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

fn pairs(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<Labels, Stop> {
    let mut pairs: Vec<(Box<str>, Box<str>)> = Vec::new();
    if !scanner.null() {
        scanner.object(expected, |scanner, name| {
            let value = scanner.text(expected)?;
            pairs.push((name.into(), (&*value).into()));
            Ok(())
        })?;
    }
    Ok(Labels::from_pairs(pairs))
}

/// A time; a text that is none is no time.
fn instant(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<Option<Instant>, Stop> {
    Ok(moment::instant(&text(scanner, expected)?))
}

fn owned(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<String, Stop> {
    text(scanner, expected).map(Cow::into_owned)
}

fn required(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<String, Stop> {
    scanner.text(expected).map(Cow::into_owned)
}

fn text<'a>(scanner: &mut Scanner<'a>, expected: &'static str) -> Result<Cow<'a, str>, Stop> {
    match scanner.null() {
        true => Ok(Cow::Borrowed("")),
        false => scanner.text(expected),
    }
}
