//! What the page shows of the lines, one of four.

use crate::route::logs::Tab;
use crate::ui::page::logs::model::Logs;
use crate::ui::part::erased::on;
use crate::words::Words;
use leptos::prelude::*;

/// The name of a tab.
pub(super) fn name(words: Words, tab: Tab) -> &'static str {
    let say = words.logs();
    match tab {
        Tab::Lines => say.lines,
        Tab::Patterns => say.patterns,
        Tab::Errors => say.errors,
        Tab::Audit => say.audit,
    }
}

/// The tabs.
#[component]
pub(super) fn Tabs() -> impl IntoView {
    let logs = Logs::here()?;
    let words = logs.shell.words();
    let tabs = [Tab::Lines, Tab::Patterns, Tab::Errors, Tab::Audit]
        .into_iter()
        .map(|tab| {
            let chosen = move || logs.state.with(|state| state.tab == tab).to_string();
            let choose = move |_| {
                logs.change(|state| {
                    state.tab = tab;
                    state.line = None;
                })
            };
            view! {
                <button type="button" aria-pressed=Signal::derive(chosen) on:click=on(choose)>
                    {name(words, tab)}
                </button>
            }
        })
        .collect_view();
    Some(view! {
        <div class="log-tabs">
            <div class="segments" role="group" aria-label=words.logs().tabs>{tabs}</div>
        </div>
    })
}
