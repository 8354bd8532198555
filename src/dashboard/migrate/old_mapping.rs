//! Value mappings of `singlestat` panels and of the first `stat` and `gauge` panels.

use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use crate::lean::decimal;
use serde_json::Value;

/// Steps of thresholds: from where, and the colour.
pub(crate) type Steps = [(Option<f64>, String)];

/// What a mapping of values is called in `mappingType`.
const VALUES: f64 = 1.0;

/// And one of ranges.
const RANGES: f64 = 2.0;

/// The mappings that a `singlestat` panel uses: of values or of ranges, never both.
pub(crate) fn of_singlestat(old: &Json, steps: &Steps) -> Vec<Value> {
    let any = |key: &str| edit::objects(old, key).next().is_some();
    let kind = edit::number(old, "mappingType").filter(|kind| *kind != 0.0);
    let kind = kind.unwrap_or(if any("valueMaps") { VALUES } else { RANGES });
    let key = if kind == VALUES {
        "valueMaps"
    } else {
        "rangeMaps"
    };
    typed(edit::objects(old, key), |_| kind, steps)
}

/// Mappings of today; all of exact values are one, which comes first.
pub(crate) fn typed<'a>(
    old: impl Iterator<Item = &'a Json>,
    kind: impl Fn(&Json) -> f64,
    steps: &Steps,
) -> Vec<Value> {
    let mut values = Json::new();
    let mut others = Vec::new();
    for one in old {
        let text = one.get("text").and_then(in_words).unwrap_or_default();
        let mut result = Json::new();
        if let Some(colour) = colour(&text, steps) {
            edit::put(&mut result, "color", colour);
        }
        edit::put(&mut result, "text", text);
        let word = |key: &str| one.get(key).and_then(in_words);
        let number = |key: &str| word(key).and_then(|word| decimal::parse(word.trim()));
        let null = |key: &str| word(key).as_deref() == Some("null");
        if kind(one) == RANGES {
            if null("from") || null("to") {
                others.push(mapping("special", ("match", "null".into()), result));
            } else {
                let mut options = Json::new();
                edit::put(&mut options, "from", number("from"));
                edit::put(&mut options, "to", number("to"));
                edit::put(&mut options, "result", result);
                let kind = ("type", "range".into());
                others.push(edit::pair(kind, ("options", options.into())));
            }
        } else if null("value") {
            others.push(mapping("special", ("match", "null".into()), result));
        } else if let Some(value) = word("value") {
            values.insert(value, result.into());
        }
    }
    if !values.is_empty() {
        let kind = ("type", "value".into());
        others.insert(0, edit::pair(kind, ("options", values.into())));
    }
    others
}

fn mapping(kind: &str, what: (&str, Value), result: Json) -> Value {
    let options = edit::pair(what, ("result", result.into()));
    edit::pair(("type", kind.into()), ("options", options))
}

/// The colour that the threshold of the text would have, if it begins with a number.
fn colour<'a>(text: &str, steps: &'a Steps) -> Option<&'a str> {
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
    let end = text.find(|c| !numeric(c)).unwrap_or(text.len());
    let number = decimal::parse(text.get(..end)?)?;
    let reached = steps
        .iter()
        .take_while(|(from, _)| from.is_none_or(|from| number >= from));
    reached.last().map(|(_, colour)| colour.as_str())
}

/// A text or number as text.
fn in_words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(crate::notation::json::written(number)),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
