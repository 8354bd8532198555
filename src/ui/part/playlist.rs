//! A playlist: the bar that says where it is and goes on, and the button that starts one.

use crate::browser::clock::Timer;
use crate::browser::element;
use crate::route::Route;
use crate::route::dashboard::State;
use crate::route::playlist::Playlist;
use crate::route::playlist::unsay;
use crate::time::Millis;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::quiet::quiet;
use leptos::prelude::*;

/// How long each dashboard may be shown, as offered; the third is chosen to begin with.
const INTERVALS: [(&str, Millis); 5] = [
    ("10s", Millis(10_000)),
    ("30s", Millis(30_000)),
    ("1m", Millis(60_000)),
    ("5m", Millis(300_000)),
    ("15m", Millis(900_000)),
];
const USUAL: usize = 2;

/// The playlist that runs and the dashboard it is at.
fn running(route: &Route) -> Option<(Playlist, String)> {
    match route {
        Route::Dashboard(state) => Some((Playlist::of(&state.view)?, state.uid.clone())),
        _ => None,
    }
}

/// Goes so many dashboards on.
fn turn(shell: Shell, by: isize) {
    shell.adjust(|route| {
        if let Some((playlist, uid)) = running(route) {
            let mut state = State::new(playlist.beside(&uid, by));
            state.view = route.view().clone();
            *route = Route::Dashboard(state);
        }
    });
}

fn pause(shell: Shell) {
    shell.adjust(|route| {
        if let Some((mut playlist, _)) = running(route) {
            playlist.paused = !playlist.paused;
            playlist.say(route.view_mut());
        }
    });
}

/// A key of the whole page while a playlist runs and nothing has the keyboard: was it one of these?
pub fn pressed(shell: Shell, key: &str) -> bool {
    let runs = shell.route.with_untracked(|route| running(route).is_some());
    if !runs || element::focus_is_in("button, a, input, select, [tabindex]") {
        return false;
    }
    match key {
        "ArrowRight" => turn(shell, 1),
        "ArrowLeft" => turn(shell, -1),
        " " => pause(shell),
        _ => return false,
    }
    true
}

/// The bar, while a playlist runs.
#[component]
pub fn Bar() -> impl IntoView {
    let shell = Shell::here();
    let now = Memo::new(move |_| shell.route.with(running));
    let timer = StoredValue::new_local(None::<Timer>);
    Effect::new(move |_| {
        let wait = now.with(|now| {
            let (playlist, _) = now.as_ref()?;
            (!playlist.paused && playlist.uids.len() > 1).then_some(playlist.interval)
        });
        timer.set_value(wait.and_then(|wait| Timer::after(wait, move || turn(shell, 1))));
    });
    follow(move || now.get().map(|(playlist, uid)| bar(shell, &playlist, &uid)))
}

fn bar(shell: Shell, playlist: &Playlist, uid: &str) -> AnyView {
    let say = shell.words().playlist();
    let place = playlist.place(uid).map_or(1, |place| place + 1);
    let stop = move || {
        shell.change(|route| {
            let view = route.view_mut();
            unsay(view);
            view.kiosk = false;
        });
    };
    let (hold, hold_icon) = match playlist.paused {
        true => (say.resume, "play"),
        false => (say.pause, "pause"),
    };
    view! {
        <div class="playlist-bar" role="group" aria-label=say.name>
            {quiet("chevron-left", say.previous.to_owned(), move || turn(shell, -1))}
            {quiet(hold_icon, hold.to_owned(), move || pause(shell))}
            {quiet("chevron-right", say.next.to_owned(), move || turn(shell, 1))}
            <span class="num" role="status">{(say.place)(place, playlist.uids.len())}</span>
            {quiet("close", say.stop.to_owned(), stop)}
        </div>
    }
    .into_any()
}

/// What plays the dashboards found in a list, and for how long each.
#[component]
pub fn Play(
    /// Their uids.
    uids: Memo<Vec<String>>,
) -> impl IntoView {
    let shell = Shell::here();
    let say = shell.words().playlist();
    let chosen = RwSignal::new(USUAL);
    let play = move |_| {
        let uids = uids.get_untracked();
        let Some(first) = uids.first() else {
            return;
        };
        let mut state = State::new(first);
        let interval = INTERVALS.get(chosen.get_untracked());
        let playlist = Playlist {
            interval: interval.map_or(Millis(60_000), |(_, interval)| *interval),
            uids,
            paused: false,
        };
        playlist.say(&mut state.view);
        state.view.kiosk = true;
        shell.go(Route::Dashboard(state));
    };
    let choose = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        if let Some(at) = INTERVALS.iter().position(|(name, _)| *name == text) {
            chosen.set(at);
        }
    };
    let options = INTERVALS
        .iter()
        .enumerate()
        .map(|(at, (name, _))| view! { <option selected=at == USUAL>{*name}</option> })
        .collect_view();
    view! {
        <span class="play">
            <button
                type="button"
                class="button"
                disabled=Signal::derive(move || uids.with(Vec::is_empty))
                on:click=on(play)
            >
                <Icon name="play"/>
                {follow(move || (say.play)(uids.with(Vec::len)))}
            </button>
            <select class="input" aria-label=say.every on:change=on(choose)>{options}</select>
        </span>
    }
}
