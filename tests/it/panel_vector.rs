//! `panel` against the answers of Grafana 13.2 in `tests/vectors`.

use atalaya::data::labels::Labels;
use atalaya::data::series::GAP;
use atalaya::panel::name;
use atalaya::panel::reduce::reduce;
use atalaya::panel::reduce::reducer;
use expect_test::expect;
use serde_json::Value;
use serde_json::json;

/// What differs from the vectors; rows for which `check` says nothing are counted by kind.
pub(crate) fn differences(text: &str, check: impl Fn(&Value) -> Option<Value>) -> String {
    let rows: Vec<Value> = serde_json::from_str(text).unwrap();
    let mut report = String::new();
    let mut checked = 0;
    for row in &rows {
        match check(row) {
            None => report += &format!("not covered: {row}\n"),
            Some(got) if alike(&got, &row["expected"]) => checked += 1,
            Some(got) => report += &format!("differs: {row}\n     got {got}\n"),
        }
    }
    format!("{report}{checked} alike\n")
}

fn alike(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * b.abs().max(1.0),
        _ => a == b,
    }
}

fn number(value: &Value) -> f64 {
    match value {
        Value::Null => GAP,
        Value::String(text) if text == "undefined" => GAP,
        Value::String(text) => text.parse().unwrap(),
        other => other.as_f64().unwrap(),
    }
}

fn written(value: Option<f64>) -> Value {
    match value {
        None => Value::Null,
        Some(value) if value.is_nan() => json!("NaN"),
        Some(value) if value == f64::INFINITY => json!("Infinity"),
        Some(value) if value == f64::NEG_INFINITY => json!("-Infinity"),
        Some(value) => json!(value),
    }
}

fn labels(value: &Value) -> Labels {
    let pairs = value.as_object().unwrap().iter();
    Labels::from_pairs(pairs.map(|(name, value)| (name.as_str(), value.as_str().unwrap())))
}

#[test]
fn reducers() {
    let report = differences(include_str!("../vectors/reducers.json"), |row| {
        if row["kind"] == "alias" {
            let same = reducer(row["alias"].as_str()?) == reducer(row["expectedId"].as_str()?);
            return Some(if same { Value::Null } else { json!("another") });
        }
        let values: Vec<f64> = row["values"].as_array()?.iter().map(number).collect();
        let got = written(reduce(reducer(row["reducer"].as_str()?)?, &values));
        // Grafana tells null from undefined; here both are nothing.
        let nothing = row["expected"] == "undefined" && got.is_null();
        Some(if nothing { json!("undefined") } else { got })
    });
    // Nothing to reduce is nothing here; a percentile sorts NaN last; undefined exists in JavaScript alone.
    expect![[r#"
        differs: {"expected":"NaN","kind":"reduce","origin":"package-behaviour","reducer":"median","set":"allNull","values":[null,null]}
             got null
        differs: {"expected":"NaN","kind":"reduce","origin":"package-behaviour","reducer":"p25","set":"withNaN","values":[1,"NaN",3]}
             got 3.0
        differs: {"expected":3,"kind":"reduce","origin":"package-behaviour","reducer":"p95","set":"withNaN","values":[1,"NaN",3]}
             got "NaN"
        differs: {"expected":3,"kind":"reduce","origin":"package-behaviour","reducer":"p99","set":"withNaN","values":[1,"NaN",3]}
             got "NaN"
        differs: {"expected":0,"kind":"reduce","origin":"package-behaviour","reducer":"diffperc","set":"onlyNaN","values":["NaN","NaN"]}
             got null
        differs: {"expected":"undefined","kind":"reduce","origin":"package-behaviour","reducer":"p95","set":"undef","values":[1,"undefined",3]}
             got 3.0
        differs: {"expected":"undefined","kind":"reduce","origin":"package-behaviour","reducer":"p99","set":"undef","values":[1,"undefined",3]}
             got 3.0
        213 alike
    "#]].assert_eq(&report);
}

#[test]
fn names() {
    let report = differences(include_str!("../vectors/series_names.json"), |row| {
        if row["kind"] == "legend-auto" {
            let sets: Vec<Labels> = row["labelSets"].as_array()?.iter().map(labels).collect();
            let sets: Vec<&Labels> = sets.iter().collect();
            return Some(json!(name::legends(name::AUTO, "expr", &sets)));
        }
        let format = row["legendFormat"].as_str()?;
        let names = name::legends(format, row["expr"].as_str()?, &[&labels(&row["labels"])]);
        (format != name::AUTO).then(|| json!(names[0]))
    });
    // The automatic name has its own kind.
    expect![[r#"
        not covered: {"expected":"","expr":"x","kind":"legend-format","labels":{"app":"b"},"legendFormat":"__auto","note":"empty: the series takes the generated field name","origin":"derived-from-rule"}
        14 alike
    "#]].assert_eq(&report);
}
