//! The choice among several links of a value: above the page, below the value, because panels are too low for it.

use crate::dashboard::link::Led;
use crate::ui::hook::held::Memo;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::part::beside::beside;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::led;
use leptos::portal::Portal;
use leptos::prelude::*;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

/// Each choice of the page has an id of its own.
static LAST: AtomicU32 = AtomicU32::new(0);

/// Width of the menu at most, height of a line of it, and what is around its lines, CSS px; the style sheet says the same.
const WIDE: f64 = 288.0;
const LINE: f64 = 28.0;
const EDGES: f64 = 12.0;

/// What a value says, as the button that opens the choice.
pub fn opener(links: Vec<Led>, class: &'static str, words: AnyView) -> AnyView {
    let menu = Menu::here();
    let id = format!("links-of-{}", LAST.fetch_add(1, Ordering::Relaxed));
    let open = {
        let id = id.clone();
        Memo::new(move |_| menu.is_open(&id))
    };
    let toggle = {
        let id = id.clone();
        move |_| menu.toggle(&id)
    };
    let links = StoredValue::new(links);
    {
        // The next answer may be of another value: its opener is another one.
        let id = id.clone();
        on_cleanup(move || {
            if untrack(|| menu.is_open(&id)) {
                menu.close();
            }
        });
    }
    let list = {
        let id = StoredValue::new(id.clone());
        follow(move || {
            open.get().then(|| {
                let all = move || view! { <All id=id.get_value() links=links.get_value()/> };
                view! { <Portal>{all}</Portal> }
            })
        })
    };
    view! {
        <button
            type="button"
            class=class
            aria-haspopup="true"
            aria-controls=id
            aria-expanded=Signal::derive(move || open.get().to_string())
            on:click=on(toggle)
        >
            {words}
        </button>
        {list}
    }
    .into_any()
}

#[component]
fn All(id: String, links: Vec<Led>) -> impl IntoView {
    let say = Shell::here().words().linked();
    let high = links.len() as f64 * LINE + EDGES;
    let (left, top) = beside(&id, WIDE, high);
    let lines = links
        .into_iter()
        .map(|one| view! { <li>{led::line(one)}</li> })
        .collect_view();
    view! {
        <div
            class="popover menu led-menu"
            id=id
            role="group"
            aria-label=say.links
            tabindex="-1"
            data-first-focus=""
            style:--x=format!("{left:.0}px")
            style:--top=format!("{top:.0}px")
        >
            <ul class="options menu-list">{lines}</ul>
        </div>
    }
}
