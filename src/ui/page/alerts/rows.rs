//! A long list of which only what is in view, and some around it, is in the page; the page itself scrolls.

use crate::browser::element::set_property;
use crate::browser::scroll::Past;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::alerts::listing::Same;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// Most rows in the page.
const ROWS: usize = 60;

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
    Effect::new(move |_| {
        let ((start, end), count) = (window.get(), count.get());
        #[allow(clippy::cast_precision_loss, reason = "fewer rows than 2^52")]
        let room = |rows: usize| format!("{}px", rows as f64 * ROW);
        if let Some(above) = above.get() {
            set_property(&above, "--room", &room(start));
        }
        if let Some(below) = below.get() {
            set_property(&below, "--room", &room(count.saturating_sub(end)));
        }
    });
    let seen = move || {
        let (start, end) = window.get();
        list.with(|list| {
            list.0
                .get(start..end.min(list.0.len()))
                .unwrap_or(&[])
                .to_vec()
        })
    };
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
