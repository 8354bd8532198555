use atalaya::cache::Cache;
use atalaya::cache::limits::Limits;
use atalaya::cache::view::Action;
use atalaya::cache::view::Asker;
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
use expect_test::expect;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
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
                values: Arc::new((0..grid.count).map(|at| grid.at(at).0 as f64).collect()),
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

#[test]
fn equal_queries_share_one_request() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up", 0));
    story.show(2, hour("p", "up", 0));
    story.act();
    story.look();
    story.arrives(Ok(()));
    story.act();
    story.look();
    story.check(expect![[r#"
        0.0s   1 shows p:up[-60..0]
        0.0s   2 shows p:up[-60..0]
        0.0s     send p:up[-60..0]
        0.0s   1 sees p:up[-60..0]: waiting since 0.0s
        0.0s   2 sees p:up[-60..0]: waiting since 0.0s
        0.0s     answer to p:up[-60..0]
        0.0s   1 sees p:up[-60..0]: fresh of 0.0s
        0.0s   2 sees p:up[-60..0]: fresh of 0.0s
    "#]]);
}

#[test]
fn visible_before_hidden_and_never_more_than_the_limit() {
    let mut story = Story::new(Limits {
        parallel: 3,
        parallel_per_source: 2,
        ..Limits::default()
    });
    story.show_at(1, hour("p", "hidden", 0), Priority::Hidden);
    for viewer in 2..5 {
        story.show(viewer, hour("p", &format!("e{viewer}"), 0));
    }
    story.show_at(5, hour("q", "other", 0), Priority::Hidden);
    story.act();
    story.wait(100);
    story.arrives(Ok(()));
    story.act();
    story.show_at(1, hour("p", "hidden", 0), Priority::Visible);
    story.arrives(Ok(()));
    story.act();
    story.check(expect![[r#"
        0.0s   1 shows p:hidden[-60..0]
        0.0s   2 shows p:e2[-60..0]
        0.0s   3 shows p:e3[-60..0]
        0.0s   4 shows p:e4[-60..0]
        0.0s   5 shows q:other[-60..0]
        0.0s     send p:e2[-60..0]
        0.0s     send p:e3[-60..0]
        0.0s     send q:other[-60..0]
        0.1s     answer to p:e2[-60..0]
        0.1s     send p:e4[-60..0]
        0.1s   1 shows p:hidden[-60..0]
        0.1s     answer to p:e3[-60..0]
        0.1s     send p:hidden[-60..0]
    "#]]);
}

#[test]
fn what_nobody_shows_is_aborted() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up", 0));
    story.show(2, hour("p", "up", 0));
    story.act();
    story.cache.hide(ViewerId(1));
    story.tell("1 leaves");
    story.act();
    story.cache.hide(ViewerId(2));
    story.tell("2 leaves");
    story.act();
    assert!(story.flying.is_empty());
    assert_eq!(story.cache.next_wake(), None);
    story.check(expect![[r#"
        0.0s   1 shows p:up[-60..0]
        0.0s   2 shows p:up[-60..0]
        0.0s     send p:up[-60..0]
        0.0s   1 leaves
        0.0s   2 leaves
        0.0s     abort p:up[-60..0]
    "#]]);
}

#[test]
fn prometheus_down_keeps_the_picture_and_recovers_by_itself() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up", 0));
    story.act();
    story.arrives(Ok(()));
    story.look();
    story.wait(60 * SECOND);
    // The minute's refresh: the range moves on, only the tail is asked, nobody answers.
    story.show(1, hour("p", "up", 1));
    story.cache.refresh(ViewerId(1), Asker::Timer, story.now());
    story.act();
    story.arrives(Err(Failure::Unreachable));
    story.look();
    story.wait(2 * SECOND);
    story.arrives(Err(Failure::Unreachable));
    story.look();
    // The next refresh takes the failure and its planned retry over.
    story.show(1, hour("p", "up", 2));
    story.cache.refresh(ViewerId(1), Asker::Timer, story.now());
    story.act();
    story.look();
    story.wait(3 * SECOND);
    story.look();
    story.arrives(Ok(()));
    story.act();
    story.look();
    story.check(expect![[r#"
        0.0s   1 shows p:up[-60..0]
        0.0s     send p:up[-60..0]
        0.0s     answer to p:up[-60..0]
        0.0s   1 sees p:up[-60..0]: fresh of 0.0s
        60.0s  1 shows p:up[-59..1]
        60.0s    send p:up[-9..1]
        60.0s    Unreachable to p:up[-9..1]
        60.0s  1 sees p:up[-59..1]: Unreachable at 60.0s, again at 61.1s, before: p:up[-60..0]
        61.1s    send p:up[-9..1]
        62.0s    Unreachable to p:up[-9..1]
        62.0s  1 sees p:up[-59..1]: Unreachable at 62.0s, again at 64.2s, before: p:up[-60..0]
        62.0s  1 shows p:up[-58..2]
        62.0s  1 sees p:up[-58..2]: Unreachable at 62.0s, again at 64.2s, before: p:up[-60..0]
        64.2s    send p:up[-9..2]
        65.0s  1 sees p:up[-58..2]: Unreachable at 62.0s, again now, before: p:up[-60..0]
        65.0s    answer to p:up[-9..2]
        65.0s  1 sees p:up[-58..2]: fresh of 64.2s
    "#]]);
}

#[test]
fn waits_double_up_to_half_a_minute() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up", 0));
    story.act();
    let mut waits = Vec::new();
    for _ in 0..9 {
        story.arrives(Err(Failure::Unreachable));
        let failed = story.now;
        let wake = story.cache.next_wake().unwrap();
        waits.push(wake.0 - failed);
        story.wait(wake.0 - failed);
    }
    expect!["[974, 1992, 3031, 8422, 13782, 22545, 35132, 29867, 29918]"]
        .assert_eq(&format!("{waits:?}"));
    let other = |viewer: u64| {
        let mut story = Story::new(Limits::default());
        for one in 1..=viewer {
            story.show(one, hour("p", &format!("e{one}"), 0));
            story.act();
        }
        let (ticket, _) = story.flying.pop_last().unwrap();
        story
            .cache
            .arrived(ticket, Err(Failure::Unreachable), story.now());
        story.cache.next_wake()
    };
    assert_ne!(other(1), other(2), "panels do not come back together");
}

#[test]
fn what_does_not_pass_is_shown_at_once_and_asked_only_when_told() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up{", 0));
    story.act();
    story.arrives(Err(refused()));
    story.look();
    story.wait(10 * MINUTE);
    assert_eq!(story.cache.next_wake(), None);
    story.cache.refresh(ViewerId(1), Asker::Person, story.now());
    story.look();
    story.act();
    story.arrives(Ok(()));
    story.look();
    story.check(expect![[r#"
        0.0s   1 shows p:up{[-60..0]
        0.0s     send p:up{[-60..0]
        0.0s     Refused { kind: "bad_data", message: "parse error", code: 400 } to p:up{[-60..0]
        0.0s   1 sees p:up{[-60..0]: Refused { kind: "bad_data", message: "parse error", code: 400 } at 0.0s, again never
        600.0s 1 sees p:up{[-60..0]: Refused { kind: "bad_data", message: "parse error", code: 400 } at 0.0s, again now
        600.0s   send p:up{[-60..0]
        600.0s   answer to p:up{[-60..0]
        600.0s 1 sees p:up{[-60..0]: fresh of 600.0s
    "#]]);
}

#[test]
fn a_person_does_not_wait_for_the_planned_retry_a_timer_does() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up", 0));
    story.act();
    story.arrives(Err(Failure::TimedOut(1)));
    story.cache.refresh_all(Asker::Timer, story.now());
    story.act();
    assert!(story.flying.is_empty());
    story.cache.refresh_all(Asker::Person, story.now());
    story.act();
    assert_eq!(story.flying.len(), 1);
}

#[test]
fn a_late_answer_is_not_shown_under_the_query_that_replaced_it() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "old", 0));
    story.act();
    let (&ticket, query) = story.flying.first_key_value().unwrap();
    let late = answer_to(query);
    story.show(1, hour("p", "new", 0));
    story.act();
    story.cache.arrived(ticket, Ok(late), story.now());
    story.look();
    story.arrives(Ok(()));
    story.look();
    story.check(expect![[r#"
        0.0s   1 shows p:old[-60..0]
        0.0s     send p:old[-60..0]
        0.0s   1 shows p:new[-60..0]
        0.0s     abort p:old[-60..0]
        0.0s     send p:new[-60..0]
        0.0s   1 sees p:new[-60..0]: waiting since 0.0s
        0.0s     answer to p:new[-60..0]
        0.0s   1 sees p:new[-60..0]: fresh of 0.0s
    "#]]);
}

#[test]
fn a_server_slower_than_the_refresh_still_gets_its_answer_shown() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "slow", 0));
    story.act();
    for minute in 1..4 {
        story.wait(5 * SECOND);
        story.show(1, hour("p", "slow", minute));
        story.act();
    }
    story.look();
    story.arrives(Ok(()));
    story.act();
    story.look();
    story.arrives(Ok(()));
    story.look();
    story.check(expect![[r#"
        0.0s   1 shows p:slow[-60..0]
        0.0s     send p:slow[-60..0]
        5.0s   1 shows p:slow[-59..1]
        10.0s  1 shows p:slow[-58..2]
        15.0s  1 shows p:slow[-57..3]
        15.0s  1 sees p:slow[-57..3]: waiting since 15.0s
        15.0s    answer to p:slow[-60..0]
        15.0s    send p:slow[-9..3]
        15.0s  1 sees p:slow[-57..3]: waiting since 15.0s, before: p:slow[-60..0]
        15.0s    answer to p:slow[-9..3]
        15.0s  1 sees p:slow[-57..3]: fresh of 15.0s
    "#]]);
}

#[test]
fn no_answer_in_time_is_a_failure_and_is_tried_again() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up", 0));
    story.act();
    story.wait(32 * SECOND);
    story.look();
    story.arrives(Ok(()));
    story.look();
    story.check(expect![[r#"
        0.0s   1 shows p:up[-60..0]
        0.0s     send p:up[-60..0]
        30.0s    abort p:up[-60..0]
        31.0s    send p:up[-60..0]
        32.0s  1 sees p:up[-60..0]: TimedOut(30000) at 30.0s, again now
        32.0s    answer to p:up[-60..0]
        32.0s  1 sees p:up[-60..0]: fresh of 31.0s
    "#]]);
}

#[test]
fn a_hidden_page_sends_nothing_and_catches_up() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "a", 0));
    story.show(2, hour("p", "b", 0));
    story.act();
    story.arrives(Err(Failure::Unreachable));
    story.cache.pause();
    story.tell("the page is hidden");
    story.arrives(Ok(()));
    story.cache.refresh(ViewerId(2), Asker::Timer, story.now());
    story.wait(10 * MINUTE);
    story.act();
    assert_eq!(story.cache.next_wake(), None);
    story.look();
    story.cache.resume(story.now());
    story.tell("the page is seen");
    story.act();
    story.look();
    story.check(expect![[r#"
        0.0s   1 shows p:a[-60..0]
        0.0s   2 shows p:b[-60..0]
        0.0s     send p:a[-60..0]
        0.0s     send p:b[-60..0]
        0.0s     Unreachable to p:a[-60..0]
        0.0s   the page is hidden
        0.0s     answer to p:b[-60..0]
        600.0s 1 sees p:a[-60..0]: Unreachable at 0.0s, again at 1.0s
        600.0s 2 sees p:b[-60..0]: of 0.0s, refreshing
        600.0s the page is seen
        600.0s   send p:b[-9..0]
        600.0s   send p:a[-60..0]
        600.0s 1 sees p:a[-60..0]: Unreachable at 0.0s, again now
    "#]]);
}

#[test]
fn another_step_keeps_the_old_picture_under_its_own_range() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up", 0));
    story.act();
    story.arrives(Ok(()));
    let mut coarse = hour("p", "up", 0);
    if let Ask::Range { grid, .. } = &mut coarse.ask {
        grid.step = Millis(2 * MINUTE);
    }
    story.show(1, coarse);
    story.act();
    story.look();
    story.arrives(Err(refused()));
    story.look();
    story.check(expect![[r#"
        0.0s   1 shows p:up[-60..0]
        0.0s     send p:up[-60..0]
        0.0s     answer to p:up[-60..0]
        0.0s   1 shows p:up[-60..60]
        0.0s     send p:up[-60..60]
        0.0s   1 sees p:up[-60..60]: waiting since 0.0s, before: p:up[-60..0]
        0.0s     Refused { kind: "bad_data", message: "parse error", code: 400 } to p:up[-60..60]
        0.0s   1 sees p:up[-60..60]: Refused { kind: "bad_data", message: "parse error", code: 400 } at 0.0s, again never, before: p:up[-60..0]
    "#]]);
}

#[test]
fn an_answer_over_other_instants_is_a_failure() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up", 0));
    story.act();
    let (ticket, _) = story.flying.pop_first().unwrap();
    let other = answer_to(&hour("p", "up", 1));
    story.cache.arrived(ticket, Ok(other), story.now());
    story.look();
    story.check(expect![[r#"
        0.0s   1 shows p:up[-60..0]
        0.0s     send p:up[-60..0]
        0.0s   1 sees p:up[-60..0]: Shape { at: "data.result", expected: "a matrix over the instants that were asked" } at 0.0s, again never
    "#]]);
}

#[test]
fn a_tail_that_does_not_fit_is_asked_in_full() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up", 0));
    story.act();
    story.arrives(Ok(()));
    story.wait(MINUTE);
    story.show(1, hour("p", "up", 1));
    story.act();
    let (ticket, query) = story.flying.pop_first().unwrap();
    let mut twice = answer_to(&query);
    if let Found::Matrix(matrix) = &mut twice.found {
        matrix.series.push(matrix.series[0].clone());
    }
    story.cache.arrived(ticket, Ok(twice), story.now());
    story.act();
    story.arrives(Ok(()));
    story.look();
    story.check(expect![[r#"
        0.0s   1 shows p:up[-60..0]
        0.0s     send p:up[-60..0]
        0.0s     answer to p:up[-60..0]
        60.0s  1 shows p:up[-59..1]
        60.0s    send p:up[-9..1]
        60.0s    send p:up[-59..1]
        60.0s    answer to p:up[-59..1]
        60.0s  1 sees p:up[-59..1]: fresh of 60.0s
    "#]]);
}

#[test]
fn joined_answers_are_asked_in_full_from_time_to_time() {
    let full = |limits, every: i64| {
        let mut story = Story::new(limits);
        let mut asked = Vec::new();
        for minute in 0..130 {
            story.show(1, hour("p", "up", minute));
            story.act();
            let (_, query) = story.flying.first_key_value().unwrap();
            let Ask::Range { grid, .. } = &query.ask else {
                panic!("a range")
            };
            if grid.count == 61 {
                asked.push(minute);
            }
            story.arrives(Ok(()));
            story.look();
            story.wait(every);
        }
        asked
    };
    assert_eq!(full(Limits::default(), MINUTE), [0, 60, 120]);
    let few = Limits {
        whole_after_tails: 50,
        ..Limits::default()
    };
    assert_eq!(full(few, MINUTE), [0, 51, 102]);
}

#[test]
fn going_back_shows_what_is_kept_and_asks_only_if_it_is_old() {
    let mut story = Story::new(Limits::default());
    let settled = hour("p", "up", -20);
    story.show(1, settled.clone());
    story.show(2, hour("p", "up", 0));
    story.act();
    story.arrives(Ok(()));
    story.arrives(Ok(()));
    for wait in [5 * SECOND, MINUTE] {
        story.cache.hide(ViewerId(1));
        story.cache.hide(ViewerId(2));
        story.wait(wait);
        story.show(1, settled.clone());
        story.show(2, hour("p", "up", 0));
        story.act();
        story.look();
    }
    story.check(expect![[r#"
        0.0s   1 shows p:up[-80..-20]
        0.0s   2 shows p:up[-60..0]
        0.0s     send p:up[-80..-20]
        0.0s     send p:up[-60..0]
        0.0s     answer to p:up[-80..-20]
        0.0s     answer to p:up[-60..0]
        5.0s   1 shows p:up[-80..-20]
        5.0s   2 shows p:up[-60..0]
        5.0s   1 sees p:up[-80..-20]: fresh of 0.0s
        5.0s   2 sees p:up[-60..0]: fresh of 0.0s
        65.0s  1 shows p:up[-80..-20]
        65.0s  2 shows p:up[-60..0]
        65.0s    send p:up[-9..0]
        65.0s  1 sees p:up[-80..-20]: fresh of 0.0s
        65.0s  2 sees p:up[-60..0]: of 0.0s, refreshing
    "#]]);
}

#[test]
fn a_person_who_asks_again_gets_all_of_it_a_timer_the_tail() {
    let mut story = Story::new(Limits::default());
    story.show(1, hour("p", "up", 0));
    story.act();
    story.arrives(Ok(()));
    story.cache.refresh(ViewerId(1), Asker::Timer, story.now());
    story.act();
    story.arrives(Ok(()));
    story.cache.refresh(ViewerId(1), Asker::Person, story.now());
    story.act();
    story.check(expect![[r#"
        0.0s   1 shows p:up[-60..0]
        0.0s     send p:up[-60..0]
        0.0s     answer to p:up[-60..0]
        0.0s     send p:up[-9..0]
        0.0s     answer to p:up[-9..0]
        0.0s     send p:up[-60..0]
    "#]]);
}

#[test]
fn memory_is_bounded_by_letting_go_what_was_shown_longest_ago() {
    let limits = Limits {
        bytes: 3_000,
        ..Limits::default()
    };
    let mut story = Story::new(limits);
    for viewer in 0..40 {
        story.show(1, hour("p", &format!("e{viewer}"), 0));
        story.act();
        story.arrives(Ok(()));
        assert!(story.cache.bytes() <= limits.bytes);
    }
    // The last but one is still there, the first is not.
    story.show(2, hour("p", "e38", 0));
    story.act();
    assert!(story.flying.is_empty());
    story.show(3, hour("p", "e0", 0));
    story.act();
    assert_eq!(story.flying.len(), 1);
}

// ---- any sequence of events ----------------------------------------------------------------------------------------

#[derive(Clone, Debug)]
enum Event {
    Show(u64, u8, i64, bool),
    Hide(u64),
    Refresh(bool),
    Answer(usize, u8),
    Late(u64),
    Wait(i64),
    Pause,
    Resume,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0..8_u64, 0..5_u8, 0..4_i64, any::<bool>())
            .prop_map(|(viewer, expr, minute, hidden)| Event::Show(viewer, expr, minute, hidden)),
        1 => (0..8_u64).prop_map(Event::Hide),
        1 => any::<bool>().prop_map(Event::Refresh),
        6 => (0..9_usize, 0..6_u8).prop_map(|(which, how)| Event::Answer(which, how)),
        1 => (0..99_u64).prop_map(Event::Late),
        2 => (1..90 * SECOND).prop_map(Event::Wait),
        1 => Just(Event::Pause),
        1 => Just(Event::Resume),
    ]
}

/// What holds after every event.
fn holds(story: &mut Story, limits: &Limits, paused: bool) {
    let before: BTreeSet<Ticket> = story.flying.keys().copied().collect();
    story.act();
    let sent = story
        .flying
        .keys()
        .filter(|ticket| !before.contains(ticket));
    assert!(!paused || sent.count() == 0, "nothing is sent while hidden");
    assert!(story.flying.len() <= limits.parallel);
    let asked: BTreeSet<String> = story.flying.values().map(name).collect();
    assert_eq!(
        asked.len(),
        story.flying.len(),
        "equal queries share a request"
    );
    for source in ["p", "q"] {
        let to = story.flying.values().filter(|query| query.source == source);
        assert!(to.count() <= limits.parallel_per_source);
    }
    for viewer in 0..8 {
        if let Some(view) = story.cache.view(ViewerId(viewer)) {
            state(&view.state, &view.query);
            if let Some(previous) = view.previous {
                assert_eq!(*previous.answer, answer_to(&previous.query));
                assert_ne!(previous.query, view.query);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_events_keep_the_rules_and_settle(events in proptest::collection::vec(event(), 1..80)) {
        let limits = Limits { parallel: 3, parallel_per_source: 2, bytes: 6_000, ..Limits::default() };
        let mut story = Story::new(limits);
        let mut paused = false;
        for event in events {
            match event {
                Event::Show(viewer, expr, minute, hidden) => {
                    let source = if expr < 3 { "p" } else { "q" };
                    let minute = (story.now - START) / MINUTE + minute - 3;
                    let priority = if hidden { Priority::Hidden } else { Priority::Visible };
                    story.show_at(viewer, hour(source, &format!("e{expr}"), minute), priority);
                }
                Event::Hide(viewer) => story.cache.hide(ViewerId(viewer)),
                Event::Refresh(person) => {
                    let asker = if person { Asker::Person } else { Asker::Timer };
                    story.cache.refresh_all(asker, story.now());
                }
                Event::Answer(which, how) => {
                    let ticket = story.flying.keys().nth(which).copied();
                    if let Some(query) = ticket.and_then(|ticket| story.flying.remove(&ticket)) {
                        let result = match how {
                            0 => Err(Failure::Unreachable),
                            1 => Err(refused()),
                            2 => Ok(answer_to(&hour("p", "wrong", -500))),
                            _ => Ok(answer_to(&query)),
                        };
                        story.cache.arrived(ticket.unwrap(), result, story.now());
                    }
                }
                Event::Late(ticket) if !story.flying.contains_key(&Ticket(ticket)) => {
                    let late = Ok(answer_to(&hour("p", "e0", 0)));
                    story.cache.arrived(Ticket(ticket), late, story.now());
                }
                Event::Late(_) => {}
                Event::Wait(millis) => story.wait(millis),
                Event::Pause => {
                    paused = true;
                    story.cache.pause();
                }
                Event::Resume => {
                    paused = false;
                    story.cache.resume(story.now());
                }
            }
            holds(&mut story, &limits, paused);
        }
        // From here on the server is well: whatever was going on, everybody soon sees their own answer.
        story.cache.resume(story.now());
        story.cache.refresh_all(Asker::Timer, story.now());
        for _ in 0..200 {
            holds(&mut story, &limits, false);
            if story.flying.is_empty() {
                match story.cache.next_wake() {
                    Some(wake) => story.wait((wake.0 - story.now).max(0)),
                    None => break,
                }
            } else {
                story.arrives(Ok(()));
            }
        }
        prop_assert_eq!(story.cache.next_wake(), None);
        for viewer in 0..8 {
            if let Some(view) = story.cache.view(ViewerId(viewer)) {
                prop_assert!(matches!(view.state, State::Fresh { .. }), "{:?}", view.state);
                prop_assert!(view.previous.is_none());
            }
        }
    }
}
