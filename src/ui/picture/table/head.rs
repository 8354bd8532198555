//! The heads of a table's columns: what sorts, and what opens a filter.

use crate::frame::Kind;
use crate::panel::table::look::Align;
use crate::ui::hook::held::Memo;
use crate::ui::hook::menu::Menu;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::picture::table::Grid;
use crate::ui::picture::table::filter;
use leptos::prelude::*;

/// What is known of a head; it is built anew only when that changes.
#[derive(Clone, PartialEq)]
struct Head {
    place: usize,
    title: String,
    side: &'static str,
    filter: bool,
}

/// The line of heads.
#[component]
pub(super) fn Heads(grid: Grid) -> impl IntoView {
    let heads = Memo::new(move |_| {
        let columns = grid.columns();
        grid.table.with(|table| {
            let heads = table.columns.iter().enumerate();
            let heads = heads.skip(columns.start).take(columns.len());
            heads
                .map(|(place, column)| Head {
                    place,
                    title: column.title.clone(),
                    side: side(column.look.align, table.kind(column)),
                    filter: column.look.filter,
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <thead role="rowgroup">
            <tr
                role="row"
                aria-rowindex="1"
                style:--c=Signal::derive(move || (grid.columns().start + 1).to_string())
            >
                {follow(move || heads.get().into_iter().map(|head| view! { <One grid head/> }).collect_view())}
            </tr>
        </thead>
    }
}

/// At which side a column's cells stand: numbers at the right.
pub(super) fn side(align: Option<Align>, kind: Kind) -> &'static str {
    match (align, kind) {
        (Some(Align::Left), _) => "left",
        (Some(Align::Center), _) => "center",
        (Some(Align::Right), _) | (None, Kind::Number) => "right",
        (None, Kind::Time | Kind::Text | Kind::Boolean | Kind::Other) => "left",
    }
}

#[component]
fn One(grid: Grid, head: Head) -> impl IntoView {
    let Head {
        place,
        title,
        side,
        filter,
    } = head;
    let mine = move || {
        let sort = grid.sort.get();
        let at = sort.iter().position(|(column, _)| *column == place)?;
        Some((at, sort.len(), sort.get(at)?.1))
    };
    let click = move |event: leptos::ev::MouseEvent| grid.turn(place, event.shift_key());
    let direction = move || {
        mine().map(|(_, _, descending)| match descending {
            true => "descending",
            false => "ascending",
        })
    };
    let mark = move || {
        mine().map(|(at, all, descending)| {
            // Which of several decides first.
            let rank = (all > 1).then(|| view! { <sup>{at + 1}</sup> });
            view! {
                <Icon name=if descending { "chevron-down" } else { "chevron-up" }/>
                {rank}
            }
        })
    };
    let shown = title.clone();
    view! {
        <th
            role="columnheader"
            scope="col"
            id=grid.cell_id((None, place))
            data-align=side
            aria-colindex=(place + 1).to_string()
            aria-sort=Signal::derive(direction)
        >
            <button type="button" tabindex="-1" title=title.clone() on:click=on(click)>
                <span class="truncate">{shown}</span>
                {follow(mark)}
            </button>
            {filter.then(|| view! { <Opener grid place title/> })}
        </th>
    }
}

/// What opens the filter of a column.
#[component]
fn Opener(grid: Grid, place: usize, title: String) -> impl IntoView {
    let menu = Menu::here();
    let id = filter::id(grid.id, place);
    let name = (grid.shell.words().table().filter)(&title);
    let open = {
        let id = id.clone();
        Memo::new(move |_| menu.is_open(&id))
    };
    let used = Memo::new(move |_| {
        grid.filters.with(|filters| {
            filters
                .iter()
                .any(|(known, filter)| *known == title && !filter.is_idle())
        })
    });
    let toggle = {
        let id = id.clone();
        move |_| menu.toggle(&id)
    };
    view! {
        <button
            type="button"
            class="head-filter"
            tabindex="-1"
            aria-label=name.clone()
            title=name
            aria-haspopup="dialog"
            aria-controls=id
            aria-expanded=Signal::derive(move || open.get().to_string())
            data-used=Signal::derive(move || used.get().then_some(""))
            on:click=on(toggle)
        >
            <Icon name="filter"/>
        </button>
    }
}
