//! Annotations: their questions, and what is noted of the answers.
//!
//! The rules are Grafana's (packages/grafana-prometheus and public/app/plugins/datasource/loki, annotations): samples above
//! zero are notes, and those that lie no further apart than a step are one that lasts. Of logs every line is a note. At most
//! [`MOST`] notes are made of an answer, the newest.

use crate::dashboard::format::Syntax;
use crate::dashboard::interpolate::Bound;
use crate::dashboard::interpolate::fill;
use crate::dashboard::model::Annotation;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Panels;
use crate::dashboard::problem::Problem;
use crate::dashboard::view::LOKI;
use crate::dashboard::view::View;
use crate::data::labels::Labels;
use crate::data::lines::Direction;
use crate::data::lines::Lines;
use crate::data::lines::Window;
use crate::frame::legend::annotated;
use crate::lean::sort;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Found;
use crate::source::Query;
use crate::source::log::LogAsk;
use crate::source::log::LogFound;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::interval::format_interval;
use crate::time::interval::parse_interval;
use crate::time::step::round_interval_backend;

/// Notes of one answer; more cannot be told apart on a screen.
pub const MOST: usize = 500;

/// Time between samples where the file says none.
const STEP: Millis = Millis(60_000);

/// Samples that Prometheus gives for a question, at most.
const SAMPLES: i64 = 11_000;

/// Lines that are asked for.
const LINES: u32 = 500;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// When it began.
    pub from: Instant,
    /// When it ended, if it lasted.
    pub to: Option<Instant>,
    /// Its title; may be empty.
    pub title: String,
    /// What is said of it; may be empty, and may hold HTML.
    pub text: String,
    /// Its tags.
    pub tags: Vec<String>,
}

/// The question of an annotation.
///
/// # Errors
/// Why it cannot be asked; no problem at all while a variable has no value yet.
pub fn query(annotation: &Annotation, view: &View<'_>) -> Result<Query, Option<Problem>> {
    let source = view.spoken(&annotation.source).map_err(Some)?;
    let step = step(annotation, view).map_err(Some)?;
    let lookup = |name: &str| {
        Some(Bound::single(match name {
            "__interval" | "__rate_interval" | "__auto" => format_interval(step),
            "__interval_ms" | "__rate_interval_ms" => step.0.to_string(),
            _ => return view.bound(name),
        }))
    };
    let expr = fill(&annotation.expr, Syntax::PromQl, &lookup);
    if let Some(name) = expr.unknown.first() {
        let coming = view.variables.iter().any(|one| one.name == *name);
        return Err((!coming).then(|| Problem::UnknownVariable { name: name.clone() }));
    }
    let expr = expr.text;
    let ask = if source.kind == LOKI {
        Ask::Log(LogAsk::Lines {
            expr,
            window: Window::of(view.range),
            limit: LINES,
            direction: Direction::Backward,
        })
    } else {
        let grid = Grid::aligned(view.range, step, 0);
        Ask::Range { expr, grid }
    };
    Ok(Query {
        source: source.id.clone(),
        ask,
    })
}

/// Is it for this panel? A copy of a repeated panel counts as that one.
#[must_use]
pub fn is_for(annotation: &Annotation, panel: &Panel) -> bool {
    let listed = |ids: &[u32]| {
        let copied = panel.copy.as_ref().map(|copy| copy.of);
        ids.iter().any(|id| *id == panel.id || Some(*id) == copied)
    };
    match &annotation.panels {
        Panels::All => true,
        Panels::Only(ids) => listed(ids),
        Panels::Except(ids) => !listed(ids),
    }
}

/// What an answer notes, in order of time.
#[must_use]
pub fn noted(annotation: &Annotation, answer: &Answer) -> Vec<Noted> {
    let mut all = Vec::new();
    match &answer.found {
        Found::Matrix(matrix) => {
            let step = written_step(annotation).unwrap_or(STEP).0;
            // Samples cannot lie closer than they were asked for.
            let step = step.max(matrix.grid.step.0);
            for series in &matrix.series {
                let mut ends: Option<(i64, i64)> = None;
                for (index, value) in series.values.iter().enumerate() {
                    let at = match annotation.value_is_time {
                        true if value.is_finite() => value.floor() as i64,
                        false if *value > 0.0 => matrix.grid.at(index).0,
                        _ => continue,
                    };
                    ends = match ends {
                        Some((from, to)) if to.saturating_add(step) >= at => Some((from, at)),
                        Some(over) => {
                            all.push(of_series(annotation, &series.labels, over));
                            Some((at, at))
                        }
                        None => Some((at, at)),
                    };
                }
                all.extend(ends.map(|ends| of_series(annotation, &series.labels, ends)));
            }
        }
        Found::Log(LogFound::Lines(lines)) => {
            all.extend((0..lines.len()).map(|line| of_line(annotation, lines, line)));
        }
        // Nothing else has times.
        _ => {}
    }
    sort::by_key(&mut all, |note| note.from);
    all.drain(..all.len().saturating_sub(MOST));
    all
}

/// The step as written, but never so short that the answer has more samples than are given.
fn step(annotation: &Annotation, view: &View<'_>) -> Result<Millis, Problem> {
    let step = written_step(annotation).map_err(|text| Problem::BadInterval { text })?;
    let length = view.range.to.0.saturating_sub(view.range.from.0);
    let least = length / SAMPLES;
    Ok(match step.0 > least {
        true => step,
        false => round_interval_backend(Millis(least.saturating_mul(2))).max(step),
    })
}

fn written_step(annotation: &Annotation) -> Result<Millis, String> {
    match annotation.step.trim_start_matches('>') {
        "" => Ok(STEP),
        text => parse_interval(text).map_err(|_| text.to_owned()),
    }
}

fn of_series(annotation: &Annotation, labels: &Labels, (from, to): (i64, i64)) -> Noted {
    let tagged = labels.iter().filter(|(name, _)| {
        let mut tags = annotation.tags.iter();
        tags.any(|tag| tag == name)
    });
    Noted {
        from: Instant(from),
        to: (to > from).then_some(Instant(to)),
        title: annotated(&annotation.title, labels),
        text: annotated(&annotation.text, labels),
        tags: tagged.map(|(_, value)| value.to_owned()).collect(),
    }
}

/// Without tags that are asked for, every label is one.
fn of_line(annotation: &Annotation, lines: &Lines, line: usize) -> Noted {
    let nothing = Labels::default();
    let labels = lines.labels(line).unwrap_or(&nothing);
    let mut tags: Vec<String> = Vec::new();
    for (name, value) in labels.iter() {
        let wanted = annotation.tags.is_empty() || annotation.tags.iter().any(|tag| tag == name);
        let value = value.trim();
        if wanted && !value.is_empty() && !tags.iter().any(|tag| tag == value) {
            tags.push(value.to_owned());
        }
    }
    let text = annotated(&annotation.text, labels);
    Noted {
        from: lines.time(line).instant(),
        to: None,
        title: annotated(&annotation.title, labels),
        text: match text.is_empty() {
            true => lines.text(line).to_owned(),
            false => text,
        },
        tags,
    }
}
