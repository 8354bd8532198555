//! Reading a row: its members as what they should be, and the comparison of two answers. A row of another shape is a
//! difference, never a panic.

use serde_json::Value;

/// A member that is a text.
pub(crate) fn text<'a>(row: &'a Value, key: &str) -> Result<&'a str, String> {
    row[key]
        .as_str()
        .ok_or_else(|| format!("`{key}` is no text"))
}

/// A member that is a number; `NaN` and the infinities are texts.
pub(crate) fn number(row: &Value, key: &str) -> Result<f64, String> {
    float(&row[key]).ok_or_else(|| format!("`{key}` is no number"))
}

/// A member that is a whole number.
pub(crate) fn whole(row: &Value, key: &str) -> Result<i64, String> {
    row[key]
        .as_i64()
        .ok_or_else(|| format!("`{key}` is no whole number"))
}

/// A number, or one of the texts that stand for what JSON cannot write.
pub(crate) fn float(value: &Value) -> Option<f64> {
    match value.as_str() {
        Some("NaN") => Some(f64::NAN),
        Some("Infinity") => Some(f64::INFINITY),
        Some("-Infinity") => Some(f64::NEG_INFINITY),
        Some(_) => None,
        None => value.as_f64(),
    }
}

/// A number as the rows write it.
pub(crate) fn written(value: f64) -> Value {
    match value {
        value if value.is_nan() => Value::from("NaN"),
        f64::INFINITY => Value::from("Infinity"),
        f64::NEG_INFINITY => Value::from("-Infinity"),
        value => Value::from(value),
    }
}

/// How far two floats computed in another order may lie apart, as a part of their size.
const NEAR: f64 = 1e-9;

/// Two answers, the same up to the last digits of floats.
pub(crate) fn same(got: &Value, expected: &Value) -> Result<(), String> {
    if alike(got, expected) {
        return Ok(());
    }
    Err(format!("got {got}, not {expected}"))
}

fn alike(got: &Value, expected: &Value) -> bool {
    match (got, expected) {
        (Value::Number(got), Value::Number(expected)) => {
            let (got, expected) = (got.as_f64(), expected.as_f64());
            let (got, expected) = (got.unwrap_or_default(), expected.unwrap_or_default());
            (got - expected).abs() <= NEAR * expected.abs().max(1.0)
        }
        (Value::Array(got), Value::Array(expected)) => {
            got.len() == expected.len() && got.iter().zip(expected).all(|(a, b)| alike(a, b))
        }
        (Value::Object(got), Value::Object(expected)) => {
            let within = |(key, value): (&String, &Value)| {
                got.get(key).is_some_and(|other| alike(other, value))
            };
            got.len() == expected.len() && expected.iter().all(within)
        }
        _ => got == expected,
    }
}
