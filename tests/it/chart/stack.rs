//! Stacks: sums, shares, directions, gaps.

use super::mark;
use super::scene;
use atalaya::chart::scene::Mark;
use atalaya::chart::scene::Stack;
use atalaya::chart::stack::stack;
use atalaya::data::series::GAP;
use expect_test::Expect;
use expect_test::expect;

fn stacked(values: &[f64], percent: bool) -> Mark {
    Mark {
        stack: Some(Stack {
            group: "A".to_owned(),
            percent,
        }),
        ..mark(values)
    }
}

fn check(marks: Vec<Mark>, expected: &Expect) {
    let lines = stack(&scene(marks)).into_iter().map(|drawn| {
        let base = drawn
            .base
            .map_or_else(String::new, |base| format!(" on {base:?}"));
        format!("{:?}{base}\n", drawn.top)
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn a_gap_keeps_the_running_sum_where_another_has_a_value() {
    check(
        vec![
            stacked(&[1.0, 1.0, GAP, GAP], false),
            stacked(&[2.0, GAP, 2.0, GAP], false),
            stacked(&[4.0, 4.0, 4.0, f64::INFINITY], false),
        ],
        &expect![[r#"
            [1.0, 1.0, 0.0, NaN]
            [3.0, 1.0, 2.0, NaN] on [1.0, 1.0, 0.0, NaN]
            [7.0, 5.0, 6.0, NaN] on [3.0, 1.0, 2.0, NaN]
        "#]],
    );
}

#[test]
fn shares_of_the_sum() {
    check(
        vec![
            stacked(&[1.0, 0.0, GAP], true),
            stacked(&[3.0, 0.0, 5.0], true),
        ],
        &expect![[r#"
            [0.25, 0.0, 0.0]
            [1.0, 0.0, 1.0] on [0.25, 0.0, 0.0]
        "#]],
    );
}

#[test]
fn negative_marks_stack_downwards_apart_and_hidden_ones_take_no_part() {
    check(
        vec![
            stacked(&[1.0, 1.0], false),
            Mark {
                negative: true,
                ..stacked(&[2.0, 2.0], false)
            },
            Mark {
                hidden: true,
                ..stacked(&[9.0, 9.0], false)
            },
            stacked(&[-1.0, -1.0], false),
            stacked(&[4.0, 4.0], false),
            mark(&[7.0, 7.0]),
        ],
        &expect![[r#"
            [1.0, 1.0]
            [-2.0, -2.0]
            [9.0, 9.0]
            [-3.0, -3.0] on [-2.0, -2.0]
            [5.0, 5.0] on [1.0, 1.0]
            [7.0, 7.0]
        "#]],
    );
}
