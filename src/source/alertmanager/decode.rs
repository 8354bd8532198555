//! Replies to answers.

use crate::data::alert::Matcher;
use crate::data::alert::Op;
use crate::data::alert::Peer;
use crate::data::alert::Receiver;
use crate::data::alert::Silence;
use crate::data::alert::SilenceState;
use crate::data::alert::Status;
use crate::lean::turns::Turns;
use crate::source::Failure;
use crate::source::Reply;
use crate::source::alertmanager::Ask;
use crate::source::alertmanager::Found;
use crate::source::alertmanager::alerts;
use crate::source::prometheus::decode::fields::Fields;
use crate::source::prometheus::decode::fields::text;
use crate::source::prometheus::decode::refusal;
use crate::source::prometheus::decode::scan::Scanner;
use crate::source::prometheus::decode::stop::Stop;
use serde_json::Value;

/// By status first, then by what was asked.
pub(super) async fn answer(
    ask: &Ask,
    reply: &Reply,
    turns: &mut impl Turns,
) -> Result<Found, Failure> {
    if !(200..300).contains(&reply.status) {
        return Err(refused(reply).unwrap_or_else(|| refusal::of(reply)));
    }
    let body = &reply.body;
    let found = match ask {
        Ask::Status => one(body, "a status", status).map(Found::Status),
        Ask::Alerts => {
            let mut scanner = Scanner::new(body);
            let found = alerts::alerts(&mut scanner, turns).await;
            whole(scanner, found).map(Found::Alerts)
        }
        Ask::Groups => {
            let mut scanner = Scanner::new(body);
            let found = alerts::groups(&mut scanner, turns).await;
            whole(scanner, found).map(Found::Groups)
        }
        Ask::Receivers => {
            all(body, |scanner| scanner.value("a receiver", receiver)).map(Found::Receivers)
        }
        Ask::Silences => {
            all(body, |scanner| scanner.value("a silence", silence)).map(Found::Silences)
        }
        Ask::Silence(_) => {
            one(body, "a silence", silence).map(|silence| Found::Silences(vec![silence]))
        }
        Ask::Put(_) => one(body, "silenceID", put).map(Found::Put),
        // A success has no body.
        Ask::Expire(_) => Ok(Found::Expired),
    };
    found.map_err(|stop| stop.failure(reply))
}

/// The three forms of the API's errors: `{"code":602,"message":"…"}`, a bare text, and nothing, which is none here.
/// Version 1 of the API, which is gone, says `{"status":"deprecated","error":"…"}`.
fn refused(reply: &Reply) -> Option<Failure> {
    let json: Value = serde_json::from_slice(&reply.body).ok()?;
    let (kind, message) = match &json {
        Value::String(message) => (String::new(), message.clone()),
        Value::Object(members) => match members.get("message") {
            Some(message) => {
                let code = members.get("code").and_then(Value::as_u64);
                (
                    code.map_or_else(String::new, |code| code.to_string()),
                    text(message)?,
                )
            }
            None => (
                members.get("status").and_then(text).unwrap_or_default(),
                text(members.get("error")?)?,
            ),
        },
        _ => return None,
    };
    Some(Failure::Refused {
        kind,
        message,
        code: reply.status,
    })
}

fn one<T>(
    body: &[u8],
    expected: &'static str,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Result<T, Stop> {
    let mut scanner = Scanner::new(body);
    let found = scanner.value(expected, read);
    whole(scanner, found)
}

fn all<T>(body: &[u8], read: fn(&mut Scanner<'_>) -> Result<T, Stop>) -> Result<Vec<T>, Stop> {
    let mut scanner = Scanner::new(body);
    let mut found = Vec::new();
    // Go writes a list without items as null in places.
    if !scanner.null() {
        scanner.array("an array", |scanner, index| {
            found.push(read(scanner).map_err(|stop| stop.under_index(index))?);
            Ok(())
        })?;
    }
    whole(scanner, Ok(found))
}

/// What was found, if nothing stands behind it.
fn whole<T>(mut scanner: Scanner<'_>, found: Result<T, Stop>) -> Result<T, Stop> {
    found.and_then(|found| scanner.end().map(|()| found))
}

fn receiver(json: &Value) -> Option<Receiver> {
    name(json).map(|name| Receiver { name })
}

fn name(json: &Value) -> Option<String> {
    Fields::of(json)?.get("name").and_then(text)
}

fn silence(json: &Value) -> Option<Silence> {
    let fields = Fields::of(json)?;
    let status = Fields::of(fields.get("status")?)?;
    Some(Silence {
        id: fields.get("id").and_then(text)?,
        matchers: fields.list("matchers", matcher)?,
        starts_at: fields.moment("startsAt")?,
        ends_at: fields.moment("endsAt")?,
        updated_at: fields.moment("updatedAt")?,
        created_by: fields.text("createdBy")?,
        comment: fields.text("comment")?,
        state: match status.text("state")?.as_str() {
            "active" => SilenceState::Active,
            "pending" => SilenceState::Pending,
            "expired" => SilenceState::Expired,
            _ => return None,
        },
    })
}

fn matcher(json: &Value) -> Option<Matcher> {
    let fields = Fields::of(json)?;
    // A server that knows no negation does not say so.
    let equal = fields.get("isEqual").map_or(Some(true), Value::as_bool)?;
    Some(Matcher {
        name: fields.get("name").and_then(text)?,
        op: match (fields.flag("isRegex")?, equal) {
            (false, true) => Op::Equal,
            (false, false) => Op::NotEqual,
            (true, true) => Op::Matches,
            (true, false) => Op::NotMatches,
        },
        value: fields.text("value")?,
    })
}

fn status(json: &Value) -> Option<Status> {
    let fields = Fields::of(json)?;
    let within = |key: &str| Fields::of(fields.get(key)?);
    let cluster = within("cluster")?;
    Some(Status {
        version: within("versionInfo")?.text("version")?,
        since: fields.moment("uptime")?,
        cluster: cluster.text("status")?,
        peers: cluster.list("peers", peer)?,
        config: within("config")?.text("original")?,
    })
}

fn peer(json: &Value) -> Option<Peer> {
    let fields = Fields::of(json)?;
    Some(Peer {
        name: fields.text("name")?,
        address: fields.text("address")?,
    })
}

fn put(json: &Value) -> Option<String> {
    Fields::of(json)?.get("silenceID").and_then(text)
}
