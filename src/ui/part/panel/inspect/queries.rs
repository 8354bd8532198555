//! The questions of a panel as they were sent, and what came back.

use crate::cache::view::State;
use crate::cache::view::View;
use crate::chart::scene::Status;
use crate::dashboard::query::PanelQuery;
use crate::data::series::is_gap;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Found;
use crate::source::log::LogFound;
use crate::time::Instant;
use crate::time::format::date_time;
use crate::time::format::parts;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use crate::ui::part::panel::Frame;
use crate::ui::part::panel::inspect::copy;
use crate::ui::part::panel::instead::age;
use crate::ui::part::panel::instead::told;
use leptos::prelude::*;
use std::sync::Arc;

/// A fact: its name and what it is.
type Fact = (&'static str, String);

/// Each question: text, source, time, and how it went.
#[component]
pub(super) fn Queries(frame: Frame) -> impl IntoView {
    let words = Shell::here().words();
    follow(move || {
        let questions = frame.questions.get();
        if questions.queries.is_empty() {
            return view! { <p class="page-note">{words.inspect().no_query}</p> }.into_any();
        }
        let mut all: Vec<AnyView> = Vec::new();
        for (place, query) in questions.queries.into_iter().enumerate() {
            let view = known(frame, place);
            all.push(one(frame, place, query, view));
        }
        all.into_any()
    })
}

/// How much came, how old it is, and what the sources say about it.
#[component]
pub(super) fn Statistics(frame: Frame) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    follow(move || {
        let mut all: Vec<AnyView> = Vec::new();
        for (place, query) in frame.questions.get().queries.iter().enumerate() {
            let Some(view) = known(frame, place) else {
                continue;
            };
            let mut facts: Vec<Fact> = Vec::new();
            let mut said: Vec<String> = Vec::new();
            if let Some((answer, at)) = answered(&view) {
                let (series, samples) = counted(answer);
                let count = |count: usize| {
                    #[allow(clippy::cast_precision_loss)]
                    let count = count as f64;
                    crate::unit::text(count, "none", Some(0), &shell.locale())
                };
                facts.push((words.inspect().series, count(series)));
                facts.push((words.inspect().samples, count(samples)));
                if let Some(newest) = newest(answer) {
                    let zone = Timing::here().zone.get();
                    facts.push((words.inspect().newest, date_time(newest, &zone)));
                }
                facts.push((words.inspect().age, age(&shell, at)));
                said.extend(answer.warnings.iter().cloned());
                said.extend(answer.infos.iter().cloned());
            } else {
                facts.push((words.inspect().series, words.inspect().waiting.to_owned()));
            }
            let said = said
                .into_iter()
                .map(|text| view! { <li>{text}</li> })
                .collect_view();
            let has_said = !said.is_empty();
            all.push(
                view! {
                    <section>
                        <h3 class="label">{(words.panel().query)(&query.ref_id)}</h3>
                        {listed(facts)}
                        {has_said.then(|| view! {
                            <h4 class="label">{words.inspect().warnings}</h4>
                            <ul class="plain-list">{said}</ul>
                        })}
                    </section>
                }
                .into_any(),
            );
        }
        if all.is_empty() {
            return view! { <p class="page-note">{words.inspect().no_query}</p> }.into_any();
        }
        all.into_any()
    })
}

fn one(frame: Frame, place: usize, query: PanelQuery, view: Option<View>) -> AnyView {
    let shell = Shell::here();
    let words = shell.words();
    let say = words.inspect();
    let zone = Timing::here().zone.get();
    let (status, result, detail) = match view.as_ref().map(|view| &view.state) {
        Some(State::Fresh { answer, .. } | State::Refreshing { answer, .. }) => {
            let (series, samples) = counted(answer);
            (Status::Ok, (say.found)(series, samples), None)
        }
        Some(State::Stale { failure, .. } | State::Failed { failure, .. }) => {
            let told = told(&shell, frame, place, failure);
            let detail = format!("{}. {}", told.title, told.detail);
            (Status::Critical, say.failed.to_owned(), Some(detail))
        }
        Some(State::Waiting { .. }) | None => (Status::Pending, say.waiting.to_owned(), None),
    };
    let length = |length| (words.time().length)(parts(length));
    let mut facts: Vec<Fact> = vec![(say.source, query.query.source.clone())];
    match &query.query.ask {
        Ask::Range { grid, .. } => facts.push((
            say.range,
            (say.ends)(
                &date_time(grid.start, &zone),
                &date_time(grid.end(), &zone),
                &length(grid.step),
            ),
        )),
        Ask::Instant { at, .. } => facts.push((say.instant, date_time(*at, &zone))),
        Ask::LabelNames { .. }
        | Ask::LabelValues { .. }
        | Ask::Series { .. }
        | Ask::Metadata { .. }
        | Ask::BuildInfo
        | Ask::Rules
        | Ask::Alerts
        | Ask::Targets
        | Ask::Log(_) => {}
    }
    if let Some((_, at)) = view.as_ref().and_then(answered) {
        facts.push((say.asked, date_time(at, &zone)));
    }
    let sent = shell
        .live
        .get_untracked()
        .and_then(|live| live.sent(&query.query));
    if let Some(sent) = &sent {
        if let (Ask::Range { grid: sent, .. }, Ask::Range { grid: all, .. }) =
            (&sent.query.ask, &query.query.ask)
        {
            facts.push((say.sent, (say.sent_steps)(sent.count, all.count)));
        }
        facts.push((say.took, length(sent.took)));
        if sent.bytes > 0 {
            facts.push((say.size, size(&shell, sent.bytes)));
        }
    } else if view.as_ref().and_then(answered).is_some() {
        facts.push((say.sent, say.from_cache.to_owned()));
    }
    let expr = query.expr.clone();
    let copied = move |_| copy(expr.clone());
    view! {
        <section class="inspect-query">
            <header>
                <h3>{query.ref_id}</h3>
                <span class="status" data-status=token(status)><Glyph status/>{result}</span>
            </header>
            <pre class="query-text">{query.expr}</pre>
            {detail.map(|detail| view! { <p class="page-note">{detail}</p> })}
            {listed(facts)}
            <div class="rule-actions">
                <button type="button" class="button" data-size="small" on:click=on(copied)>
                    <Icon name="copy"/>
                    {words.panel().copy_query}
                </button>
            </div>
        </section>
    }
    .into_any()
}

/// So many bytes, by a unit and exactly.
pub(super) fn size(shell: &Shell, bytes: usize) -> String {
    #[allow(clippy::cast_precision_loss)]
    let count = bytes as f64;
    let short = crate::unit::text(count, "bytes", None, &shell.locale());
    (shell.words().inspect().bytes)(&short, bytes)
}

pub(super) fn listed(facts: Vec<Fact>) -> impl IntoView {
    let facts = facts
        .into_iter()
        .map(|(name, fact)| view! { <dt>{name}</dt><dd class="num">{fact}</dd> })
        .collect_view();
    view! { <dl class="facts">{facts}</dl> }
}

fn known(frame: Frame, place: usize) -> Option<View> {
    frame
        .known
        .with_value(|known| known.get(place).and_then(|known| known.get()))
}

fn answered(view: &View) -> Option<(&Arc<Answer>, Instant)> {
    match &view.state {
        State::Fresh { answer, at }
        | State::Refreshing { answer, at }
        | State::Stale { answer, at, .. } => Some((answer, *at)),
        State::Waiting { .. } | State::Failed { .. } => None,
    }
}

/// Series and samples of an answer; steps without a sample do not count.
fn counted(answer: &Answer) -> (usize, usize) {
    match &answer.found {
        Found::Matrix(matrix) => {
            let samples = matrix.series.iter().map(|series| {
                let values = series.values.iter();
                values.filter(|value| !is_gap(**value)).count()
            });
            (matrix.series.len(), samples.sum())
        }
        Found::Vector(samples) => (samples.len(), samples.len()),
        Found::Raw(series) => {
            let samples = series.iter().map(|series| series.values.len());
            (series.len(), samples.sum())
        }
        Found::Text(_) => (1, 1),
        // Of lines there are no series; each counts as a sample.
        Found::Log(LogFound::Lines(lines)) => (0, lines.len()),
        Found::Names(_)
        | Found::Series(_)
        | Found::Metadata(_)
        | Found::Build(_)
        | Found::Rules(_)
        | Found::Alerts(_)
        | Found::Targets(_)
        | Found::Log(_) => (0, 0),
    }
}

fn newest(answer: &Answer) -> Option<Instant> {
    match &answer.found {
        Found::Matrix(matrix) => {
            let last = matrix.series.iter().filter_map(|series| {
                let mut values = series.values.iter();
                values.rposition(|value| !is_gap(*value))
            });
            last.max().map(|index| matrix.grid.at(index))
        }
        Found::Vector(samples) => samples.iter().map(|sample| sample.at).max(),
        Found::Raw(series) => series
            .iter()
            .filter_map(|series| series.times.last().copied())
            .max(),
        Found::Text(_)
        | Found::Names(_)
        | Found::Series(_)
        | Found::Metadata(_)
        | Found::Build(_)
        | Found::Rules(_)
        | Found::Alerts(_)
        | Found::Targets(_)
        | Found::Log(_) => None,
    }
}
