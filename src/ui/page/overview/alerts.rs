//! What fires: how many of each severity, and the worst of them.

use crate::alert::fingerprint;
use crate::alert::list::Item;
use crate::alert::list::Standing;
use crate::alert::severity::Severity;
use crate::alert::watchdog;
use crate::chart::scene::Status;
use crate::config::Kind;
use crate::route::Route;
use crate::route::alerts::State;
use crate::route::view::View;
use crate::source::Failure;
use crate::source::alerting::Topic;
use crate::time::Instant;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::status;
use crate::ui::page::overview::Home;
use crate::ui::page::overview::failed;
use crate::ui::page::overview::instead;
use crate::ui::page::overview::stale;
use crate::ui::part::erased::follow;
use crate::ui::part::figure as written;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use leptos::prelude::*;

/// As many alerts as are listed.
const LISTED: usize = 4;

/// How many alerts are how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Critical.
    pub critical: usize,
    /// Warning.
    pub warning: usize,
    /// Any other that fires.
    pub other: usize,
    /// Not yet firing.
    pub pending: usize,
    /// Firing, and nobody is told.
    pub quiet: usize,
}

/// What could be learnt.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heard {
    /// Somebody who knows alerts has answered.
    pub known: bool,
    /// Somebody has not answered yet.
    pub waiting: bool,
    /// The first source that fails, and why.
    pub failure: Option<(String, Failure)>,
    /// When the oldest answer was asked for.
    pub at: Option<Instant>,
}

/// An alert of the list.
#[derive(Clone, Debug, PartialEq)]
struct Brief {
    key: u64,
    name: String,
    summary: String,
    severity: Severity,
    since: Option<Instant>,
}

/// Counts of what is known. Tracked.
pub(super) fn counts(desk: Desk) -> Counts {
    let mut counts = Counts::default();
    desk.listing.with(|listing| {
        for item in listing.0.items.iter().filter(|item| is_news(item)) {
            let count = match (item.standing, item.severity) {
                (Standing::Pending, _) => &mut counts.pending,
                (Standing::Inhibited | Standing::Muted | Standing::Silenced, _) => {
                    &mut counts.quiet
                }
                (Standing::Firing, Severity::Critical) => &mut counts.critical,
                (Standing::Firing, Severity::Warning) => &mut counts.warning,
                (Standing::Firing, Severity::Info | Severity::Other) => &mut counts.other,
            };
            *count += 1;
        }
    });
    counts
}

/// The dead man's switch always fires: that is no news.
fn is_news(item: &Item) -> bool {
    !watchdog::is(&item.labels)
}

/// Who has answered. Tracked.
pub(super) fn heard(desk: Desk) -> Heard {
    let mut state = Heard::default();
    desk.heard.with(|heard| {
        for one in heard {
            // Silences and versions are the other page's.
            if !matches!(one.topic, Topic::Alerts | Topic::Rules) {
                continue;
            }
            let Some(source) = desk.source(one.source) else {
                continue;
            };
            // A store of logs may have rules, and need not.
            let is_extra = source.kind == Kind::Loki;
            if one.answer.is_some() {
                state.known |= !is_extra;
                state.at = match (state.at, one.at) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                };
            } else if one.failure.is_none() && !is_extra {
                state.waiting = true;
            }
            if let Some(failure) = one.failure.clone().filter(|_| !is_extra) {
                state.failure = state.failure.take().or(Some((source.id, failure)));
            }
        }
    });
    state
}

/// The tile.
pub(super) fn tile(home: Home, desk: Desk) -> AnyView {
    let say = home.shell.words().overview();
    let state = Memo::new(move |_| heard(desk));
    let counts = Memo::new(move |_| counts(desk));
    let list = Memo::new(move |_| briefs(desk));
    let asked = !desk.heard.with_untracked(Vec::is_empty);
    let to = || Route::Alerts(View::default());
    let shape = Memo::new(move |_| {
        let (known, waiting) = state.with(|state| (state.known, state.waiting));
        (known, waiting, list.with(Vec::is_empty))
    });
    let body = move || match shape.get() {
        _ if !asked => instead(
            "no-data",
            say.no_alerting.to_owned(),
            say.no_alerting_detail.to_owned(),
        ),
        (true, _, empty) => view! {
            {severities(home, counts)}
            {if empty { calm(home, desk) } else { rows(home, list) }}
        }
        .into_any(),
        (false, ..) => follow(move || {
            let failure = state.with(|state| state.failure.clone());
            failure.map(|(source, failure)| failed(home, &source, &failure))
        }),
    };
    let foot = move || {
        let (known, failure) = state.with(|state| (state.known, state.failure.clone()));
        let (source, failure) = failure.filter(|_| known)?;
        Some(stale(home, &source, &failure))
    };
    let age = move || home.age(state.with(|state| state.at));
    let more = home.link("more", to, say.all_alerts.into_any());
    let body = view! { {follow(body)}{follow(foot)} };
    home.panel("14", say.firing, age, more, body.into_any())
}

fn briefs(desk: Desk) -> Vec<Brief> {
    desk.listing.with(|listing| {
        let loud = |item: &&Item| item.standing == Standing::Firing && is_news(item);
        listing
            .0
            .ordered()
            .filter(loud)
            .take(LISTED)
            .map(|item| Brief {
                key: item.key,
                name: say::name(item),
                summary: say::summary(item),
                severity: item.severity,
                since: item.since,
            })
            .collect()
    })
}

/// A state, its name, and how many alerts are in it.
type Cell = (Status, &'static str, fn(&Counts) -> usize);

fn severities(home: Home, counts: Memo<Counts>) -> AnyView {
    let words = home.shell.words();
    let (say, states) = (words.overview(), words.status());
    let cells: [Cell; 5] = [
        (Status::Critical, (say.answer)(Severity::Critical), |c| {
            c.critical
        }),
        (Status::Warning, (say.answer)(Severity::Warning), |c| {
            c.warning
        }),
        (Status::Info, (say.answer)(Severity::Info), |c| c.other),
        (Status::Pending, say.not_yet, |c| c.pending),
        (Status::Silenced, say.nobody_told, |c| c.quiet),
    ];
    let cells = cells
        .map(|(status, note, count)| {
            let number = move || counts.with(count).to_string();
            let inside = view! {
                <b>{follow(number)}</b>
                <small>{note}</small>
                <span class="status" data-status=token(status)><Glyph status/>{states.of(status)}</span>
            };
            home.link("", || Route::Alerts(View::default()), inside.into_any())
        })
        .collect_view();
    view! { <div class="severity-row">{cells}</div> }.into_any()
}

fn rows(home: Home, list: Memo<Vec<Brief>>) -> AnyView {
    let lines = move || {
        list.get()
            .into_iter()
            .map(|brief| row(home, brief))
            .collect_view()
    };
    view! { <ul class="alert-list">{follow(lines)}</ul> }.into_any()
}

fn row(home: Home, brief: Brief) -> AnyView {
    let say = home.shell.words().overview();
    let status = status(brief.severity);
    let (severity, since) = (brief.severity, brief.since);
    let when = move || {
        let now = home.clock.get().max(home.timing.now());
        let since = since?;
        let length = (say.since)(&written::between(&home.shell, since, now));
        let late = severity.overdue(Some(since), now);
        let due = severity
            .response()
            .map(|within| within.0 - now.0.saturating_sub(since.0))
            .filter(|left| *left > 0);
        Some(view! {
            {length}
            <br/>
            {late.map(|late| view! { <b>{(say.overdue)(&written::length(&home.shell, late))}</b> })}
            {due.map(|left| (say.due)(&written::length(&home.shell, crate::time::Millis(left))))}
        })
    };
    let inside = view! {
        <Glyph status/>
        <span class="truncate">
            <span class="visually-hidden">{home.shell.words().status().of(status)}{": "}</span>
            <span class="name">{brief.name}</span>
            <br/>
            {brief.summary}
        </span>
        <span class="since">{follow(when)}</span>
    };
    let key = brief.key;
    let to = move || {
        let mut view = View::default();
        let state = State {
            open: fingerprint::written(key),
            ..State::default()
        };
        state.put(&mut view);
        Route::Alerts(view)
    };
    let link = home.link("", to, inside.into_any());
    view! { <li data-status=token(status)>{link}</li> }.into_any()
}

/// Nothing fires: said, and over how many rules.
fn calm(home: Home, desk: Desk) -> AnyView {
    let say = home.shell.words().overview();
    follow(move || {
        let rules = desk.rules.get();
        let groups = rules.0.iter().flat_map(|(_, groups)| groups.iter());
        let rules = groups.flat_map(|group| &group.rules);
        let count = rules.filter(|rule| rule.alerting.is_some()).count();
        let detail = if count > 0 {
            (say.nothing_fires_detail)(count)
        } else {
            String::new()
        };
        instead("check", say.nothing_fires.to_owned(), detail)
    })
}
