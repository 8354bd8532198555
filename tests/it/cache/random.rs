//! Any sequence of events.

use super::MINUTE;
use super::SECOND;
use super::START;
use super::Story;
use super::answer_to;
use super::hour;
use super::name;
use super::refused;
use super::state;
use atalaya::cache::limits::Limits;
use atalaya::cache::view::Asker;
use atalaya::cache::view::Priority;
use atalaya::cache::view::State;
use atalaya::cache::view::Ticket;
use atalaya::cache::view::ViewerId;
use atalaya::source::Failure;
use proptest::prelude::*;
use std::collections::BTreeSet;

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
