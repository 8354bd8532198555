//! What a panel shows now: the last good picture, and what is to be said about it.

use crate::cache::view::Previous;
use crate::cache::view::Retry;
use crate::cache::view::State;
use crate::cache::view::View;
use crate::dashboard::query::PanelQuery;
use crate::dashboard::query::Questions;
use crate::data::lines::Window;
use crate::notation::json::Fault;
use crate::panel;
use crate::panel::Answered;
use crate::panel::Context;
use crate::panel::picture::Picture;
use crate::panel::spec::Spec;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::time::Instant;
use crate::time::Range;
use std::sync::Arc;

/// A panel's picture with its state.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    /// The newest picture whose questions were all answered.
    pub(super) picture: Option<Arc<Picture>>,
    /// The range it was asked for.
    pub(super) range: Option<Range>,
    /// What it was asked with, see [`gist`].
    gists: Vec<String>,
    /// What is going on.
    pub(super) state: Now,
    /// What the sources said about their answers.
    pub(super) warnings: Vec<String>,
}

/// What is going on with a panel's questions.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Now {
    /// Nothing is asked: no question, or none that can be asked yet.
    Idle,
    /// Asked, and not answered yet.
    Waiting {
        /// Since when.
        since: Instant,
    },
    /// Answered, and what draws the answers is being fetched.
    Coming,
    /// All answered.
    Fresh,
    /// All answered, and being asked again.
    Refreshing,
    /// At least one question failed.
    Failed {
        /// Place among the panel's questions.
        query: usize,
        /// Why.
        failure: Failure,
        /// How old the picture is, if there is one.
        at: Option<Instant>,
        /// When it is asked again.
        next: Retry,
    },
}

/// What a panel shows, from what it asks, what is known, and what it showed before.
pub(super) fn shown(
    before: Option<&Shown>,
    spec: &Spec,
    questions: &Questions,
    views: &[Option<View>],
) -> Shown {
    let known: Vec<Option<&View>> = questions
        .queries
        .iter()
        .enumerate()
        .map(|(place, query)| {
            // A view that has not caught up with its question yet says nothing about it.
            let view = views.get(place).and_then(Option::as_ref);
            view.filter(|view| view.query == query.query)
        })
        .collect();
    let state = state(&known, questions.queries.is_empty());
    let answers: Option<Vec<&Arc<Answer>>> = known.iter().map(|view| answer((*view)?)).collect();
    let answers = answers.filter(|answers| !answers.is_empty() || asks_nothing(spec));
    if let Some(answers) = answers {
        return fresh(spec, questions, &answers, state);
    }
    // The last picture stays under its own range until all questions of the new one are answered. A panel that comes
    // into view again may still have the answers it showed last.
    match before {
        Some(before) if before.picture.is_some() && may_stay(&before.gists, questions, &state) => {
            Shown {
                state: aged(state, before),
                ..before.clone()
            }
        }
        Some(_) | None => former(spec, questions, &known, state),
    }
}

fn fresh(spec: &Spec, questions: &Questions, answers: &[&Arc<Answer>], state: Now) -> Shown {
    let answered: Vec<Answered<'_>> = questions
        .queries
        .iter()
        .zip(answers)
        .map(|(query, answer)| told(query, answer))
        .collect();
    let mut warnings: Vec<String> = Vec::new();
    for warning in answers.iter().flat_map(|answer| &answer.warnings) {
        if !warnings.contains(warning) {
            warnings.push(warning.clone());
        }
    }
    let Some((picture, faults)) = panel::drawn(spec, &answered, &Context::new(questions.range))
    else {
        // What draws it is on its way: it is as if the answers were.
        return Shown {
            picture: None,
            range: None,
            gists: Vec::new(),
            state: Now::Coming,
            warnings: Vec::new(),
        };
    };
    for fault in faults {
        let (Fault::Unsupported { what: text } | Fault::Bad { at: text, .. }) = fault;
        warnings.push(text);
    }
    Shown {
        picture: Some(Arc::new(picture)),
        range: Some(questions.range),
        gists: gists(questions),
        state,
        warnings,
    }
}

/// The picture of the answers before, where the cache still has all of them for one earlier range.
fn former(spec: &Spec, questions: &Questions, known: &[Option<&View>], state: Now) -> Shown {
    let nothing = Shown {
        picture: None,
        range: None,
        gists: Vec::new(),
        state: state.clone(),
        warnings: Vec::new(),
    };
    let previous: Option<Vec<&Previous>> = known
        .iter()
        .map(|view| (*view)?.previous.as_ref())
        .collect();
    let Some(previous) = previous.filter(|previous| !previous.is_empty()) else {
        return nothing;
    };
    let asked: Vec<String> = previous
        .iter()
        .map(|previous| asked_gist(previous))
        .collect();
    if !may_stay(&asked, questions, &state) {
        return nothing;
    }
    let Some(range) = previous.iter().find_map(|previous| asked_range(previous)) else {
        return nothing;
    };
    if previous
        .iter()
        .any(|other| asked_range(other).is_some_and(|other| other != range))
    {
        return nothing;
    }
    let answers: Vec<&Arc<Answer>> = previous.iter().map(|previous| &previous.answer).collect();
    fresh(
        spec,
        &Questions {
            range,
            ..questions.clone()
        },
        &answers,
        state,
    )
}

/// May a picture of these questions stand while the new ones wait or fail? While waiting always. Beside a failure only if
/// just the range moved: a picture of another instance would be taken for the one that is chosen now.
fn may_stay(gists_before: &[String], questions: &Questions, state: &Now) -> bool {
    match state {
        Now::Failed { .. } => gists_before == gists(questions),
        Now::Idle | Now::Waiting { .. } | Now::Coming | Now::Fresh | Now::Refreshing => true,
    }
}

fn gists(questions: &Questions) -> Vec<String> {
    questions
        .queries
        .iter()
        .map(|query| gist(&query.query.source, &query.expr))
        .collect()
}

/// What is asked of whom, without the windows in brackets: those follow the range.
fn gist(source: &str, expr: &str) -> String {
    let mut text = format!("{source} ");
    let (mut inside, mut quoted) = (false, false);
    for letter in expr.chars() {
        quoted ^= letter == '"';
        match letter {
            '[' if !quoted => inside = true,
            ']' if !quoted => inside = false,
            _ if inside => {}
            _ => text.push(letter),
        }
    }
    text
}

fn asked_gist(previous: &Previous) -> String {
    match &previous.query.ask {
        Ask::Range { expr, .. } | Ask::Instant { expr, .. } => gist(&previous.query.source, expr),
        Ask::Log(ask) => gist(&previous.query.source, ask.expr()),
        _ => String::new(),
    }
}

fn asked_range(previous: &Previous) -> Option<Range> {
    match &previous.query.ask {
        Ask::Range { grid, .. } => Some(Range {
            from: grid.start,
            to: grid.end(),
        }),
        Ask::Log(ask) => ask.window().map(Window::range),
        _ => None,
    }
}

fn told<'a>(query: &'a PanelQuery, answer: &'a Arc<Answer>) -> Answered<'a> {
    Answered {
        ref_id: &query.ref_id,
        legend: &query.legend,
        format: query.format,
        expr: &query.expr,
        answer,
    }
}

fn answer(view: &View) -> Option<&Arc<Answer>> {
    match &view.state {
        State::Fresh { answer, .. }
        | State::Refreshing { answer, .. }
        | State::Stale { answer, .. } => Some(answer),
        State::Waiting { .. } | State::Failed { .. } => None,
    }
}

/// The worst of the questions' states: a failure is said before waiting, waiting before refreshing.
fn state(known: &[Option<&View>], nothing_asked: bool) -> Now {
    if nothing_asked {
        return Now::Idle;
    }
    let failed = known
        .iter()
        .enumerate()
        .find_map(|(query, view)| match &view.as_ref()?.state {
            State::Stale {
                failure,
                at,
                next_try,
                ..
            } => Some(Now::Failed {
                query,
                failure: failure.clone(),
                at: Some(*at),
                next: *next_try,
            }),
            State::Failed {
                failure, next_try, ..
            } => Some(Now::Failed {
                query,
                failure: failure.clone(),
                at: None,
                next: *next_try,
            }),
            State::Waiting { .. } | State::Fresh { .. } | State::Refreshing { .. } => None,
        });
    let waiting = || {
        known.iter().flatten().find_map(|view| match view.state {
            State::Waiting { since } => Some(Now::Waiting { since }),
            State::Fresh { .. }
            | State::Refreshing { .. }
            | State::Stale { .. }
            | State::Failed { .. } => None,
        })
    };
    let refreshing = || {
        known
            .iter()
            .flatten()
            .any(|view| matches!(view.state, State::Refreshing { .. }))
            .then_some(Now::Refreshing)
    };
    let unheard = || known.iter().any(Option::is_none).then_some(Now::Refreshing);
    failed
        .or_else(waiting)
        .or_else(refreshing)
        .or_else(unheard)
        .unwrap_or(Now::Fresh)
}

/// A failure of a moved question leaves the former picture: its age is that of its newest sample's range.
fn aged(state: Now, before: &Shown) -> Now {
    match state {
        Now::Failed {
            query,
            failure,
            at: None,
            next,
        } => Now::Failed {
            query,
            failure,
            at: before.range.map(|range| range.to),
            next,
        },
        Now::Idle
        | Now::Waiting { .. }
        | Now::Coming
        | Now::Fresh
        | Now::Refreshing
        | Now::Failed { .. } => state,
    }
}

fn asks_nothing(spec: &Spec) -> bool {
    !panel::asks(&spec.kind)
}
