//! The overlay of keyboard shortcuts.

use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::part::icon::Icon;
use crate::words::shortcut::Shortcuts as Texts;
use leptos::prelude::*;

/// Id of the overlay.
pub const ID: &str = "shortcuts";

type Text = fn(&Texts) -> &'static str;
type Line = (Text, &'static [&'static str]);

/// What the page answers to, by group: each line's keys are pressed one after the other.
const GROUPS: [(Text, &[Line]); 4] = [
    (
        |texts| texts.everywhere,
        &[
            (|texts| texts.go_to, &["/"]),
            (|texts| texts.help, &["?"]),
            (|texts| texts.copy_link, &["y"]),
            (|texts| texts.theme, &["l"]),
            (|texts| texts.kiosk, &["d", "k"]),
            (|texts| texts.escape, &["Esc"]),
        ],
    ),
    (
        |texts| texts.time,
        &[
            (|texts| texts.choose_range, &["."]),
            (|texts| texts.zoom_out, &["t", "z"]),
            (|texts| texts.back, &["t", "←"]),
            (|texts| texts.forward, &["t", "→"]),
            (|texts| texts.absolute, &["t", "a"]),
            (|texts| texts.refresh, &["d", "r"]),
            (|texts| texts.pause, &["p"]),
        ],
    ),
    (
        |texts| texts.pages,
        &[(|texts| texts.dashboard, &["g", "d"])],
    ),
    (
        |texts| texts.panel,
        &[
            (|texts| texts.view_alone, &["v"]),
            (|texts| texts.cursor, &["←", "→"]),
            (|texts| texts.table, &["Enter"]),
        ],
    ),
];

/// The overlay; there only while open.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    move || menu.is_open(ID).then(|| view! { <Overlay shell menu/> })
}

#[component]
fn Overlay(shell: Shell, menu: Menu) -> impl IntoView {
    let words = shell.words();
    let texts = &words.shortcut;
    let single = move || shell.preferences.with(|chosen| !chosen.single_keys_off);
    let groups = GROUPS
        .iter()
        .map(|(name, lines)| {
            let lines = lines
                .iter()
                .map(|(name, keys)| view! { <div><dt>{name(texts)}</dt><dd>{pressed(keys, texts.then)}</dd></div> })
                .collect_view();
            view! { <section><h3>{name(texts)}</h3><dl>{lines}</dl></section> }
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
                        aria-label=words.shell.close
                        title=words.shell.close
                        data-first-focus=""
                        on:click=move |_| menu.close()
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
                            on:change=move |_| {
                                shell.preferences.update(|chosen| chosen.single_keys_off = !chosen.single_keys_off);
                            }
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
        if place > 0 && !matches!(*key, "→") {
            parts.push(view! { <span>{then}</span> }.into_any());
        }
        parts.push(view! { <kbd>{*key}</kbd> }.into_any());
    }
    parts
}
