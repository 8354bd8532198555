//! The time zone: the browser's, UTC, or any other by name.

use crate::browser::zone;
use crate::lean::lower::lower;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::on;
use leptos::prelude::*;

/// Zones offered at once; typing finds the others.
const SHOWN: usize = 8;

/// A field that finds zones, with the two that are asked for most in front.
#[component]
pub fn ZonePicker(
    /// Called when one was chosen.
    done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let names = StoredValue::new(zone::names());
    let typed = RwSignal::new(String::new());
    let choose = move |value: &str| {
        let value = value.to_owned();
        done();
        shell.change(|route| route.view_mut().timezone = Some(value));
    };
    let found = move || {
        let wanted = lower(typed.get().trim()).replace(' ', "_");
        if wanted.is_empty() {
            return Vec::new();
        }
        names.with_value(|names| {
            names
                .iter()
                .filter(|name| lower(name).contains(&wanted))
                .take(SHOWN)
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    let options = move || {
        let found = found();
        if found.is_empty() && !typed.get().trim().is_empty() {
            return view! { <li class="page-note">{(words.range().no_zone)(&typed.get())}</li> }
                .into_any();
        }
        found
            .into_iter()
            .map(|name| {
                let value = name.clone();
                view! { <li><button type="button" on:click=on(move |_| choose(&value))>{name}</button></li> }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="zone-picker">
            <div class="segments" role="group" aria-label=words.range().zone>
                <button type="button" on:click=on(move |_| choose("browser"))>{words.range().browser_zone}</button>
                <button type="button" on:click=on(move |_| choose("utc"))>{words.range().utc}</button>
            </div>
            <input
                class="input"
                autocomplete="off"
                aria-label=words.range().search_zone
                placeholder=words.range().search_zone
                on:input=on(move |event| typed.set(event_target_value(&event)))
            />
            <ul class="options">{options}</ul>
        </div>
    }
}
