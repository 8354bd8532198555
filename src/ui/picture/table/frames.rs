//! Which of several tables is shown.

use crate::panel::picture::Table;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::picture::table::Grid;
use leptos::ev::Event;
use leptos::prelude::*;
use std::sync::Arc;

/// The table that the reader chose by its name, while there is one; else the one the file means.
pub(super) fn chosen(all: &Arc<Table>, name: Option<&str>) -> Arc<Table> {
    let names = all.names();
    let place = name.and_then(|name| names.iter().position(|known| *known == name));
    let other = place.and_then(|place| all.other(place));
    Arc::clone(other.unwrap_or(all))
}

/// The choice, where there is one.
#[component]
pub(super) fn Frames(
    grid: Grid,
    all: Memo<Arc<Table>>,
    chosen: RwSignal<Option<String>>,
) -> impl IntoView {
    let say = grid.shell.words().table();
    let names = Memo::new(move |_| {
        all.with(|all| {
            let names = all.names().into_iter();
            names.map(str::to_owned).collect::<Vec<String>>()
        })
    });
    let choose = move |event: Event| {
        chosen.set(Some(event_target_value(&event)));
        grid.page.set(0);
    };
    follow(move || {
        let names = names.get();
        (names.len() > 1).then(|| {
            let shown = untrack(|| grid.table.with(|table| table.name.clone()));
            let options = names.into_iter().map(|name| {
                let selected = name == shown;
                view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
            });
            let options = options.collect_view();
            view! {
                <div class="table-foot" data-told="">
                    <select class="input" data-size="small" aria-label=say.choose on:change=on(choose)>
                        {options}
                    </select>
                </div>
            }
        })
    })
}
