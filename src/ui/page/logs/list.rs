//! The lines: of all that match, those in view and some around them are in the page.
//!
//! The list is as high as all lines that match, as far as the volume tells; where that is more than a browser can lay
//! out, a pixel stands for more than one line of those that are not in the page. Scrolling near an end of what is loaded
//! loads the next page there; scrolling far away loads what lies there instead.

use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::browser::element;
use crate::browser::element::set_property;
use crate::browser::scroll;
use crate::logs::item::Item;
use crate::logs::loaded::End;
use crate::logs::row::RowId;
use crate::time::Instant;
use crate::time::Millis;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::line::LineView;
use crate::ui::page::logs::line::Look;
use crate::ui::page::logs::line::TURNS;
use crate::ui::page::logs::line::turn;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::room::LINE;
use crate::ui::page::logs::room::STEP;
use crate::ui::page::logs::room::away;
use crate::ui::page::logs::room::held;
use crate::ui::page::logs::room::room;
use crate::ui::page::logs::room::start_of;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use leptos::ev::KeyboardEvent;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos::tachys::view::keyed::keyed;
use std::ops::Range;

/// So many rows before an end, the next page there is asked for.
const AHEAD: usize = 400;

/// A place far away is loaded once scrolling has rested for so long.
const REST: Millis = Millis(160);

/// Who drags the scroll bar sees what lies there when they rest for so long, and as often as this on the way: making
/// all rows anew at every place would hold up the dragging.
const SETTLED: Millis = Millis(60);
const SHOWN: Millis = Millis(1_000);

/// A row as the page keeps it: what changes how it looks makes it another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    id: RowId,
    repeats: u32,
    look: u64,
    open: bool,
}

/// The list.
#[component]
pub(super) fn Lines() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let room = Memo::new(move |_| room(logs));
    // The row that is first in the page: by its number, so that it stays when others come before it.
    let anchor = RwSignal::new(None::<RowId>);
    let first = Memo::new(move |_| {
        let items = logs.items.get();
        let place = anchor
            .get()
            .and_then(|id| logs.with_loaded(|loaded| loaded.place(id)));
        place.and_then(|place| items.find(place)).unwrap_or(0)
    });
    let seen = RwSignal::new(2 * STEP);
    let held = Memo::new(move |_| {
        // While what is newest comes all the time, nothing below it is worth having ready.
        let passing = logs.following.get() && anchor.get().is_none();
        held(seen.get(), passing)
    });
    let window = Memo::new(move |_| {
        let count = logs.items.with(|items| items.len());
        let first = first.get().min(count.saturating_sub(1));
        first..first.saturating_add(held.get()).min(count)
    });
    let look = Look::provide(logs);
    let list = NodeRef::<html::Div>::new();
    let above = NodeRef::<html::Div>::new();
    let below = NodeRef::<html::Div>::new();
    let rest = StoredValue::new_local(None::<Timer>);
    let shown_at = StoredValue::new(Instant(0));
    Effect::new(move |_| {
        let (room, window) = (room.get(), window.get());
        let high = |rows: usize| format!("{:.0}px", rows as f64 * room.row);
        if let Some(above) = above.get() {
            set_property(&above, "--room", &high(room.above + window.start));
        }
        if let Some(below) = below.get() {
            let left = room.rows.saturating_sub(window.end);
            set_property(&below, "--room", &high(room.below + left));
        }
    });
    let anchor_at = move |row: usize, hold: bool| {
        let items = logs.items.get_untracked();
        let id = items
            .get(row)
            .and_then(|item| logs.with_loaded(|loaded| Some(loaded.row(item.place as usize)?.id)));
        // At the very top stands whatever is newest then: nothing holds on to it.
        let id = id.filter(|_| row > 0 || hold);
        if anchor.get_untracked() != id {
            anchor.set(id);
        }
    };
    let scrolled = move || {
        let Some(list) = list.get_untracked() else {
            return;
        };
        let (room, window) = (room.get_untracked(), window.get_untracked());
        let (top, visible) = scroll::place(&list);
        // Lines that are wrapped are higher than others: where the rows really lie, the page says.
        let edge = |room: NodeRef<html::Div>| room.try_get_untracked().flatten();
        let (Some(above), Some(below)) = (edge(above), edge(below)) else {
            return;
        };
        let (start, end) = (scroll::edges(&above).1, scroll::edges(&below).0);
        let row_high = ((end - start) / window.len().max(1) as f64).max(1.0);
        let fits = (visible / LINE) as usize;
        if fits != seen.get_untracked() {
            seen.set(fits);
        }
        let seen = fits;
        rest.set_value(None);
        if top + visible < start || top > end {
            // Nothing that is in the page is in view.
            // Rows that are in the page may be higher than others.
            let row = match top > end {
                true => room.above + window.end + ((top - end) / room.row) as usize,
                false => (top / room.row) as usize,
            };
            match row.checked_sub(room.above).filter(|row| *row < room.rows) {
                Some(row) => {
                    let show = move || {
                        shown_at.try_set_value(clock::now());
                        anchor_at(row.saturating_sub(STEP) / STEP * STEP, true);
                        near(logs, row, row + seen, room.rows);
                    };
                    let past = clock::now().0.saturating_sub(shown_at.get_value().0);
                    match past > SHOWN.0 {
                        true => show(),
                        false => rest.set_value(Timer::after(SETTLED, show)),
                    }
                }
                None => rest.set_value(Timer::after(REST, move || away(logs, row))),
            }
        } else {
            let into = ((top - start) / row_high).max(0.0) as usize;
            let row = window.start + into;
            let moved = start_of(&window, row, seen, held.get_untracked(), room.rows);
            if moved != window.start || moved == 0 {
                anchor_at(moved, room.above > 0 || top > LINE);
            }
            near(logs, row, row + seen, room.rows);
        }
    };
    // Rows that are wrapped end elsewhere than was thought: what came into the page may not reach over what is in view.
    Effect::new(move |_| {
        window.track();
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            let edge = |room: NodeRef<html::Div>| room.try_get_untracked().flatten();
            let (Some(list), Some(above), Some(below)) = (edge(list), edge(above), edge(below))
            else {
                return;
            };
            let (top, visible) = scroll::place(&list);
            let (window, rows) = (window.get_untracked(), room.get_untracked().rows);
            let short = top + visible > scroll::edges(&below).0 && window.end < rows;
            if short || top < scroll::edges(&above).1 && window.start > 0 {
                scrolled();
            }
        });
    });
    // What is loaded may be less than what fits; what was linked is to be seen.
    let linked = StoredValue::new(None);
    Effect::new(move |_| {
        logs.version.track();
        let link = logs.state.with(|state| state.line);
        let busy = logs.busy.get();
        let (count, window) = (logs.items.with(|items| items.len()), window.get_untracked());
        let all = logs.items.with_untracked(|items| items.is_all());
        if !busy && all && count > 0 && count < held.get_untracked() && window.start == 0 {
            logs.more(End::Older);
        }
        let unheld = anchor
            .get_untracked()
            .is_none_or(|id| logs.with_loaded(|loaded| loaded.place(id).is_none()));
        if unheld && room.get_untracked().above > 0 {
            // What comes before it must not push it away.
            anchor_at(window.start, true);
        }
        if !busy {
            // What came may be less than what is in view by now.
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                scrolled();
            });
        }
        if busy || link.is_none() || linked.get_value() == link {
            return;
        }
        let found = logs.with_loaded(|loaded| super::line::linked(loaded, link));
        if let Some((id, place)) = found {
            linked.set_value(link);
            let row = logs
                .items
                .with_untracked(|items| items.find(place))
                .unwrap_or(0);
            anchor_at(row.saturating_sub(STEP / 2), true);
            logs.opened.set(vec![id]);
            logs.more(End::Newer);
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                element::show(".log-line[data-linked]");
                element::focus(".log-line[data-linked] .opener");
            });
        }
    });
    let keys = Memo::new(move |_| keys(logs, &window.get(), look));
    let rows = rows(keys);
    let foot = move || {
        logs.version.track();
        let busy = logs.busy.get();
        let search = logs.state.with(|state| state.search.clone());
        let items = logs.items.get();
        if items.is_empty() && !search.trim().is_empty() {
            return Some((say.none_found)(search.trim()));
        }
        let (more, empty) =
            logs.with_loaded(|loaded| (loaded.has_more(End::Older), loaded.is_empty()));
        match (empty, busy, more) {
            (true, _, _) => None,
            (_, true, true) => Some(say.loading.to_owned()),
            (_, _, false) => Some(say.end.to_owned()),
            (_, false, true) => None,
        }
    };
    // A short list cannot be scrolled to its end.
    let more = move || {
        logs.version.track();
        let items = logs.items.get();
        let more = logs.with_loaded(|loaded| loaded.has_more(End::Older));
        (more && !items.is_all()).then(|| {
            view! {
                <button
                    type="button"
                    class="button"
                    data-size="small"
                    disabled=Signal::derive(move || logs.busy.get())
                    on:click=on(move |_| logs.more(End::Older))
                >
                    {say.load_more}
                </button>
            }
        })
    };
    let old = move || (!super::notice::is_of_the_query(logs)).then_some("");
    Some(view! {
        <div
            class="scroll log-lines log-list"
            data-wrap=Signal::derive(move || logs.state.with(|state| (!state.no_wrap).then_some("")))
            data-old=Signal::derive(old)
            tabindex="0"
            role="group"
            aria-label=say.lines
            aria-busy=Signal::derive(move || logs.busy.get().to_string())
            node_ref=list
            on:click=on(move |event| pressed(logs, &event))
            on:keydown=on(walk)
            on:scroll=on(move |_| scrolled())
        >
            <div class="log-room" node_ref=above></div>
            {rows}
            <div class="log-room" node_ref=below></div>
        </div>
        <div class="list-head">
            <p class="list-foot" role="status">{follow(foot)}</p>
            {follow(more)}
        </div>
    })
}

/// The rows. Of each row that `<For>` shows something stays for as long as the list is there (its owner, which the list's
/// owner keeps a place for), and while lines are followed that is megabytes. Only a row that is opened needs an owner:
/// nothing in the others changes.
fn rows(keys: Memo<Vec<Key>>) -> AnyView {
    let list = Owner::current().unwrap_or_default();
    let row = move |_, key: Key| {
        let view =
            move || view! { <LineView id=key.id repeats=key.repeats open=key.open/> }.into_any();
        let view = match key.open {
            true => {
                let owner = list.with(Owner::new);
                let view = owner.with(view);
                OwnedView::new_with_owner(view, owner).into_any()
            }
            false => view(),
        };
        (drop::<usize>, view)
    };
    (move || keyed(keys.get(), |key: &Key| *key, row.clone())).into_any()
}

/// A row has no handler of its own: each would stay until the browser collects what it threw away.
fn pressed(logs: Logs, event: &MouseEvent) {
    let id = element::attribute_around(event, TURNS, "data-turn");
    if let Some(id) = id.and_then(|id| id.parse().ok()) {
        turn(logs, RowId(id));
    }
}

/// The arrows lead from line to line once one of them has the keyboard.
fn walk(event: KeyboardEvent) {
    let to = match event.key().as_str() {
        "ArrowDown" => ".log-line:has(> .log-row > .opener:focus) + .log-line > .log-row > .opener",
        "ArrowUp" => ".log-line:has(+ .log-line > .log-row > .opener:focus) > .log-row > .opener",
        _ => return,
    };
    if element::focus_is_in(".log-list .opener") {
        event.prevent_default();
        element::focus(to);
    }
}

/// Asks for the next page where what is in view comes near an end of what is loaded.
fn near(logs: Logs, first: usize, last: usize, count: usize) {
    // Of what is searched or folded, few rows may be left of many lines: more are loaded when somebody says so.
    if !logs.items.with_untracked(|items| items.is_all()) {
        return;
    }
    let oldest_first = logs.state.with_untracked(|state| state.oldest_first);
    let (top, bottom) = match oldest_first {
        true => (End::Older, End::Newer),
        false => (End::Newer, End::Older),
    };
    if last.saturating_add(AHEAD) > count {
        logs.more(bottom);
    } else if first < AHEAD {
        logs.more(top);
    }
}

fn keys(logs: Logs, window: &Range<usize>, look: Look) -> Vec<Key> {
    let look = look.version.get();
    let (items, opened) = (logs.items.get(), logs.opened.get());
    logs.with_loaded(|loaded| {
        let key = |row: usize| {
            let Item { place, repeats } = items.get(row)?;
            let id = loaded.row(place as usize)?.id;
            let open = opened.contains(&id);
            Some(Key {
                id,
                repeats,
                look,
                open,
            })
        };
        window.clone().filter_map(key).collect()
    })
}
