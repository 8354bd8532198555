//! Prometheus' own view: which targets it scrapes, and what went wrong with them.

use crate::data::target::Target;
use crate::health::check::Shown;
use crate::lean::lower::lower;
use crate::lean::sort;
use crate::source::Ask;
use crate::source::Found;
use crate::ui::hook::asked;
use crate::ui::hook::held::Memo;
use crate::ui::page::health::Desk;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::figure;
use crate::ui::part::figure::State;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows of the table; who looks for others searches.
const MOST: usize = 200;

/// The section with the table.
#[component]
pub(super) fn Targets(desk: Desk) -> impl IntoView {
    let say = desk.shell.words().health();
    let known = desk.watch(move || Some(Ask::Targets));
    let targets = Memo::new(move |_| {
        let answer = known.and_then(asked::latest);
        let mut targets: Vec<Target> = match answer.as_ref().map(|answer| &answer.found) {
            Some(Found::Targets(targets)) => targets.clone(),
            Some(_) | None => Vec::new(),
        };
        // What relabelling dropped is nobody's problem.
        targets.retain(|target| target.health != "dropped");
        sort::by_key(&mut targets, |target| {
            (
                target.health == "up",
                target.pool.clone(),
                target.url.clone(),
            )
        });
        Arc::new(targets)
    });
    let note = move || {
        let (down, all) = targets.with(|targets| {
            let down = targets.iter().filter(|target| target.health != "up");
            (down.count(), targets.len())
        });
        (all > 0).then(|| (say.targets_down)(down, all))
    };
    let only = Memo::new(move |_| desk.state.with(|state| state.down));
    let turn = move |_| desk.change(|state| state.down = !state.down);
    let search = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        desk.adjust(|state| state.target = text);
    };
    let there = Memo::new(move |_| targets.with(|targets| !targets.is_empty()));
    follow(move || {
        there.get().then(|| {
            view! {
                <div class="section-title">
                    <h2>{say.targets}</h2>
                    <span class="page-note">{follow(note)}</span>
                </div>
                <div class="filter-bar">
                    <label class="search">
                        <span class="visually-hidden">{say.search_targets}</span>
                        <Icon name="search"/>
                        <input
                            class="input"
                            placeholder=say.search_targets
                            prop:value=Signal::derive(move || desk.state.with(|state| state.target.clone()))
                            on:input=on(search)
                        />
                    </label>
                    <button type="button" class="button" aria-pressed=move || only.get().to_string() on:click=on(turn)>
                        {say.only_problems}
                    </button>
                </div>
                <div class="panel">
                    <div class="body scroll" data-flush="" tabindex="0" role="region" aria-label=say.targets>
                        {follow(move || table(desk, &targets.get()))}
                    </div>
                </div>
            }
        })
    })
}

fn table(desk: Desk, targets: &[Target]) -> impl IntoView + use<> {
    let say = desk.shell.words().health();
    let (wanted, only) = desk.state.with(|state| (lower(&state.target), state.down));
    let is_wanted = |target: &&Target| {
        let has = |text: &str| lower(text).contains(&wanted);
        let labels = || {
            target
                .labels
                .iter()
                .any(|(name, value)| has(&format!("{name}={value}")))
        };
        (!only || target.health != "up")
            && (wanted.is_empty()
                || has(&target.pool)
                || has(&target.url)
                || has(&target.last_error)
                || labels())
    };
    let found: Vec<&Target> = targets.iter().filter(is_wanted).collect();
    let more = found.len().saturating_sub(MOST);
    let rows = found
        .into_iter()
        .take(MOST)
        .map(|target| row(desk, target))
        .collect_view();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{say.state_head}</th>
                    <th scope="col">{say.pool}</th>
                    <th scope="col">{say.instance}</th>
                    <th scope="col" data-phone="hide">{say.labels}</th>
                    <th scope="col" class="num" data-phone="hide">{say.last_scrape}</th>
                    <th scope="col" class="num" data-phone="hide">{say.took}</th>
                    <th scope="col">{say.last_error}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {(more > 0).then(|| view! { <p class="list-foot">{(say.and_more)(more)}</p> })}
    }
}

fn row(desk: Desk, target: &Target) -> impl IntoView + use<> {
    let words = desk.shell.words();
    let (say, status) = (words.health(), words.status());
    let (shown, word) = match target.health.as_str() {
        "up" => (Shown::Healthy, say.target_up),
        "down" => (Shown::Unreachable, say.target_down),
        _ => (Shown::NoData, say.target_unknown),
    };
    let now = desk.timing.now_untracked();
    let ago = match target.last_scrape {
        None => status.none.to_owned(),
        Some(at) if now.0.saturating_sub(at.0) < 1_000 => words.time().just_now.to_owned(),
        Some(at) => (words.time().ago)(&figure::between(&desk.shell, at, now)),
    };
    let own = target
        .labels
        .iter()
        .filter(|(name, _)| !matches!(*name, "job" | "instance"));
    let labels: Vec<String> = own.map(|(name, value)| format!("{name}={value}")).collect();
    let instance = target.labels.get("instance").unwrap_or(&target.url);
    let error = if target.last_error.is_empty() {
        status.none.to_owned()
    } else {
        target.last_error.clone()
    };
    let dim = target.last_error.is_empty();
    view! {
        <tr>
            <td><State shown word/></td>
            <td>{target.pool.clone()}</td>
            <td class="mono" title=target.url.clone()>{instance.to_owned()}</td>
            <td class="mono dim truncate-cell" data-phone="hide" title=labels.join(", ")>{labels.join(", ")}</td>
            <td class="num" data-phone="hide">{ago}</td>
            <td class="num" data-phone="hide">{figure::seconds(&desk.shell, target.scrape_seconds)}</td>
            <td class="mono" class:dim=dim>{error}</td>
        </tr>
    }
}
