//! Silences: what is kept quiet, until when, why and by whom, parted by what they do now.

use crate::alert::matcher;
use crate::alert::section::has;
use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::chart::scene::Status;
use crate::data::alert::SilenceState;
use crate::lean::sort;
use crate::time::Instant;
use crate::time::Millis;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::listing::Held;
use crate::ui::page::alerts::silence_row::UNDO;
use crate::ui::page::alerts::silence_row::row;
use crate::ui::page::alerts::silence_row::undoable;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::message::Message;
use crate::words::alerts::Alerts;
use leptos::prelude::*;

/// Rows of one state in the page; the search finds the others.
const ROWS: usize = 60;

/// How many hold now.
pub(super) fn active(all: &[Held]) -> usize {
    let is = |held: &&Held| held.silence.state == SilenceState::Active;
    all.iter().filter(is).count()
}

const STATES: [(SilenceState, &str); 3] = [
    (SilenceState::Active, "active"),
    (SilenceState::Pending, "pending"),
    (SilenceState::Expired, "expired"),
];

/// The tab.
pub(super) fn silences(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let search = Memo::new(move |_| desk.state.with(|state| state.search.clone()));
    let only = Memo::new(move |_| desk.state.with(|state| state.only.clone()));
    let typed = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        desk.adjust(|state| state.search = text);
    };
    tick(desk);
    view! {
        <div class="filter-bar">
            <label class="search">
                <span class="visually-hidden">{say.find_silence}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    type="search"
                    autocomplete="off"
                    placeholder=say.find_silence
                    prop:value=Signal::derive(move || search.get())
                    on:input=on(typed)
                />
            </label>
            {follow(move || states(desk, &only.get()))}
            <span class="page-note push">{say.soonest_first}</span>
        </div>
        {follow(move || trouble(desk))}
        {follow(move || parts(desk, &search.get(), &only.get()))}
    }
    .into_any()
}

fn name_of(say: &Alerts, state: SilenceState) -> &'static str {
    match state {
        SilenceState::Active => say.active,
        SilenceState::Pending => say.pending,
        SilenceState::Expired => say.expired,
    }
}

fn trouble(desk: Desk) -> Option<AnyView> {
    let told = desk.trouble.get()?;
    Some(
        view! {
            <Message status=Status::Critical title=format!("{}.", told.title) detail=told.detail/>
        }
        .into_any(),
    )
}

fn states(desk: Desk, only: &str) -> AnyView {
    let say = desk.shell.words().alerts();
    let all = desk.silences.get();
    let mut choices = vec![("", say.all, None)];
    for (state, name) in STATES {
        let count = all
            .0
            .iter()
            .filter(|held| held.silence.state == state)
            .count();
        choices.push((name, name_of(say, state), Some(count)));
    }
    segments(desk, say.by_state, &choices, only, |state| &mut state.only)
}

/// One of a few choices, kept in the address.
pub(super) fn segments(
    desk: Desk,
    label: &'static str,
    choices: &[(&'static str, &'static str, Option<usize>)],
    chosen: &str,
    field: fn(&mut crate::route::alerts::State) -> &mut String,
) -> AnyView {
    let buttons = choices
        .iter()
        .map(|(value, name, count)| {
            let value = *value;
            let press = on(move |_: leptos::ev::MouseEvent| {
                desk.change(|state| value.clone_into(field(state)));
            });
            let count = count.map(|count| view! { <span class="count">{count}</span> });
            view! {
                <button type="button" aria-pressed=(value == chosen).to_string() on:click=press>
                    {*name}
                    {count}
                </button>
            }
        })
        .collect_view();
    view! { <div class="segments" role="group" aria-label=label>{buttons}</div> }.into_any()
}

fn parts(desk: Desk, search: &str, only: &str) -> AnyView {
    let say = desk.shell.words().alerts();
    let (silences, said) = (desk.silences.get(), desk.said.get());
    let gone = desk.gone.get();
    let now = clock::now();
    let mut sections = Vec::new();
    for (state, name) in STATES {
        if !only.is_empty() && only != name {
            continue;
        }
        let mut found: Vec<&Held> = silences
            .0
            .iter()
            .filter(|held| shown_as(held, &gone, now) == state && finds(held, search))
            .collect();
        sort::by(&mut found, |a, b| {
            let end = |held: &Held| held.silence.ends_at;
            match state {
                SilenceState::Expired => end(b).cmp(&end(a)),
                SilenceState::Active | SilenceState::Pending => end(a).cmp(&end(b)),
            }
        });
        if found.is_empty() && (state != SilenceState::Active || !search.is_empty()) {
            continue;
        }
        let count = found.len();
        let rows = found
            .into_iter()
            .take(ROWS)
            .map(|held| row(desk, held, &said.pairs, &gone, now))
            .collect_view();
        let none = (count == 0).then(|| view! { <li class="panel-message">{say.no_silence}</li> });
        let cut =
            (count > ROWS).then(|| view! { <p class="list-foot">{(say.shown)(ROWS, count)}</p> });
        let id = format!("silences-{name}");
        sections.push(
            view! {
                <section class="panel silence-group" aria-labelledby=id.clone()>
                    <header>
                        <h2 id=id.clone()>{name_of(say, state)}</h2>
                        <span class="unit">{(say.count)(count)}</span>
                    </header>
                    <ul>{none}{rows}</ul>
                    {cut}
                </section>
            }
            .into_any(),
        );
    }
    if sections.is_empty() {
        let text = (say.none_found)(search);
        return view! { <div class="panel"><p class="panel-message">{text}</p></div> }.into_any();
    }
    sections.into_any()
}

/// One that was just ended keeps its place for a while.
fn shown_as(held: &Held, gone: &[(Held, Instant)], now: Instant) -> SilenceState {
    match undoable(held, gone, now) {
        Some((before, _)) => before.silence.state,
        None => held.silence.state,
    }
}

fn finds(held: &Held, search: &str) -> bool {
    let silence = &held.silence;
    let search = search.trim();
    has(&silence.comment, search)
        || has(&silence.created_by, search)
        || has(&silence.id, search)
        || has(&matcher::written_all(&silence.matchers), search)
}

/// Asks again each second while something can be undone.
fn tick(desk: Desk) {
    let timer = StoredValue::new_local(None::<Timer>);
    Effect::new(move |_| {
        let waits = desk.gone.with(|gone| !gone.is_empty());
        timer.set_value(match waits {
            true => Timer::after(Millis(1_000), move || {
                let now = clock::now();
                desk.gone
                    .try_update(|gone| gone.retain(|(_, at)| now.0 - at.0 < UNDO));
            }),
            false => None,
        });
    });
}
