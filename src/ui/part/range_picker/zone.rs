//! The zone in force, and changing it.

use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::zone_picker::ZonePicker;
use leptos::prelude::*;

#[component]
pub(super) fn Zone(changing_zone: RwSignal<bool>) -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let words = shell.words();
    let told = move || {
        let zone = timing.zone.get();
        let offset = zone.at(timing.range.get().to).cloned();
        offset.map_or_else(String::new, |offset| {
            let minutes = offset.seconds / 60;
            let sign = if minutes < 0 { '−' } else { '+' };
            let utc = format!(
                "UTC{sign}{:02}:{:02}",
                minutes.abs() / 60,
                minutes.abs() % 60
            );
            if offset.abbreviation == zone.name {
                format!("{}, {utc}", zone.name)
            } else {
                format!("{}, {}, {utc}", zone.name, offset.abbreviation)
            }
        })
    };
    view! {
        {follow(move || if changing_zone.get() {
            view! { <ZonePicker done=move || changing_zone.set(false)/> }.into_any()
        } else {
            view! {
                <span>{told}</span>
                <button
                    type="button"
                    class="button"
                    data-size="small"
                    on:click=move |_| changing_zone.set(true)
                >
                    {words.range().change_zone}
                </button>
            }
            .into_any()
        })}
    }
}
