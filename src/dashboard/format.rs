//! How a variable's value is written into a text: Grafana's formats, and escaping for PromQL.

use crate::dashboard::escape::promql;
use crate::dashboard::interpolate::Bound;
use crate::dashboard::variable::Choice;
use crate::lean::decimal;
use crate::lean::digits;
use crate::lean::find;
use crate::lean::late::Late;
use crate::time::Instant;
use crate::time::format::iso;
use crate::time::moment::ENGLISH;
use crate::time::moment::Names;
use crate::time::moment::by_pattern;
use crate::time::zone::Offset;
use crate::time::zone::Zone;
use std::fmt::Write;

/// How a value is written where the text does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// `{a,b}`.
    Glob,
    /// As part of a PromQL label matcher.
    PromQl,
    /// The same, with quotes escaped too (Grafana's `prometheusSpecialCharsInLabelValues`).
    PromQlQuoted,
    /// In one of the formats by name.
    Named(&'static str),
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
    let format = match (format, syntax) {
        (Some(format), _) => format,
        (None, Syntax::Named(format)) => format,
        (None, Syntax::Glob) => return glob(bound),
        (None, Syntax::PromQl | Syntax::PromQlQuoted) => {
            return promql(bound, syntax == Syntax::PromQlQuoted);
        }
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
        "exclude" | "include" => parameters(bound, format == "include", argument.unwrap_or("")),
        _ => glob(bound),
    }
}

/// A text as part of an address.
#[must_use]
pub fn encoded(text: &str) -> String {
    percent(text, UNRESERVED, b"")
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

/// A part of a value: one of its own by path, or `.1`, `[1]` of a list. An element that is not there is empty; none for
/// a value with parts that has not this one.
#[must_use]
pub fn part(bound: &Bound, path: &str) -> Option<Bound> {
    let steps = steps(path);
    let chosen = match bound.fields.is_empty() {
        true => {
            let index = steps.first().and_then(|step| step.parse::<usize>().ok());
            let chosen = index.and_then(|index| bound.values.get(index)).cloned();
            chosen.unwrap_or_else(|| Choice::plain(String::new()))
        }
        false => {
            let leads = |path: &[String]| path.iter().map(String::as_str).eq(steps.iter().copied());
            bound
                .fields
                .iter()
                .find(|part| leads(&part.path))?
                .value
                .clone()
        }
    };
    Some(Bound {
        name: bound.name.clone(),
        values: vec![chosen],
        multi: bound.multi,
        east: bound.east,
        ..Bound::default()
    })
}

/// The steps of a path: `.labels["a.b"][0]` has three.
fn steps(path: &str) -> Vec<&str> {
    let mut steps = Vec::new();
    let mut rest = path;
    while let Some(first) = rest.chars().next() {
        let inner = rest.get(first.len_utf8()..).unwrap_or("");
        let (step, after) = match first {
            '[' => {
                // A bracket inside quotes closes nothing.
                let quote = inner
                    .chars()
                    .next()
                    .filter(|quote| matches!(quote, '"' | '\''));
                let closing: String = quote.into_iter().chain([']']).collect();
                let inner = inner.get(quote.map_or(0, char::len_utf8)..).unwrap_or("");
                find::split(inner, &closing).unwrap_or((inner, ""))
            }
            '.' => inner.split_at(inner.find(['.', '[']).unwrap_or(inner.len())),
            _ => rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len())),
        };
        if !step.is_empty() {
            steps.push(step);
        }
        rest = after;
    }
    steps
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
        if special.chars().any(|one| one == c) {
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

type Dated = fn(Instant, &str, &Zone, &Names) -> String;

static BY_PATTERN: Late<Dated> = Late::new();

/// Brings the patterns of dates; the second file's to call.
pub fn arrive() {
    BY_PATTERN.put(by_pattern);
}

/// Asks for them where a dashboard's text has one.
pub(super) fn ready(dashboard: &str) {
    if find::has(dashboard, ":date:") {
        let _ = BY_PATTERN.get(by_pattern);
    }
}

/// A moment in milliseconds: as ISO text, in seconds, as it is, or by a pattern on the reader's wall.
fn date(bound: &Bound, argument: Option<&str>) -> String {
    let value = bound.values.first().map_or("", |one| one.value.as_str());
    let Some(millis) = decimal::parse(value) else {
        return "NaN".to_owned();
    };
    let at = Instant(millis as i64);
    match argument {
        Some("seconds") => digits::text((millis / 1000.0).round()),
        Some("ms") => digits::text(millis),
        None | Some("" | "iso") => iso(at),
        Some(pattern) => {
            let wall = Zone::new(
                "",
                vec![Offset {
                    from: at,
                    seconds: bound.east,
                    abbreviation: String::new(),
                }],
            );
            BY_PATTERN
                .get(by_pattern)
                .map_or_else(|| iso(at), |write| write(at, pattern, &wall, &ENGLISH))
        }
    }
}

/// Parameters of an address (`?a=1&b=2`): those named, or all but those.
fn parameters(bound: &Bound, named: bool, names: &str) -> String {
    let value = bound.values.first().map_or("", |one| one.value.as_str());
    let mut text = String::new();
    for parameter in value.trim_start_matches('?').split('&') {
        let name = parameter.split('=').next().unwrap_or("");
        let listed = names.split(',').any(|one| one.trim() == name);
        if !parameter.is_empty() && listed == named {
            text.push(if text.is_empty() { '?' } else { '&' });
            text.push_str(parameter);
        }
    }
    text
}
