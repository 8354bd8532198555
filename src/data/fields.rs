//! The fields inside a line, read when somebody looks at it: of JSON, else of logfmt.
//!
//! Names of nested JSON are joined by `_` and signs that a label cannot have become `_`, as LogQL's `| json` does.
//! Arrays and deep nests stay as they are written. A line that is neither has no fields.

use serde_json::Map;
use serde_json::Value;

/// A field of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineField {
    /// As a query could name it.
    pub name: String,
    /// Its value as text.
    pub value: String,
}

/// Nested deeper than this stays text.
const DEPTH: usize = 4;

/// More fields than this are not read: a line that is data has no fields.
const FIELDS: usize = 500;

/// Longer lines are not read.
const LONGEST: usize = 1 << 20;

/// The fields of a line.
#[must_use]
pub fn fields(line: &str) -> Vec<LineField> {
    let mut found = Vec::new();
    if line.len() > LONGEST {
        return found;
    }
    let text = line.trim();
    if text.starts_with('{') {
        if let Ok(object) = serde_json::from_str::<Map<String, Value>>(text) {
            flatten(&object, "", DEPTH, &mut found);
        }
        return found;
    }
    logfmt(text, &mut found);
    found
}

fn flatten(object: &Map<String, Value>, before: &str, depth: usize, found: &mut Vec<LineField>) {
    for (key, value) in object {
        if found.len() >= FIELDS {
            return;
        }
        let name = [before, &label(key)].concat();
        let value = match value {
            Value::Object(inner) if depth > 0 => {
                flatten(inner, &[&name, "_"].concat(), depth - 1, found);
                continue;
            }
            Value::Null => continue,
            Value::String(text) => text.clone(),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                value.to_string()
            }
        };
        found.push(LineField { name, value });
    }
}

/// A key with only the signs that a label may have.
fn label(key: &str) -> String {
    let sign = |one: char| {
        if one.is_ascii_alphanumeric() {
            one
        } else {
            '_'
        }
    };
    let mut name: String = key.chars().map(sign).collect();
    if name.starts_with(|one: char| one.is_ascii_digit()) {
        name.insert(0, '_');
    }
    name
}

/// `key=value key="quoted \" value" flag`; a line in which nothing is assigned has no fields.
fn logfmt(text: &str, found: &mut Vec<LineField>) {
    let mut rest = text;
    while found.len() < FIELDS {
        rest = rest.trim_start();
        let end = rest.find(|one: char| one == '=' || one.is_whitespace());
        let Some((key, after)) = end.and_then(|end| rest.split_at_checked(end)) else {
            return;
        };
        let Some(after) = after.strip_prefix('=').filter(|_| is_key(key)) else {
            // A word that is no field: what follows it may be one.
            rest = after.strip_prefix('=').unwrap_or(after);
            continue;
        };
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted_value(quoted),
            None => {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                let (value, after) = after.split_at_checked(end).unwrap_or((after, ""));
                (value.to_owned(), after)
            }
        };
        found.push(LineField {
            name: label(key),
            value,
        });
        rest = after;
    }
}

fn is_key(key: &str) -> bool {
    let sign = |one: char| one.is_alphanumeric() || matches!(one, '_' | '.' | '-' | '/' | '@');
    !key.is_empty() && key.chars().all(sign)
}

/// A value up to its closing quote, and what follows; without one it goes to the end.
fn quoted_value(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (value, text.get(at + 1..).unwrap_or_default()),
            '\\' => match letters.next() {
                Some((_, 'n')) => value.push('\n'),
                Some((_, 't')) => value.push('\t'),
                Some((_, 'r')) => value.push('\r'),
                Some((_, other)) => value.push(other),
                None => {}
            },
            letter => value.push(letter),
        }
    }
    (value, "")
}
