//! Alerts and their groups, straight from the bytes and with pauses: there may be tens of thousands.

use crate::data::alert::Alert;
use crate::data::alert::Group;
use crate::data::alert::State;
use crate::data::labels::Labels;
use crate::lean::turns::Turns;
use crate::source::prometheus::decode::scan::Scanner;
use crate::source::prometheus::decode::stop::Stop;
use crate::source::scanned::instant;
use crate::source::scanned::labels;
use crate::source::scanned::list;
use crate::source::scanned::owned;
use crate::source::scanned::required;
use crate::source::scanned::text;
use std::sync::Arc;

/// What both lists are.
const LIST: &str = "an array";

/// All alerts; a wrong one is named by its place.
pub(super) async fn alerts(
    scanner: &mut Scanner<'_>,
    turns: &mut impl Turns,
) -> Result<Vec<Alert>, Stop> {
    let mut found = Vec::new();
    // Go writes a list without items as null in places.
    let mut more = !scanner.null() && scanner.begin(b'[', LIST)?;
    while more {
        let place = found.len();
        found.push(alert(scanner, "an alert").map_err(|stop| stop.under_index(place))?);
        turns.done(found.len()).await;
        more = scanner.goes_on(b']')?;
    }
    Ok(found)
}

/// All groups; a wrong one is named by its place.
pub(super) async fn groups(
    scanner: &mut Scanner<'_>,
    turns: &mut impl Turns,
) -> Result<Vec<Group>, Stop> {
    let mut found = Vec::new();
    let mut more = !scanner.null() && scanner.begin(b'[', LIST)?;
    while more {
        let place = found.len();
        let group = group(scanner, turns).await;
        found.push(group.map_err(|stop| stop.under_index(place))?);
        more = scanner.goes_on(b']')?;
    }
    Ok(found)
}

/// A group; whatever is wrong in it, it is the group that cannot be read.
async fn group(scanner: &mut Scanner<'_>, turns: &mut impl Turns) -> Result<Group, Stop> {
    let expected = "a group of alerts";
    let mut common = Labels::default();
    let mut receiver = None;
    let mut alerts = Vec::new();
    let mut more = scanner.begin(b'{', expected)?;
    while more {
        match &*scanner.member()? {
            "labels" => common = labels(scanner, expected)?,
            "receiver" => receiver = name(scanner, expected)?,
            "alerts" => alerts = members(scanner, expected, turns).await?,
            _ => scanner.skip()?,
        }
        more = scanner.goes_on(b'}')?;
    }
    Ok(Group {
        labels: common,
        receiver: receiver.ok_or_else(|| Stop::shape(expected))?,
        alerts,
    })
}

async fn members(
    scanner: &mut Scanner<'_>,
    expected: &'static str,
    turns: &mut impl Turns,
) -> Result<Vec<Alert>, Stop> {
    let mut found = Vec::new();
    let mut more = !scanner.null() && scanner.begin(b'[', expected)?;
    while more {
        found.push(alert(scanner, expected)?);
        turns.done(found.len()).await;
        more = scanner.goes_on(b']')?;
    }
    Ok(found)
}

/// An alert, which is `expected` here.
fn alert(scanner: &mut Scanner<'_>, expected: &'static str) -> Result<Alert, Stop> {
    let mut own = None;
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
                own = match scanner.null() {
                    true => None,
                    false => Some(labels(scanner, expected)?),
                }
            }
            "annotations" => alert.annotations = Arc::new(labels(scanner, expected)?),
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
    let own = own.ok_or_else(|| Stop::shape(expected))?;
    Ok(Alert {
        labels: Arc::new(own),
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
