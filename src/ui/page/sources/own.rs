//! What the page itself costs.

use crate::browser::measure;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::unit;
use leptos::prelude::*;

/// Figures of this browser's tab.
#[component]
pub(super) fn Own() -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let say = shell.words().source();
    let tiles = move || {
        let _ = timing.now();
        let found = measure::resources();
        let locale = shell.locale();
        let count = unit::show(found.count, "locale", Some(0), &locale);
        let loaded = unit::show(found.bytes, "bytes", None, &locale);
        let memory = unit::show(measure::memory(), "bytes", None, &locale);
        [
            (say.requests, count),
            (say.loaded, loaded),
            (say.memory, memory),
        ]
        .into_iter()
        .map(|(title, written)| {
            view! {
                <section class="panel stat short" data-w="4" aria-label=title>
                    <div class="head"><h3 class="truncate">{title}</h3></div>
                    <p class="value">{written.number}<small>{written.suffix}</small></p>
                </section>
            }
        })
        .collect_view()
    };
    view! {
        <div class="section-title">
            <h2>{say.this_page}</h2>
            <span class="page-note">{say.only_here}</span>
        </div>
        <div class="grid">{follow(tiles)}</div>
    }
}
