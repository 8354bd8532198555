//! What is wrong with a dashboard's file as a whole, and with the time that its link wants.

use crate::chart::scene::Status;
use crate::dashboard::model::Dashboard;
use crate::dashboard::read::ReadError;
use crate::dashboard::report;
use crate::route;
use crate::route::Problem;
use crate::time::span::SpanError;
use crate::ui::hook::board::Board;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::page::dashboard::load::Unopened;
use crate::ui::page::dashboard::load::Why;
use crate::ui::part::erased::follow;
use crate::ui::part::message::Message;
use crate::words::Told;
use leptos::prelude::*;
use std::sync::Arc;

/// What of the range and the zone of the link cannot be shown.
#[component]
pub fn TimeProblems(
    /// The page's time.
    timing: Timing,
) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    follow(move || {
        let range = timing.wrong.get().map(|wrong| match wrong {
            SpanError::From(error) => format!(
                "{}: {}",
                words.range().from,
                (words.time().fault)(error.why, error.at + 1)
            ),
            SpanError::To(error) => format!(
                "{}: {}",
                words.range().to,
                (words.time().fault)(error.why, error.at + 1)
            ),
            SpanError::Reversed => words.range().reversed.to_owned(),
        });
        let zone = timing
            .unknown_zone
            .get()
            .map(|name| (words.range().no_zone)(&name));
        let told: Vec<String> = range.into_iter().chain(zone).collect();
        if told.is_empty() {
            return ().into_any();
        }
        let told = told
            .into_iter()
            .map(|title| view! { <Message status=Status::Warning title detail=""/> })
            .collect_view();
        view! { <div class="notices">{told}</div> }.into_any()
    })
}

/// What is wrong with the file as a whole, and with the variables.
#[component]
pub fn FileProblems(
    /// The file.
    dashboard: Arc<Dashboard>,
) -> impl IntoView {
    let words = Shell::here().words();
    let problems = match Board::here() {
        Some(board) => untrack(|| board.view(|file, view| report::of_file(file, Some(view)))),
        None => report::of_file(&dashboard, None),
    };
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| words.about(problem).title)
        .collect();
    (!lines.is_empty()).then(|| {
        view! { <Message status=Status::Info title=lines.join(" ") detail=words.dashboard().rest_works/> }
    })
}

/// Why there is no dashboard.
#[component]
pub fn NotOpened(
    /// Why.
    unopened: Unopened,
) -> impl IntoView {
    let told = told(Shell::here(), &unopened);
    view! {
        <div class="content"><Message status=Status::Critical title=told.title detail=told.detail/></div>
    }
}

/// Why a file did not open, in words.
#[must_use]
pub fn told(shell: Shell, unopened: &Unopened) -> Told {
    let say = shell.words().dashboard();
    let file = &unopened.file;
    match &unopened.why {
        Why::Unknown => (say.unknown)(file),
        Why::Missing => (say.missing)(file),
        Why::Status(code) => (say.unreadable)(file, *code),
        Why::Page => (say.a_page)(file),
        Why::Read(ReadError::NotJson { line, column, .. }) => (say.not_json)(file, *line, *column),
        Why::Read(ReadError::Shape { at, .. }) if at.is_empty() => (say.not_a_dashboard)(file),
        Why::Read(ReadError::Shape { at, expected }) => Told {
            title: (say.not_a_dashboard)(file).title,
            detail: (say.wrong_shape)(file, at, expected),
        },
    }
}

/// A link to a panel that is not there.
#[component]
pub fn NoPanel(
    /// The panel's number in the link.
    id: i64,
) -> impl IntoView {
    let problem = Problem {
        param: "viewPanel".to_owned(),
        value: id.to_string(),
        why: route::Why::Panel,
    };
    let title = (Shell::here().words().link().problem)(&problem);
    view! { <Message status=Status::Warning title detail=""/> }
}
