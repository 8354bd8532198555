//! What the same stream said before and after a line, whatever the query leaves out.

use crate::data::labels::Labels;
use crate::data::lines::Direction;
use crate::data::lines::Lines;
use crate::data::lines::Nanos;
use crate::data::lines::Window;
use crate::live::Known;
use crate::logs::row::RowId;
use crate::panel::visible::visible;
use crate::query::logql::Matcher;
use crate::query::logql::Op;
use crate::query::logql::Query as Logql;
use crate::source::Found;
use crate::source::log::LogFound;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::line::millis;
use crate::ui::page::logs::line::text_view;
use crate::ui::page::logs::line::token;
use crate::ui::page::logs::load::lines;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::model::answer;
use crate::ui::page::logs::model::failure;
use crate::ui::page::logs::model::told;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use leptos::prelude::*;
use std::sync::Arc;

/// Lines on each side at first; each press doubles them.
const LINES: u32 = 10;

/// Never more than this on a side.
const MOST: u32 = 1_000;

/// So far on each side, in nanoseconds: an hour.
const REACH: i64 = 3_600_000_000_000;

/// Characters of a line.
const LONG: usize = 1_000;

/// The lines around a line.
#[component]
pub(super) fn Context(
    /// Which.
    id: RowId,
) -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let (at, text, labels) = logs.with_loaded(|loaded| {
        let row = loaded.row(loaded.place(id)?)?;
        let labels = row.lines.labels(row.line).cloned().unwrap_or_default();
        Some((row.at(), row.text().to_owned(), labels))
    })?;
    let expr = selector(&labels);
    let stream = visible(&expr, LONG).0;
    let before = RwSignal::new(LINES);
    let after = RwSignal::new(LINES);
    let ask = move |count: RwSignal<u32>, direction: Direction| -> Known {
        let expr = expr.clone();
        logs.asked.ask(move || {
            // The line itself is in both.
            let window = match direction {
                Direction::Backward => Window {
                    from: Nanos(at.0.saturating_sub(REACH)),
                    to: Nanos(at.0.saturating_add(1)),
                },
                Direction::Forward => Window {
                    from: at,
                    to: Nanos(at.0.saturating_add(REACH)),
                },
            };
            let count = count.get().saturating_add(1);
            Some(lines(&expr, window, direction, count))
        })
    };
    let older = ask.clone()(before, Direction::Backward);
    let newer = ask(after, Direction::Forward);
    let wanted = text.clone();
    let rows = move |known: Known, direction: Direction| {
        let found = known.with(|view| {
            let view = view.as_ref()?;
            let found = answer(view).or_else(|| Some(&view.previous.as_ref()?.answer));
            match &found?.found {
                Found::Log(LogFound::Lines(lines)) => Some(Arc::clone(lines)),
                _ => None,
            }
        });
        let failed = known.with(|view| failure(view.as_ref()?));
        if let Some(failure) = failed {
            let told = told(logs, &failure);
            return view! { <p class="page-note">{told.title}". "{told.detail}</p> }.into_any();
        }
        let Some(lines) = found else {
            return ().into_any();
        };
        let mut order = lines.newest_first();
        let own = |line: &u32| {
            let line = *line as usize;
            lines.time(line) == at && lines.text(line) == wanted
        };
        if let Some(place) = order.iter().position(own) {
            order.remove(place);
        }
        let newest = logs.state.with(|state| !state.oldest_first);
        if !newest {
            order.reverse();
        }
        let _ = direction;
        order
            .into_iter()
            .map(|line| row(logs, &lines, line as usize, false))
            .collect_view()
            .into_any()
    };
    let rows = Arc::new(rows);
    let side = move |known: Known, direction: Direction| {
        let rows = Arc::clone(&rows);
        follow(move || rows(known, direction))
    };
    let more = |count: RwSignal<u32>, name: &'static str| {
        let press = move |_| count.update(|count| *count = (*count * 2).min(MOST));
        view! {
            <button type="button" class="button" data-kind="quiet" data-size="small" on:click=on(press)>{name}</button>
        }
    };
    let (newer_side, older_side) = (
        (
            side.clone()(newer, Direction::Forward),
            more(after, say.more_after),
        ),
        (
            side(older, Direction::Backward),
            more(before, say.more_before),
        ),
    );
    let own = follow(move || own_row(logs, id));
    let oldest_first = logs.state.with_untracked(|state| state.oldest_first);
    let (first, last) = match oldest_first {
        true => (older_side, newer_side),
        false => (newer_side, older_side),
    };
    Some(view! {
        <section class="log-context" aria-label=(say.context_of)(&stream)>
            <p class="page-note">{(say.context_of)(&stream)}</p>
            {first.1}
            <div class="log-lines">{first.0}{own}{last.0}</div>
            {last.1}
        </section>
    })
}

fn own_row(logs: Logs, id: RowId) -> Option<AnyView> {
    logs.version.track();
    logs.with_loaded(|loaded| {
        let found = loaded.row(loaded.place(id)?)?;
        Some(row(logs, found.lines, found.line, true))
    })
}

fn row(logs: Logs, lines: &Lines, line: usize, own: bool) -> AnyView {
    let zone = logs.timing.zone.get_untracked();
    let at = lines.time(line);
    let exact = logs.shell.words().exact(at.instant(), &zone);
    let short = exact.rsplit(", ").next().unwrap_or_default();
    let colours = logs.state.with_untracked(|state| !state.no_colour);
    let (text, _) = text_view(lines.text(line), LONG, colours, None);
    view! {
        <div class="log-line" data-level=lines.level(line).map(token) data-linked=own.then_some("")>
            <div class="log-row">
                <time title=exact.clone()>{format!("{short}{}", millis(at))}</time>
                <span class="text">{text}</span>
            </div>
        </div>
    }
    .into_any()
}

/// The stream of these labels and no other.
fn selector(labels: &Labels) -> String {
    let matcher = |(name, value): (&str, &str)| Matcher {
        name: name.to_owned(),
        op: Op::Is,
        value: value.to_owned(),
    };
    Logql {
        matchers: labels.iter().map(matcher).collect(),
        stages: Vec::new(),
    }
    .selector()
}
