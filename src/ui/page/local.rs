//! Dashboards that are kept in this browser: a file that is dropped on the page or chosen opens and stays.

use crate::browser::file;
use crate::browser::file::Dragged;
use crate::browser::file::Given;
use crate::browser::location;
use crate::browser::storage;
use crate::chart::scene::Status;
use crate::dashboard::read;
use crate::route::Route;
use crate::route::dashboard::State;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::page::dashboard::list;
use crate::ui::page::dashboard::list::Listed;
use crate::ui::page::dashboard::load;
use crate::ui::page::dashboard::load::LOCAL;
use crate::ui::page::dashboard::load::Unopened;
use crate::ui::page::dashboard::problems;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::message::Message;
use crate::unit;
use crate::words::Told;
use leptos::prelude::*;
use serde_json::Value;

/// Bytes of a file that is kept: browsers give a page some five million characters for all it keeps.
const LARGEST: f64 = 2_097_152.0;

/// All that are kept.
#[must_use]
pub fn all() -> Vec<Listed> {
    let mut all: Vec<Listed> = Vec::new();
    for uid in storage::keys(LOCAL) {
        let text = load::local(&uid).unwrap_or_default();
        let json: Value = serde_json::from_slice(text.as_bytes()).unwrap_or_default();
        let mut listed = list::described(&json, &uid);
        listed.uid = uid;
        listed.file.clear();
        all.push(listed);
    }
    all
}

/// Keeps a file under its uid; false where the browser has no room.
#[must_use]
pub fn keep(uid: &str, text: &str) -> bool {
    storage::keep(&format!("{LOCAL}{uid}"), text)
}

/// Forgets it.
pub fn forget(uid: &str) {
    storage::forget(&format!("{LOCAL}{uid}"));
}

/// Under which key the uids of the dashboards that were opened last are kept, and how many.
const RECENT: &str = "atalaya.recent";
const REMEMBERED: usize = 5;

/// Uids of the dashboards that were opened last, the last one first.
#[must_use]
pub fn recent() -> Vec<String> {
    let text = storage::read(RECENT).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// A dashboard is being opened.
pub fn opened(uid: &str) {
    let mut recent = recent();
    recent.retain(|known| known != uid);
    recent.insert(0, uid.to_owned());
    recent.truncate(REMEMBERED);
    storage::write(RECENT, &recent.join("\n"));
}

/// The whole page takes files: what letting go will do, and why a file did not open.
#[component]
pub fn Drop() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let over = RwSignal::new(false);
    let told = RwSignal::new(Vec::<Told>::new());
    let drag = file::on_drag(move |dragged| match dragged {
        Dragged::Over => over.set(true),
        Dragged::Away => over.set(false),
        Dragged::Dropped(files) => {
            over.set(false);
            open(shell, files, told);
        }
    });
    let _held = StoredValue::new_local(drag);
    view! {
        {follow(move || over.get().then(|| view! {
            <div class="drop-page">
                <p class="drop" data-state="over"><Icon name="upload"/><strong>{words.local().drop}</strong></p>
            </div>
        }))}
        <Refused told/>
    }
}

/// A button that opens files.
#[component]
pub fn Choose() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let told = RwSignal::new(Vec::<Told>::new());
    let choose = move |event: leptos::ev::Event| open(shell, file::chosen(&event), told);
    view! {
        <label class="button choose">
            <Icon name="upload"/>
            {words.local().choose}
            <input
                class="visually-hidden"
                type="file"
                accept=".json,application/json"
                on:change=on(choose)
            />
        </label>
        <Refused told/>
    }
}

/// Why files did not open, until somebody has read it.
#[component]
fn Refused(told: RwSignal<Vec<Told>>) -> impl IntoView {
    let words = Shell::here().words();
    follow(move || {
        let all = told.get();
        (!all.is_empty()).then(|| {
            let messages = all
                .into_iter()
                .map(|told| {
                    view! { <Message status=Status::Critical title=told.title detail=told.detail/> }
                })
                .collect_view();
            view! {
                <div class="refused">
                    {messages}
                    <button
                        type="button"
                        class="button"
                        data-size="small"
                        on:click=on(move |_| told.set(Vec::new()))
                    >
                        {words.shell().close}
                    </button>
                </div>
            }
        })
    })
}

/// Opens the last of the files that is a dashboard; all that are, are kept.
fn open(shell: Shell, files: Vec<Given>, told: RwSignal<Vec<Told>>) {
    leptos::task::spawn_local(async move {
        let mut refused = Vec::new();
        let mut opened = None;
        for file in files {
            match take(shell, &file).await {
                Ok(uid) => opened = Some(uid),
                Err(why) => refused.push(why),
            }
        }
        told.try_set(refused);
        let Some(uid) = opened else { return };
        let is_open = shell
            .route
            .with_untracked(|route| matches!(route, Route::Dashboard(state) if state.uid == uid));
        if is_open {
            // The page shows what was kept under this uid before.
            location::reload();
        } else {
            shell.go(Route::Dashboard(State::new(&uid)));
        }
    });
}

/// Reads a file and keeps it: its uid, or why not.
async fn take(shell: Shell, file: &Given) -> Result<String, Told> {
    let words = shell.words();
    let name = file.name();
    let refused = |title: String| Told {
        title,
        detail: String::new(),
    };
    if file.size() > LARGEST {
        let limit = unit::text(LARGEST, "bytes", None, &shell.locale());
        return Err(refused((words.local().too_large)(&name, &limit)));
    }
    let Some(text) = file.text().await else {
        return Err(refused((words.local().unreadable)(&name)));
    };
    // The code for old files is here by now: this is part of it.
    let read = read::read(&text).map_err(|error| {
        problems::told(
            shell,
            &Unopened {
                file: name.clone(),
                why: load::Why::of(error, &text),
            },
        )
    })?;
    let uid = match read.uid.as_str() {
        "" => load::stem(&name).to_owned(),
        uid => uid.to_owned(),
    };
    if keep(&uid, &text) {
        Ok(uid)
    } else {
        Err(refused((words.local().no_room)(&name)))
    }
}
