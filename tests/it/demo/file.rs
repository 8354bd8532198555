//! The file of a recording: what comes back of what was written, and what a wrong one says.

use super::MINUTE;
use super::NOW;
use super::RECORDED;
use super::grid;
use super::last_hour;
use super::matrix;
use super::range;
use super::recording;
use super::series;
use super::text;
use atalaya::data::series::GAP;
use atalaya::data::series::is_gap;
use atalaya::source::Ask;
use atalaya::source::Found;
use atalaya::source::demo::Recording;
use atalaya::source::demo::answer;
use atalaya::source::demo::key;
use expect_test::expect;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[test]
fn gaps_and_what_is_no_number_come_through_the_file() {
    let again = Recording::parse(recording().to_json().unwrap().as_bytes()).unwrap();
    let asked = grid(NOW.0 - 90 * MINUTE, 30 * MINUTE, 4);
    expect![[r#"
        {} _ NaN inf _
    "#]]
    .assert_eq(&text(&answer(&again, &range("holes", asked), NOW)));
    let nothing = grid(NOW.0 - 90 * MINUTE, 30 * MINUTE, 1);
    expect![""].assert_eq(&text(&answer(&again, &range("holes", nothing), NOW)));
}

#[test]
fn a_wrong_file_says_what_is_wrong() {
    let say = |file: &str| {
        Recording::parse(file.as_bytes())
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    let with = |from: &str, to: &str| {
        let good = r#"{"version":1,"start":0,"step":1000,"count":2,"ranges":[{"expr":"up","series":[[{},0,"AA"]]}]}"#;
        assert!(Recording::parse(good.as_bytes()).is_ok());
        let bad = good.replace(from, to);
        assert_ne!(good, bad);
        say(&bad)
    };
    let said = [
        say(""),
        say("<!doctype html>"),
        with(r#""version":1"#, r#""version":2"#),
        with(r#""count":2"#, r#""count":0"#),
        with(r#""count":2"#, r#""count":99999999999"#),
        with(r#""step":1000"#, r#""step":-1"#),
        with(r#""AA""#, r#""A""#),
        with(r#""AA""#, r#""AAA""#),
        with(r#""AA""#, r#""A?""#),
        with(r#""AA""#, r#""Ag""#),
        with(r#""AA""#, r#""Agggggggggggggggggggggggg""#),
        with(r#""expr":"up","#, ""),
    ];
    expect![[r#"
        not a recording: EOF while parsing a value at line 1 column 0
        not a recording: expected value at line 1 column 1
        a recording of version 2, this page reads version 1
        a recording of 0 steps of 1000 ms; expected 1 to 10080 steps of at least 1 ms
        a recording of 99999999999 steps of 1000 ms; expected 1 to 10080 steps of at least 1 ms
        a recording of 2 steps of -1 ms; expected 1 to 10080 steps of at least 1 ms
        `up`: a column that is not 2 values
        `up`: a column that is not 2 values
        `up`: a column that is not 2 values
        `up`: a column that is not 2 values
        `up`: a column that is not 2 values
        not a recording: `expr` is missing or wrong
    "#]]
    .assert_eq(&(said.join("\n") + "\n"));
}

#[test]
fn a_day_of_a_full_page_stays_small() {
    // 60 restless series over a day at two minutes: the order of System overview.
    let grid = grid(RECORDED, 2 * MINUTE, 720);
    let mut recording = Recording::new(grid, BTreeMap::new());
    let mut state = 1_u64;
    let mut noise = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 40) as f64 / f64::from(1 << 24)
    };
    for panel in 0..20 {
        let one = (0..3).map(|index| {
            let values = (0..720).map(|step| {
                let hour = f64::from(step) / 30.0;
                50.0 + 30.0 * (hour / 24.0 * std::f64::consts::TAU).sin() + 3.0 * noise()
            });
            series(&[("device", &index.to_string())], values.collect())
        });
        let answer = matrix(grid, one.collect());
        assert!(recording.add_range(&format!("panel_{panel}"), false, answer));
    }
    let bytes = recording.to_json().unwrap().len();
    assert!(bytes < 100_000, "{bytes}");
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -1e3..1e3,
        2 => any::<f64>(),
        1 => Just(GAP),
        1 => Just(f64::NAN),
        1 => Just(0.0),
        1 => Just(1_763_710_000.0),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_column_comes_back_within_a_thousandth_of_its_span(
        values in proptest::collection::vec(value(), 1..60),
    ) {
        let grid = grid(0, MINUTE, values.len());
        let mut recording = Recording::new(grid, BTreeMap::new());
        prop_assert!(recording.add_range("x", false, matrix(grid, vec![series(&[], values.clone())])));
        let again = Recording::parse(recording.to_json().unwrap().as_bytes()).unwrap();
        let found = answer(&again, &range("x", grid), grid.end()).unwrap();
        let Found::Matrix(found) = found.found else { panic!("a matrix") };
        let Some(found) = found.series.first() else {
            prop_assert!(values.iter().all(|value| is_gap(*value)));
            return Ok(());
        };
        let finite = || values.iter().copied().filter(|value| value.is_finite());
        let largest = finite().fold(0.0, |most: f64, value| most.max(value.abs()));
        let highest = finite().fold(f64::NEG_INFINITY, f64::max);
        let lowest = finite().fold(f64::INFINITY, f64::min);
        // Half a level of the span, or what a float or twelve digits of a constant can hold, or the smallest level.
        let close = ((highest - lowest) / 2_000.0).max(largest * 1e-11).max(1e-290);
        for (was, is) in values.iter().zip(found.values.iter()) {
            if was.is_finite() {
                prop_assert!((was - is).abs() <= close * 1.001, "{was} came back as {is}");
            } else if was.is_nan() {
                prop_assert!(is.is_nan());
                prop_assert_eq!(is_gap(*was), is_gap(*is));
            } else {
                prop_assert_eq!(was, is);
            }
        }
    }

    #[test]
    fn no_expression_and_no_file_panics(
        text in r#"[a-z (){}\[\]=~!"'`\\#|.*+0-9ñ,:@-]{0,40}"#,
        bytes in proptest::collection::vec(any::<u8>(), 0..60),
    ) {
        let _ = answer(&recording(), &range(&text, last_hour()), NOW);
        let _ = key(&Ask::Instant { expr: text.clone(), at: NOW });
        let _ = Recording::parse(&bytes);
        let _ = answer(&recording(), &range(&format!("load{{instance=~\"{text}\"}}"), last_hour()), NOW);
    }
}
