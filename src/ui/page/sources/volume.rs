//! What a Loki holds: bytes of the last day by the label that says who writes.

use crate::ui::hook::shell::Shell;
use crate::ui::page::sources::Known;
use crate::ui::page::sources::tsdb::table;
use crate::ui::part::erased::follow;
use leptos::prelude::*;

/// One table; nothing for a source that does not say.
#[component]
pub(super) fn Volume(known: Known) -> impl IntoView {
    let shell = Shell::here();
    let say = shell.words().source();
    follow(move || {
        let (label, volume) = known.about.with(|about| about.volume.clone())?;
        let title = (say.holds)(&known.source.name);
        let of = (say.volume)(&label);
        Some(view! {
            <div class="section-title">
                <h2>{title}</h2>
                <span class="page-note num">{say.volume_note}</span>
            </div>
            <div class="grid">{table(shell, of, "bytes", [label, say.bytes.to_owned()], volume)}</div>
        })
    })
}
