//! Above the lines: how many, what is looked for in them, how they look, saving them.

use crate::browser::file;
use crate::data::lines::Nanos;
use crate::data::log::Dedup;
use crate::logs::item::Items;
use crate::logs::loaded::End;
use crate::logs::loaded::Loaded;
use crate::logs::row::Row;
use crate::logs::save;
use crate::logs::save::Form;
use crate::route::logs::State;
use crate::ui::hook::menu::Menu;
use crate::ui::page::logs::line::fraction;
use crate::ui::page::logs::model::Logs;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;

/// Ids of the menus.
const VIEW: &str = "log-view";
const SAVE: &str = "log-save";

/// Ways of folding, in the order of the menu.
const WAYS: [Dedup; 4] = [Dedup::None, Dedup::Exact, Dedup::Numbers, Dedup::Signature];

/// The bar.
#[component]
pub(super) fn Toolbar() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let count = move || {
        logs.version.track();
        let items = logs.items.get();
        let (loaded, newest, oldest) = logs.with_loaded(|loaded| {
            let whole = |end| !loaded.has_more(end);
            (loaded.len(), whole(End::Newer), whole(End::Older))
        });
        match items.is_all() {
            true => {
                // The bars count by whole steps, the first of which begins before the range does.
                let total = logs.counted.volume.get().map(|volume| volume.total());
                let total = total.filter(|_| !(newest && oldest));
                (say.loaded)(total, loaded, newest)
            }
            false => (say.found)(items.len(), loaded),
        }
    };
    let search = move |event| {
        let text = event_target_value(&event);
        logs.adjust(|state| state.search = text);
    };
    let wrap = move || logs.state.with(|state| !state.no_wrap).to_string();
    let order = move || match logs.state.with(|state| state.oldest_first) {
        true => say.oldest_first,
        false => say.newest_first,
    };
    Some(view! {
        <div class="log-toolbar">
            <span class="page-note num" role="status">{follow(count)}</span>
            <label class="search">
                <span class="visually-hidden">{say.find}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    placeholder=say.find
                    prop:value=Signal::derive(move || logs.state.with(|state| state.search.clone()))
                    on:input=on(search)
                />
            </label>
            <button
                type="button"
                class="button"
                data-icon-only=""
                data-kind="quiet"
                aria-label=say.wrap
                title=say.wrap
                aria-pressed=Signal::derive(wrap)
                on:click=on(move |_| logs.change(|state| state.no_wrap = !state.no_wrap))
            >
                <Icon name="wrap"/>
            </button>
            <button
                type="button"
                class="button"
                data-kind="quiet"
                on:click=on(move |_| logs.change(|state| state.oldest_first = !state.oldest_first))
            >
                {follow(order)}
            </button>
            <Opener id=VIEW icon="settings" name=say.view>{looks(logs)}</Opener>
            <Opener id=SAVE icon="download" name=say.download>{forms(logs)}</Opener>
        </div>
        {follow(move || crowded(logs))}
    })
}

/// A button and its menu.
#[component]
fn Opener(
    id: &'static str,
    icon: &'static str,
    name: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let menu = Menu::here();
    view! {
        <span class="anchor">
            <button
                type="button"
                class="button"
                data-icon-only=""
                data-kind="quiet"
                aria-label=name
                title=name
                aria-haspopup="true"
                aria-controls=id
                aria-expanded=Signal::derive(move || menu.is_open(id).to_string())
                on:click=on(move |_| menu.toggle(id))
            >
                <Icon name=icon/>
            </button>
            {follow(move || menu.is_open(id).then(|| view! {
                <div class="popover menu" data-align="right" id=id>
                    <ul class="options menu-list" aria-label=name>{children()}</ul>
                </div>
            }))}
        </span>
    }
}

fn looks(logs: Logs) -> impl Fn() -> AnyView + Send + Sync + 'static {
    move || {
        let say = logs.shell.words().logs();
        let flag = |name: &'static str, is: fn(&State) -> bool, turn: fn(&mut State)| {
            item(name, logs.state.with_untracked(is), move || {
                logs.change(turn)
            })
        };
        let ways = WAYS
            .into_iter()
            .enumerate()
            .map(|(place, way)| {
                let chosen = logs.state.with_untracked(|state| state.dedup == way);
                item((say.fold)(place), chosen, move || {
                    logs.change(|state| state.dedup = way)
                })
            })
            .collect_view();
        view! {
            {flag(say.pretty, |state| state.pretty, |state| state.pretty = !state.pretty)}
            {flag(say.colours, |state| !state.no_colour, |state| state.no_colour = !state.no_colour)}
            {flag(say.nanos, |state| state.nanos, |state| state.nanos = !state.nanos)}
            {ways}
        }
        .into_any()
    }
}

fn forms(logs: Logs) -> impl Fn() -> AnyView + Send + Sync + 'static {
    move || {
        let say = logs.shell.words().logs();
        [
            (say.as_text, Form::Text),
            (say.as_json, Form::Json),
            (say.as_csv, Form::Csv),
        ]
        .into_iter()
        .map(|(name, form)| item(name, false, move || save(logs, form)))
        .collect_view()
        .into_any()
    }
}

fn item(name: &'static str, chosen: bool, act: impl Fn() + 'static) -> AnyView {
    let menu = Menu::here();
    let press = move |_| {
        menu.close();
        act();
    };
    let check = chosen.then(|| view! { <Icon name="check"/> });
    view! {
        <li>
            <button type="button" aria-pressed=chosen.to_string() on:click=on(press)>
                <span>{name}</span>
                {check}
            </button>
        </li>
    }
    .into_any()
}

/// Saves what is shown, in the order shown.
fn save(logs: Logs, form: Form) {
    let items = logs.items.get_untracked();
    let text = logs.with_loaded(|loaded| save::file(form, shown(loaded, &items)));
    let (end, kind) = form.kind();
    file::save(&format!("logs.{end}"), kind, &text);
}

fn shown<'a>(
    loaded: &'a Loaded,
    items: &'a Items,
) -> impl Iterator<Item = Row<'a>> + Clone + use<'a> {
    (0..items.len()).filter_map(|row| loaded.row(items.get(row)?.place as usize))
}

/// Where the list has a hole that Loki does not let anybody fill.
fn crowded(logs: Logs) -> Option<AnyView> {
    logs.version.track();
    let say = logs.shell.words().logs();
    let at: Option<Nanos> = logs.with_loaded(|loaded| loaded.crowded().last().copied());
    let at = at?;
    let zone = logs.timing.zone.get();
    let time = logs.shell.words().exact(at.instant(), &zone);
    let time = format!("{time}{}", fraction(at));
    Some(
        view! {
            <div class="notice" data-status="info" role="status"><span>{(say.crowded)(&time)}</span></div>
        }
        .into_any(),
    )
}
