//! Log panels: the lines of all queries in one order, those that repeat shown once.
//!
//! The picture holds which lines are shown and in what order; what a line looks like is made of it when it is in view.
//! Transformations are of columns and do not touch lines.

use crate::data::fields::fields;
use crate::data::level::Level;
use crate::data::lines::Lines;
use crate::data::lines::Nanos;
use crate::data::log::Dedup;
use crate::data::log::dedup;
use crate::lean::sort;
use crate::panel::Answered;
use crate::panel::options::list::LogsOptions;
use crate::panel::picture::LogRow;
use crate::panel::picture::Logs;
use crate::panel::picture::Picture;
use crate::panel::visible::visible;
use crate::source::Found;
use crate::source::log::LogFound;
use std::sync::Arc;

/// Characters of a line that stand in a list. A line of megabytes would stop the page.
pub const LINE_MOST: usize = 4_000;

/// Characters of a field's value.
const VALUE_MOST: usize = 2_000;

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When it was.
    pub at: Nanos,
    /// How bad it is.
    pub level: Option<Level>,
    /// Its text, made visible.
    pub text: String,
    /// Bytes of its text that are left out.
    pub clipped: usize,
    /// How many lines after it repeat it.
    pub duplicates: u32,
}

/// The lines; [`Picture::Empty`] without any.
pub(crate) fn picture(options: &LogsOptions, answered: &[Answered<'_>]) -> Picture {
    let answers: Vec<Arc<Lines>> = answered
        .iter()
        .filter_map(|one| match &one.answer.found {
            Found::Log(LogFound::Lines(lines)) => Some(Arc::clone(lines)),
            _ => None,
        })
        .collect();
    let rows = rows(&answers, options);
    if rows.is_empty() {
        return Picture::Empty;
    }
    let common = match options.common_labels {
        true => common(&answers),
        false => Vec::new(),
    };
    Picture::Logs(Logs {
        answers,
        rows,
        common,
        options: options.clone(),
    })
}

/// What is shown of a row; none where there is no such row.
#[must_use]
pub fn line(logs: &Logs, row: usize) -> Option<Line> {
    let (lines, at, row) = found(logs, row)?;
    let text = lines.text(at);
    let pretty = match logs.options.pretty {
        true => pretty(text),
        false => None,
    };
    let chosen = chosen(logs, at, lines);
    let text = chosen.as_deref().or(pretty.as_deref()).unwrap_or(text);
    let (text, clipped) = visible(text, LINE_MOST);
    Some(Line {
        at: lines.time(at),
        level: lines.level(at),
        text,
        clipped,
        duplicates: row.duplicates,
    })
}

/// The labels of a row's stream, made visible.
#[must_use]
pub fn labels(logs: &Logs, row: usize) -> Vec<(String, String)> {
    let labels = found(logs, row).and_then(|(lines, at, _)| lines.labels(at));
    let labels = labels.into_iter().flat_map(|labels| labels.iter());
    labels.map(|(name, value)| shown(name, value)).collect()
}

/// The values of the fields that are shown in place of a line; none where the line is.
fn chosen(logs: &Logs, at: usize, lines: &Lines) -> Option<String> {
    let wanted = &logs.options.fields;
    if wanted.is_empty() {
        return None;
    }
    let all = all(lines, at);
    let own = lines.labels(at);
    let value = |name: &String| {
        // Grafana's name for the line itself.
        if name == "___LOG_LINE_BODY___" {
            return Some(lines.text(at).to_owned());
        }
        let found = all.iter().find(|(known, _)| known == name);
        let value = found.map(|(_, value)| value.as_str());
        let value = value.or_else(|| own.and_then(|labels| labels.get(name)));
        value.map(|value| [name, "=", value].concat())
    };
    let values: Vec<String> = wanted.iter().filter_map(value).collect();
    Some(values.join(" "))
}

/// What stands beside a row's line, then the fields in it that are not among those; made visible.
#[must_use]
pub fn details(logs: &Logs, row: usize) -> Vec<(String, String)> {
    let Some((lines, at, _)) = found(logs, row) else {
        return Vec::new();
    };
    all(lines, at)
}

fn all(lines: &Lines, at: usize) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = lines
        .pairs(at)
        .map(|(_, name, value)| shown(name, value))
        .collect();
    for field in fields(lines.text(at)) {
        let field = shown(&field.name, &field.value);
        if !all.contains(&field) {
            all.push(field);
        }
    }
    all
}

fn found(logs: &Logs, row: usize) -> Option<(&Lines, usize, LogRow)> {
    let row = *logs.rows.get(row)?;
    let lines = logs.answers.get(row.answer as usize)?;
    Some((lines, row.line as usize, row))
}

fn shown(name: &str, value: &str) -> (String, String) {
    (visible(name, VALUE_MOST).0, visible(value, VALUE_MOST).0)
}

fn rows(answers: &[Arc<Lines>], options: &LogsOptions) -> Vec<LogRow> {
    let mut rows = Vec::new();
    for (answer, lines) in answers.iter().enumerate() {
        let row = |line| LogRow {
            answer: answer as u32,
            line,
            duplicates: 0,
        };
        rows.extend(lines.newest_first().into_iter().map(row));
    }
    let lines = |row: &LogRow| answers.get(row.answer as usize);
    let time = |row: &LogRow| lines(row).map(|lines| lines.time(row.line as usize));
    if answers.len() > 1 {
        sort::by(&mut rows, |a, b| time(b).cmp(&time(a)));
    }
    if options.ascending {
        rows.reverse();
    }
    if options.dedup == Dedup::None {
        return rows;
    }
    let texts: Vec<&str> = rows
        .iter()
        .map(|row| lines(row).map_or("", |lines| lines.text(row.line as usize)))
        .collect();
    dedup(&texts, options.dedup)
        .into_iter()
        .filter_map(|kept| {
            Some(LogRow {
                duplicates: u32::try_from(kept.duplicates).ok()?,
                ..*rows.get(kept.index)?
            })
        })
        .collect()
}

/// Labels that all streams have with the same value.
fn common(answers: &[Arc<Lines>]) -> Vec<(String, String)> {
    let mut streams = answers.iter().flat_map(|lines| lines.streams());
    let Some(first) = streams.next() else {
        return Vec::new();
    };
    let mut common: Vec<(&str, &str)> = first.iter().collect();
    for labels in streams {
        common.retain(|(name, value)| labels.get(name) == Some(value));
    }
    let shown = |(name, value): (&str, &str)| shown(name, value);
    common.into_iter().map(shown).collect()
}

/// JSON in several lines; none for what is none.
fn pretty(text: &str) -> Option<String> {
    if !text.trim_start().starts_with(['{', '[']) || text.len() > LINE_MOST * 4 {
        return None;
    }
    let json: serde_json::Value = serde_json::from_str(text).ok()?;
    serde_json::to_string_pretty(&json).ok()
}
