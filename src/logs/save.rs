//! Lines as a file: plain text, JSON lines, CSV.

use crate::logs::ansi::plain;
use crate::logs::row::Row;
use crate::logs::statistics::named;
use crate::query::logql::edit::Seen;
use crate::time::format::iso;
use serde_json::Map;
use serde_json::Value;

/// What is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A line each: time and text.
    Text,
    /// A JSON object each, with labels and what stands beside the line.
    Json,
    /// A table: time, level, labels that all have a column, text.
    Csv,
}

impl Form {
    /// End of the file's name, and its type.
    #[must_use]
    pub fn kind(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("txt", "text/plain"),
            Self::Json => ("jsonl", "application/x-ndjson"),
            Self::Csv => ("csv", "text/csv"),
        }
    }
}

/// The rows as a file, in the order given.
#[must_use]
pub fn file<'a>(form: Form, rows: impl Iterator<Item = Row<'a>> + Clone) -> String {
    match form {
        Form::Text => {
            let mut text = String::new();
            for row in rows {
                push(&mut text, &[&time(&row), " ", &plain(row.text()), "\n"]);
            }
            text
        }
        Form::Json => {
            let mut text = String::new();
            for row in rows {
                text.push_str(&json(&row));
                text.push('\n');
            }
            text
        }
        Form::Csv => csv(rows),
    }
}

/// `2026-11-21T05:12:22.928929861Z`
#[must_use]
pub fn time(row: &Row<'_>) -> String {
    let at = row.at();
    let whole = iso(at.instant());
    let whole = whole.split(['.', 'Z']).next().unwrap_or_default();
    format!("{whole}.{:09}Z", at.0.rem_euclid(1_000_000_000))
}

fn json(row: &Row<'_>) -> String {
    let text = |text: &str| Value::String(text.to_owned());
    let mut labels = Map::new();
    let mut beside = Map::new();
    for (seen, name, value) in named(row) {
        match seen {
            Seen::Label => labels.insert(name, text(&value)),
            Seen::Beside(_) => beside.insert(name, text(&value)),
            Seen::Json | Seen::Logfmt => None,
        };
    }
    let mut object = Map::new();
    object.insert("time".to_owned(), text(&time(row)));
    object.insert("nanoseconds".to_owned(), text(&row.at().0.to_string()));
    object.insert("line".to_owned(), text(row.text()));
    object.insert("labels".to_owned(), Value::Object(labels));
    object.insert("metadata".to_owned(), Value::Object(beside));
    Value::Object(object).to_string()
}

fn csv<'a>(rows: impl Iterator<Item = Row<'a>> + Clone) -> String {
    let mut columns: Vec<String> = Vec::new();
    for row in rows.clone() {
        let labels = row.lines.labels(row.line);
        for (name, _) in labels.into_iter().flat_map(|labels| labels.iter()) {
            if !columns.iter().any(|known| known == name) {
                columns.push(name.to_owned());
            }
        }
    }
    let mut text = String::from("time");
    for column in &columns {
        push(&mut text, &[",", &cell(column)]);
    }
    text.push_str(",level,line\r\n");
    for row in rows {
        text.push_str(&time(&row));
        for column in &columns {
            let value = row.lines.value(row.line, column).unwrap_or_default();
            push(&mut text, &[",", &cell(value)]);
        }
        let level = row.lines.level(row.line).map_or("", |level| level.name());
        push(
            &mut text,
            &[",", level, ",", &cell(&plain(row.text())), "\r\n"],
        );
    }
    text
}

/// A cell, in quotes where it needs them. One that a spreadsheet would take for a formula is marked as text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !text.contains([',', '"', '\n', '\r']) {
        return text.to_owned();
    }
    let mark = if formula { "'" } else { "" };
    ["\"", mark, &text.replace('"', "\"\""), "\""].concat()
}

fn push(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}
