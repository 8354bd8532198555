//! A silence in the list: what it holds, how long still, and what can be done with it.

use crate::alert::matcher;
use crate::alert::pairs::Pairs;
use crate::alert::silence;
use crate::browser::clock;
use crate::browser::element::set_property;
use crate::chart::scene::Status;
use crate::data::alert::SilenceState;
use crate::time::Instant;
use crate::time::Millis;
use crate::ui::hook::menu::Menu;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::form;
use crate::ui::page::alerts::listing::Held;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::writing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use leptos::html;
use leptos::prelude::*;

/// What ends within this time is said to end soon.
const SOON: Millis = Millis(2 * 3_600_000);

/// How long a silence that was ended can be had back with one press.
pub(super) const UNDO: i64 = 15_000;

/// The silence as it was before it was ended here, and for how long it can be had back.
pub(super) fn undoable(held: &Held, gone: &[(Held, Instant)], now: Instant) -> Option<(Held, i64)> {
    let (before, at) = gone
        .iter()
        .find(|(one, _)| one.silence.id == held.silence.id)?;
    let left = UNDO - (now.0 - at.0);
    (left > 0).then(|| (before.clone(), left))
}

pub(super) fn row(
    desk: Desk,
    held: &Held,
    pairs: &Pairs,
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
    let hits = match silence.state {
        SilenceState::Expired => None,
        SilenceState::Active | SilenceState::Pending => {
            silence::preview(&silence.matchers, pairs).ok()
        }
    };
    let hits = match (silence.state, hits.map(|preview| preview.hits.len())) {
        (_, None) => String::new(),
        (_, Some(0)) => say.hits_nothing.to_owned(),
        (SilenceState::Pending, Some(count)) => (say.would_hit)(count),
        (SilenceState::Active | SilenceState::Expired, Some(count)) => (say.alerts)(count),
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
