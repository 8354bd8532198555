//! Queries that were asked before: kept in this browser, the last one first, each to be asked again.

use crate::browser::storage;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::menu::Menu;
use crate::ui::page::logs::model::Logs;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;

/// Under which key they are kept, and how many.
const KEY: &str = "atalaya.logs.queries";
const MOST: usize = 20;

/// A query may have several lines: between two queries stands what no query has.
const BETWEEN: char = '\u{1e}';

/// A query longer than this is not kept.
const LONGEST: usize = 4_000;

/// Id of the menu.
const ID: &str = "log-history";

/// The button and its menu.
#[component]
pub(super) fn History() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let menu = Menu::here();
    let kept = RwSignal::new(read());
    // A query that brought an answer is worth asking again.
    Effect::new(move |_| {
        logs.shown.track();
        let query = logs.state.with_untracked(|state| state.query.clone());
        if logs.shown.with_untracked(Option::is_some) && !query.trim().is_empty() {
            kept.update(|kept| remember(kept, query));
        }
    });
    let list = move || {
        let queries = kept.get();
        if queries.is_empty() {
            return view! { <p class="page-note">{say.no_history}</p> }.into_any();
        }
        let rows = queries
            .into_iter()
            .map(|query| one(logs, menu, query))
            .collect_view();
        let forget = move |_| {
            storage::forget(KEY);
            kept.set(Vec::new());
            menu.close();
        };
        view! {
            <ul class="options menu-list" aria-label=say.history>
                {rows}
                <li><button type="button" on:click=on(forget)>{say.forget}</button></li>
            </ul>
        }
        .into_any()
    };
    Some(view! {
        <span class="anchor">
            <button
                type="button"
                class="button"
                data-icon-only=""
                data-kind="quiet"
                data-size="small"
                aria-label=say.history
                title=say.history
                aria-haspopup="true"
                aria-controls=ID
                aria-expanded=Signal::derive(move || menu.is_open(ID).to_string())
                on:click=on(move |_| menu.toggle(ID))
            >
                <Icon name="history"/>
            </button>
            {follow(move || menu.is_open(ID).then(|| view! {
                <div class="popover menu log-history" data-align="right" id=ID>{list()}</div>
            }))}
        </span>
    })
}

fn one(logs: Logs, menu: Menu, query: String) -> AnyView {
    let shown = query.clone();
    let ask = move |_| {
        let query = query.clone();
        menu.close();
        logs.change(|state| {
            state.query = query;
            state.line = None;
        });
    };
    view! { <li><button type="button" class="mono" on:click=on(ask)><span>{shown}</span></button></li> }
        .into_any()
}

fn read() -> Vec<String> {
    let text = storage::read(KEY).unwrap_or_default();
    let queries = text.split(BETWEEN).filter(|query| !query.is_empty());
    queries.map(str::to_owned).collect()
}

fn remember(kept: &mut Vec<String>, query: String) {
    if query.len() > LONGEST || query.contains(BETWEEN) || kept.first() == Some(&query) {
        return;
    }
    kept.retain(|known| *known != query);
    kept.insert(0, query);
    kept.truncate(MOST);
    storage::write(KEY, &kept.join(&BETWEEN.to_string()));
}
