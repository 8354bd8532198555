//! What the cache says to its driver and to those who show answers.

use crate::source::Answer;
use crate::source::Failure;
use crate::source::Query;
use crate::time::Instant;
use std::sync::Arc;

/// Who shows an answer: one target of one panel, one variable, one page's question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ViewerId(pub u64);

/// One request in flight; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Who is served first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// On the screen.
    Visible,
    /// Wanted, but scrolled away.
    Hidden,
}

/// Who wants a new answer to the same question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// A button: asks at once, also where a retry is being waited for.
    Person,
    /// The refresh interval: does not push in front of a planned retry.
    Timer,
}

/// What the driver has to do now.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Send this query and bring what comes of it to `Cache::arrived`. It may ask less than what a viewer wants.
    Send {
        /// To be given back with the answer.
        ticket: Ticket,
        /// What to ask.
        query: Query,
    },
    /// Nobody waits for this any more: end the request. Whatever still comes of it is ignored.
    Abort {
        /// Of the request.
        ticket: Ticket,
    },
}

/// When a failed question is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Not before someone asks: the failure does not pass by itself.
    Never,
    /// By itself at this instant.
    At(Instant),
    /// It is being asked again now.
    Now,
}

/// What a viewer has to show.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The query it wants.
    pub query: Query,
    /// What is known about that query and no other.
    pub state: State,
    /// While `state` has no answer: the last answer this viewer had, with the query it belongs to, which is another one.
    /// (It can be this one, if its answer was let go meanwhile.) To be shown only under that query's own range.
    pub previous: Option<Previous>,
}

/// An answer with the question it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Previous {
    /// What was asked.
    pub query: Query,
    /// What was answered.
    pub answer: Arc<Answer>,
    /// When it was asked.
    pub at: Instant,
}

/// What is known about a query. Every `answer` here is an answer to exactly this query; every `at` beside it is the
/// instant it was asked at.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Nothing has come yet.
    Waiting {
        /// Since when.
        since: Instant,
    },
    /// Answered, and nothing is under way.
    Fresh {
        /// The answer.
        answer: Arc<Answer>,
        /// Its age.
        at: Instant,
    },
    /// Answered, and being asked again.
    Refreshing {
        /// The answer so far.
        answer: Arc<Answer>,
        /// Its age.
        at: Instant,
    },
    /// Answered once; asking again failed.
    Stale {
        /// The old answer.
        answer: Arc<Answer>,
        /// Its age.
        at: Instant,
        /// Why there is no newer one.
        failure: Failure,
        /// What happens next.
        next_try: Retry,
    },
    /// Never answered.
    Failed {
        /// Why.
        failure: Failure,
        /// When it failed last.
        at: Instant,
        /// What happens next.
        next_try: Retry,
    },
}
