//! How a variable's value is written into a text: Grafana's formats, and escaping for PromQL.

use crate::dashboard::interpolate::Bound;
use crate::dashboard::variable::Choice;
use crate::lean::decimal;
use crate::time::Instant;
use crate::time::format::iso;
use std::fmt::Write;

/// How a value is written where the text does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// `{a,b}`.
    Glob,
    /// As part of a PromQL label matcher.
    PromQl,
}

/// The word that stands for every value.
const ALL: &str = "All";

/// What of the bytes of a text `encodeURIComponent` leaves alone, without `! ' ( ) *`, which Grafana encodes too.
const UNRESERVED: &[u8] = b"-_.~";

/// What `encodeURI` leaves alone beside that.
const URI_RESERVED: &[u8] = b";,/?:@&=+$#";

/// Writes a value in the format asked for, or the default of the text. An unknown format is glob.
#[must_use]
pub fn value(bound: &Bound, format: Option<&str>, syntax: Syntax) -> String {
    let Some(format) = format else {
        return match syntax {
            Syntax::Glob => glob(bound),
            Syntax::PromQl => promql(bound),
        };
    };
    let (format, argument) = match format.split_once(':') {
        Some((format, argument)) => (format, Some(argument)),
        None => (format, None),
    };
    let joined = |separator: &str, write: &dyn Fn(&str) -> String| {
        let values: Vec<String> = bound.values.iter().map(|one| write(&one.value)).collect();
        values.join(separator)
    };
    let several = bound.values.len() > 1;
    match format {
        "raw" | "csv" => joined(",", &str::to_owned),
        "join" => joined(argument.unwrap_or(","), &str::to_owned),
        "pipe" => joined("|", &str::to_owned),
        "regex" if several => format!("({})", joined("|", &regex)),
        "regex" => joined("|", &regex),
        "json" if bound.list => format!("[{}]", joined(",", &json)),
        "json" => joined(",", &str::to_owned),
        "singlequote" => joined(",", &|value| quoted(value, '\'')),
        "doublequote" => joined(",", &|value| quoted(value, '"')),
        "sqlstring" => joined(",", &|value| {
            format!("'{}'", value.replace('\'', "''").replace('"', "\\\""))
        }),
        "lucene" if bound.list && bound.values.is_empty() => "__empty__".to_owned(),
        "lucene" if bound.list => {
            format!(
                "({})",
                joined(" OR ", &|value| format!("\"{}\"", lucene(value)))
            )
        }
        "lucene" => joined("", &lucene),
        "distributed" => joined(&format!(",{}=", bound.name), &str::to_owned),
        "percentencode" => percent(&braced(bound), UNRESERVED, b""),
        "uriencode" => percent(&braced(bound), UNRESERVED, URI_RESERVED),
        "queryparam" => query(bound, &format!("var-{}", bound.name), ""),
        "customqueryparam" => {
            let (name, prefix) = argument
                .unwrap_or("")
                .split_once(':')
                .unwrap_or((argument.unwrap_or(""), ""));
            let name = if name.is_empty() { &bound.name } else { name };
            query(bound, &percent(name, UNRESERVED, b""), prefix)
        }
        "html" => joined(", ", &html),
        "text" if bound.all => ALL.to_owned(),
        "text" => {
            let texts: Vec<&str> = bound.values.iter().map(|one| one.text.as_str()).collect();
            texts.join(" + ")
        }
        "date" => date(bound, argument),
        _ => glob(bound),
    }
}

/// All, where the variable has a text of its own for it: none for the formats that leave that text as it is.
#[must_use]
pub fn all(bound: &Bound, all: &str, format: Option<&str>) -> Option<String> {
    match format {
        Some("text") => Some(ALL.to_owned()),
        Some("percentencode") => Some(percent(all, UNRESERVED, b"")),
        Some("queryparam") => Some(format!("var-{}={ALL}", bound.name)),
        _ => None,
    }
}

/// One element of a value: `.1` or `[1]` of a list. What is not there is empty.
#[must_use]
pub fn part(bound: &Bound, path: &str) -> Bound {
    let index = path
        .trim_matches(['.', '[', ']', '"', '\''])
        .parse::<usize>();
    let chosen = index.ok().and_then(|index| bound.values.get(index));
    Bound {
        values: vec![
            chosen
                .cloned()
                .unwrap_or_else(|| Choice::plain(String::new())),
        ],
        list: false,
        all: false,
        ..bound.clone()
    }
}

/// A value inside a matcher in double quotes. A variable that may hold several values is a regular expression.
fn promql(bound: &Bound) -> String {
    let values: Vec<String> = bound
        .values
        .iter()
        .map(|one| {
            if bound.multi {
                promql_regex(&one.value)
            } else {
                one.value.replace('\\', "\\\\").replace('\'', "\\\\'")
            }
        })
        .collect();
    match values.as_slice() {
        [one] => one.clone(),
        several => format!("({})", several.join("|")),
    }
}

fn promql_regex(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' => text.push_str("\\\\\\\\"),
            '$' | '^' | '*' | '{' | '}' | '[' | ']' | '+' | '?' | '.' | '(' | ')' | '|' => {
                text.push_str("\\\\");
                text.push(c);
            }
            _ => text.push(c),
        }
    }
    text
}

fn glob(bound: &Bound) -> String {
    match bound.values.as_slice() {
        [] => if bound.list { "{}" } else { "" }.to_owned(),
        [one] => one.value.clone(),
        _ => braced(bound),
    }
}

/// A list in braces, even of one element; a single value as it is.
fn braced(bound: &Bound) -> String {
    let values: Vec<&str> = bound.values.iter().map(|one| one.value.as_str()).collect();
    let values = values.join(",");
    if bound.list {
        format!("{{{values}}}")
    } else {
        values
    }
}

fn regex(value: &str) -> String {
    escaped(value, "\\^$*+?.()|{}[]/")
}

fn lucene(value: &str) -> String {
    if decimal::parse(value).is_some_and(|number| number >= 0.0) {
        return value.to_owned();
    }
    escaped(value, "!*+-=<> &|()[]{}^~?:\\/\"")
}

fn escaped(value: &str, special: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        if special.contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

fn quoted(value: &str, quote: char) -> String {
    format!(
        "{quote}{}{quote}",
        value.replace(quote, &format!("\\{quote}"))
    )
}

fn json(value: &str) -> String {
    // A text always can be written.
    serde_json::to_string(value).unwrap_or_default()
}

fn html(value: &str) -> String {
    value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

fn query(bound: &Bound, name: &str, prefix: &str) -> String {
    let fields: Vec<String> = bound
        .values
        .iter()
        .map(|one| format!("{name}={prefix}{}", percent(&one.value, UNRESERVED, b"")))
        .collect();
    fields.join("&")
}

fn percent(text: &str, keep: &[u8], also: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || keep.contains(&byte) || also.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// A moment in milliseconds: as ISO text, in seconds, or as it is. Formats of own making are not built: ISO.
fn date(bound: &Bound, argument: Option<&str>) -> String {
    let value = bound.values.first().map_or("", |one| one.value.as_str());
    let Some(millis) = decimal::parse(value) else {
        return "NaN".to_owned();
    };
    match argument {
        Some("seconds") => format!("{}", (millis / 1000.0).round()),
        Some("ms") => format!("{millis}"),
        _ => iso(Instant(millis as i64)),
    }
}
