//! Who is served, in which order, and what is shown under which query.

use super::MINUTE;
use super::SECOND;
use super::Story;
use super::answer_to;
use super::hour;
use super::refused;
use atalaya::cache::limits::Limits;
use atalaya::cache::view::Asker;
use atalaya::cache::view::Priority;
use atalaya::cache::view::ViewerId;
use atalaya::source::Ask;
use atalaya::source::Failure;
use atalaya::time::Millis;
use expect_test::expect;

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
