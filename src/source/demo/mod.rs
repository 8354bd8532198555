//! The demo source: answers of a real server, recorded once and moved to now. Needs no server, always says the same.
//!
//! Range answers are recorded over one stretch at one step, best a whole day. An instant is answered by the recorded step
//! at or before the same time within the stretch, so that a recorded day keeps its time of day and now always has data;
//! a range longer than the stretch shows it repeated, and the answer says so in its `infos`. Nothing is answered after
//! now. The values are rounded as `column` describes. Everything else (labels, rules, targets, …) is the server's reply
//! kept whole, its times moved by as much as lies between the recording and now.
//!
//! A question is answered if it was recorded, or follows exactly from what was: another range, another step, a shorter
//! or longer window of a smoothing function that was recorded for any window, a choice of the values of a variable's
//! label where each recorded series carries that label, and what the pages of checks ask (`checks`). Everything else is
//! [`Failure::NotRecorded`]. Native histograms
//! are not recorded.

pub mod checks;
mod column;
mod file;
mod find;
pub mod lines;
mod moved;
mod shape;

use crate::data::series::GAP;
use crate::data::series::Matrix;
use crate::data::series::Sample;
use crate::data::series::Series;
use crate::data::series::is_gap;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::demo::find::find;
use crate::source::demo::shape::Shape;
use crate::source::demo::shape::shape;
use crate::source::prometheus;
use crate::time::Grid;
use crate::time::Instant;
use serde_json::Map;
use serde_json::Value;
use std::collections::BTreeMap;

/// What the infos of an answer say where a range is longer than what was recorded.
pub const REPEATED: &str = "demo: the recorded stretch is repeated over this range";

/// Recorded answers of one source.
#[derive(Clone, Debug)]
pub struct Recording {
    /// The instants of all recorded ranges; the stretch repeats after `count` steps.
    grid: Grid,
    /// Labels that the page's variables choose, with all values they had.
    free: BTreeMap<String, Vec<String>>,
    ranges: Vec<Recorded>,
    /// Bodies by [`key`].
    replies: Map<String, Value>,
}

#[derive(Clone, Debug)]
struct Recorded {
    expr: String,
    any_window: bool,
    exact: Shape,
    loose: Shape,
    series: Vec<Series>,
    warnings: Vec<String>,
    infos: Vec<String>,
}

impl Recording {
    /// Nothing recorded yet. `free`: the labels that the page's variables choose, with all their values; expressions are
    /// to be recorded with matchers that accept all of them.
    #[must_use]
    pub fn new(grid: Grid, free: BTreeMap<String, Vec<String>>) -> Self {
        Self {
            grid,
            free,
            ranges: Vec::new(),
            replies: Map::new(),
        }
    }

    /// Adds the answer to `expr` over the recording's grid. `any_window`: its windows came from the step
    /// (`$__rate_interval`), so other windows of smoothing functions are the same panel. False, and nothing is added,
    /// when the answer has another grid or native histograms.
    pub fn add_range(&mut self, expr: &str, any_window: bool, answer: Answer) -> bool {
        let Found::Matrix(matrix) = answer.found else {
            return false;
        };
        let floats = matrix.series.iter().all(|one| one.histograms.is_empty());
        if matrix.grid != self.grid || !floats {
            return false;
        }
        self.ranges.push(Recorded {
            expr: expr.to_owned(),
            any_window,
            exact: self.shape(expr, false),
            loose: self.shape(expr, true),
            series: matrix.series,
            warnings: answer.warnings,
            infos: answer.infos,
        });
        true
    }

    /// Adds the body that the server replied to any other question. False, and nothing is added, when it does not answer
    /// that question.
    pub fn add_reply(&mut self, ask: &Ask, body: &str) -> bool {
        let Ok(body) = serde_json::from_str(body) else {
            return false;
        };
        let answers = prometheus::decode_body(ask, &body).is_some();
        if answers {
            self.replies.insert(key(ask), body);
        }
        answers
    }

    /// Just after the last recorded step.
    fn end(&self) -> Instant {
        self.grid.at(self.grid.count)
    }

    fn shape(&self, expr: &str, windows: bool) -> Shape {
        shape(expr, &|label| self.free.contains_key(label), windows)
    }
}

/// The recorded answer, moved to now.
///
/// # Errors
/// [`Failure::NotRecorded`] where the recording does not hold the answer.
pub fn answer(recording: &Recording, ask: &Ask, now: Instant) -> Result<Answer, Failure> {
    if let Some(answer) = checks::answer(recording, ask, now) {
        return Ok(answer);
    }
    match ask {
        Ask::Range { expr, grid } => range(recording, expr, *grid, now),
        Ask::Instant { expr, at } => match recording.replies.get(&key(ask)) {
            Some(body) => whole(recording, ask, body, *at),
            None => instant(recording, expr, *at, now),
        },
        Ask::LabelNames { .. }
        | Ask::LabelValues { .. }
        | Ask::Series { .. }
        | Ask::Metadata { .. }
        | Ask::BuildInfo
        | Ask::Rules
        | Ask::Alerts
        | Ask::Targets
        | Ask::Log(_)
        | Ask::Alerting(_) => {
            let body = recording
                .replies
                .get(&key(ask))
                .ok_or(Failure::NotRecorded)?;
            whole(recording, ask, body, now)
        }
    }
}

/// The name under which a reply is recorded: the request without its times.
#[must_use]
pub fn key(ask: &Ask) -> String {
    let request = prometheus::request(ask);
    let mut key = request.path;
    for (name, value) in request.form {
        match name {
            "start" | "end" | "time" | "step" | "nocache" => {}
            "query" | "match[]" => {
                key.push_str(&format!(
                    "&{name}={}",
                    shape(&value, &|_| false, false).text
                ));
            }
            _ => key.push_str(&format!("&{name}={value}")),
        }
    }
    key
}

/// A reply kept whole, with its times moved.
fn whole(recording: &Recording, ask: &Ask, body: &Value, to: Instant) -> Result<Answer, Failure> {
    let mut answer = prometheus::decode_body(ask, body).ok_or(Failure::NotRecorded)?;
    moved::shift(&mut answer.found, to.0.saturating_sub(recording.end().0));
    Ok(answer)
}

fn range(recording: &Recording, expr: &str, grid: Grid, now: Instant) -> Result<Answer, Failure> {
    let (recorded, chosen) = find(recording, expr)?;
    let steps: Vec<Option<usize>> = (0..grid.count)
        .map(|at| step_of(recording, grid.at(at), now))
        .collect();
    let mut series: Vec<Series> = chosen
        .into_iter()
        .map(|series| Series {
            labels: series.labels.clone(),
            values: steps.iter().map(|step| value_at(series, *step)).collect(),
            histograms: Vec::new(),
        })
        .collect();
    series.retain(|series| series.values.iter().any(|value| !is_gap(*value)));
    let mut infos = recorded.infos.clone();
    if grid.end().0.saturating_sub(grid.start.0) > recording.end().0 - recording.grid.start.0 {
        infos.push(REPEATED.to_owned());
    }
    Ok(Answer {
        found: Found::Matrix(Matrix { grid, series }),
        warnings: recorded.warnings.clone(),
        infos,
    })
}

fn instant(
    recording: &Recording,
    expr: &str,
    at: Instant,
    now: Instant,
) -> Result<Answer, Failure> {
    let (recorded, chosen) = find(recording, expr)?;
    let step = step_of(recording, at, now);
    let sample = |series: &Series| {
        let value = value_at(series, step);
        (!is_gap(value)).then(|| Sample {
            labels: series.labels.clone(),
            at,
            value,
            histogram: None,
        })
    };
    Ok(Answer {
        found: Found::Vector(chosen.into_iter().filter_map(sample).collect()),
        warnings: recorded.warnings.clone(),
        infos: recorded.infos.clone(),
    })
}

/// The recorded step at or before the same time within the stretch; none after now.
fn step_of(recording: &Recording, at: Instant, now: Instant) -> Option<usize> {
    let step = recording.grid.step.0.max(1);
    let length = recording.end().0.checked_sub(recording.grid.start.0)?;
    if at > now || length <= 0 {
        return None;
    }
    let within = at.0.checked_sub(recording.grid.start.0)?.rem_euclid(length);
    usize::try_from(within / step).ok()
}

fn value_at(series: &Series, step: Option<usize>) -> f64 {
    let value = step.and_then(|step| series.values.get(step));
    value.copied().unwrap_or(GAP)
}
