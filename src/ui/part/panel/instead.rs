//! What is said in a panel that has no picture: why, and what to do.

use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::cache::view::Asker;
use crate::chart::scene::Status;
use crate::source::Failure;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::format;
use crate::time::span::TimeSpan;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::Skeleton;
use crate::ui::part::panel::Frame;
use crate::ui::part::panel::shown::Now;
use crate::words::Told;
use crate::words::reason::Asked;
use leptos::prelude::*;

/// Waiting is told of after this long.
const TELL_AFTER: Millis = Millis(2_000);
/// And counted in steps of this.
const TELL_EVERY: Millis = Millis(1_000);

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Asked, and not answered yet.
    Waiting,
    /// Answered, and nothing there.
    Empty,
    /// Nothing can be asked.
    Unaskable,
    /// The question failed.
    Failed,
    /// A panel of this type is not built.
    Unsupported(String),
}

/// What is said for each reason.
#[component]
pub fn Instead(
    /// The panel.
    frame: Frame,
    /// Why.
    reason: Reason,
) -> impl IntoView {
    let words = Shell::here().words();
    match reason {
        Reason::Waiting => view! { <Waiting frame/> }.into_any(),
        Reason::Empty => view! { <Nothing/> }.into_any(),
        Reason::Unaskable => view! { <Unaskable frame/> }.into_any(),
        Reason::Failed => view! { <Failed frame/> }.into_any(),
        Reason::Unsupported(kind) => {
            let title = (words.panel().unsupported)(&kind);
            view! { <Said title detail=words.panel().unsupported_detail.to_owned()/> }.into_any()
        }
    }
}

/// Answered, and nothing there.
#[component]
fn Nothing() -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let words = shell.words();
    let title = move || {
        timing.span.with(|span| {
            (words.panel().no_data)(
                span.name(),
                &words.span(span, timing.now(), &timing.zone.get()),
            )
        })
    };
    let week = TimeSpan::new("now-7d", "now");
    let name = words.span(&week, timing.now_untracked(), &timing.zone.get_untracked());
    let widen = move |_| {
        shell.change(|route| {
            let span = &mut route.view_mut().span;
            (span.from, span.to) = (Some(week.from.clone()), Some(week.to.clone()));
        });
    };
    view! {
        <div class="body">
            <div class="panel-message" role="status">
                <Icon name="no-data"/>
                <strong>{title}</strong>
                <p>{words.panel().no_data_detail}</p>
                <div class="actions">
                    <button type="button" class="button" data-size="small" on:click=on(widen)>{name}</button>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Said(title: String, detail: String) -> impl IntoView {
    view! {
        <div class="body">
            <div class="panel-message" role="status">
                <Icon name="no-data"/>
                <strong>{title}</strong>
                <p>{detail}</p>
            </div>
        </div>
    }
}

/// Asked, and nothing to show yet: after a while, how long it has been.
#[component]
fn Waiting(frame: Frame) -> impl IntoView {
    let words = Shell::here().words();
    // A panel that was not near the window yet asks nothing: there is nothing to count.
    let since = Memo::new(move |_| {
        frame.shown.with(|shown| match shown.state {
            Now::Waiting { since } => Some(since),
            Now::Idle | Now::Fresh | Now::Refreshing | Now::Failed { .. } => None,
        })
    });
    let waited = RwSignal::new(Millis(0));
    let timer = StoredValue::new_local(None::<Timer>);
    Effect::new(move |_| {
        let next = if waited.get() < TELL_AFTER {
            TELL_AFTER
        } else {
            TELL_EVERY
        };
        let again = move || {
            waited.set(Millis(
                since
                    .get_untracked()
                    .map_or(0, |since| clock::now().0.saturating_sub(since.0)),
            ))
        };
        timer.set_value(since.get().and_then(|_| Timer::after(next, again)));
    });
    let told = move || {
        let whole = Millis(waited.get().0 / 1000 * 1000);
        (words.panel().asking)(
            &source_name(frame, 0),
            &(words.time().length)(format::parts(whole)),
        )
    };
    follow(move || {
        (waited.get() >= TELL_AFTER).then(|| {
            view! {
                <p class="loading-note num" role="status">
                    {told}
                    <button
                        type="button"
                        class="button"
                        data-kind="quiet"
                        data-size="small"
                        on:click=move |_| frame.stopped.set(true)
                    >
                        {words.panel().stop}
                    </button>
                </p>
            }
        })
    })
}

/// Nothing can be asked: stopped by the reader, an unknown variable, no source, or a variable whose values did not come.
#[component]
fn Unaskable(frame: Frame) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    move || {
        if frame.stopped.get() {
            let retry = move |_| frame.stopped.set(false);
            return view! { <Bad told=Told { title: words.panel().stopped.to_owned(), detail: String::new() } retry/> }
                .into_any();
        }
        let problem = frame
            .questions
            .with(|questions| questions.problems.first().cloned());
        if let Some(problem) = problem {
            let told = words.about(&problem);
            return view! { <Said title=told.title detail=told.detail/> }.into_any();
        }
        let failed = Board::here().and_then(|board| board.failures.get().into_iter().next());
        match failed {
            Some((_, failure)) => {
                let told = told(&shell, frame, 0, &failure);
                let timing = Timing::here();
                view! { <Bad told retry=move |_| timing.ask_again(Asker::Person)/> }.into_any()
            }
            None if frame.panel.with_value(|panel| panel.targets.is_empty()) => {
                view! { <Said title=words.panel().no_query.to_owned() detail=String::new()/> }
                    .into_any()
            }
            // A variable is still being asked for.
            None => view! {
                <div class="body"><Skeleton/></div>
            }
            .into_any(),
        }
    }
}

/// No picture to keep: the failure stands in its place.
#[component]
fn Failed(frame: Frame) -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    move || {
        frame.shown.with(|shown| match &shown.state {
            Now::Failed { query, failure, .. } => {
                let told = told(&shell, frame, *query, failure);
                Some(view! { <Bad told retry=move |_| timing.ask_again(Asker::Person)/> })
            }
            Now::Idle | Now::Waiting { .. } | Now::Fresh | Now::Refreshing => None,
        })
    }
}

#[component]
fn Bad(told: Told, retry: impl Fn(leptos::ev::MouseEvent) + 'static) -> impl IntoView {
    let words = Shell::here().words();
    view! {
        <div class="body">
            <div class="panel-message" data-status="critical" role="status">
                <Glyph status=Status::Critical/>
                <strong>{told.title}</strong>
                <p>{told.detail}</p>
                <div class="actions">
                    <button type="button" class="button" data-size="small" on:click=on(retry)>{words.panel().retry}</button>
                </div>
            </div>
        </div>
    }
}

/// A failure in words.
pub(super) fn told(shell: &Shell, frame: Frame, query: usize, failure: &Failure) -> Told {
    let id = frame.questions.with(|questions| {
        questions
            .queries
            .get(query)
            .map(|query| query.query.source.clone())
    });
    let source = shell.config.with(|config| {
        let sources = config.iter().flat_map(|config| config.sources.iter());
        let mut sources = sources.filter(|source| id.as_ref().is_none_or(|id| source.id == *id));
        sources.next().cloned()
    });
    let letter = frame.questions.with(|questions| {
        questions
            .queries
            .get(query)
            .map(|query| query.ref_id.clone())
    });
    shell.words().failed(
        failure,
        &Asked {
            source: source
                .as_ref()
                .map_or(id.as_deref().unwrap_or_default(), |source| &source.name),
            address: source.as_ref().map_or("", |source| &source.url),
            query: letter.as_deref().unwrap_or_default(),
        },
    )
}

fn source_name(frame: Frame, query: usize) -> String {
    let shell = Shell::here();
    let id = frame.questions.with(|questions| {
        questions
            .queries
            .get(query)
            .map(|query| query.query.source.clone())
    });
    let id = id.unwrap_or_default();
    shell.config.with(|config| {
        let source = config
            .iter()
            .flat_map(|config| config.sources.iter())
            .find(|source| source.id == id);
        source.map_or(id.clone(), |source| source.name.clone())
    })
}

/// How long ago, in words.
pub(super) fn age(shell: &Shell, at: Instant) -> String {
    let age = clock::now().0.saturating_sub(at.0).max(0);
    // Ages under a minute are counted in seconds, older ones need none.
    let unit = if age < 60_000 { 1_000 } else { 60_000 };
    (shell.words().time().length)(format::parts(Millis(age / unit * unit)))
}
