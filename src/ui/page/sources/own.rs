//! What the page itself costs.

use crate::browser::measure;
use crate::browser::measure::Pace;
use crate::cache::limits;
use crate::ui::hook::held::RwSignal;
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
    let slow = RwSignal::new(None::<f64>);
    let pace = StoredValue::new_local(None::<Pace>);
    Effect::new(move |_| {
        // Anew at each refresh.
        let _ = timing.now();
        pace.set_value(Some(Pace::measure(move |millis| {
            slow.try_set(Some(millis));
        })));
    });
    let tiles = move || {
        let _ = timing.now();
        let locale = shell.locale();
        let cost = shell.live.get_untracked().map(|live| live.cost());
        let cost = cost.unwrap_or_default();
        let found = measure::resources();
        #[allow(clippy::cast_precision_loss)]
        let (running, held) = (cost.running as f64, cost.held as f64);
        let frames = match slow.get() {
            Some(millis) => unit::show(millis, "ms", None, &locale),
            None => unit::Written {
                prefix: String::new(),
                number: shell.words().status().no_data.to_owned(),
                suffix: String::new(),
            },
        };
        let requests = unit::text(found.count, "locale", Some(0), &locale);
        let bytes = |value| unit::show(value, "bytes", None, &locale);
        [
            (
                say.running,
                unit::show(running, "none", Some(0), &locale),
                (say.running_note)(limits::PARALLEL, cost.waiting),
            ),
            (say.cached, bytes(held), (say.cached_note)(cost.answers)),
            (say.saved, bytes(cost.saved), say.saved_note.to_owned()),
            (say.loaded, bytes(found.bytes), (say.loaded_note)(&requests)),
            (say.frames, frames, say.frames_note.to_owned()),
            (say.memory, bytes(measure::memory()), say.memory_note.to_owned()),
        ]
        .into_iter()
        .map(|(title, written, note)| {
            view! {
                <section class="panel stat short" data-w="4" aria-label=title>
                    <div class="head"><h3 class="truncate">{title}</h3></div>
                    <p class="value">{written.prefix}{written.number}<small>{written.suffix}</small></p>
                    <p class="note" title=note.clone()>{note.clone()}</p>
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
