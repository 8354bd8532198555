//! Keyboard shortcuts of the whole page; Grafana's where it has one.

use crate::browser::clock;
use crate::browser::element;
use crate::browser::element::Key;
use crate::cache::view::Asker;
use crate::route::Route;
use crate::route::dashboards::List;
use crate::time::Instant;
use crate::time::span::Direction;
use crate::time::span::TimeSpan;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::part::finder;
use crate::ui::part::page_bar;
use crate::ui::part::panel::inspect;
use crate::ui::part::panel::tools;
use crate::ui::part::playlist;
use crate::ui::part::range_picker;
use crate::ui::part::refresh_picker;
use crate::ui::part::shortcuts;
use crate::ui::part::theme_menu;
use leptos::prelude::*;

/// The second key of a pair comes within this many milliseconds, or the first one is forgotten.
const PAIR: i64 = 1_500;

/// Listens for as long as the page lives.
pub fn listen(shell: Shell) {
    let menu = Menu::here();
    let first = StoredValue::new(None::<(String, Instant)>);
    element::on_key(move |key: Key| {
        if key.name == "Escape" {
            return escape(shell, menu);
        }
        let off = shell
            .preferences
            .with_untracked(|chosen| chosen.single_keys_off);
        if key.with_modifier || off || element::typing() {
            return false;
        }
        let before = first
            .get_value()
            .filter(|(_, at)| clock::now().0 - at.0 < PAIR)
            .map(|(name, _)| name);
        first.set_value(None);
        match (before.as_deref(), key.name.as_str()) {
            (Some(before), name) => pair(shell, before, name),
            (None, "t" | "d" | "g") => {
                first.set_value(Some((key.name.clone(), clock::now())));
                true
            }
            (None, name) => single(shell, menu, name),
        }
    });
}

/// Closes what is open, else leaves the panel shown alone, else kiosk mode.
fn escape(shell: Shell, menu: Menu) -> bool {
    if menu.any() {
        menu.close();
        return true;
    }
    let route = shell.route.get_untracked();
    if let Route::Dashboard(state) = &route
        && state.inspect.is_some()
    {
        inspect::close(shell);
        return true;
    }
    if let Route::Dashboard(state) = &route
        && state.view_panel.is_some()
        && !element::focus_is_in(".chart-with-legend")
    {
        tools::view_alone(shell, 0, true);
        return true;
    }
    if route.view().kiosk {
        shell.change(|route| route.view_mut().kiosk = false);
        return true;
    }
    false
}

fn single(shell: Shell, menu: Menu, name: &str) -> bool {
    if playlist::pressed(shell, name) {
        return true;
    }
    let timing = shell.timing.get_value();
    match (name, timing) {
        ("?", _) => menu.open(shortcuts::ID),
        ("/", _) => menu.open(finder::ID),
        ("l", _) => theme_menu::turn(shell),
        ("y", _) => page_bar::press_copy(),
        (".", Some(_)) => menu.toggle(range_picker::ID),
        ("r", Some(timing)) => timing.ask_again(Asker::Person),
        ("z", Some(timing)) => range_picker::widen(shell, timing),
        ("[", Some(timing)) => range_picker::turn(shell, timing, Direction::Back),
        ("]", Some(timing)) => range_picker::turn(shell, timing, Direction::Forward),
        ("p", Some(timing)) => refresh_picker::pause(shell, timing),
        ("v", Some(_)) => return view_alone(shell),
        ("i", Some(_)) => return look_behind(shell),
        _ => return false,
    }
    true
}

fn pair(shell: Shell, first: &str, second: &str) -> bool {
    let timing = shell.timing.get_value();
    match (first, second, timing) {
        ("t", "z", Some(timing)) => range_picker::widen(shell, timing),
        ("t", "ArrowLeft", Some(timing)) => range_picker::turn(shell, timing, Direction::Back),
        ("t", "ArrowRight", Some(timing)) => range_picker::turn(shell, timing, Direction::Forward),
        ("t", "a", Some(timing)) => {
            let TimeSpan { from, to } = TimeSpan::absolute(timing.range.get_untracked());
            shell.change(|route| {
                let span = &mut route.view_mut().span;
                (span.from, span.to) = (Some(from), Some(to));
            });
        }
        ("d", "r", Some(timing)) => timing.ask_again(Asker::Person),
        ("d", "k", _) => shell.change(|route| {
            let view = route.view_mut();
            view.kiosk = !view.kiosk;
        }),
        ("g", "d", _) => shell.go(Route::Dashboards(List::default())),
        _ => return false,
    }
    true
}

/// The panel under the pointer, or with the keyboard, alone; or back.
fn view_alone(shell: Shell) -> bool {
    let Route::Dashboard(state) = shell.route.get_untracked() else {
        return false;
    };
    if state.view_panel.is_some() {
        tools::view_alone(shell, 0, true);
        return true;
    }
    let panel =
        element::attribute_under_pointer(".panel", "data-panel").and_then(|id| id.parse().ok());
    match panel {
        Some(id) => {
            tools::view_alone(shell, id, false);
            true
        }
        None => false,
    }
}

/// What is behind the panel under the pointer, or with the keyboard.
fn look_behind(shell: Shell) -> bool {
    let panel =
        element::attribute_under_pointer(".panel", "data-panel").and_then(|id| id.parse().ok());
    if let Some(id) = panel {
        inspect::open(shell, id);
    }
    panel.is_some()
}
