//! What the cache knows about one query: its answer, its trouble, its request.

use crate::cache::tail;
use crate::cache::view::Retry;
use crate::cache::view::State;
use crate::cache::view::Ticket;
use crate::data::lines::Window;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Query;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use std::sync::Arc;

/// Names an entry for as long as it lives; later ones are larger.
pub(crate) type EntryId = u64;

/// One query and all that is known about it.
pub(crate) struct Entry {
    pub(crate) query: Query,
    /// The query without its time: what a moved range has in common with the former one.
    pub(crate) line: Query,
    pub(crate) kept: Option<Kept>,
    pub(crate) trouble: Option<Trouble>,
    pub(crate) asking: Asking,
    /// The former query of the same line, still in flight: it may finish first, so that a server slower than the
    /// refresh interval still gets an answer through, and this one can build on it.
    pub(crate) after: Option<EntryId>,
    /// Ask everything next time: a tail did not fit.
    pub(crate) whole: bool,
    /// When it was last shown, counted in events; the smallest is evicted first.
    pub(crate) used: u64,
}

/// An answer to exactly the entry's query.
pub(crate) struct Kept {
    pub(crate) answer: Arc<Answer>,
    /// When it, or its latest tail, was asked.
    pub(crate) at: Instant,
    /// When all of it was last asked.
    pub(crate) whole_at: Instant,
    /// Tails joined since.
    pub(crate) tails: u32,
    pub(crate) bytes: usize,
}

/// The last try failed.
#[derive(Clone)]
pub(crate) struct Trouble {
    pub(crate) failure: Failure,
    pub(crate) at: Instant,
    /// Failures in a row.
    pub(crate) times: u32,
    pub(crate) retry: Retry,
}

/// Where a request stands.
pub(crate) enum Asking {
    Idle,
    Queued { since: Instant },
    Sent(Job),
}

/// A request in flight.
pub(crate) struct Job {
    pub(crate) ticket: Ticket,
    pub(crate) since: Instant,
    pub(crate) sent: Instant,
    pub(crate) base: Option<Base>,
    /// The grid that was asked; none for other questions than ranges.
    pub(crate) grid: Option<Grid>,
}

/// What a tail is joined to. Held here, so that evicting the entry it came from loses nothing.
pub(crate) struct Base {
    pub(crate) entry: EntryId,
    pub(crate) answer: Arc<Answer>,
    pub(crate) whole_at: Instant,
    pub(crate) tails: u32,
}

impl Entry {
    pub(crate) fn new(query: Query, now: Instant) -> Self {
        Self {
            line: line(&query),
            query,
            kept: None,
            trouble: None,
            asking: Asking::Queued { since: now },
            after: None,
            whole: false,
            used: 0,
        }
    }

    pub(crate) fn job(&self) -> Option<&Job> {
        match &self.asking {
            Asking::Sent(job) => Some(job),
            Asking::Idle | Asking::Queued { .. } => None,
        }
    }

    /// Puts it in the queue, unless it is there or in flight already.
    pub(crate) fn ask(&mut self, now: Instant) {
        match self.asking {
            Asking::Idle => self.asking = Asking::Queued { since: now },
            Asking::Queued { .. } | Asking::Sent(_) => return,
        }
        if let Some(trouble) = &mut self.trouble {
            trouble.retry = Retry::Now;
        }
    }

    /// When it is asked again by itself.
    pub(crate) fn retry_at(&self) -> Option<Instant> {
        match self.trouble.as_ref()?.retry {
            Retry::At(at) => Some(at),
            Retry::Never | Retry::Now => None,
        }
    }

    /// Takes over the trouble of the former query of its line: the same failure stays on the screen, and a moved range
    /// does not push in front of a planned retry. One that does not pass by itself is tried again: the range is new.
    pub(crate) fn inherit(&mut self, trouble: Option<&Trouble>, now: Instant) {
        self.trouble = trouble.cloned();
        self.asking = Asking::Idle;
        if self.retry_at().is_none() {
            self.ask(now);
        }
    }

    /// An answer that is young, or that asking again could not change, is shown without asking.
    pub(crate) fn is_good(&self, now: Instant, fresh_for: Millis) -> bool {
        let Some(kept) = &self.kept else {
            return false;
        };
        let settled = match &self.query.ask {
            Ask::Range { grid, .. } => grid.end().0.saturating_add(tail::OVERLAP) <= kept.at.0,
            Ask::Instant { .. }
            | Ask::LabelNames { .. }
            | Ask::LabelValues { .. }
            | Ask::Series { .. }
            | Ask::Metadata { .. }
            | Ask::BuildInfo
            | Ask::Rules
            | Ask::Alerts
            | Ask::Targets
            | Ask::Log(_)
            | Ask::Alerting(_) => false,
        };
        settled || now.0.saturating_sub(kept.at.0) < fresh_for.0
    }

    pub(crate) fn state(&self) -> State {
        match (&self.kept, &self.trouble) {
            (Some(kept), Some(trouble)) => State::Stale {
                answer: kept.answer.clone(),
                at: kept.at,
                failure: trouble.failure.clone(),
                next_try: trouble.retry,
            },
            (None, Some(trouble)) => State::Failed {
                failure: trouble.failure.clone(),
                at: trouble.at,
                next_try: trouble.retry,
            },
            (Some(kept), None) => match self.asking {
                Asking::Idle => State::Fresh {
                    answer: kept.answer.clone(),
                    at: kept.at,
                },
                Asking::Queued { .. } | Asking::Sent(_) => State::Refreshing {
                    answer: kept.answer.clone(),
                    at: kept.at,
                },
            },
            (None, None) => State::Waiting {
                since: match &self.asking {
                    Asking::Queued { since } => *since,
                    Asking::Sent(job) => job.since,
                    Asking::Idle => Instant::default(),
                },
            },
        }
    }
}

/// Is `next` the former query moved on, so that the former's answer serves it? Ranges have to share some time.
pub(crate) fn moves_on(former: &Entry, next: &Entry) -> bool {
    former.line == next.line
        && match (grid_of(&former.query.ask), grid_of(&next.query.ask)) {
            (Some(a), Some(b)) => a.start <= b.end() && b.start <= a.end(),
            (None, _) | (_, None) => true,
        }
}

/// The grid of a range query.
pub(crate) fn grid_of(ask: &Ask) -> Option<Grid> {
    match ask {
        Ask::Range { grid, .. } => Some(*grid),
        Ask::Instant { .. }
        | Ask::LabelNames { .. }
        | Ask::LabelValues { .. }
        | Ask::Series { .. }
        | Ask::Metadata { .. }
        | Ask::BuildInfo
        | Ask::Rules
        | Ask::Alerts
        | Ask::Targets
        | Ask::Log(_)
        | Ask::Alerting(_) => None,
    }
}

/// The query at no time.
fn line(query: &Query) -> Query {
    let mut line = query.clone();
    let never = Range {
        from: Instant::default(),
        to: Instant::default(),
    };
    match &mut line.ask {
        Ask::Range { grid, .. } => {
            grid.start = Instant::default();
            grid.count = 0;
        }
        Ask::Instant { at, .. } => *at = Instant::default(),
        Ask::LabelNames { range, .. }
        | Ask::LabelValues { range, .. }
        | Ask::Series { range, .. } => *range = never,
        Ask::Log(ask) => ask.set_window(Window::default()),
        Ask::Metadata { .. }
        | Ask::BuildInfo
        | Ask::Rules
        | Ask::Alerts
        | Ask::Targets
        | Ask::Alerting(_) => {}
    }
    line
}
