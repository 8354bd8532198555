//! Alerts, groups, silences, receivers and status as whoever sends notifications tells them, whatever its version.
//!
//! Does not know what a matcher matches, nor which of several servers said this.

use crate::data::labels::Labels;
use crate::time::Instant;
use std::sync::Arc;

/// An alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The server's name for its labels; other alerts say by it what inhibits them.
    pub fingerprint: String,
    /// Its identity; shared, because tens of thousands of alerts are held in several lists.
    pub labels: Arc<Labels>,
    /// Texts for people, not to be trusted as anything else.
    pub annotations: Arc<Labels>,
    /// Since when.
    pub starts_at: Option<Instant>,
    /// When it counts as resolved unless it is sent again.
    pub ends_at: Option<Instant>,
    /// When it was last sent.
    pub updated_at: Option<Instant>,
    /// Whether it is heard.
    pub state: State,
    /// Ids of the silences that hold it.
    pub silenced_by: Vec<String>,
    /// Fingerprints of the alerts that inhibit it.
    pub inhibited_by: Vec<String>,
    /// Names of the time intervals that mute its route; servers before 0.28 do not say.
    pub muted_by: Vec<String>,
    /// Names of the receivers it goes to.
    pub receivers: Vec<String>,
    /// Where it came from, an address that its sender wrote.
    pub generator: String,
}

/// Whether an alert is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Firing, and notified of.
    Active,
    /// Firing, but silenced, inhibited or muted.
    Suppressed,
    /// Just come in.
    Unprocessed,
}

/// Alerts that are notified of together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What its alerts have in common.
    pub labels: Labels,
    /// To whom it goes.
    pub receiver: String,
    /// Its alerts.
    pub alerts: Vec<Alert>,
}

/// Who is notified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Its name.
    pub name: String,
}

/// A condition on one label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Matcher {
    /// Of which label.
    pub name: String,
    /// How the label's value compares.
    pub op: Op,
    /// The value or the regular expression, as written.
    pub value: String,
}

/// How a label's value compares. A label that is not there has the empty value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Op {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `=~`, the whole value
    Matches,
    /// `!~`, the whole value
    NotMatches,
}

/// A silence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The server's name for it.
    pub id: String,
    /// It holds alerts that fulfil all of them.
    pub matchers: Vec<Matcher>,
    /// From when.
    pub starts_at: Option<Instant>,
    /// Until when.
    pub ends_at: Option<Instant>,
    /// When it was last changed.
    pub updated_at: Option<Instant>,
    /// Who made it, as they said.
    pub created_by: String,
    /// Why.
    pub comment: String,
    /// Whether it holds now, as the server says.
    pub state: SilenceState,
}

/// Whether a silence holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SilenceState {
    /// Now.
    Active,
    /// Later.
    Pending,
    /// No more.
    Expired,
}

/// What a server says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its version.
    pub version: String,
    /// Since when it runs.
    pub since: Option<Instant>,
    /// `ready`, `settling`, `disabled`, ….
    pub cluster: String,
    /// The cluster's members, itself among them.
    pub peers: Vec<Peer>,
    /// Its configuration, YAML without secrets.
    pub config: String,
}

/// A member of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Its name.
    pub name: String,
    /// Where it listens to the others.
    pub address: String,
}
