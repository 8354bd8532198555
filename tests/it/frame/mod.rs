//! `frame`: answers to columns, and what transformations make of them.

/// Math and reductions over answers.
mod expression;

/// Nothing a file or an answer says makes transformations panic, hang or grow without end.
mod any;

use crate::panel_text::check as draw;
use crate::panel_text::matrix;
use crate::panel_text::vector;
use atalaya::data::series::GAP;
use atalaya::frame::Frame;
use atalaya::frame::answer;
use atalaya::frame::answer::Asked;
use atalaya::frame::name;
use atalaya::frame::transform;
use atalaya::frame::transform::CELLS_MOST;
use atalaya::frame::transform::Transformation;
use atalaya::source::Answer;
use expect_test::Expect;
use expect_test::expect;
use serde_json::Value;
use serde_json::json;
use std::fmt::Write;

fn asked(ref_id: &str) -> Asked<'_> {
    Asked {
        ref_id,
        legend: "",
        expr: "up",
    }
}

/// Frames in few lines, columns under the names they are shown by.
fn written(frames: &[Frame]) -> String {
    let mut frames = frames.to_vec();
    name::settle(&mut frames);
    let mut text = String::new();
    for frame in &frames {
        writeln!(text, "{:?} {:?}", frame.ref_id, frame.name).unwrap();
        for field in &frame.fields {
            let cells: Vec<String> = field.values.iter().map(|cell| cell.quoted()).collect();
            let (shown, cells) = (name::known(field), cells.join(" "));
            writeln!(
                text,
                "    {shown} ({:?} {}{}): {cells}",
                field.kind, field.name, field.labels
            )
            .unwrap();
        }
    }
    text
}

/// The series of queries A, B, … after the steps, and what was noted on the way.
fn transformed(steps: Value, answers: &[&Answer]) -> (Vec<Frame>, String) {
    let (steps, faults) = Transformation::read_all(steps.as_array().unwrap());
    let letters = ["A", "B", "C"];
    let frames = answers.iter().zip(letters);
    let frames = frames.flat_map(|(one, letter)| answer::series(&asked(letter), &one.found));
    let (frames, more) = transform::run(&steps, frames.collect());
    let mut noted = String::new();
    for fault in faults.into_iter().chain(more) {
        writeln!(noted, "{fault:?}").unwrap();
    }
    (frames, noted)
}

fn check(steps: Value, answers: &[&Answer], expected: &Expect) {
    let (frames, noted) = transformed(steps, answers);
    expected.assert_eq(&(noted + &written(&frames)));
}

#[test]
fn a_series_is_a_frame_of_its_samples() {
    let answer = matrix(&[
        ("__name__=up job=b", &[1.0, GAP, 3.0]),
        ("__name__=up job=a", &[f64::NAN, 2.0, 4.0]),
    ]);
    expect![[r#"
        "A" ""
            Time (Time Time{}): 0 60000 120000
            up{job="a"} (Number upup{job="a"}): null 2 4
        "A" ""
            Time (Time Time{}): 0 120000
            up{job="b"} (Number upup{job="b"}): 1 3
    "#]]
    .assert_eq(&written(&answer::series(&asked("A"), &answer.found)));
}

#[test]
fn a_query_is_a_table_of_its_labels() {
    let answer = matrix(&[("job=a", &[GAP, 2.0]), ("job=b zone=x", &[1.0, GAP])]);
    let table = answer::table("A", true, &answer.found);
    expect![[r#"
        "A" ""
            Time (Time Time{}): 0 60000
            job (Text job{}): "b" "a"
            zone (Text zone{}): "x" ""
            Value #A (Number Value #A{}): 1 2
    "#]]
    .assert_eq(&written(table.as_slice()));
    let nothing = matrix(&[("job=a", &[GAP, GAP])]);
    assert!(answer::table("A", true, &nothing.found).is_none());
}

#[test]
fn buckets_stand_in_order_and_apart() {
    let answer = matrix(&[
        ("le=+Inf", &[7.0, 4.0]),
        ("le=0.5", &[2.0, GAP]),
        ("le=10", &[5.0, 4.0]),
    ]);
    expect![[r#"
        "A" ""
            Time (Time Time{}): 0
            {le="0.5"} (Number Value{le="0.5"}): 2
        "A" ""
            Time (Time Time{}): 0 60000
            {le="10"} (Number Value{le="10"}): 3 4
        "A" ""
            Time (Time Time{}): 0 60000
            {le="+Inf"} (Number Value{le="+Inf"}): 2 0
    "#]]
    .assert_eq(&written(&answer::buckets(&asked("A"), &answer.found)));
}

#[test]
fn what_is_not_known_is_named_and_left_out() {
    let answer = matrix(&[("job=a", &[1.0, 2.0])]);
    let steps = json!([
        {"id": "heatmap", "options": {}},
        {"id": "limit", "options": {"limitField": 1}, "disabled": true},
        {"id": "limit", "options": {"limitField": 1}, "topic": "annotations"},
        {"id": "renameByRegex", "options": {"regex": "/(/"}},
        {"id": "limit", "options": {"limitField": "1"}, "topic": "series"},
    ]);
    check(
        steps,
        &[&answer],
        &expect![[r#"
            Unsupported { what: "transformations[0].id: heatmap" }
            Bad { at: "transformations[3].options.regex", expected: "a regular expression" }
            "A" ""
                Time (Time Time{}): 0
                {job="a"} (Number Value{job="a"}): 1
        "#]],
    );
}

#[test]
fn rows_become_frames_of_their_values() {
    let answer = vector(&[
        ("job=a zone=x", 1.0),
        ("job=b zone=x", 2.0),
        ("job=a zone=y", 3.0),
    ]);
    let table = json!([{"id": "labelsToFields"}, {"id": "merge"}]);
    let with = |naming: Value| {
        let mut steps = table.clone();
        let step =
            json!({"id": "partitionByValues", "options": {"fields": ["job"], "naming": naming}});
        steps.as_array_mut().unwrap().push(step);
        steps
    };
    check(
        with(json!({})),
        &[&answer],
        &expect![[r#"
            "merge-A-A-A" ""
                Time (Time Time{}): 60000 60000
                a (Number Value{job="a"}): 1 3
                zone a (Text zone{job="a"}): "x" "y"
            "merge-A-A-A" ""
                Time (Time Time{}): 60000
                b (Number Value{job="b"}): 2
                zone b (Text zone{job="b"}): "x"
        "#]],
    );
    check(
        with(json!({"asLabels": false, "withNames": true})),
        &[&answer],
        &expect![[r#"
            "merge-A-A-A" "job=a"
                Time (Time Time{}): 60000 60000
                job=a (Number Value{}): 1 3
                job=a zone (Text zone{}): "x" "y"
            "merge-A-A-A" "job=b"
                Time (Time Time{}): 60000
                job=b (Number Value{}): 2
                job=b zone (Text zone{}): "x"
        "#]],
    );
}

#[test]
fn series_take_the_form_a_chart_wants() {
    let (up, down) = (
        matrix(&[("job=a", &[1.0, GAP, 3.0])]),
        matrix(&[("job=b", &[4.0, 5.0])]),
    );
    let prepared =
        |format: &str| json!([{"id": "prepareTimeSeries", "options": {"format": format}}]);
    check(
        prepared("wide"),
        &[&up, &down],
        &expect![[r#"
        "joinByField-A-B" ""
            Time (Time Time{}): 0 60000 120000
            {job="a"} (Number Value{job="a"}): 1 null 3
            {job="b"} (Number Value{job="b"}): 4 5 null
    "#]],
    );
    check(
        prepared("long"),
        &[&up, &down],
        &expect![[r#"
        "merge-A-B" ""
            Time (Time Time{}): 0 0 60000 120000
            {job="a"} (Number Value{}): 1 4 5 3
            job (Text job{}): "a" "b" "b" "a"
    "#]],
    );
    let rows = json!([{"id": "labelsToFields"}, {"id": "prepareTimeSeries", "options": {"format": "multi"}}]);
    check(
        rows,
        &[&up, &down],
        &expect![[r#"
        "A" ""
            Time (Time Time{}): 0 120000
            a (Number Value{job="a"}): 1 3
        "B" ""
            Time (Time Time{}): 0 60000
            b (Number Value{job="b"}): 4 5
    "#]],
    );
}

#[test]
fn a_join_that_explodes_is_not_made() {
    let same: Vec<f64> = vec![1.0; 3_000];
    let answer = matrix(&[("job=a", &same)]);
    let steps = json!([
        {"id": "organize", "options": {"excludeByName": {"Time": true}, "renameByName": {}}},
        {"id": "convertFieldType", "options": {"conversions": [{"targetField": "Value", "destinationType": "string"}]}},
        {"id": "joinByField", "options": {"byField": "Value", "mode": "inner"}},
    ]);
    let (frames, noted) = transformed(steps, &[&answer, &answer]);
    assert_eq!(
        noted,
        format!("Unsupported {{ what: \"joinByField: more than {CELLS_MOST} cells\" }}\n")
    );
    assert_eq!(frames.len(), 2);
}

#[test]
fn a_chart_is_drawn_from_what_transformations_leave() {
    let (used, all) = (
        matrix(&[("__name__=used", &[1.0, GAP, 3.0, 4.0])]),
        matrix(&[("__name__=all", &[10.0, 10.0, 10.0, 10.0])]),
    );
    draw(
        json!({
            "type": "timeseries",
            "transformations": [
                {"id": "calculateField", "options": {
                    "mode": "binary", "alias": "share", "replaceFields": true,
                    "binary": {"left": "used", "operator": "/", "right": "all"},
                }},
                {"id": "filterByValue", "options": {"type": "exclude", "match": "any", "filters": [
                    {"fieldName": "share", "config": {"id": "equal", "options": {"value": 0.3}}},
                ]}},
            ],
            "fieldConfig": {"defaults": {"unit": "percentunit"}, "overrides": []},
        }),
        &[("{{__name__}}", &used), ("{{__name__}}", &all)],
        &expect![[r#"
            left Axis { unit: "percentunit", decimals: None, scale: Linear, min: None, max: None, soft_min: None, soft_max: None, centred_zero: false, label: "", hidden: false, names: [] }
            "share" Series(0, 0) Left Line(Linear) width 1 fill 0 Never Single 0.1 NaN gap 0.4
            legend List Bottom []
              share [percentunit] None []
            tooltip Single None, cut 0
        "#]],
    );
}

#[test]
fn a_stat_reads_what_transformations_leave() {
    let up = matrix(&[("job=a", &[1.0, 2.0]), ("job=b", &[5.0, 3.0])]);
    draw(
        json!({"type": "stat", "transformations": [{"id": "reduce", "options": {"reducers": ["max", "mean"]}}]}),
        &[("{{job}}", &up)],
        &expect![[r#"
            "Max" 5 [] spark Some(2)
            "Mean" 4 [] spark Some(2)
        "#]],
    );
}

#[test]
fn a_gauge_for_each_row_is_called_as_the_row() {
    let up = vector(&[("job=a zone=x", 1.0), ("job=b zone=y", 2.0)]);
    draw(
        json!({
            "type": "stat",
            "options": {"reduceOptions": {"values": true}},
            "transformations": [{"id": "labelsToFields"}, {"id": "merge"}],
        }),
        &[("", &up)],
        &expect![[r#"
            "a x" 1 [] spark None
            "b y" 2 [] spark None
        "#]],
    );
}

#[test]
fn a_table_numbers_what_a_join_brings_together() {
    let (size, used) = (
        vector(&[("pod=a", 100.0), ("pod=b", 50.0)]),
        vector(&[("pod=b", 0.9)]),
    );
    draw(
        json!({
            "type": "table",
            "targets": [{"format": "table"}],
            "transformations": [
                {"id": "joinByField", "options": {"byField": "pod", "mode": "outer"}},
                {"id": "organize", "options": {
                    "excludeByName": {"Time 1": true},
                    "indexByName": {"Value #B": 0, "Time 2": 1},
                    "renameByName": {"Time 2": "when", "Value #A": "size"},
                }},
            ],
            "fieldConfig": {"defaults": {}, "overrides": [
                {"matcher": {"id": "byName", "options": "size"}, "properties": [{"id": "unit", "value": "bytes"}]},
            ]},
        }),
        &[("", &size), ("", &used)],
        &expect![[r#"
            "Value #B" Auto None 0.9..100: nothing [] | 0.9 []
            "when" Auto None: "" | 60000
            "pod" Auto None: "a" | "b"
            "size" Auto None 0.9..100: 100 [bytes] | 50 [bytes]
            sort []
        "#]],
    );
}

#[test]
fn series_become_rows_with_a_line() {
    let one = matrix(&[("job=a zone=eu", &[1.0, 2.0]), ("job=b", &[3.0, GAP])]);
    let two = matrix(&[("job=c", &[5.0])]);
    check(
        json!([{"id": "timeSeriesTable", "options": {"A": {"stat": "lastNotNull"}, "B": {"stat": "mean"}}}]),
        &[&one, &two],
        &expect![[r#"
            Unsupported { what: "transformations[0].options.B.stat: mean" }
            "A" "A"
                A job (Text job{}): "a" "b"
                A zone (Text zone{}): "eu" null
                A Trend #A (Other Trend #A{}): [1,2] [3]
            "B" "B"
                B job (Text job{}): "c"
                B Trend #B (Other Trend #B{}): [5]
        "#]],
    );
}
