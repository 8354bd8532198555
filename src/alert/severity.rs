//! How bad an alert is, by its label `severity`, and how soon somebody must answer.

use crate::data::labels::Labels;
use crate::time::Instant;
use crate::time::Millis;

/// How bad, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Somebody gets up.
    Critical,
    /// Somebody looks soon.
    Warning,
    /// For those who look.
    Info,
    /// None, or a word nobody agreed on.
    Other,
}

const MINUTE: i64 = 60_000;

/// All, the worst first.
pub const ALL: [Severity; 4] = [
    Severity::Critical,
    Severity::Warning,
    Severity::Info,
    Severity::Other,
];

impl Severity {
    /// By the label; `page` and `high` and the like are words of other houses for the same.
    #[must_use]
    pub fn of(labels: &Labels) -> Self {
        let value = labels.get("severity").unwrap_or("");
        let is = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
        if is(&[
            "critical",
            "crit",
            "page",
            "error",
            "high",
            "emergency",
            "p1",
        ]) {
            Self::Critical
        } else if is(&["warning", "warn", "medium", "ticket", "p2"]) {
            Self::Warning
        } else if is(&["info", "information", "low", "notice", "p3"]) {
            Self::Info
        } else {
            Self::Other
        }
    }

    /// How soon somebody must answer; none is best effort.
    #[must_use]
    pub fn response(self) -> Option<Millis> {
        match self {
            Self::Critical => Some(Millis(5 * MINUTE)),
            Self::Warning => Some(Millis(30 * MINUTE)),
            Self::Info | Self::Other => None,
        }
    }

    /// By how much an alert that fires since then is over its time; none while it is not.
    #[must_use]
    pub fn overdue(self, since: Option<Instant>, now: Instant) -> Option<Millis> {
        let over = now.0.saturating_sub(since?.0) - self.response()?.0;
        (over > 0).then_some(Millis(over))
    }
}
