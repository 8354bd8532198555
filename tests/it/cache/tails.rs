//! Moving ranges: what is asked of them.

use super::MINUTE;
use super::SECOND;
use super::Story;
use super::answer_to;
use super::hour;
use atalaya::cache::limits::Limits;
use atalaya::cache::view::Asker;
use atalaya::cache::view::ViewerId;
use atalaya::source::Ask;
use atalaya::source::Found;
use expect_test::expect;

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
