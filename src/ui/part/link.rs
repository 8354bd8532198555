//! Links between pages: real links (copied, opened in a new tab), followed without loading the page again.

use crate::route::Route;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::shell::address;
use crate::ui::part::erased::on;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A link to a page of ours.
#[component]
pub fn PageLink(
    /// Where to.
    to: Route,
    /// It is the open page.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let shell = Shell::here();
    let href = address(&to);
    let open = move |event: MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            Menu::here().close();
            shell.go(to.clone());
        }
    };
    view! {
        <a href=href aria-current=Signal::derive(move || current.get().then_some("page")) on:click=on(open)>
            {children()}
        </a>
    }
}

/// Is it for the page to follow? Anything but a plain click is the browser's: new tab, new window, download.
#[must_use]
pub fn is_plain(event: &MouseEvent) -> bool {
    let held = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    event.button() == 0 && !held && !event.default_prevented()
}
