//! Failures: kept answers, retries, time-outs.

use super::MINUTE;
use super::SECOND;
use super::Story;
use super::hour;
use super::refused;
use atalaya::cache::limits::Limits;
use atalaya::cache::view::Asker;
use atalaya::cache::view::ViewerId;
use atalaya::source::Failure;
use expect_test::expect;

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
        60.0s  1 sees p:up[-59..1]: Unreachable at 60.0s, again at 60.8s, before: p:up[-60..0]
        60.8s    send p:up[-9..1]
        62.0s    Unreachable to p:up[-9..1]
        62.0s  1 sees p:up[-59..1]: Unreachable at 62.0s, again at 63.6s, before: p:up[-60..0]
        62.0s  1 shows p:up[-58..2]
        62.0s  1 sees p:up[-58..2]: Unreachable at 62.0s, again at 63.6s, before: p:up[-60..0]
        63.6s    send p:up[-9..2]
        65.0s  1 sees p:up[-58..2]: Unreachable at 62.0s, again now, before: p:up[-60..0]
        65.0s    answer to p:up[-9..2]
        65.0s  1 sees p:up[-58..2]: fresh of 63.6s
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
    expect!["[987, 1809, 3213, 7080, 14992, 22682, 26298, 26920, 29690]"]
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
