//! Below a table's rows: what they sum up to, how many there are, the pages.

use crate::panel::table::foot::Outcome;
use crate::panel::table::foot::Sums;
use crate::panel::table::foot::sums;
use crate::ui::hook::held::Memo;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::quiet::quiet_until;
use crate::ui::picture::reading;
use crate::ui::picture::table::Grid;
use crate::ui::picture::table::head::side;
use leptos::prelude::*;

/// The line of sums, where the table has one.
#[component]
pub(super) fn Foot(grid: Grid) -> impl IntoView {
    let sums = Memo::new(move |_| {
        let (table, order) = (grid.table.get(), grid.order.get());
        sums(&table, &order)
    });
    follow(move || {
        let sums = sums.get()?;
        let columns = grid.columns();
        let last = grid.order.with(|order| order.len()) + 2;
        let cells = sums.into_iter().enumerate();
        let cells = cells.skip(columns.start).take(columns.len());
        let cells = cells
            .map(|(place, sums)| one(grid, place, sums))
            .collect_view();
        Some(view! {
            <tfoot role="rowgroup">
                <tr role="row" aria-rowindex=last.to_string() style:--c=(columns.start + 1).to_string()>{cells}</tr>
            </tfoot>
        })
    })
}

fn one(grid: Grid, place: usize, sums: Sums) -> AnyView {
    let words = grid.shell.words();
    let align = grid.table.with(|table| {
        let column = table.columns.get(place);
        column.map(|column| side(column.look.align, table.kind(column)))
    });
    let mut results: Vec<(String, String)> = sums
        .results
        .into_iter()
        .map(|(reducer, outcome)| {
            let text = match outcome {
                Outcome::Number(number) => reading::text(&grid.shell, &number),
                Outcome::Text(text) => text,
            };
            ((words.first().reducer)(reducer), text)
        })
        .collect();
    if let Some(count) = sums.count {
        results.push((words.table().count.to_owned(), count.to_string()));
    }
    let results = results
        .into_iter()
        .map(|(name, text)| view! { <span class="sum"><small>{name}</small>{text}</span> })
        .collect_view();
    view! {
        <td
            role="gridcell"
            data-align=align
            aria-colindex=(place + 1).to_string()
        >
            {results}
        </td>
    }
    .into_any()
}

/// How many rows there are where the reader filtered some away, or turns pages.
#[component]
pub(super) fn Pages(grid: Grid) -> impl IntoView {
    let words = grid.shell.words();
    let all = Memo::new(move |_| grid.table.with(|table| table.len()));
    let passed = Memo::new(move |_| grid.order.with(|order| order.len()));
    let shown = Memo::new(move |_| grid.shown());
    let told = move || {
        let (all, passed) = (all.get(), passed.get());
        if all == passed {
            (words.table().rows)(all)
        } else {
            (words.table().shown)(passed, all)
        }
    };
    let pages = move || shown.get().len() < passed.get();
    let filtered = move || passed.get() < all.get();
    let turn = move |by: isize| {
        let last = grid
            .per_page()
            .map_or(0, |each| passed.get_untracked().saturating_sub(1) / each);
        let page = grid
            .page
            .get_untracked()
            .min(last)
            .saturating_add_signed(by)
            .min(last);
        grid.page.set(page);
    };
    let button = move |by: isize, name: &'static str, icon: &'static str| {
        let ends = move || match by < 0 {
            true => shown.get().start == 0,
            false => shown.get().end >= passed.get(),
        };
        let ends = Some(Signal::derive(ends));
        quiet_until(icon, name.to_owned(), ends, move || untrack(|| turn(by)))
    };
    let clear = move |_| grid.filters.set(Vec::new());
    view! {
        <div class="table-foot" data-told=Signal::derive(move || (pages() || filtered()).then_some(""))>
            <span class="num" role="status">{follow(told)}</span>
            {follow(move || filtered().then(|| view! {
                <button type="button" class="button" data-size="small" data-kind="quiet" on:click=on(clear)>
                    <Icon name="filter-off"/>
                    {words.table().clear_all}
                </button>
            }))}
            {follow(move || pages().then(|| {
                let range = move || {
                    let range = shown.get();
                    (words.table().page)(range.start + 1, range.end, passed.get())
                };
                view! {
                    <span class="table-pages">
                        {button(-1, words.table().previous, "chevron-left")}
                        <span class="num">{follow(range)}</span>
                        {button(1, words.table().next, "chevron-right")}
                    </span>
                }
            }))}
        </div>
    }
}
