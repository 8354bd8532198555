//! Refresh now, and how often by itself.

use crate::cache::view::Asker;
use crate::config::preference::Refresh;
use crate::time::Millis;
use crate::ui::hook::later::later;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;

const ID: &str = "refresh";

/// Grafana's choices, in seconds.
const CHOICES: [i64; 10] = [5, 10, 30, 60, 300, 900, 1800, 3600, 7200, 86400];

/// The two buttons and the menu.
#[component]
pub fn RefreshPicker() -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    let timing = Timing::here();
    let words = shell.words();
    let text = move || match timing.refresh.get() {
        Refresh::Off => words.refresh().off.to_owned(),
        every @ Refresh::Every(_) => every.text(),
    };
    let told = move || match timing.refresh.get() {
        // What is written on the button is part of its name: people who speak to their browser say what they see.
        Refresh::Off => format!("{}: {}", words.refresh().choose, words.refresh().off),
        every @ Refresh::Every(_) => (words.refresh().every)(&every.text()),
    };
    view! {
        <div class="anchor">
            <div class="button-group" role="group" aria-label=words.refresh().choose>
                <button
                    type="button"
                    class="button"
                    aria-label=words.refresh().now
                    title=words.refresh().now
                    aria-keyshortcuts="r"
                    on:click=on(move |_| timing.ask_again(Asker::Person))
                >
                    <Icon name="refresh"/>
                </button>
                <button
                    type="button"
                    class="button num"
                    data-phone="hide"
                    aria-haspopup="true"
                    aria-controls=ID
                    aria-expanded=Signal::derive(move || menu.is_open(ID).to_string())
                    aria-label=told
                    on:click=on(move |_| menu.toggle(ID))
                >
                    {text}
                    <Icon name="chevron-down"/>
                </button>
            </div>
            {later(move || menu.is_open(ID), |parts| (parts.intervals)())}
        </div>
    }
}

/// The menu.
#[component]
pub fn Intervals() -> impl IntoView {
    let words = Shell::here().words();
    let timing = Timing::here();
    let choices = std::iter::once(Refresh::Off)
        .chain(CHOICES.map(|seconds| Refresh::Every(Millis(seconds * 1000))))
        .map(|choice| view! { <Choice choice timing/> })
        .collect_view();
    view! {
        <div class="popover menu refresh-menu" id=ID>
            <ul class="options menu-list" aria-label=words.refresh().choose>
                {choices}
            </ul>
        </div>
    }
}

#[component]
fn Choice(choice: Refresh, timing: Timing) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let chosen = move || timing.refresh.get() == choice;
    let choose = move |_| {
        Menu::here().close();
        shell.change(|route| route.view_mut().refresh = Some(choice));
    };
    view! {
        <li>
            <button type="button" class="num" aria-pressed=Signal::derive(move || chosen().to_string()) on:click=on(choose)>
                <span>
                    {match choice {
                        Refresh::Off => words.refresh().off.to_owned(),
                        Refresh::Every(_) => choice.text(),
                    }}
                </span>
                {follow(move || chosen().then(|| view! { <Icon name="check"/> }))}
            </button>
        </li>
    }
}

/// Stops refreshing, or goes on as it was.
pub fn pause(shell: Shell, timing: Timing) {
    let refreshing = timing.refresh.get_untracked() != Refresh::Off;
    // What the link leaves unsaid is the page's own interval again.
    shell.change(|route| route.view_mut().refresh = refreshing.then_some(Refresh::Off));
}
