//! Events of the service mesh by type, how long ago each key was replaced, and the events themselves.

use crate::logs::audit;
use crate::logs::loaded::End;
use crate::query::logql::edit::Seen;
use crate::time::Millis;
use crate::time::format;
use crate::ui::hook::held::Memo;
use crate::ui::page::logs::errors_tab::Counted;
use crate::ui::page::logs::list::Lines;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::notice::Instead;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use leptos::prelude::*;
use std::sync::Arc;

/// The tab.
#[component]
pub(super) fn AuditTab() -> impl IntoView {
    let logs = Logs::here()?;
    let words = logs.shell.words();
    let say = words.logs();
    let seen = Memo::new(move |_| {
        logs.version.track();
        Arc::new(logs.with_loaded(audit::seen))
    });
    let types = move || {
        seen.get()
            .counts
            .iter()
            .map(|(name, count)| {
                let name = *name;
                let keep = move |_| {
                    logs.filter(|query| query.filter(Seen::Json, audit::FIELD, name, false))
                };
                view! {
                    <button type="button" class="button" data-size="small" on:click=on(keep)>
                        <span class="mono">{name}</span>
                        <span class="num">{(say.number)(*count)}</span>
                    </button>
                }
            })
            .collect_view()
    };
    let rotations = move || {
        let seen = seen.get();
        if seen.rotations.is_empty() {
            return view! { <p class="page-note">{say.no_rotation}</p> }.into_any();
        }
        let now = logs.timing.now();
        let rows = seen
            .rotations
            .iter()
            .map(|(service, at)| {
                let age = Millis(now.0.saturating_sub(at.0).max(0) / 1_000 * 1_000);
                let age = (words.time().length)(format::parts(age));
                view! { <li>{(say.rotated)(service, &age)}</li> }
            })
            .collect_view();
        view! { <ul class="log-rotations">{rows}</ul> }.into_any()
    };
    // Of what has not come nothing can be said.
    let known = Memo::new(move |_| {
        logs.version.track();
        logs.with_loaded(|loaded| !loaded.is_empty() || !loaded.has_more(End::Older))
    });
    let summary = move || {
        let (types, rotations) = (types.clone(), rotations.clone());
        known.get().then(|| {
            view! {
                <div class="log-audit">
                    <div class="chips" role="group" aria-label=say.audit_types>{follow(types)}</div>
                    <section aria-label=say.rotations>
                        <h3>{say.rotations}</h3>
                        {follow(rotations)}
                    </section>
                </div>
            }
        })
    };
    Some(view! {
        <Counted/>
        {follow(summary)}
        <Instead/>
        <Lines/>
    })
}
