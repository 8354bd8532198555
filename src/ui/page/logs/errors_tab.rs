//! Errors that are the same, the most frequent first: counted here over what is loaded, and it says so.

use crate::data::lines::Nanos;
use crate::logs::errors::Group;
use crate::logs::errors::common;
use crate::logs::errors::groups;
use crate::logs::loaded::End;
use crate::panel::visible::visible;
use crate::query::logql::LineOp;
use crate::query::logql::level;
use crate::route::logs::Tab;
use crate::ui::hook::held::Memo;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::notice::Instead;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows in the table.
const MOST: usize = 200;

/// Characters of a fingerprint and of a sample.
const LONG: usize = 400;

/// The table.
#[component]
pub(super) fn ErrorsTab() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let rows = Memo::new(move |_| {
        logs.version.track();
        let mut rows = logs.with_loaded(|loaded| groups(loaded, loaded.covers()));
        rows.truncate(MOST);
        Arc::new(rows)
    });
    let body = move || {
        rows.get()
            .iter()
            .map(|group| one(logs, group))
            .collect_view()
    };
    Some(view! {
        <Counted/>
        <Instead/>
        <div class="scroll table-scroll" tabindex="0" role="group" aria-label=say.errors>
            <table class="table log-table">
                <thead>
                    <tr>
                        <th scope="col" class="num">{say.count}</th>
                        <th scope="col" data-phone="hide">{say.trend}</th>
                        <th scope="col">{say.what}</th>
                        <th scope="col" data-phone="hide">{say.services}</th>
                        <th scope="col" data-phone="hide">{say.first}</th>
                        <th scope="col">{say.last}</th>
                    </tr>
                </thead>
                <tbody>{follow(body)}</tbody>
            </table>
        </div>
    })
}

/// Over how many lines it was counted, and a way to count over more.
#[component]
pub(super) fn Counted() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let note = move || {
        logs.version.track();
        logs.with_loaded(|loaded| {
            let all = !loaded.has_more(End::Older);
            // Nothing was counted while nothing has come.
            (all || !loaded.is_empty()).then(|| (say.counted_here)(loaded.len(), all))
        })
    };
    let more = move || {
        logs.version.track();
        let more = logs.with_loaded(|loaded| loaded.has_more(End::Older) && !loaded.is_empty());
        more.then(|| {
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
    Some(view! {
        <div class="list-head">
            <p class="page-note" role="status">{follow(note)}</p>
            {follow(more)}
        </div>
    })
}

fn one(logs: Logs, group: &Group) -> AnyView {
    let words = logs.shell.words();
    let say = words.logs();
    let zone = logs.timing.zone.get();
    let now = logs.timing.now();
    let time = |at: Nanos| words.moment(at.instant(), now, &zone);
    let exact = |at: Nanos| words.exact(at.instant(), &zone);
    let text = common(&group.fingerprint).to_owned();
    let show = move |_| {
        let by_label = untrack(|| logs.asked.by_label());
        logs.filter(|query| {
            query.set_levels(&level::BAD, by_label);
            query.add_line(LineOp::Has, &text);
        });
        logs.change(|state| state.tab = Tab::Lines);
    };
    let services = group
        .services
        .iter()
        .map(|(name, count)| {
            view! { <span class="log-service">{visible(name, LONG).0}" "<span class="num">{(say.number)(*count)}</span></span> }
        })
        .collect_view();
    let fingerprint = visible(&group.fingerprint, LONG).0;
    let sample = visible(&crate::logs::ansi::plain(&group.sample), LONG).0;
    view! {
        <tr>
            <td class="num">{(say.number)(group.count)}</td>
            <td data-phone="hide"><Trend counts=group.trend.clone()/></td>
            <td>
                <button type="button" class="log-pattern mono" title=say.show_lines on:click=on(show)>
                    {fingerprint}
                </button>
                <p class="log-sample mono">{sample}</p>
            </td>
            <td data-phone="hide">{services}</td>
            <td class="num" data-phone="hide" title=exact(group.first)>{time(group.first)}</td>
            <td class="num" title=exact(group.last)>{time(group.last)}</td>
        </tr>
    }
    .into_any()
}

/// Bars of how often it was, from the beginning of the time that was counted to its end.
#[component]
pub(super) fn Trend(counts: Vec<u32>) -> impl IntoView {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let bars = counts
        .into_iter()
        .map(|count| {
            // One of eight heights; what is not zero is seen.
            let height = (count * 8).div_ceil(most);
            view! { <i data-height=height.to_string()></i> }
        })
        .collect_view();
    view! { <span class="log-trend" aria-hidden="true">{bars}</span> }
}
