//! What is said about the lines, above them or in their place.

use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::chart::scene::Status;
use crate::route::logs::Tab;
use crate::time::Millis;
use crate::time::format;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::line::linked;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::model::told;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::unit;
use leptos::prelude::*;

/// How long a first answer may take before its absence is told, and how often that is told anew.
const TELL_AFTER: Millis = Millis(2_000);
const TELL_EVERY: Millis = Millis(1_000);

/// Why there are no lines, or why those that are shown are not the newest.
#[component]
pub(super) fn Instead() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    Some(follow(move || {
        logs.version.track();
        logs.state.track();
        if logs.counted.held_back.get() {
            return Some(costly(logs));
        }
        if logs.asked.counts.get() {
            return Some(nothing_there(say.not_lines, say.not_lines_detail));
        }
        if let Some(failure) = logs.failure.get() {
            let told = told(logs, &failure);
            let whole = told.detail.clone();
            let same = is_of_the_query(logs);
            let retry = view! {
                <button type="button" class="button" data-size="small" on:click=on(move |_| logs.retry())>
                    {say.retry}
                </button>
            };
            return Some(
                match same && logs.with_loaded(|loaded| !loaded.is_empty()) {
                    true => view! {
                        <div class="notice" data-status="warning" role="status">
                            <Glyph status=Status::Warning/>
                            <span title=whole>
                                <strong>{told.title}"."</strong>
                                " "
                                {told.detail}
                            </span>
                            {retry}
                        </div>
                    }
                    .into_any(),
                    false => view! {
                        <div class="panel-message" data-status="critical" role="status">
                            <Glyph status=Status::Critical/>
                            <strong>{told.title}</strong>
                            <p>{told.detail}</p>
                            <div class="actions">{retry}</div>
                        </div>
                    }
                    .into_any(),
                },
            );
        }
        if logs.stopped.get() {
            return Some(stopped(logs));
        }
        if logs.waiting.with(Option::is_some) && !is_of_the_query(logs) {
            return Some(view! { <Waiting/> }.into_any());
        }
        let nothing = !logs.busy.get()
            && logs.shown.with(Option::is_some)
            && logs.with_loaded(|loaded| loaded.is_empty());
        if nothing {
            let title = match logs.state.with(|state| state.tab) {
                Tab::Errors => say.no_errors,
                Tab::Lines | Tab::Patterns | Tab::Audit => say.none,
            };
            return Some(nothing_there(title, say.none_detail));
        }
        let link = logs
            .state
            .with(|state| state.line)
            .filter(|_| !logs.busy.get());
        let gone = link.is_some() && logs.with_loaded(|loaded| linked(loaded, link).is_none());
        (gone && logs.shown.with(Option::is_some)).then(|| {
            view! {
                <div class="notice" data-status="info" role="status"><span>{say.line_gone}</span></div>
            }
            .into_any()
        })
    }))
}

/// Do the lines that are shown belong to the query that is asked?
pub(super) fn is_of_the_query(logs: Logs) -> bool {
    let asked = logs
        .asked
        .target
        .get()
        .map(|target| (target.source, target.expr));
    let shown = logs.shown.get().map(|shown| (shown.source, shown.expr));
    asked.is_some() && asked == shown
}

/// Asked, and nothing to show yet: after a while, how long it has been.
#[component]
fn Waiting() -> impl IntoView {
    let logs = Logs::here()?;
    let words = logs.shell.words();
    let waited = RwSignal::new(Millis(0));
    let timer = StoredValue::new_local(None::<Timer>);
    Effect::new(move |_| {
        let next = match waited.get() < TELL_AFTER {
            true => TELL_AFTER,
            false => TELL_EVERY,
        };
        let again = move || {
            let since = logs.waiting.get_untracked();
            let past = since.map_or(0, |since| clock::now().0.saturating_sub(since.0));
            waited.try_set(Millis(past));
        };
        timer.set_value(logs.waiting.get().and_then(|_| Timer::after(next, again)));
    });
    let told = move || {
        let whole = Millis(waited.get().0 / 1_000 * 1_000);
        let source = logs
            .asked
            .source
            .with(|source| source.as_ref().map(|source| source.name.clone()));
        let source = source.unwrap_or_default();
        (words.panel().asking)(&source, &(words.time().length)(format::parts(whole)))
    };
    // The button stays the same while the seconds go on: a press takes its time too.
    let late = Memo::new(move |_| waited.get() >= TELL_AFTER);
    Some(follow(move || {
        late.get().then(|| {
            view! {
                <p class="loading-note num" role="status">
                    {follow(told)}
                    <button
                        type="button"
                        class="button"
                        data-kind="quiet"
                        data-size="small"
                        on:click=on(move |_| logs.stop())
                    >
                        {words.panel().stop}
                    </button>
                </p>
            }
        })
    }))
}

fn stopped(logs: Logs) -> AnyView {
    let words = logs.shell.words();
    view! {
        <div class="panel-message" role="status">
            <Icon name="logs"/>
            <strong>{words.panel().stopped}</strong>
            <div class="actions">
                <button type="button" class="button" data-size="small" on:click=on(move |_| logs.retry())>
                    {words.logs().retry}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn costly(logs: Logs) -> AnyView {
    let say = logs.shell.words().logs();
    let bytes = logs.counted.stats.get().map_or(0, |stats| stats.bytes);
    let bytes = unit::text(bytes as f64, "decbytes", None, &logs.shell.locale());
    let run = move |_| {
        let expr = logs.asked.query.get_untracked().unwrap_or_default();
        logs.counted.allowed.update(|all| all.push(expr));
    };
    view! {
        <div class="panel-message" data-status="warning" role="status">
            <Glyph status=Status::Warning/>
            <strong>{(say.costly)(&bytes)}</strong>
            <p>{say.costly_detail}</p>
            <div class="actions">
                <button type="button" class="button" data-size="small" on:click=on(run)>{say.run_anyway}</button>
            </div>
        </div>
    }
    .into_any()
}

fn nothing_there(title: &'static str, detail: &'static str) -> AnyView {
    view! {
        <div class="panel-message" role="status">
            <Icon name="logs"/>
            <strong>{title}</strong>
            <p>{detail}</p>
        </div>
    }
    .into_any()
}
