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
        // Anything but a plain click is the browser's: new tab, new window, download.
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if plain && !event.default_prevented() {
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
