//! What lines have in common: as Loki counted it, else as it is counted here over what is loaded.

use crate::data::lines::Window;
use crate::lean::sort;
use crate::logs::errors::groups;
use crate::logs::errors::trend;
use crate::logs::volume::grid;
use crate::panel::visible::visible;
use crate::query::logql::LineOp;
use crate::route::logs::Tab;
use crate::source::Ask;
use crate::source::Found;
use crate::source::log::LogAsk;
use crate::source::log::LogFound;
use crate::ui::hook::held::Memo;
use crate::ui::page::logs::errors_tab::Counted;
use crate::ui::page::logs::errors_tab::Trend;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::model::answer;
use crate::ui::page::logs::notice::Instead;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows in the table.
const MOST: usize = 100;

/// Characters of a pattern.
const LONG: usize = 600;

/// A pattern of lines.
#[derive(Clone, Debug, PartialEq)]
struct Common {
    text: String,
    count: u64,
    trend: Vec<u32>,
    /// Loki's own: it can be filtered by.
    by_server: bool,
}

/// The table.
#[component]
pub(super) fn PatternsTab() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let known = logs.asked.ask(move || {
        let range = logs.timing.range.get();
        Some(Ask::Log(LogAsk::Patterns {
            expr: logs.asked.selector.get()?,
            window: Window::of(range),
            step: grid(range).step,
        }))
    });
    let rows = Memo::new(move |_| {
        let window = Window::of(logs.timing.range.get());
        let served = known.with(|view| match &answer(view.as_ref()?)?.found {
            Found::Log(LogFound::Patterns(patterns)) => Some(
                patterns
                    .iter()
                    .map(|one| Common {
                        text: one.text.clone(),
                        count: one.counts.iter().map(|(_, count)| count).sum(),
                        trend: trend(window, &one.counts),
                        by_server: true,
                    })
                    .collect::<Vec<Common>>(),
            ),
            _ => None,
        });
        let mut rows = served.filter(|rows| !rows.is_empty()).unwrap_or_else(|| {
            logs.version.track();
            let groups = logs.with_loaded(|loaded| groups(loaded, loaded.covers()));
            let row = |group: crate::logs::errors::Group| Common {
                text: group.fingerprint,
                count: group.count as u64,
                trend: group.trend,
                by_server: false,
            };
            groups.into_iter().map(row).collect()
        });
        sort::by(&mut rows, |a, b| b.count.cmp(&a.count));
        rows.truncate(MOST);
        Arc::new(rows)
    });
    let by_server = Memo::new(move |_| rows.with(|rows| rows.iter().any(|row| row.by_server)));
    let note = move || match by_server.get() {
        true => {
            view! { <p class="list-head page-note" role="status">{say.from_server}</p> }.into_any()
        }
        false => view! { <Counted/> }.into_any(),
    };
    let body = move || {
        let rows = rows.get();
        rows.iter().map(|row| one(logs, row)).collect_view()
    };
    Some(view! {
        <Instead/>
        {follow(note)}
        <div class="scroll table-scroll" tabindex="0" role="group" aria-label=say.patterns>
            <table class="table log-table">
                <thead>
                    <tr>
                        <th scope="col" class="num">{say.count}</th>
                        <th scope="col" data-phone="hide">{say.trend}</th>
                        <th scope="col">{say.what}</th>
                    </tr>
                </thead>
                <tbody>{follow(body)}</tbody>
            </table>
        </div>
    })
}

fn one(logs: Logs, row: &Common) -> AnyView {
    let say = logs.shell.words().logs();
    let (text, by_server) = (row.text.clone(), row.by_server);
    let keep = move |_| {
        logs.filter(|query| match by_server {
            true => query.add_pattern(&text),
            false => query.add_line(LineOp::Has, crate::logs::errors::common(&text)),
        });
        logs.change(|state| state.tab = Tab::Lines);
    };
    view! {
        <tr>
            <td class="num">{(say.number)(row.count as usize)}</td>
            <td data-phone="hide"><Trend counts=row.trend.clone()/></td>
            <td>
                <button type="button" class="log-pattern mono" title=say.show_lines on:click=on(keep)>
                    {visible(&row.text, LONG).0}
                </button>
            </td>
        </tr>
    }
    .into_any()
}
