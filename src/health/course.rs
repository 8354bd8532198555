//! The state machine of a check: starting → healthy → degraded → unhealthy → recovering → healthy.
//!
//! Results are taken in the order they come. Time counts forwards only: a clock that goes back adds nothing to a grace
//! period, and no state is ever older than the first result or younger than the last. A gap proves nothing: failures
//! before and after it are not in a row, and a grace period begins anew after it.

use crate::health::judge::Level;
use crate::time::Instant;
use crate::time::Millis;

/// When a check changes its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// So many failures in a row are unhealthy; at least 1.
    pub failures: u32,
    /// So long it has to pass again before it is healthy.
    pub grace: Millis,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            failures: 3,
            grace: Millis(60_000),
        }
    }
}

/// How a check is, over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Several failures in a row.
    Unhealthy,
    /// First failures, or warnings; still serving.
    Degraded,
    /// Passes again; not trusted yet.
    Recovering,
    /// No success yet.
    Starting,
    /// It works.
    Healthy,
}

/// A check's way through its states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// Where it is; none before the first result.
    pub state: Option<State>,
    /// Since when.
    pub since: Instant,
    /// The last result.
    pub level: Option<Level>,
    last: Instant,
    /// Failures in a row.
    failures: u32,
    /// How long it passes again.
    passed: Millis,
    /// The last result was followed by a gap.
    gap: bool,
}

impl Default for Course {
    fn default() -> Self {
        Self {
            state: None,
            since: Instant(0),
            level: None,
            last: Instant(0),
            failures: 0,
            passed: Millis(0),
            gap: false,
        }
    }
}

impl Course {
    /// Takes the next result.
    pub fn take(&mut self, at: Instant, level: Level, rules: Rules) {
        let passed = if self.gap || self.level.is_none() {
            0
        } else {
            at.0.saturating_sub(self.last.0).max(0)
        };
        if self.gap {
            self.failures = 0;
            self.passed = Millis(0);
        }
        self.failures = if level.serves() {
            0
        } else {
            self.failures.saturating_add(1)
        };
        self.passed = match self.state {
            Some(State::Recovering) if level.serves() => {
                Millis(self.passed.0.saturating_add(passed))
            }
            Some(_) | None => Millis(0),
        };
        let next = self.next(level, rules);
        if self.state != Some(next) {
            self.since = at;
        }
        // A clock that went back: the state cannot have begun after now.
        self.since = self.since.min(at);
        self.state = Some(next);
        self.level = Some(level);
        self.last = at;
        self.gap = false;
    }

    /// Says that results are missing after the last one.
    pub fn miss(&mut self) {
        self.gap = true;
    }

    /// The same way, its last result told by somebody who knows more; nothing where there was none. Who says otherwise than
    /// the last result was asked before or after it: what they say then is the next result.
    #[must_use]
    pub fn known_as(mut self, level: Level, at: Instant, rules: Rules) -> Self {
        match self.level {
            None => {}
            Some(last) if last.serves() == level.serves() => self.level = Some(level),
            Some(_) => self.take(at.max(self.last), level, rules),
        }
        self
    }

    /// When the last result came; none before the first.
    #[must_use]
    pub fn last(&self) -> Option<Instant> {
        self.level.map(|_| self.last)
    }

    fn next(&self, level: Level, rules: Rules) -> State {
        let state = self.state.unwrap_or(State::Starting);
        let failed_often = self.failures >= rules.failures.max(1);
        match (state, level) {
            (State::Recovering, Level::Down | Level::Unreachable) => State::Unhealthy,
            (State::Unhealthy, Level::Down | Level::Unreachable) => State::Unhealthy,
            (_, Level::Down | Level::Unreachable) if failed_often => State::Unhealthy,
            (State::Starting, Level::Down | Level::Unreachable) => State::Starting,
            (State::Healthy | State::Degraded, Level::Down | Level::Unreachable) => State::Degraded,
            (State::Unhealthy, Level::Up | Level::Warning) if rules.grace.0 > 0 => {
                State::Recovering
            }
            (State::Recovering, Level::Up | Level::Warning) if self.passed < rules.grace => {
                State::Recovering
            }
            (_, Level::Up) => State::Healthy,
            (_, Level::Warning) => State::Degraded,
        }
    }
}
