//! The body of a health report: `{"status": …, "checks": {"database": {"status": "up", "responseTime": "15ms"}}, …}`.
//!
//! Also read: a bare component (`/health/components/<name>`), `components` and `details` in place of `checks`, and a list
//! of results per component as in `application/health+json`. Whatever is missing or of another type is left out, except
//! the word of a component: one without a word that is understood is not up. Components are kept worst first, no more than [`MOST`].

use crate::health::judge::Level;
use crate::lean::decimal;
use crate::lean::lower::lower;
use crate::lean::sort;
use crate::panel::visible::visible;
use serde_json::Map;
use serde_json::Value;

/// More components than a person reads.
pub const MOST: usize = 200;

/// As much of a foreign text as is kept, in characters.
const LONGEST: usize = 200;

/// Under which keys components lie.
const LISTS: [&str; 3] = ["checks", "components", "details"];

/// A part of a service, as the service reports it.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Its name, cut.
    pub name: String,
    /// What its word means.
    pub level: Level,
    /// Its own word, cut; empty when it has none.
    pub says: String,
    /// How long it took, in seconds.
    pub took: Option<f64>,
    /// What it says besides, cut.
    pub note: Option<String>,
}

/// What a body holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Its word for the whole.
    pub says: Option<String>,
    /// Its parts, worst first.
    pub components: Vec<Component>,
    /// Its version.
    pub version: Option<String>,
    /// Seconds since it started.
    pub uptime: Option<f64>,
}

/// Reads a body; none when it is no report: neither a word for the whole nor any component.
#[must_use]
pub fn read(json: &Value) -> Option<Report> {
    let object = match json {
        Value::Object(object) => object,
        Value::String(word) => {
            return Some(Report {
                says: Some(cut(word)),
                components: Vec::new(),
                version: None,
                uptime: None,
            });
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => return None,
    };
    let says = word(object);
    let mut components = Vec::new();
    let listed = LISTS.iter().find_map(|key| object.get(*key)?.as_object());
    for (name, value) in listed.into_iter().flatten() {
        components.push(component(name, value));
    }
    // The worst is never among those that are cut.
    sort::by_key(&mut components, |component: &Component| {
        std::cmp::Reverse(component.level)
    });
    components.truncate(MOST);
    if says.is_none() && components.is_empty() {
        return None;
    }
    let version = object.get("version").and_then(Value::as_str).map(cut);
    Some(Report {
        says,
        components,
        version,
        uptime: object.get("uptime").and_then(seconds_as_told),
    })
}

/// What a word means. What nobody knows is not up.
#[must_use]
pub fn level_of(word: &str) -> Level {
    match lower(word.trim()).as_str() {
        "healthy" | "ok" | "up" | "pass" | "passing" | "passed" | "ready" | "alive" | "live"
        | "running" | "available" | "operational" | "green" | "true" | "success" => Level::Up,
        "warning" | "warn" | "degraded" | "yellow" | "slow" => Level::Warning,
        _ => Level::Down,
    }
}

fn component(name: &str, value: &Value) -> Component {
    let (says, object) = match value {
        Value::String(word) => (Some(cut(word)), None),
        Value::Bool(up) => (Some(up.to_string()), None),
        Value::Object(object) => (word(object), Some(object)),
        // Several results of one component: the worst speaks for it.
        Value::Array(results) => {
            let objects = results.iter().take(MOST).filter_map(Value::as_object);
            let worst = objects
                .max_by_key(|object| word(object).map_or(Level::Down, |says| level_of(&says)));
            (worst.and_then(word), worst)
        }
        Value::Null | Value::Number(_) => (None, None),
    };
    let text = |key| object?.get(key)?.as_str().map(cut);
    Component {
        name: cut(name),
        level: says.as_deref().map_or(Level::Down, level_of),
        says: says.unwrap_or_default(),
        took: object.and_then(took),
        note: ["error", "message", "output", "reason"]
            .into_iter()
            .find_map(text)
            .filter(|note| !note.is_empty()),
    }
}

fn word(object: &Map<String, Value>) -> Option<String> {
    match object.get("status")? {
        Value::String(word) => Some(cut(word)),
        Value::Bool(up) => Some(up.to_string()),
        other => Some(cut(&other.to_string())),
    }
}

fn took(object: &Map<String, Value>) -> Option<f64> {
    let keys = [
        "responseTime",
        "response_time",
        "responseTimeMs",
        "latency",
        "duration",
    ];
    let value = keys.into_iter().find_map(|key| object.get(key))?;
    let seconds = match value {
        // A bare number is milliseconds, as everywhere in the web.
        Value::Number(number) => number.as_f64()? / 1_000.0,
        Value::String(text) => length(text)?,
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (seconds.is_finite() && seconds >= 0.0).then_some(seconds)
}

/// `15ms`, `1.2 s`, `2m`; a bare number is milliseconds.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let unit = text.find(|c: char| c.is_ascii_alphabetic() || c == 'µ');
    let (number, unit) = text.split_at(unit.unwrap_or(text.len()));
    let per = match unit {
        "" | "ms" => 1e-3,
        "s" => 1.0,
        "m" | "min" => 60.0,
        "us" | "µs" => 1e-6,
        "ns" => 1e-9,
        _ => return None,
    };
    Some(decimal::parse(number.trim())? * per)
}

/// Seconds as a number, or as text with a unit.
fn seconds_as_told(value: &Value) -> Option<f64> {
    let seconds = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) if text.ends_with(|c: char| c.is_ascii_digit()) => {
            decimal::parse(text.trim())?
        }
        Value::String(text) => length(text)?,
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (seconds.is_finite() && seconds >= 0.0).then_some(seconds)
}

fn cut(text: &str) -> String {
    let (mut cut, left) = visible(text, LONGEST);
    if left > 0 {
        cut.push('…');
    }
    cut
}
