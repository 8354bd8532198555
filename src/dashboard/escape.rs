//! Values inside PromQL's double quotes.

use crate::dashboard::interpolate::Bound;

/// A value inside a matcher in double quotes. A variable that may hold several values is a regular expression.
#[must_use]
pub fn promql(bound: &Bound, quotes: bool) -> String {
    let values: Vec<String> = bound
        .values
        .iter()
        .map(|one| match (bound.multi, quotes) {
            (true, _) => promql_regex(&one.value, quotes),
            (false, false) => one.value.replace('\\', "\\\\").replace('\'', "\\\\'"),
            // What is a whole matcher already is meant as one.
            (false, true) if is_matcher(&one.value) => one.value.clone(),
            (false, true) => one.value.replace('\\', "\\\\").replace('"', "\\\""),
        })
        .collect();
    match values.as_slice() {
        [one] => one.clone(),
        several => format!("({})", several.join("|")),
    }
}

/// A value between double quotes, to be taken as it is.
#[must_use]
pub fn exact(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('"', "\\\"")
}

/// A value between double quotes, to be matched as it is by a regular expression.
#[must_use]
pub fn literal(value: &str) -> String {
    let mut pattern = String::with_capacity(value.len());
    for c in value.chars() {
        if "*+?()|\\.[]{}^$".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    exact(&pattern)
}

/// `job="grafana"`: a label, an operator, a value in quotes.
fn is_matcher(text: &str) -> bool {
    let label = text
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let rest = text.get(label..).unwrap_or("").trim_start();
    let value = ["=~", "!~", "!=", "="]
        .iter()
        .find_map(|operator| rest.strip_prefix(operator));
    let value = value.map(str::trim).unwrap_or("");
    starts && value.len() > 1 && value.starts_with('"') && value.ends_with('"')
}

fn promql_regex(value: &str, quotes: bool) -> String {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' => text.push_str("\\\\\\\\"),
            '$' | '^' | '*' | '{' | '}' | '[' | ']' | '+' | '?' | '.' | '(' | ')' | '|' => {
                text.push_str("\\\\");
                text.push(c);
            }
            '"' if quotes => text.push_str("\\\\\\\""),
            '\'' if quotes => text.push_str("\\\\'"),
            _ => text.push(c),
        }
    }
    text
}
