//! Silences: what is kept quiet, until when, why and by whom; made longer, ended, brought back.

use crate::alert::matcher;
use crate::alert::section::has;
use crate::alert::silence;
use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::browser::element::set_property;
use crate::chart::scene::Status;
use crate::data::alert::SilenceState;
use crate::data::labels::Labels;
use crate::lean::sort;
use crate::time::Instant;
use crate::time::Millis;
use crate::ui::hook::held::Memo;
use crate::ui::hook::menu::Menu;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::desk::Held;
use crate::ui::page::alerts::form;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::writing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use crate::ui::part::message::Message;
use crate::words::alerts::Alerts;
use leptos::html;
use leptos::prelude::*;

/// What ends within this time is said to end soon.
const SOON: Millis = Millis(2 * 3_600_000);

/// How long a silence that was ended can be had back with one press.
const UNDO: i64 = 15_000;

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
    let (silences, listing) = (desk.silences.get(), desk.listing.get());
    let labels: Vec<&Labels> = listing.0.items.iter().map(|item| &item.labels).collect();
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
            .map(|held| row(desk, held, &labels, &gone, now))
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

/// The silence as it was before it was ended here, and for how long it can be had back.
fn undoable(held: &Held, gone: &[(Held, Instant)], now: Instant) -> Option<(Held, i64)> {
    let (before, at) = gone
        .iter()
        .find(|(one, _)| one.silence.id == held.silence.id)?;
    let left = UNDO - (now.0 - at.0);
    (left > 0).then(|| (before.clone(), left))
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

fn row(
    desk: Desk,
    held: &Held,
    labels: &[&Labels],
    gone: &[(Held, Instant)],
    now: Instant,
) -> AnyView {
    let say = desk.shell.words().alerts();
    let silence = &held.silence;
    let tags = silence
        .matchers
        .iter()
        .map(|one| {
            let text = say::cut(&matcher::written(one), 200);
            view! { <span class="tag mono"><bdi>{text}</bdi></span> }
        })
        .collect_view();
    if let Some((before, left)) = undoable(held, gone, now) {
        let undo = on(move |_: leptos::ev::MouseEvent| writing::undo(desk, before.clone()));
        return view! {
            <li class="silence" data-state="undo">
                <span class="status"><Icon name="history"/>{say.ended}</span>
                <span class="what-cell"><span class="chips">{tags}</span></span>
                <span class="undo">
                    <span class="num">{(say.left)(&say::length(desk, left))}</span>
                    <button type="button" class="button" data-size="small" on:click=undo>{say.undo}</button>
                </span>
            </li>
        }
        .into_any();
    }
    let hits = silence::preview(&silence.matchers, labels).map(|preview| preview.hits.len());
    let hits = match (silence.state, hits) {
        (SilenceState::Expired, _) | (_, Err(_)) => String::new(),
        (_, Ok(0)) => say.hits_nothing.to_owned(),
        (SilenceState::Pending, Ok(count)) => (say.would_hit)(count),
        (SilenceState::Active, Ok(count)) => (say.alerts)(count),
    };
    let names: Vec<String> = match desk.senders().len() {
        0 | 1 => Vec::new(),
        _ => held
            .sources
            .iter()
            .filter_map(|place| Some(desk.source(*place)?.name))
            .collect(),
    };
    let by = [vec![say::cut(&silence.created_by, 60)], names]
        .concat()
        .join(", ");
    view! {
        <li class="silence">
            {state(desk, held, now)}
            <span class="what-cell">
                <span class="chips">{tags}</span>
                <span class="why"><bdi>{say::cut(&silence.comment, 500)}</bdi></span>
            </span>
            <span class="hits num">{hits}</span>
            <span class="evaluation">{end(desk, held)}{meter(held, now)}</span>
            <span class="by"><bdi>{by}</bdi></span>
            <span class="row-actions">{actions(desk, held)}</span>
        </li>
    }
    .into_any()
}

fn state(desk: Desk, held: &Held, now: Instant) -> AnyView {
    let say = desk.shell.words().alerts();
    let (status, word) = match held.silence.state {
        SilenceState::Active if silence::ends_soon(&held.silence, SOON, now) => {
            (Status::Warning, say.ends_soon)
        }
        SilenceState::Active => (Status::Silenced, say.active),
        SilenceState::Pending => (Status::Pending, say.pending),
        SilenceState::Expired => {
            return view! { <span class="status"><Icon name="history"/>{say.expired}</span> }
                .into_any();
        }
    };
    view! { <span class="status" data-status=token(status)><Glyph status/>{word}</span> }.into_any()
}

fn end(desk: Desk, held: &Held) -> AnyView {
    let say = desk.shell.words().alerts();
    let now = desk.timing.now();
    let silence = &held.silence;
    let moment = |at: Option<Instant>| at.map_or_else(String::new, |at| say::moment(desk, at));
    let text = match (silence.state, silence.ends_at) {
        (SilenceState::Active, Some(end)) => {
            let left = say::length(desk, (end.0 - now.0).max(0));
            (say.ends_in)(&say::moment(desk, end), &left)
        }
        (SilenceState::Pending, _) => {
            (say.from_to)(&moment(silence.starts_at), &moment(silence.ends_at))
        }
        (_, end) => moment(end),
    };
    view! { <span class="num">{text}</span> }.into_any()
}

/// How much of it has passed.
fn meter(held: &Held, now: Instant) -> Option<AnyView> {
    let silence = &held.silence;
    let (start, end) = (silence.starts_at?.0, silence.ends_at?.0);
    if silence.state != SilenceState::Active || end <= start {
        return None;
    }
    let share = (now.0 - start).saturating_mul(100) / (end - start);
    let share = share.clamp(0, 100);
    let node = NodeRef::<html::Span>::new();
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            set_property(&node, "--share", &format!("{share}%"));
        }
    });
    let status = match silence::ends_soon(silence, SOON, now) {
        true => Status::Warning,
        false => Status::Silenced,
    };
    Some(
        view! {
            <span class="meter" data-status=token(status) aria-hidden="true" node_ref=node>
                <i></i>
                {""}
            </span>
        }
        .into_any(),
    )
}

fn actions(desk: Desk, held: &Held) -> Option<AnyView> {
    if desk.read_only.with(Option::is_some) {
        return None;
    }
    let say = desk.shell.words().alerts();
    let named = say::cut(&matcher::written_all(&held.silence.matchers), 80);
    let button = |name: &'static str, act: fn(Desk, &Held)| {
        let held = held.clone();
        let label = format!("{name}: {named}");
        let press = on(move |_: leptos::ev::MouseEvent| act(desk, &held));
        view! {
            <button type="button" class="button" data-size="small" aria-label=label on:click=press>
                {name}
            </button>
        }
        .into_any()
    };
    Some(match held.silence.state {
        SilenceState::Active => view! {
            {longer(desk, held, &named)}
            {button(say.edit, |desk, held| form::edit(desk, held, false))}
            {button(say.expire, |desk, held| writing::expire(desk, held.clone()))}
        }
        .into_any(),
        SilenceState::Pending => view! {
            {button(say.edit, |desk, held| form::edit(desk, held, false))}
            {button(say.cancel_silence, |desk, held| writing::expire(desk, held.clone()))}
        }
        .into_any(),
        SilenceState::Expired => button(say.again, |desk, held| form::edit(desk, held, true)),
    })
}

/// The menu that makes a silence longer.
fn longer(desk: Desk, held: &Held, named: &str) -> AnyView {
    let say = desk.shell.words().alerts();
    let menu = Menu::here();
    let id = format!("extend-{}", held.silence.id);
    let (toggled, opened, shown) = (id.clone(), id.clone(), id.clone());
    let held = held.clone();
    let choices = move || {
        let now = clock::now();
        let end = held.silence.ends_at.unwrap_or(now);
        silence::LONGER
            .map(|by| {
                let held = held.clone();
                let press = on(move |_: leptos::ev::MouseEvent| {
                    menu.close();
                    writing::extend(desk, held.clone(), by);
                });
                let until = say::moment(desk, silence::longer(end, by, now));
                view! {
                    <li>
                        <button type="button" on:click=press>
                            {format!("+{}", say::length(desk, by.0))}
                            <span class="num">{until}</span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <button
            type="button"
            class="button"
            data-size="small"
            aria-haspopup="menu"
            aria-controls=id
            aria-expanded=Signal::derive(move || menu.is_open(&opened).to_string())
            aria-label=format!("{}: {named}", say.extend)
            on:click=on(move |_| menu.toggle(&toggled))
        >
            {say.extend}
            <Icon name="chevron-down"/>
        </button>
        {follow(move || menu.is_open(&shown).then(|| view! {
            <div class="popover" id=shown.clone() role="group" aria-label=say.extend>
                <ul class="options">{choices()}</ul>
            </div>
        }))}
    }
    .into_any()
}
