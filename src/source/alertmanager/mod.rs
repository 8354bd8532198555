//! Alertmanager's HTTP API, version 2, as 0.25 to 0.33 speak it
//! (<https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml>).
//!
//! The version ends here: what is asked and what is found are types of our own. It does not know who sends the request,
//! nor that there are several servers.

mod alerts;
mod decode;
mod request;

use crate::data::alert::Alert;
use crate::data::alert::Group;
use crate::data::alert::Matcher;
use crate::data::alert::Receiver;
use crate::data::alert::Silence;
use crate::data::alert::Status;
use crate::lean::turns::Turns;
use crate::source::Failure;
use crate::source::Reply;
use crate::time::Instant;

/// What can be asked and ordered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// Version, peers, configuration.
    Status,
    /// All alerts, silenced and inhibited ones too.
    Alerts,
    /// The same in groups; an alert for several receivers is in several.
    Groups,
    /// Who is notified.
    Receivers,
    /// All silences, also those that expired lately.
    Silences,
    /// One silence by its id.
    Silence(String),
    /// Makes a silence, or changes the one of its id. The answer says its id, which is another one when the server made
    /// a new silence in place of the old.
    Put(Draft),
    /// Ends a silence at once.
    Expire(String),
}

/// A silence as it should become.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Draft {
    /// The silence that is changed; none makes a new one.
    pub id: Option<String>,
    /// It holds alerts that fulfil all of them.
    pub matchers: Vec<Matcher>,
    /// From when; a time in the past is taken as now.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
    /// Who.
    pub created_by: String,
    /// Why; servers refuse a silence without.
    pub comment: String,
}

/// How long a silence still holds that is ended without DELETE: an end that is not after now is refused.
const LAST_MILLIS: i64 = 1_000;

impl Draft {
    /// The silence as it is, to be changed. What has no time on the server begins or ends `now`.
    #[must_use]
    pub fn of(silence: &Silence, now: Instant) -> Self {
        Self {
            id: Some(silence.id.clone()),
            matchers: silence.matchers.clone(),
            starts_at: silence.starts_at.unwrap_or(now),
            ends_at: silence.ends_at.unwrap_or(now),
            created_by: silence.created_by.clone(),
            comment: silence.comment.clone(),
        }
    }

    /// What to [`Ask::Put`] to end a silence where DELETE is not allowed. Some servers answer with the id of a new
    /// silence that lasts as short as this one.
    #[must_use]
    pub fn ending(silence: &Silence, now: Instant) -> Self {
        let draft = Self::of(silence, now);
        Self {
            // One that has not begun would end before it begins.
            starts_at: draft.starts_at.min(now),
            ends_at: Instant(now.0.saturating_add(LAST_MILLIS)),
            ..draft
        }
    }
}

/// A request ready to be sent, relative to the source's base address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST` or `DELETE`.
    pub method: &'static str,
    /// Path below the source's base address, without a leading slash, already percent-encoded.
    pub path: String,
    /// The body, which must go as `application/json`.
    pub json: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Version, peers, configuration.
    Status(Status),
    /// All alerts.
    Alerts(Vec<Alert>),
    /// All groups.
    Groups(Vec<Group>),
    /// Who is notified.
    Receivers(Vec<Receiver>),
    /// One or all silences.
    Silences(Vec<Silence>),
    /// The id of the silence that was made or changed.
    Put(String),
    /// It ended.
    Expired,
}

/// The request that asks this.
#[must_use]
pub fn request(ask: &Ask) -> Request {
    request::write(ask)
}

/// What the server's reply says to this question; tens of thousands of alerts are read in turns with others.
///
/// # Errors
/// [`Failure::Refused`] for the API's own errors, whose kind is their code or empty; [`Failure::Status`] for any other
/// HTTP error, also one without a body; [`Failure::NotJson`] and [`Failure::Shape`] for a success that is no answer.
pub async fn decode(ask: &Ask, reply: &Reply, turns: &mut impl Turns) -> Result<Found, Failure> {
    decode::answer(ask, reply, turns).await
}
