//! Rules and alerts as Prometheus' API tells them.

use crate::data::labels::Labels;
use crate::time::Instant;

/// A group of rules evaluated together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Group name.
    pub name: String,
    /// File it stands in.
    pub file: String,
    /// Seconds between evaluations.
    pub interval: f64,
    /// Seconds the last evaluation took.
    pub evaluation_time: f64,
    /// When it was last evaluated.
    pub last_evaluation: Option<Instant>,
    /// Its rules in file order.
    pub rules: Vec<Rule>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Alert or recorded series name.
    pub name: String,
    /// PromQL.
    pub query: String,
    /// Labels it adds.
    pub labels: Labels,
    /// `ok`, `err`, `unknown`.
    pub health: String,
    /// Last error, if any.
    pub last_error: Option<String>,
    /// Seconds the last evaluation took.
    pub evaluation_time: f64,
    /// When it was last evaluated.
    pub last_evaluation: Option<Instant>,
    /// What only alerting rules have.
    pub alerting: Option<Alerting>,
}

/// The alerting part of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Alerting {
    /// `inactive`, `pending`, `firing`.
    pub state: String,
    /// Seconds the expression must hold (`for`).
    pub duration: f64,
    /// Seconds it goes on firing after the expression holds no more (`keep_firing_for`).
    pub keep_firing_for: f64,
    /// Raw templates.
    pub annotations: Labels,
    /// Active alerts.
    pub alerts: Vec<Alert>,
}

/// An active alert.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// Its labels.
    pub labels: Labels,
    /// Expanded annotations.
    pub annotations: Labels,
    /// `pending` or `firing`.
    pub state: String,
    /// Since when.
    pub active_at: Option<Instant>,
    /// The value that made it active; NaN when the server's text is no number.
    pub value: f64,
}
