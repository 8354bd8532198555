//! The filter of a column: a condition, and the values themselves to choose from.

use crate::lean::lower::lower;
use crate::panel::table::filter::Filter;
use crate::panel::table::filter::TESTS;
use crate::panel::table::filter::values;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::menu::Menu;
use crate::ui::part::beside::beside;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::picture::table::Grid;
use crate::ui::picture::table::pixels;
use leptos::portal::Portal;
use leptos::prelude::*;

/// More values than this are found by typing.
const VALUES: usize = 100;

/// Width of the menu, CSS px; the style sheet says the same.
const WIDE: f64 = 272.0;

/// Height that a menu wants below its opener, CSS px.
const HIGH: f64 = 360.0;

/// Id of the filter of a column.
pub(super) fn id(panel: u64, place: usize) -> String {
    format!("filter-{panel}-{place}")
}

/// The filter that is open, if one is. It lies above the page, because panels are too low for it.
#[component]
pub(super) fn FilterMenu(grid: Grid) -> impl IntoView {
    let menu = Menu::here();
    let open = Memo::new(move |_| {
        let columns = 0..grid.table.with(|table| table.columns.len());
        columns
            .into_iter()
            .find(|place| menu.is_open(&id(grid.id, *place)))
    });
    follow(move || {
        let place = open.get()?;
        Some(view! { <Portal>{move || view! { <Choices grid place/> }}</Portal> })
    })
}

#[component]
fn Choices(grid: Grid, place: usize) -> impl IntoView {
    let title = grid.table.with_untracked(|table| {
        let column = table.columns.get(place);
        column.map_or_else(String::new, |column| column.title.clone())
    });
    let words = grid.shell.words();
    let say = words.table();
    let id = id(grid.id, place);
    let typed = RwSignal::new(String::new());
    let mine = {
        let title = title.clone();
        Memo::new(move |_| {
            grid.filters.with(|filters| {
                let found = filters.iter().find(|(known, _)| *known == title);
                found.map(|(_, filter)| filter.clone()).unwrap_or_default()
            })
        })
    };
    let change = {
        let title = title.clone();
        move |change: &dyn Fn(&mut Filter)| {
            grid.filters.update(|filters| {
                let mut filter = match filters.iter().position(|(known, _)| *known == title) {
                    Some(at) => filters.remove(at).1,
                    None => Filter::default(),
                };
                change(&mut filter);
                if !filter.is_idle() {
                    filters.push((title.clone(), filter));
                }
            });
            grid.page.set(0);
        }
    };
    let change = StoredValue::new(change);
    // A condition without an operand tests nothing and is not kept: the choice is kept here until there is one.
    let test = RwSignal::new(mine.with_untracked(|filter| filter.test));
    let tests = TESTS
        .map(|one| {
            let chosen = one == test.get_untracked();
            view! { <option selected=chosen>{(say.test)(one)}</option> }
        })
        .collect_view();
    let choose = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        if let Some(one) = TESTS.into_iter().find(|one| (say.test)(*one) == name) {
            test.set(one);
            change.with_value(|change| change(&|filter: &mut Filter| filter.test = one));
        }
    };
    let operand = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        let test = test.get_untracked();
        change.with_value(|change| {
            change(&|filter: &mut Filter| {
                filter.operand.clone_from(&text);
                filter.test = test;
            });
        });
    };
    let found = Memo::new(move |_| {
        let table = grid.table.get();
        let (mine, wanted) = (mine.get(), lower(&typed.get()));
        let Some(column) = table.columns.get(place) else {
            return Vec::new();
        };
        let mut found = values(&table, column, &mine, &|column, row| grid.text(column, row));
        found.retain(|(text, _)| lower(text).contains(&wanted));
        found
    });
    let option = move |(text, count): (String, usize)| {
        let value = text.clone();
        let pressed = mine.with(|filter| filter.values.contains(&text));
        let turn = move |_| {
            change.with_value(|change| {
                change(&|filter: &mut Filter| match filter
                    .values
                    .iter()
                    .position(|known| *known == value)
                {
                    Some(at) => {
                        filter.values.remove(at);
                    }
                    None => filter.values.push(value.clone()),
                });
            });
        };
        view! {
            <li>
                <button type="button" aria-pressed=pressed.to_string() on:click=on(turn)>
                    <span class="truncate">{text}</span>
                    <small class="num">{count}</small>
                    {pressed.then(|| view! { <Icon name="check"/> })}
                </button>
            </li>
        }
    };
    let options = move || {
        let found = found.get();
        if found.is_empty() {
            return view! { <li class="page-note option">{say.none}</li> }.into_any();
        }
        let more = found.len() > VALUES;
        view! {
            {found.into_iter().take(VALUES).map(option).collect_view()}
            {more.then(|| view! { <li class="page-note option">{(say.cut)(VALUES)}</li> })}
        }
        .into_any()
    };
    let clear = move |_| {
        change.with_value(|change| change(&|filter: &mut Filter| *filter = Filter::default()));
        Menu::here().close();
    };
    let (left, top) = beside(&id, WIDE, HIGH);
    let name = (say.filter)(&title);
    view! {
        <div
            class="popover menu variable-menu table-filter"
            id=id
            role="dialog"
            aria-label=name
            style:--x=pixels(left)
            style:--top=pixels(top)
        >
            <div class="table-test">
                <select class="input" aria-label=say.condition on:change=on(choose)>{tests}</select>
                <input
                    class="input"
                    data-first-focus=""
                    autocomplete="off"
                    aria-label=say.operand
                    placeholder=say.operand
                    prop:value=mine.with_untracked(|filter| filter.operand.clone())
                    on:input=on(operand)
                />
            </div>
            <label class="search">
                <span class="visually-hidden">{say.search}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    autocomplete="off"
                    placeholder=say.search
                    on:input=on(move |event| typed.set(event_target_value(&event)))
                />
            </label>
            <ul class="options" tabindex="0" aria-label=title>{follow(options)}</ul>
            <footer>
                <button
                    type="button"
                    class="button"
                    data-size="small"
                    disabled=Signal::derive(move || mine.with(Filter::is_idle))
                    on:click=on(clear)
                >
                    <Icon name="filter-off"/>
                    {say.clear}
                </button>
            </footer>
        </div>
    }
}
