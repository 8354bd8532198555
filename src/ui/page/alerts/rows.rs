//! A long list of which only what is in view, and some around it, is in the page; the page itself scrolls.
//!
//! Rows that were not there before are made a few at a time, so that a key or a touch need not wait for all of them. Of
//! another list those in view are shown first: who types on wants no others.

use crate::browser::clock::Timer;
use crate::browser::element::set_property;
use crate::browser::scroll::Past;
use crate::browser::turn::Turn;
use crate::time::Millis;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::alerts::listing::Same;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// Most rows in the page.
const ROWS: usize = 60;

/// New rows that are made in one go: what most screens show.
const PIECE: usize = 20;

/// Before this has passed, rows of another list that are not in view are not made.
const REST: Millis = Millis(150);

/// The window of rows moves in steps of so many, so that scrolling a little changes nothing.
const STEP: usize = 10;

/// Height of a row that is not in the page, CSS px.
const ROW: f64 = 45.0;

/// Shows the rows of a list, each told apart by its key.
pub fn rows<T: Clone + Send + Sync + 'static>(
    list: Memo<Same<Vec<T>>>,
    key: fn(&T) -> u64,
    class: &'static str,
    row: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView {
    let root = NodeRef::<html::Ul>::new();
    let (above, below) = (NodeRef::<html::Li>::new(), NodeRef::<html::Li>::new());
    let first = RwSignal::new(0_usize);
    let follower = StoredValue::new_local(None::<Past>);
    let count = Memo::new(move |_| list.with(|list| list.0.len()));
    let window = Memo::new(move |_| {
        let count = count.get();
        let first = first.get().min(count.saturating_sub(ROWS));
        (first, first.saturating_add(ROWS).min(count))
    });
    Effect::new(move |_| {
        if let Some(root) = root.get() {
            follower.set_value(Past::of(&root, move |above, height| {
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a page is not higher than a float can count"
                )]
                let row = |px: f64| (px.max(0.0) / ROW) as usize;
                let (start, end) = window.get_untracked();
                let (top, bottom) = (row(above), row(above + height));
                let near = (start > 0 && top < start.saturating_add(STEP / 2))
                    || (end < count.get_untracked() && bottom.saturating_add(STEP / 2) > end);
                if near {
                    first.set(top.saturating_sub(STEP) / STEP * STEP);
                }
            }));
        }
    });
    let made = RwSignal::new(Made {
        rows: Vec::new(),
        wait: 0,
    });
    let more = RwSignal::new(0_u32);
    let rest = StoredValue::new_local(None::<Timer>);
    Effect::new(move |before: Option<Same<Vec<T>>>| {
        // Before what follows from it: an effect that asks the window first, which may stay as it is, is not told of the list.
        let of = list.get();
        more.track();
        let (start, end) = window.get();
        let other = before.as_ref() != Some(&of);
        // Above what is in view are some rows too, but for the top of the list.
        let seen = if start > 0 { STEP + PIECE } else { PIECE };
        let now = made.with_untracked(|made| {
            let wanted = of.0.get(start..end.min(of.0.len())).unwrap_or(&[]);
            piece(made, wanted, if other { seen } else { ROWS }, key)
        });
        let waits = now.wait > 0;
        made.set(now);
        let go_on = move || more.try_update(|more| *more = more.wrapping_add(1));
        rest.set_value(None);
        if waits && !other {
            leptos::task::spawn_local(async move {
                Turn::begin().end().await;
                go_on();
            });
        } else if waits {
            rest.set_value(Timer::after(REST, move || {
                go_on();
            }));
        }
        of
    });
    Effect::new(move |_| {
        let (count, (start, end)) = (count.get(), window.get());
        let wait = made.with(|made| made.wait);
        #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^52")]
        let room = |rows: usize| format!("{}px", rows as f64 * ROW);
        if let Some(above) = above.get() {
            set_property(&above, "--room", &room(start));
        }
        if let Some(below) = below.get() {
            set_property(
                &below,
                "--room",
                &room(count.saturating_sub(end).saturating_add(wait)),
            );
        }
    });
    let seen = move || made.with(|made| made.rows.clone());
    let row = Arc::new(row);
    view! {
        <ul class=class node_ref=root>
            <li class="row-room" aria-hidden="true" node_ref=above></li>
            <For each=seen key=key let:one>
                {
                    let row = Arc::clone(&row);
                    row(one)
                }
            </For>
            <li class="row-room" aria-hidden="true" node_ref=below></li>
        </ul>
    }
    .into_any()
}

/// Rows that are in the page, and how many are still to come.
struct Made<T> {
    rows: Vec<T>,
    wait: usize,
}

/// Of the rows that are wanted those that are there already, and a few others of the first so many.
fn piece<T: Clone>(before: &Made<T>, wanted: &[T], first: usize, key: fn(&T) -> u64) -> Made<T> {
    let there: Vec<u64> = before.rows.iter().map(key).collect();
    let mut new = 0;
    let mut now = Made {
        rows: Vec::new(),
        wait: 0,
    };
    for (place, row) in wanted.iter().enumerate() {
        let known = there.contains(&key(row));
        if !known && (place >= first || new >= PIECE) {
            now.wait += 1;
        } else {
            new += usize::from(!known);
            now.rows.push(row.clone());
        }
    }
    now
}
