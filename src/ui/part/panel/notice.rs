//! Strips at the foot of a panel: an old picture and why, an answer that is not whole, parts of the file not supported.

use crate::cache::view::Asker;
use crate::chart::scene::Mark;
use crate::chart::scene::Status;
use crate::dashboard::problem::Problem;
use crate::dashboard::report;
use crate::panel::picture::Chart;
use crate::panel::picture::Picture;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use crate::ui::part::panel::Frame;
use crate::ui::part::panel::instead::age;
use crate::ui::part::panel::instead::told;
use crate::ui::part::panel::shown::Now;
use leptos::prelude::*;

/// All strips of a panel, the worst first.
#[component]
pub fn Notices(
    /// The panel.
    frame: Frame,
) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let timing = Timing::here();
    let board = Board::here();
    let stale = move || {
        let _ = timing.now();
        frame.questions.track();
        let failed = frame.shown.with(|shown| match &shown.state {
            Now::Failed {
                query, failure, at, ..
            } if shown.picture.is_some() => Some((*query, failure.clone(), *at)),
            Now::Failed { .. }
            | Now::Idle
            | Now::Waiting { .. }
            | Now::Coming
            | Now::Fresh
            | Now::Refreshing => None,
        })?;
        let (query, failure, at) = failed;
        let told = told(&shell, frame, query, &failure);
        let old = at.map(|at| (words.panel().old)(&age(&shell, at)));
        Some(view! {
            <div class="notice" data-status="warning" role="status">
                <Glyph status=Status::Warning/>
                <span title=format!("{}. {}", told.title, told.detail)>
                    <strong>{old}</strong>
                    <span class="why">{format!(" {}.", told.title)}</span>
                </span>
                <button
                    type="button"
                    class="button"
                    data-size="small"
                    on:click=on(move |_| timing.ask_again(Asker::Person))
                >
                    {words.panel().retry}
                </button>
            </div>
        })
    };
    let infos = Memo::new(move |_| {
        let mut lines: Vec<(Status, String, String)> = Vec::new();
        frame.shown.with(|shown| {
            if let Some(Picture::Chart(chart)) = shown.picture.as_deref()
                && has_only_gaps(chart)
            {
                let text = words.panel().only_gaps.to_owned();
                lines.push((Status::Info, text.clone(), text));
            }
            if let Some(Picture::Chart(chart)) = shown.picture.as_deref()
                && chart.cut > 0
            {
                let drawn = chart.scene.marks.len();
                lines.push((
                    Status::Info,
                    (words.panel().cut)(drawn, drawn + chart.cut),
                    String::new(),
                ));
            }
            lines.extend(
                shown
                    .warnings
                    .iter()
                    .map(|text| (Status::Warning, text.clone(), text.clone())),
            );
        });
        let mut problems = frame.panel.with_value(|panel| panel.problems.clone());
        if let Some(board) = board {
            let panel = frame.panel();
            problems.extend(board.view(|_, view| report::of_links(&panel, view)));
        }
        // The body says it in full.
        problems.retain(|problem| !matches!(problem, Problem::UnsupportedPanel(_)));
        // What keeps a question from being asked stands in the body, unless another question gave a picture.
        if frame.shown.with(|shown| shown.picture.is_some()) {
            problems.extend(frame.questions.with(|questions| questions.problems.clone()));
        }
        if !problems.is_empty() {
            let detail: Vec<String> = problems
                .iter()
                .map(|problem| words.about(problem).title)
                .collect();
            let title = match detail.as_slice() {
                [only] => only.clone(),
                _ => (words.panel().problems)(problems.len()),
            };
            lines.push((Status::Info, title, detail.join("\n")));
        }
        lines
    });
    let strips = move || {
        infos
            .get()
            .into_iter()
            .map(|(status, text, title)| {
                view! {
                    <div class="notice" data-status=token(status) role="status">
                        <Glyph status/>
                        <span class="truncate" title=title>{text}</span>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        {stale}
        {strips}
    }
}

/// Series, and nothing in them that could be drawn.
fn has_only_gaps(chart: &Chart) -> bool {
    let marks = &chart.scene.marks;
    let gap = |mark: &Mark| !mark.values.iter().any(|value| value.is_finite());
    !marks.is_empty() && marks.iter().all(gap)
}
