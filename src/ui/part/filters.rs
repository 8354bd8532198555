//! Ad hoc filters: those in force, and a line to add one, whose labels and values are what the source knows.

use crate::cache::view::Priority;
use crate::cache::view::State;
use crate::dashboard::adhoc;
use crate::dashboard::adhoc::Filter;
use crate::dashboard::variable::Chosen;
use crate::dashboard::variable::Kind;
use crate::dashboard::variable::Variable;
use crate::live::Known;
use crate::source::Found;
use crate::source::Query;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::variable::set;
use leptos::prelude::*;
use std::sync::Arc;

/// More values than this are not offered: what is typed need not be among them.
const OFFERED: usize = 1_000;

/// What a filter can say, in the order in which it is offered.
const OPERATORS: [&str; 4] = ["=", "!=", "=~", "!~"];

/// The filters of a variable.
#[component]
pub fn Filters(
    /// Which.
    variable: Arc<Variable>,
    /// Of which dashboard.
    board: Board,
    /// Id of the menu.
    id: String,
) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let say = words.variable();
    let name = variable.name.clone();
    let filters = {
        let name = name.clone();
        Memo::new(move |_| {
            board.values.with(|values| match values.chosen(&name) {
                Some(Chosen::These(these)) => {
                    let read = these.iter().filter_map(|one| Filter::read(&one.value));
                    read.collect::<Vec<_>>()
                }
                Some(Chosen::All) | None => Vec::new(),
            })
        })
    };
    let keep = StoredValue::new(move |filters: Vec<Filter>| {
        let mut texts: Vec<String> = filters.iter().map(Filter::text).collect();
        if texts.is_empty() {
            // One that says nothing, so that the file's own do not come back.
            texts.push(String::new());
        }
        set(shell, &name, texts);
    });
    let key = RwSignal::new(String::new());
    let operator = RwSignal::new("=");
    let value = RwSignal::new(String::new());
    let asked = Arc::clone(&variable);
    let names = known(shell, move || match &asked.kind {
        Kind::AdHoc { source } => board.view(|_, view| adhoc::names(source, view)),
        _ => None,
    });
    let asked = Arc::clone(&variable);
    let values = known(shell, move || match &asked.kind {
        Kind::AdHoc { source } => {
            let (key, filters) = (key.get(), filters.get());
            board.view(|_, view| adhoc::values(source, &key, &filters, view))
        }
        _ => None,
    });
    let chips = move || {
        let all = filters.get();
        if all.is_empty() {
            return view! { <p class="page-note">{say.no_filters}</p> }.into_any();
        }
        let all = all.into_iter().enumerate().map(|(at, filter)| {
            let out = filter.operator.starts_with('!').then_some("out");
            let shown = filter.choice().text;
            let remove = move |_| {
                let mut rest = filters.get_untracked();
                if at < rest.len() {
                    rest.remove(at);
                }
                keep.with_value(|keep| keep(rest));
            };
            view! {
                <span class="chip" data-kind=out>
                    <span>
                        <span class="key">{filter.key}</span>
                        <span class="op">{filter.operator}</span>
                        <span class="val">{filter.values.join(" | ")}</span>
                    </span>
                    <button type="button" aria-label=(say.remove)(&shown) on:click=on(remove)>
                        <Icon name="close"/>
                    </button>
                </span>
            }
        });
        view! { <span class="chips">{all.collect_view()}</span> }.into_any()
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (label, text) = (key.get_untracked(), value.get_untracked());
        let label = label.trim();
        if label.is_empty() {
            return;
        }
        let mut all = filters.get_untracked();
        all.push(Filter {
            key: label.to_owned(),
            operator: operator.get_untracked().to_owned(),
            values: vec![text],
        });
        keep.with_value(|keep| keep(all));
        key.set(String::new());
        value.set(String::new());
    };
    let operators = OPERATORS
        .map(|one| view! { <option>{one}</option> })
        .collect_view();
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        if let Some(one) = OPERATORS.into_iter().find(|one| *one == chosen) {
            operator.set(one);
        }
    };
    let (names_id, values_id) = (format!("{id}-names"), format!("{id}-values"));
    view! {
        <div class="popover menu variable-menu filter-menu" id=id role="dialog" aria-label=variable.label.clone()>
            <div class="filters-now">{follow(chips)}</div>
            <form class="filter-new" on:submit=on(add)>
                <input
                    class="input"
                    autocomplete="off"
                    data-first-focus=""
                    list=names_id.clone()
                    aria-label=say.label
                    placeholder=say.label
                    prop:value=Signal::derive(move || key.get())
                    on:input=on(move |event| key.set(event_target_value(&event)))
                />
                <select class="input" aria-label=say.operator on:change=on(choose)>{operators}</select>
                <input
                    class="input"
                    autocomplete="off"
                    list=values_id.clone()
                    aria-label=say.value
                    placeholder=say.value
                    prop:value=Signal::derive(move || value.get())
                    on:input=on(move |event| value.set(event_target_value(&event)))
                />
                <button type="submit" class="button" disabled=Signal::derive(move || key.with(|key| key.trim().is_empty()))>
                    <Icon name="plus"/>
                    {say.add}
                </button>
            </form>
            <datalist id=names_id>{follow(move || options(names))}</datalist>
            <datalist id=values_id>{follow(move || options(values))}</datalist>
        </div>
    }
}

fn known(shell: Shell, wanted: impl Fn() -> Option<Query> + 'static) -> Option<Known> {
    let live = shell.live.get_untracked()?;
    Some(live.watch(move || Some((wanted()?, Priority::Visible))))
}

/// What a source answered; nothing is offered before, and typing works all the same.
fn options(known: Option<Known>) -> AnyView {
    let view = known.and_then(|known| known.get());
    let names = view.and_then(|view| match view.state {
        State::Fresh { answer, .. }
        | State::Refreshing { answer, .. }
        | State::Stale { answer, .. } => match &answer.found {
            Found::Names(names) => Some(names.clone()),
            _ => None,
        },
        State::Waiting { .. } | State::Failed { .. } => None,
    });
    let names = names.unwrap_or_default().into_iter().take(OFFERED);
    names
        .map(|name| view! { <option value=name></option> })
        .collect_view()
        .into_any()
}
