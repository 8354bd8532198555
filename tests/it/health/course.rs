use atalaya::health::course::Course;
use atalaya::health::course::Rules;
use atalaya::health::course::State;
use atalaya::health::judge::Level;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::*;
use std::fmt::Write;

const RULES: Rules = Rules {
    failures: 3,
    grace: Millis(60_000),
};

/// One result each 20 s: `u`p, `w`arning, `d`own, `x` unreachable, `-` missing.
fn check(story: &str, expected: Expect) {
    let mut course = Course::default();
    let mut seen = String::new();
    let mut before = None;
    for (step, letter) in story.chars().enumerate() {
        let at = Instant(step as i64 * 20_000);
        match letter {
            'u' => course.take(at, Level::Up, RULES),
            'w' => course.take(at, Level::Warning, RULES),
            'd' => course.take(at, Level::Down, RULES),
            'x' => course.take(at, Level::Unreachable, RULES),
            _ => course.miss(),
        }
        if course.state != before {
            let state = course
                .state
                .map_or(String::new(), |state| format!("{state:?}"));
            writeln!(
                seen,
                "{step:02}{letter} {state} since {}",
                course.since.0 / 20_000
            )
            .unwrap();
            before = course.state;
        }
    }
    expected.assert_eq(&seen);
}

#[test]
fn the_diagram_in_its_order() {
    check(
        "uuddduuuuuu",
        expect![[r#"
            00u Healthy since 0
            02d Degraded since 2
            04d Unhealthy since 4
            05u Recovering since 5
            08u Healthy since 8
        "#]],
    );
}

#[test]
fn one_failure_is_not_an_outage() {
    check(
        "uudduu",
        expect![[r#"
            00u Healthy since 0
            02d Degraded since 2
            04u Healthy since 4
        "#]],
    );
}

#[test]
fn warnings_degrade_and_end_at_once() {
    check(
        "uwwwwwuu",
        expect![[r#"
            00u Healthy since 0
            01w Degraded since 1
            06u Healthy since 6
        "#]],
    );
}

#[test]
fn what_never_worked_is_starting_until_it_failed_often() {
    check(
        "ddddu",
        expect![[r#"
            00d Starting since 0
            02d Unhealthy since 2
            04u Recovering since 4
        "#]],
    );
    check(
        "du",
        expect![[r#"
            00d Starting since 0
            01u Healthy since 1
        "#]],
    );
}

#[test]
fn a_relapse_while_recovering() {
    check(
        "udddudd uuuu",
        expect![[r#"
            00u Healthy since 0
            01d Degraded since 1
            03d Unhealthy since 3
            04u Recovering since 4
            05d Unhealthy since 5
            08u Recovering since 8
            11u Healthy since 11
        "#]],
    );
}

#[test]
fn back_with_a_warning() {
    check(
        "xxxwwwwwu",
        expect![[r#"
            00x Starting since 0
            02x Unhealthy since 2
            03w Recovering since 3
            06w Degraded since 6
            08u Healthy since 8
        "#]],
    );
}

#[test]
fn a_gap_proves_nothing() {
    check(
        "udd-duu",
        expect![[r#"
            00u Healthy since 0
            01d Degraded since 1
            05u Healthy since 5
        "#]],
    );
    check(
        "uddduu-uuuuu",
        expect![[r#"
            00u Healthy since 0
            01d Degraded since 1
            03d Unhealthy since 3
            04u Recovering since 4
            10u Healthy since 10
        "#]],
    );
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(vec![
        Level::Up,
        Level::Warning,
        Level::Down,
        Level::Unreachable,
    ])
}

proptest! {
    /// Whatever comes, in whatever order of time.
    #[test]
    fn what_always_holds(
        results in prop::collection::vec((any::<i64>(), prop::option::weighted(0.9, level())), 1..60),
        failures in 0_u32..5,
        grace in -10_i64..100_000,
    ) {
        let rules = Rules { failures, grace: Millis(grace) };
        let mut course = Course::default();
        let mut in_a_row = 0;
        for (at, level) in results {
            let before = course;
            let Some(level) = level else {
                course.miss();
                prop_assert_eq!(course.state, before.state);
                in_a_row = 0;
                continue;
            };
            course.take(Instant(at), level, rules);
            in_a_row = if level.serves() { 0 } else { in_a_row + 1 };
            prop_assert!(course.since.0 <= at);
            prop_assert_eq!(course.last(), Some(Instant(at)));
            let state = course.state.unwrap();
            if level.serves() {
                prop_assert!(!matches!(state, State::Unhealthy | State::Starting));
            } else {
                prop_assert!(!matches!(state, State::Healthy | State::Recovering));
            }
            prop_assert!(state != State::Healthy || level == Level::Up);
            if in_a_row >= failures.max(1) {
                prop_assert_eq!(state, State::Unhealthy);
            }
            // Nobody becomes healthy from unhealthy but through recovering, as long as there is a grace.
            if before.state == Some(State::Unhealthy) && level.serves() && grace > 0 {
                prop_assert_eq!(state, State::Recovering);
            }
            if before.state == course.state {
                prop_assert!(course.since <= before.since.max(Instant(at)));
            }
        }
    }

    /// A clock that stands still or goes back never ends a grace period.
    #[test]
    fn grace_is_time_that_passed(steps in prop::collection::vec(-100_000_i64..=0, 1..40)) {
        let mut course = Course::default();
        let mut at = 1_000_000;
        for _ in 0..3 {
            course.take(Instant(at), Level::Down, RULES);
        }
        for step in steps {
            at += step;
            course.take(Instant(at), Level::Up, RULES);
            prop_assert_eq!(course.state, Some(State::Recovering));
        }
    }
}
