//! Tables: sortable columns, numbers with their meters and states.

use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use crate::lean::lower::lower;
use crate::lean::sort;
use crate::panel::picture::CellStyle;
use crate::panel::picture::Cells;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::time::Instant;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use crate::ui::picture::bars::Meter;
use crate::ui::picture::linked;
use crate::ui::picture::reading;
use leptos::prelude::*;
use std::cmp::Ordering;

/// More rows than this are not put into the page; what is left out is said below the table.
const ROWS: usize = 500;

/// A table panel.
#[component]
pub fn Rows(
    /// Its columns.
    table: Table,
    /// The panel's title: the name of the region that scrolls.
    title: String,
) -> impl IntoView {
    let shell = Shell::here();
    let sort = RwSignal::new(table.sort);
    let table = StoredValue::new(table);
    let count =
        table.with_value(|table| table.columns.first().map_or(0, |column| column.cells.len()));
    let heads = table.with_value(|table| {
        table
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| view! { <Head title=column.title.clone() number=column.cells.is_number() index sort/> })
            .collect_view()
    });
    let body = move || {
        table.with_value(|table| {
            order(table, sort.get())
                .into_iter()
                .take(ROWS)
                .map(|row| {
                    let cells = table
                        .columns
                        .iter()
                        .map(|column| cell(&shell, table, column, row))
                        .collect_view();
                    view! { <tr>{cells}</tr> }
                })
                .collect_view()
        })
    };
    let cut = (count > ROWS).then(|| {
        view! { <p class="list-foot">{(shell.words().first().rows)(ROWS, count)}</p> }
    });
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=title>
            <table class="table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
            {cut}
        </div>
    }
}

#[component]
fn Head(
    title: String,
    number: bool,
    index: usize,
    sort: RwSignal<Option<(usize, bool)>>,
) -> impl IntoView {
    let mine = move || {
        sort.get()
            .filter(|(column, _)| *column == index)
            .map(|(_, descending)| descending)
    };
    let click = move |_| {
        sort.update(|sort| {
            *sort = match *sort {
                // Numbers are read from the worst: the first click puts the largest on top.
                Some((column, descending)) if column == index => {
                    (descending == number).then_some((index, !number))
                }
                _ => Some((index, number)),
            };
        });
    };
    view! {
        <th
            scope="col"
            class=("num", number)
            aria-sort=Signal::derive(move || mine().map(|descending| if descending { "descending" } else { "ascending" }))
        >
            <button type="button" on:click=on(click)>
                {title}
                {follow(move || mine().map(|descending| {
                    view! { <Icon name=if descending { "chevron-down" } else { "chevron-up" }/> }
                }))}
            </button>
        </th>
    }
}

fn cell(shell: &Shell, table: &Table, column: &TableColumn, row: usize) -> AnyView {
    let led = |words: AnyView| {
        linked::around(table, column, row, &|other| told(shell, other, row), words)
    };
    match &column.cells {
        Cells::Text(texts) => {
            let text = texts.get(row).cloned().unwrap_or_default();
            let machine = text.starts_with('/');
            view! { <td class:mono=machine>{led(text.into_any())}</td> }.into_any()
        }
        Cells::Time(times) => {
            let text = times.get(row).copied().flatten().map(|at| exact(shell, at));
            let text = text.unwrap_or_default();
            view! { <td class="num">{led(text.into_any())}</td> }.into_any()
        }
        Cells::Number { values, min, max } => {
            let Some(value) = values.get(row) else {
                return view! { <td></td> }.into_any();
            };
            let status = value.status.filter(|status| *status != Status::Ok);
            let text = reading::text(shell, value);
            let number = led(match status {
                Some(status) => view! {
                    <span class="status" data-status=token(status)><Glyph status/>{text}</span>
                }
                .into_any(),
                None => text.into_any(),
            });
            match column.cell {
                CellStyle::Meter => {
                    let share = (value.value.unwrap_or(f64::NAN) - min) / (max - min);
                    let share = if share.is_finite() {
                        share.clamp(0.0, 1.0)
                    } else {
                        0.0
                    };
                    view! {
                        <td class="num metered">
                            <span class="metered-cell"><Meter share ink=value.ink/><span>{number}</span></span>
                        </td>
                    }
                    .into_any()
                }
                CellStyle::ColourText | CellStyle::Plain => {
                    view! { <td class="num">{number}</td> }.into_any()
                }
                CellStyle::ColourBackground => {
                    let state = match value.ink {
                        Some(Ink::Status(status)) => Some(token(status)),
                        Some(Ink::Series(..) | Ink::Rgb(..) | Ink::Muted | Ink::Clear) | None => {
                            None
                        }
                    };
                    view! { <td class="num tinted" data-status=state>{number}</td> }.into_any()
                }
            }
        }
    }
}

fn exact(shell: &Shell, at: i64) -> String {
    let zone = Timing::here().zone.get_untracked();
    shell.words().exact(Instant(at), &zone)
}

/// What the reader sees of a cell.
fn told(shell: &Shell, column: &TableColumn, row: usize) -> String {
    let text = match &column.cells {
        Cells::Text(texts) => texts.get(row).cloned(),
        Cells::Time(times) => times.get(row).copied().flatten().map(|at| exact(shell, at)),
        Cells::Number { values, .. } => values.get(row).map(|value| reading::text(shell, value)),
    };
    text.unwrap_or_default()
}

/// Row indices in the order wanted; equal rows keep the order they came in.
fn order(table: &Table, sort: Option<(usize, bool)>) -> Vec<usize> {
    let count = table.columns.first().map_or(0, |column| column.cells.len());
    let mut rows: Vec<usize> = (0..count).collect();
    if let Some((column, descending)) = sort
        && let Some(column) = table.columns.get(column)
    {
        sort::by(&mut rows, |a, b| {
            let order = compare(&column.cells, *a, *b);
            if descending { order.reverse() } else { order }
        });
    }
    rows
}

fn compare(cells: &Cells, a: usize, b: usize) -> Ordering {
    match cells {
        Cells::Text(texts) => texts
            .get(a)
            .map(|text| lower(text))
            .cmp(&texts.get(b).map(|text| lower(text))),
        Cells::Time(times) => times.get(a).cmp(&times.get(b)),
        Cells::Number { values, .. } => {
            let value = |row: usize| {
                values
                    .get(row)
                    .and_then(|reading| reading.value)
                    .filter(|value| !value.is_nan())
            };
            // No value sorts below every value, so that it is last where the largest is first.
            match (value(a), value(b)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                (Some(_), None) => Ordering::Greater,
                (None, Some(_)) => Ordering::Less,
                (None, None) => Ordering::Equal,
            }
        }
    }
}
