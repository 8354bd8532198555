//! Rows of states in pages, where a file wants only so many at a time.

use crate::panel::tiles::Tiles;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::quiet::quiet_until;
use leptos::prelude::*;
use std::sync::Arc;

/// Which rows there are, and the way to others.
#[component]
pub(super) fn Pages(all: Memo<Arc<Tiles>>, page: RwSignal<usize>) -> impl IntoView {
    let words = Shell::here().words().table();
    let shown = Memo::new(move |_| {
        all.with(|all| {
            let rows = all.page(page.get())?;
            Some((rows.start, rows.end, all.names.len()))
        })
    });
    // By the first row on it: the page asked for may be beyond the last.
    let turn = move |by: isize| {
        if let Some((first, ..)) = shown.get_untracked() {
            let each = all.with_untracked(|all| all.per_page).unwrap_or(1).max(1);
            page.set((first / each as usize).saturating_add_signed(by));
        }
    };
    let button = move |by: isize, name: &'static str, icon: &'static str| {
        let ends = move || {
            shown.with(|shown| match shown {
                Some((first, ..)) if by < 0 => *first == 0,
                Some((_, end, all)) => end >= all,
                None => true,
            })
        };
        let ends = Some(Signal::derive(ends));
        quiet_until(icon, name.to_owned(), ends, move || turn(by))
    };
    let is_paged = Memo::new(move |_| shown.with(Option::is_some));
    follow(move || {
        is_paged.get().then(|| {
            let range = move || {
                let (first, end, all) = shown.get()?;
                Some((words.page)(first + 1, end, all))
            };
            view! {
                <div class="table-foot" data-told="">
                    <span class="table-pages">
                        {button(-1, words.previous, "chevron-left")}
                        <span class="num" role="status">{follow(range)}</span>
                        {button(1, words.next, "chevron-right")}
                    </span>
                </div>
            }
        })
    })
}
