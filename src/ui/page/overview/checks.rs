//! The worst checks, as the page of health judges them.

use crate::health::beat::Beat;
use crate::health::check::Shown;
use crate::health::list::Row;
use crate::health::list::Since;
use crate::route::Route;
use crate::route::health::Health;
use crate::route::view::View;
use crate::ui::hook::held::Memo;
use crate::ui::page::health::Desk;
use crate::ui::page::overview::Home;
use crate::ui::page::overview::failed;
use crate::ui::page::overview::instead;
use crate::ui::page::overview::stale;
use crate::ui::part::beats::Wall;
use crate::ui::part::erased::follow;
use crate::ui::part::figure as written;
use crate::ui::part::figure::State;
use leptos::prelude::*;
use std::sync::Arc;

/// As many as are listed.
const LISTED: usize = 5;

/// The tile.
pub(super) fn tile(home: Home, desk: Desk) -> AnyView {
    let words = home.shell.words();
    let say = words.overview();
    let rows = desk.rows();
    let keys = Memo::new(move |_| {
        rows.with(|rows| {
            let worst = rows.iter().take(LISTED);
            worst.map(|row| row.key.clone()).collect::<Vec<_>>()
        })
    });
    let count = Memo::new(move |_| rows.with(|rows| rows.len()));
    let body = move || {
        let keys = keys.get();
        if !keys.is_empty() {
            let lines = keys
                .into_iter()
                .map(|key| line(home, desk, key))
                .collect_view();
            return view! { <ul class="check-list">{lines}</ul> }.into_any();
        }
        follow(move || {
            let (at, failure) = desk.heard();
            let source = home.metrics.with_value(Clone::clone);
            match (source, failure) {
                (Some(source), Some(failure)) => failed(home, &source, &failure),
                (Some(_), None) if at.is_none() => ().into_any(),
                _ => instead(
                    "no-data",
                    say.no_checks.to_owned(),
                    say.no_checks_detail.to_owned(),
                ),
            }
        })
    };
    let foot = move || {
        let failure = desk.heard().1.filter(|_| count.get() > 0)?;
        let source = home.metrics.with_value(Clone::clone)?;
        Some(stale(home, &source, &failure))
    };
    let more = move || match count.get() {
        0 => words.shell().health.to_owned(),
        count => (say.all_checks)(count),
    };
    let more = home.link(
        "more",
        || Route::Health(View::default()),
        follow(more).into_any(),
    );
    let age = move || home.age(desk.heard().0);
    let body = view! { {follow(body)}{follow(foot)} };
    home.panel("10", say.checks, age, more, body.into_any())
}

fn line(home: Home, desk: Desk, key: String) -> AnyView {
    let rows = desk.rows();
    let row = Memo::new({
        let key = key.clone();
        move |before: Option<&Option<Row>>| {
            let found = rows.with(|rows| rows.iter().find(|row| row.key == key).cloned());
            found.or_else(|| before.cloned().flatten())
        }
    });
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()));
    let to = move || {
        let mut view = View::default();
        let state = Health {
            open: Some(key.clone()),
            ..Health::default()
        };
        state.write(&mut view.others);
        Route::Health(view)
    };
    let link = home.link("name truncate", to, follow(name));
    view! {
        <li>
            <span class="truncate">
                {link}
                {follow(move || row.with(|row| row.as_ref().map(|row| state(home, row))))}
            </span>
            {follow(move || row.with(|row| row.as_ref().map(|row| history(home, row))))}
        </li>
    }
    .into_any()
}

fn state(home: Home, row: &Row) -> AnyView {
    let say = home.shell.words().health();
    let now = home.timing.now_untracked();
    let since = match row.since {
        // What has only just begun needs no length.
        Some(Since::At(at)) if now.0.saturating_sub(at.0) < 1_000 => String::new(),
        Some(Since::At(at)) => (say.since)(&written::between(&home.shell, at, now)),
        Some(Since::Before(at)) => (say.since_more)(&written::roughly(&home.shell, at, now)),
        None => String::new(),
    };
    let word = [(say.state)(row.shown), " ", &since].concat();
    view! { <State shown=row.shown word=word.trim_end()/> }.into_any()
}

fn history(home: Home, row: &Row) -> AnyView {
    let words = home.shell.words();
    let (say, status) = (words.health(), words.status());
    let uptime = row.uptime.map_or_else(
        || status.no_data.to_owned(),
        |share| written::share(&home.shell, share),
    );
    let of = |wanted: fn(Beat) -> bool| {
        let pieces = row.pieces.iter();
        pieces.filter(|piece| wanted(piece.beat)).count()
    };
    let bad = of(|beat| matches!(beat, Beat::Down | Beat::Degraded));
    let missing = of(|beat| beat == Beat::NoData);
    let label = (say.history)(row.pieces.len(), bad, missing, &uptime);
    let took = match row.took {
        Some(took) => written::seconds(&home.shell, took),
        None if row.shown == Shown::Unreachable => status.no_answer.to_owned(),
        None => status.no_data.to_owned(),
    };
    view! {
        <Wall pieces=Arc::new(row.pieces.clone()) label/>
        <span class="num">{took}</span>
    }
    .into_any()
}
