//! Pages that ask a few questions of their own: what is known, and what is wrong.

use crate::cache::view::State;
use crate::cache::view::View;
use crate::config::Config;
use crate::config::Kind;
use crate::data::series::Matrix;
use crate::data::series::RawSeries;
use crate::data::series::Sample;
use crate::live::Known;
use crate::source::Answer;
use crate::source::Failure;
use crate::source::Found;
use crate::time::Instant;
use leptos::prelude::*;
use std::sync::Arc;

/// The answer to the question as it is now, else the last one there was. Tracked.
#[must_use]
pub fn latest(known: Known) -> Option<Arc<Answer>> {
    known.with(|view| answer(view.as_ref()?).map(|(answer, _)| answer))
}

/// When that answer was asked for. Tracked.
#[must_use]
pub fn age(known: Known) -> Option<Instant> {
    known.with(|view| answer(view.as_ref()?).map(|(_, at)| at))
}

/// Why there is no newer answer, if there should be one. Tracked.
#[must_use]
pub fn failure(known: Known) -> Option<Failure> {
    known.with(|view| match &view.as_ref()?.state {
        State::Stale { failure, .. } | State::Failed { failure, .. } => Some(failure.clone()),
        State::Waiting { .. } | State::Fresh { .. } | State::Refreshing { .. } => None,
    })
}

/// Samples of an instant answer.
#[must_use]
pub fn samples(answer: Option<&Arc<Answer>>) -> &[Sample] {
    match answer.map(|answer| &answer.found) {
        Some(Found::Vector(samples)) => samples,
        Some(_) | None => &[],
    }
}

/// Series of a range answer.
#[must_use]
pub fn matrix(answer: Option<&Arc<Answer>>) -> Option<&Matrix> {
    match answer.map(|answer| &answer.found) {
        Some(Found::Matrix(matrix)) => Some(matrix),
        Some(_) | None => None,
    }
}

/// Series of an answer with their samples as they were scraped.
#[must_use]
pub fn raw(answer: Option<&Arc<Answer>>) -> Option<&[RawSeries]> {
    match answer.map(|answer| &answer.found) {
        Some(Found::Raw(series)) => Some(series),
        // Nothing at all is a vector as well as a matrix.
        Some(Found::Vector(samples)) if samples.is_empty() => Some(&[]),
        Some(_) | None => None,
    }
}

/// Id and name of the source that knows metrics: the one that is named, else the first.
#[must_use]
pub fn prometheus(config: &Config, named: Option<&str>) -> Option<(String, String)> {
    let is_wanted = |kind| matches!(kind, Kind::Prometheus | Kind::Demo);
    let found = match named {
        Some(id) => config.source(id),
        None => config.sources.iter().find(|source| is_wanted(source.kind)),
    };
    found.map(|source| (source.id.clone(), source.name.clone()))
}

fn answer(view: &View) -> Option<(Arc<Answer>, Instant)> {
    match &view.state {
        State::Fresh { answer, at }
        | State::Refreshing { answer, at }
        | State::Stale { answer, at, .. } => Some((Arc::clone(answer), *at)),
        State::Waiting { .. } | State::Failed { .. } => {
            let previous = view.previous.as_ref()?;
            Some((Arc::clone(&previous.answer), previous.at))
        }
    }
}
