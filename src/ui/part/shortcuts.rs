//! The overlay of keyboard shortcuts.

use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::words::Words;
use leptos::prelude::*;

/// Id of the overlay.
pub const ID: &str = "shortcuts";

type Text = fn(Words) -> &'static str;
type Line = (Text, &'static [&'static str]);

/// What the page answers to, by group: each line's keys are pressed one after the other.
const GROUPS: [(Text, &[Line]); 4] = [
    (
        |words| words.shortcut().everywhere,
        &[
            (|words| words.shortcut().go_to, &["/"]),
            (|words| words.shortcut().help, &["?"]),
            (|words| words.shortcut().copy_link, &["y"]),
            (|words| words.shortcut().theme, &["l"]),
            (|words| words.shortcut().kiosk, &["d", "k"]),
            (|words| words.shortcut().escape, &["Esc"]),
        ],
    ),
    (
        |words| words.shortcut().time,
        &[
            (|words| words.shortcut().choose_range, &["."]),
            (|words| words.shortcut().zoom_out, &["t", "z"]),
            (|words| words.shortcut().back, &["t", "←"]),
            (|words| words.shortcut().forward, &["t", "→"]),
            (|words| words.shortcut().absolute, &["t", "a"]),
            (|words| words.shortcut().refresh, &["d", "r"]),
            (|words| words.shortcut().pause, &["p"]),
        ],
    ),
    (
        |words| words.shortcut().pages,
        &[(|words| words.shell().dashboards, &["g", "d"])],
    ),
    (
        |words| words.shortcut().panel,
        &[
            (|words| words.shortcut().view_alone, &["v"]),
            (|words| words.shortcut().inspect, &["i"]),
            (|words| words.shortcut().cursor, &["←", "→"]),
            (|words| words.shortcut().table, &["Enter"]),
        ],
    ),
];

/// The overlay.
#[component]
pub fn Overlay() -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    let words = shell.words();
    let texts = words.shortcut();
    let single = move || shell.preferences.with(|chosen| !chosen.single_keys_off);
    let groups = GROUPS
        .iter()
        .map(|(name, lines)| {
            let lines = lines
                .iter()
                .map(|(name, keys)| view! { <div><dt>{name(words)}</dt><dd>{pressed(keys, texts.then)}</dd></div> })
                .collect_view();
            view! { <section><h3>{name(words)}</h3><dl>{lines}</dl></section> }
        })
        .collect_view();
    view! {
        <div class="scrim">
            <div class="sheet dialog" id=ID role="dialog" aria-modal="true" aria-label=texts.title>
                <header>
                    <h2>{texts.title}</h2>
                    <button
                        type="button"
                        class="button"
                        data-icon-only=""
                        data-kind="quiet"
                        aria-label=words.shell().close
                        title=words.shell().close
                        data-first-focus=""
                        on:click=on(move |_| menu.close())
                    >
                        <Icon name="close"/>
                    </button>
                </header>
                <div class="body shortcuts" tabindex="0" role="region" aria-label=texts.title>{groups}</div>
                <footer>
                    <label class="switch">
                        <input
                            type="checkbox"
                            prop:checked=single
                            on:change=on(move |_| {
                                shell.preferences.update(|chosen| chosen.single_keys_off = !chosen.single_keys_off);
                            })
                        />
                        {texts.single_keys}
                    </label>
                    <span class="page-note">{texts.single_keys_off}</span>
                </footer>
            </div>
        </div>
    }
}

/// Keys as caps, with the word for "and after it" between them.
fn pressed(keys: &'static [&'static str], then: &'static str) -> impl IntoView {
    let mut parts: Vec<AnyView> = Vec::new();
    for (place, key) in keys.iter().enumerate() {
        if place > 0 && keys.first() != Some(&"←") {
            parts.push(view! { <span>{then}</span> }.into_any());
        }
        parts.push(view! { <kbd>{*key}</kbd> }.into_any());
    }
    parts
}
