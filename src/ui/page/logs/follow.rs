//! The button that follows lines as they are written, and what is said about it.

use crate::config::Kind;
use crate::route::logs::Tab;
use crate::ui::hook::held::Memo;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::tail::Follow;
use crate::ui::page::logs::tail::Link;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;

/// The button.
#[component]
pub(super) fn LiveButton() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let is_demo = Memo::new(move |_| {
        logs.asked
            .source
            .with(|source| source.as_ref().is_some_and(|one| one.kind == Kind::Demo))
    });
    let turn = move |_| {
        if !is_demo.get_untracked() {
            logs.change(|state| {
                state.live = !state.live;
                state.tab = Tab::Lines;
                state.line = None;
            });
        }
    };
    let title = move || is_demo.get().then_some(say.live_no_demo);
    Some(view! {
        <span class="log-live">
            {follow(move || logs.following.get().then(|| view! { <Following/> }))}
            <button
                type="button"
                class="button"
                aria-pressed=Signal::derive(move || logs.following.get().to_string())
                aria-disabled=Signal::derive(move || is_demo.get().to_string())
                title=Signal::derive(title)
                on:click=on(turn)
            >
                <Icon name="play"/>
                {say.live}
            </button>
        </span>
    })
}

/// Follows while it is there, and says how it goes.
#[component]
fn Following() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let tail = Follow::start(logs);
    let told = move || match tail.link.get() {
        Link::Connecting => say.connecting.to_owned(),
        Link::Open if tail.missed.get() => say.missed.to_owned(),
        Link::Open if tail.paused.get() => (say.paused)(tail.waiting.get()),
        Link::Open => match tail.dropped.get() {
            0 => say.following.to_owned(),
            dropped => (say.dropped)(dropped),
        },
        Link::Broken { refused: true, .. } => say.refused.to_owned(),
        Link::Broken { wait, .. } => (say.reconnecting)(wait.0 / 1_000),
        Link::Ended(reason) => (say.closed)(&reason),
    };
    let title = told;
    let name = move || match tail.paused.get() {
        true => say.go_on,
        false => say.pause,
    };
    Some(view! {
        <span class="page-note truncate" role="status" title=Signal::derive(title)>{follow(told)}</span>
        <button
            type="button"
            class="button"
            aria-pressed=Signal::derive(move || tail.paused.get().to_string())
            on:click=on(move |_| tail.turn())
        >
            <Icon name="pause"/>
            {follow(name)}
        </button>
    })
}
