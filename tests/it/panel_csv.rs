//! `panel::csv`: pictures in, lines out.

use crate::panel_text::matrix;
use crate::panel_text::vector;
use atalaya::data::series::GAP;
use atalaya::panel::Answered;
use atalaya::panel::Context;
use atalaya::panel::Format;
use atalaya::panel::csv::Heads;
use atalaya::panel::csv::Writing;
use atalaya::panel::csv::lines;
use atalaya::panel::csv::text;
use atalaya::panel::picture::Picture;
use atalaya::panel::picture::Reading;
use atalaya::panel::spec::Spec;
use atalaya::source::Answer;
use atalaya::source::Found;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use expect_test::expect;
use proptest::prelude::*;
use serde_json::json;

fn picture(panel: &serde_json::Value, format: Format, answers: &[(&str, &Answer)]) -> Picture {
    let (spec, faults) = Spec::read(panel);
    assert_eq!(faults, []);
    let answered = answers.iter().map(|(legend, answer)| Answered {
        ref_id: "A",
        legend,
        format,
        expr: "up",
        answer,
    });
    let range = Range {
        from: Instant(0),
        to: Instant(600_000),
    };
    let answered: Vec<_> = answered.collect();
    atalaya::panel::picture(&spec, &answered, &Context::new(range))
}

/// The lines of a picture as a file.
fn file(picture: &Picture, most: usize) -> String {
    let reading = |reading: &Reading| {
        let number = reading.value.map(|value| value.to_string());
        reading.text.clone().or(number).unwrap_or_default() + &reading.unit
    };
    let writing = Writing {
        instant: &|at| format!("{} s", at.0 / 1_000),
        reading: &reading,
        reach: &|reach, text| format!("{reach:?} {text}"),
        heads: Heads {
            time: "Time",
            from: "From",
            to: "To",
            name: "Name",
            value: "Value",
            state: "State",
            count: "Count",
            level: "Level",
            labels: "Labels",
            line: "Line",
        },
    };
    text(&lines(picture, &writing, most)).replace("\r\n", "\n")
}

#[test]
fn a_chart_has_a_line_per_instant_and_all_digits() {
    let one = matrix(&[
        ("mode=user", &[0.1, 1.0 / 3.0, GAP]),
        ("mode=a,b", &[f64::NAN, f64::INFINITY, -2e-9]),
    ]);
    // Another question, on a finer grid.
    let mut other = matrix(&[("mode=fine", &[7.0, 8.0, 9.0])]);
    if let Found::Matrix(matrix) = &mut other.found {
        matrix.grid.step = Millis(30_000);
    }
    let panel = json!({"type": "timeseries", "fieldConfig": {"defaults": {"unit": "percentunit"}}});
    let legend = "{{mode}}";
    let chart = picture(
        &panel,
        Format::TimeSeries,
        &[(legend, &one), (legend, &other)],
    );
    expect![[r#"
        Time,"a,b",user,fine
        0 s,NaN,0.1,7
        30 s,,,8
        60 s,,0.3333333333333333,9
        120 s,-2e-9,,
    "#]]
    .assert_eq(&file(&chart, usize::MAX));
    expect![[r#"
        Time,"a,b",user,fine
        120 s,-2e-9,,
    "#]]
    .assert_eq(&file(&chart, 1));
}

#[test]
fn a_table_has_its_cells_as_shown() {
    let answer = vector(&[("job=a \"quoted\"", 1.0), ("job=b", f64::NAN)]);
    let panel = json!({
        "type": "table",
        "targets": [{"format": "table"}],
        "fieldConfig": {"defaults": {"mappings": [
            {"type": "value", "options": {"1": {"text": "up, and well"}}},
        ]}},
    });
    expect![[r#"
        Time,job,Value
        60 s,a,"up, and well"
        60 s,b,NaN
    "#]]
    .assert_eq(&file(
        &picture(&panel, Format::Table, &[("", &answer)]),
        usize::MAX,
    ));
}

#[test]
fn tiles_have_a_name_and_a_value() {
    let answer = matrix(&[("job=a", &[1.0, 2.0]), ("job=b", &[GAP, 4.5])]);
    let panel = json!({"type": "stat", "fieldConfig": {"defaults": {"unit": "s"}}});
    let stats = picture(&panel, Format::TimeSeries, &[("{{job}}", &answer)]);
    expect![[r#"
        Name,Value
        a,2s
        b,4.5s
    "#]]
    .assert_eq(&file(&stats, usize::MAX));
    assert_eq!(file(&Picture::Empty, usize::MAX), "");
}

#[test]
fn states_bars_and_buckets_have_their_spans() {
    let answer = matrix(&[("job=a", &[1.0, 1.0, 0.0]), ("job=b", &[GAP, 0.0, 0.0])]);
    let states = json!({"type": "state-timeline", "fieldConfig": {"defaults": {
        "mappings": [{"type": "value", "options": {"1": {"text": "up"}, "0": {"text": "down"}}}],
    }}});
    let states = picture(&states, Format::TimeSeries, &[("{{job}}", &answer)]);
    expect![[r#"
        From,To,Name,State
        60 s,600 s,b,Is down
        0 s,120 s,a,Is up
        120 s,600 s,a,Is down
    "#]]
    .assert_eq(&file(&states, usize::MAX));
    let bars = json!({"type": "barchart", "targets": [{"format": "table"}]});
    let sizes = vector(&[("job=a", 3.0), ("job=b", 4.5)]);
    let bars = picture(&bars, Format::Table, &[("", &sizes)]);
    expect![[r#"
        Name,Value
        a,3
        b,4.5
    "#]]
    .assert_eq(&file(&bars, usize::MAX));
    let histogram = json!({"type": "histogram", "options": {"bucketSize": 1}});
    let histogram = picture(&histogram, Format::TimeSeries, &[("{{job}}", &answer)]);
    expect![[r#"
        From,To,a,b
        0,1,1,2
        1,2,2,0
    "#]]
    .assert_eq(&file(&histogram, usize::MAX));
}

/// What RFC 4180 says about reading.
fn read(text: &str) -> Vec<Vec<String>> {
    let mut lines = vec![vec![String::new()]];
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        let cell = lines.last_mut().unwrap().last_mut().unwrap();
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => lines.last_mut().unwrap().push(String::new()),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'));
                lines.push(vec![String::new()]);
            }
            other => cell.push(other),
        }
    }
    assert_eq!(lines.pop(), Some(vec![String::new()]));
    lines
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        lines in prop::collection::vec(prop::collection::vec("[a ,\"\r\n=é]{0,6}", 1..4), 0..5),
    ) {
        prop_assert_eq!(read(&text(&lines)), lines);
    }
}
