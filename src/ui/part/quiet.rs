//! A small button that is an icon; its name is told to whoever points at it or hears it.

use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;

/// The button.
pub fn quiet(icon: &'static str, name: String, press: impl Fn() + 'static) -> AnyView {
    quiet_until(icon, name, None, press)
}

/// The same where there is sometimes nothing to press it for.
pub fn quiet_until(
    icon: &'static str,
    name: String,
    ends: Option<Signal<bool>>,
    press: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="button"
            data-icon-only=""
            data-kind="quiet"
            data-size="small"
            aria-label=name.clone()
            title=name
            disabled=ends
            on:click=on(move |_| press())
        >
            <Icon name=icon/>
        </button>
    }
    .into_any()
}
