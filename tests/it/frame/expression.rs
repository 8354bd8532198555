//! Math and reductions over answers, as Grafana's server works them out.

use super::asked;
use super::written;
use crate::dashboard_query::questions;
use crate::panel_text::check as draw;
use crate::panel_text::matrix;
use crate::panel_text::vector;
use atalaya::dashboard::read::read;
use atalaya::data::series::GAP;
use atalaya::frame::answer;
use atalaya::frame::expression::Expression;
use atalaya::notation::json::Faults;
use atalaya::notation::json::Object;
use atalaya::source::Answer;
use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

/// What an expression makes of queries A, B, …, or what is wrong with it.
fn check(target: Value, answers: &[&Answer], expected: &Expect) {
    let faults = Faults::default();
    let read = Expression::read(&Object::new(&target, "", &faults));
    let Some(expression) = read else {
        expected.assert_eq(&format!("{:?}\n", faults.into_vec()));
        return;
    };
    let known = answers.iter().zip(["A", "B"]);
    let known = known.flat_map(|(one, letter)| answer::series(&asked(letter), &one.found));
    let frames = expression.frames(&known.collect::<Vec<_>>()).unwrap();
    expected.assert_eq(&written(&frames));
}

fn math(text: &str) -> Value {
    json!({"refId": "C", "type": "math", "expression": text})
}

#[test]
fn series_meet_by_labels_and_instants() {
    let used = matrix(&[("job=a", &[1.0, 2.0, GAP]), ("job=b", &[3.0, 4.0, 5.0])]);
    let all = matrix(&[
        ("job=a zone=x", &[10.0, GAP, 10.0]),
        ("job=b zone=y", &[10.0, 20.0, 0.0]),
    ]);
    check(
        math("$A / ${B} * 100"),
        &[&used, &all],
        &expect![[r#"
        "C" ""
            Time (Time Time{}): 0
            C {job="a", zone="x"} (Number C{job="a", zone="x"}): 10
        "C" ""
            Time (Time Time{}): 0 60000 120000
            C {job="b", zone="y"} (Number C{job="b", zone="y"}): 30 20 null
    "#]],
    );
    let limit = vector(&[("", 2.0)]);
    check(
        math("$A > $B && !($A == 4)"),
        &[&used, &limit],
        &expect![[r#"
            "C" ""
                Time (Time Time{}): 0 60000
                C a (Number C{job="a"}): 0 0
            "C" ""
                Time (Time Time{}): 0 60000 120000
                C b (Number C{job="b"}): 1 0 1
        "#]],
    );
}

#[test]
fn numbers_are_worked_out_as_they_bind() {
    let two = vector(&[("", 2.0)]);
    check(
        math("-$A + 2 * 3 ** 2 - 7 % 4 / 2 + abs(-1.5) + is_nan(nan())"),
        &[&two],
        &expect![[r#"
            "C" ""
                C (Number C{}): 17
        "#]],
    );
    check(
        math("null() + $A"),
        &[&two],
        &expect![[r#"
        "C" ""
            C (Number C{}): null
    "#]],
    );
    check(
        math("$A +"),
        &[&two],
        &expect![[r#"
        [Bad { at: "expression", expected: "an expression such as $A + $B" }]
    "#]],
    );
    check(
        json!({"type": "resample"}),
        &[&two],
        &expect![[r#"
        [Unsupported { what: "type: resample" }]
    "#]],
    );
}

#[test]
fn a_reduction_says_what_it_makes_of_what_is_no_number() {
    let odd = matrix(&[("job=a", &[1.0, f64::NAN, 4.0])]);
    let reduce = |mode: &str| {
        json!({"refId": "C", "type": "reduce", "expression": "A", "reducer": "mean",
            "settings": {"mode": mode, "replaceWithValue": 10}})
    };
    check(
        reduce(""),
        &[&odd],
        &expect![[r#"
        "C" ""
            C a (Number C{job="a"}): null
    "#]],
    );
    check(
        reduce("dropNN"),
        &[&odd],
        &expect![[r#"
        "C" ""
            C a (Number C{job="a"}): 2.5
    "#]],
    );
    check(
        reduce("replaceNN"),
        &[&odd],
        &expect![[r#"
        "C" ""
            C a (Number C{job="a"}): 5
    "#]],
    );
}

#[test]
fn a_panel_shows_expressions_without_what_only_they_use() {
    let expression = json!({"uid": "__expr__", "type": "__expr__"});
    let up = matrix(&[("job=a", &[1.0, 3.0])]);
    draw(
        json!({
            "type": "stat",
            "targets": [
                {"refId": "A", "hide": true, "expr": "up"},
                {"refId": "B", "hide": true, "datasource": expression, "type": "reduce", "expression": "A", "reducer": "max"},
                {"refId": "C", "datasource": "__expr__", "type": "math", "expression": "$B * 10"},
            ],
        }),
        &[("", &up)],
        &expect![[r#"
            "" 30 [] spark None
        "#]],
    );
}

#[test]
fn what_an_expression_uses_is_asked_though_hidden() {
    let file = json!({"panels": [{"id": 1, "type": "stat", "title": "x", "targets": [
        {"refId": "A", "hide": true, "expr": "up", "instant": true},
        {"refId": "B", "hide": true, "expr": "down", "instant": true},
        {"refId": "C", "datasource": {"uid": "__expr__"}, "type": "math", "expression": "1 - $A"},
    ]}]});
    let dashboard = read(&file.to_string()).unwrap();
    expect![[r#"
        1 "x"
          A "" main at 0: up
    "#]]
    .assert_eq(&questions(&dashboard, &[]));
}

proptest! {
    #[test]
    fn no_text_panics(text in "[-+*/%!<>=&|()$ABab_.0-9e ]{0,40}") {
        let faults = Faults::default();
        let target = math(&text);
        if let Some(expression) = Expression::read(&Object::new(&target, "", &faults)) {
            let up = matrix(&[("job=a", &[1.0, GAP]), ("job=b", &[2.0, 3.0])]);
            let _ = expression.frames(&answer::series(&asked("A"), &up.found));
        }
    }

    #[test]
    fn no_depth_overflows(sign in "[-(!]", times in 0_usize..3_000) {
        let faults = Faults::default();
        let _ = Expression::read(&Object::new(&math(&sign.repeat(times)), "", &faults));
    }
}
