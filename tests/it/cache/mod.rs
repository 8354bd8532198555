mod random;
mod shown;
mod tails;
mod trouble;

use atalaya::cache::Cache;
use atalaya::cache::limits::Limits;
use atalaya::cache::view::Action;
use atalaya::cache::view::Priority;
use atalaya::cache::view::Retry;
use atalaya::cache::view::State;
use atalaya::cache::view::Ticket;
use atalaya::cache::view::ViewerId;
use atalaya::data::labels::Labels;
use atalaya::data::series::Matrix;
use atalaya::data::series::Series;
use atalaya::source::Answer;
use atalaya::source::Ask;
use atalaya::source::Failure;
use atalaya::source::Found;
use atalaya::source::Query;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::Expect;
use std::collections::BTreeMap;
use std::sync::Arc;

const SECOND: i64 = 1_000;

const MINUTE: i64 = 60 * SECOND;

/// The stories begin here: a round day, so that clock times read well.
const START: i64 = 1_000 * 24 * 60 * MINUTE;

/// An hour of `expr` at a step of a minute, ending `minute` minutes after the story's beginning.
fn hour(source: &str, expr: &str, minute: i64) -> Query {
    Query {
        source: source.into(),
        ask: Ask::Range {
            expr: expr.into(),
            grid: Grid {
                start: Instant(START + (minute - 60) * MINUTE),
                step: Millis(MINUTE),
                count: 61,
            },
        },
    }
}

/// What a server would say: each value names its own instant, so that a wrong join shows.
fn answer_to(query: &Query) -> Answer {
    let found = match &query.ask {
        Ask::Range { grid, expr } => Found::Matrix(Matrix {
            grid: *grid,
            series: vec![Series {
                labels: Labels::from_pairs([("expr", expr.as_str())]),
                values: (0..grid.count).map(|at| grid.at(at).0 as f64).collect(),
                histograms: Vec::new(),
            }],
        }),
        ask => Found::Text(format!("{ask:?}")),
    };
    Answer {
        found,
        warnings: Vec::new(),
        infos: Vec::new(),
    }
}

/// A cache, a made-up clock, and the story told so far.
struct Story {
    cache: Cache,
    now: i64,
    flying: BTreeMap<Ticket, Query>,
    told: String,
}

impl Story {
    fn new(limits: Limits) -> Self {
        Self {
            cache: Cache::new(limits),
            now: START,
            flying: BTreeMap::new(),
            told: String::new(),
        }
    }

    fn now(&self) -> Instant {
        Instant(self.now)
    }

    fn tell(&mut self, line: &str) {
        let clock = format!("{:.1}s", (self.now - START) as f64 / 1_000.0);
        self.told += &format!("{clock:<7}{line}\n");
    }

    fn show(&mut self, viewer: u64, query: Query) {
        self.show_at(viewer, query, Priority::Visible);
    }

    fn show_at(&mut self, viewer: u64, query: Query, priority: Priority) {
        self.tell(&format!("{viewer} shows {}", name(&query)));
        self.cache
            .show(ViewerId(viewer), query, priority, Instant(self.now));
    }

    /// Does what the cache says and tells it.
    fn act(&mut self) {
        for action in self.cache.actions(Instant(self.now)) {
            match action {
                Action::Send { ticket, query } => {
                    self.tell(&format!("  send {}", name(&query)));
                    self.flying.insert(ticket, query);
                }
                Action::Abort { ticket } => {
                    let query = self.flying.remove(&ticket).expect("it was in flight");
                    self.tell(&format!("  abort {}", name(&query)));
                }
            }
        }
    }

    /// The oldest request in flight ends.
    fn arrives(&mut self, result: Result<(), Failure>) {
        let (ticket, query) = self.flying.pop_first().expect("something is in flight");
        let said = match &result {
            Ok(()) => "answer".to_string(),
            Err(failure) => format!("{failure:?}"),
        };
        self.tell(&format!("  {said} to {}", name(&query)));
        let result = result.map(|()| answer_to(&query));
        self.cache.arrived(ticket, result, self.now());
    }

    /// Lets time pass, waking the cache whenever it wants to be.
    fn wait(&mut self, millis: i64) {
        let end = self.now + millis;
        while let Some(Instant(wake)) = self.cache.next_wake().filter(|at| at.0 <= end) {
            self.now = self.now.max(wake);
            self.cache.tick(self.now());
            self.act();
        }
        self.now = end;
    }

    /// Tells what changed for whom.
    fn look(&mut self) {
        for viewer in self.cache.changed() {
            let view = self.cache.view(viewer).expect("it shows something");
            let previous = view.previous.as_ref().map_or(String::new(), |previous| {
                assert_eq!(*previous.answer, answer_to(&previous.query));
                format!(", before: {}", name(&previous.query))
            });
            let state = state(&view.state, &view.query);
            let line = format!("{} sees {}: {state}{previous}", viewer.0, name(&view.query));
            self.tell(&line);
        }
    }

    fn check(&self, expected: Expect) {
        expected.assert_eq(&self.told);
    }
}

fn name(query: &Query) -> String {
    let Ask::Range { expr, grid } = &query.ask else {
        return format!("{:?}", query.ask);
    };
    let minute = |at: Instant| (at.0 - START) / MINUTE;
    format!(
        "{}:{expr}[{}..{}]",
        query.source,
        minute(grid.start),
        minute(grid.end())
    )
}

/// A state as text; an answer in it has to be the answer of `query`.
fn state(state: &State, query: &Query) -> String {
    let clock = |at: &Instant| format!("{:.1}s", (at.0 - START) as f64 / 1_000.0);
    let retry = |retry: &Retry| match retry {
        Retry::Never => "never".to_string(),
        Retry::At(at) => format!("at {}", clock(at)),
        Retry::Now => "now".to_string(),
    };
    let own = |answer: &Arc<Answer>| assert_eq!(**answer, answer_to(query));
    match state {
        State::Waiting { since } => format!("waiting since {}", clock(since)),
        State::Fresh { answer, at } => {
            own(answer);
            format!("fresh of {}", clock(at))
        }
        State::Refreshing { answer, at } => {
            own(answer);
            format!("of {}, refreshing", clock(at))
        }
        State::Stale {
            answer,
            at,
            failure,
            next_try,
        } => {
            own(answer);
            format!("of {}, {failure:?}, again {}", clock(at), retry(next_try))
        }
        State::Failed {
            failure,
            at,
            next_try,
        } => format!("{failure:?} at {}, again {}", clock(at), retry(next_try)),
    }
}

fn refused() -> Failure {
    Failure::Refused {
        kind: "bad_data".into(),
        message: "parse error".into(),
        code: 400,
    }
}
