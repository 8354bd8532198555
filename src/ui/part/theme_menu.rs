//! Light, dark or the system's choice; English or Spanish. Kept on this browser.

use crate::config::preference::Language;
use crate::config::preference::Theme;
use crate::ui::hook::later::later;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;

const ID: &str = "theme";

/// The button and its menu.
#[component]
pub fn ThemeMenu() -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    let words = shell.words();
    view! {
        <span class="anchor">
            <button
                type="button"
                class="button"
                data-icon-only=""
                data-kind="quiet"
                aria-label=words.shell().theme
                title=words.shell().theme
                aria-haspopup="true"
                aria-controls=ID
                aria-expanded=Signal::derive(move || menu.is_open(ID).to_string())
                on:click=on(move |_| menu.toggle(ID))
            >
                {follow(move || view! { <Icon name=if shell.dark.get() { "moon" } else { "sun" }/> })}
            </button>
            {later(move || menu.is_open(ID), |parts| (parts.looks)())}
        </span>
    }
}

/// The menu.
#[component]
pub fn Looks() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let themes = [
        (Theme::System, "monitor", words.shell().system),
        (Theme::Light, "sun", words.shell().light),
        (Theme::Dark, "moon", words.shell().dark),
    ];
    let languages = [
        (Language::English, "English"),
        (Language::Spanish, "Español"),
    ];
    view! {
        <div class="popover menu" id=ID>
            <ul class="options menu-list" aria-label=words.shell().theme>
                {themes
                    .into_iter()
                    .map(|(theme, icon, name)| view! {
                        <Choice
                            icon
                            name
                            chosen=Signal::derive(move || shell.theme.get() == theme)
                            choose=move || choose_theme(shell, theme)
                        />
                    })
                    .collect_view()}
            </ul>
            <ul class="options menu-list" aria-label=words.shell().language>
                {languages
                    .into_iter()
                    .map(|(language, name)| view! {
                        <Choice
                            icon="book"
                            name
                            chosen=Signal::derive(move || shell.language.get() == language)
                            choose=move || choose_language(shell, language)
                        />
                    })
                    .collect_view()}
            </ul>
        </div>
    }
}

#[component]
fn Choice(
    icon: &'static str,
    name: &'static str,
    chosen: Signal<bool>,
    choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <li>
            <button
                type="button"
                aria-pressed=Signal::derive(move || chosen.get().to_string())
                on:click=on(move |_| {
                    Menu::here().close();
                    choose();
                })
            >
                <Icon name=icon/>
                <span>{name}</span>
                {follow(move || chosen.get().then(|| view! { <Icon name="check"/> }))}
            </button>
        </li>
    }
}

/// Light if it is dark, dark if it is light.
pub fn turn(shell: Shell) {
    choose_theme(
        shell,
        if shell.dark.get_untracked() {
            Theme::Light
        } else {
            Theme::Dark
        },
    );
}

fn choose_theme(shell: Shell, theme: Theme) {
    shell
        .preferences
        .update(|chosen| chosen.theme = Some(theme.name().to_owned()));
    // The link's theme comes first; who chooses by hand means it.
    shell.adjust(|route| route.view_mut().theme = None);
}

fn choose_language(shell: Shell, language: Language) {
    shell
        .preferences
        .update(|chosen| chosen.language = Some(language.tag().to_owned()));
    shell.adjust(|route| route.view_mut().language = None);
}
