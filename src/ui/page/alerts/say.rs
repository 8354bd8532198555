//! What is said above the lists: sources that fail or are not there, and in which words instants and lengths are told.

use crate::alert::list::Item;
use crate::alert::list::Standing;
use crate::alert::severity::Severity;
use crate::chart::scene::Status;
use crate::config::Kind;
use crate::source::Failure;
use crate::source::alerting::Topic;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::format::parts;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::status;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use crate::ui::part::message::Message;
use crate::words::reason::Asked;
use leptos::prelude::*;

/// As much of a text in a row as can be read there.
const ROW_TEXT: usize = 300;

/// As much of a text as is shown when it is opened.
const WHOLE_TEXT: usize = 5_000;

/// A length of time: `34 min`.
pub(super) fn length(desk: Desk, millis: i64) -> String {
    if millis == 0 {
        return "0".to_owned();
    }
    (desk.shell.words().time().length)(parts(Millis(millis)))
}

/// How long ago, at the page's now; empty for no time.
pub(super) fn age(desk: Desk, since: Option<Instant>) -> String {
    since.map_or_else(String::new, |since| {
        length(desk, desk.timing.now().0.saturating_sub(since.0).max(0))
    })
}

/// An instant in the page's zone: `10:42`, `20 Nov 10:42`.
pub(super) fn moment(desk: Desk, at: Instant) -> String {
    let zone = desk.timing.zone.get();
    desk.shell.words().moment(at, desk.timing.now(), &zone)
}

/// The glyph and the word of an alert's state.
pub(super) fn standing(desk: Desk, item: &Item) -> AnyView {
    let status = shown(item);
    view! {
        <span class="status" data-status=token(status)>
            <Glyph status/>
            {word(desk, item)}
        </span>
    }
    .into_any()
}

/// The state an alert is shown in.
pub(super) fn shown(item: &Item) -> Status {
    match item.standing {
        Standing::Firing => status(item.severity),
        Standing::Pending => Status::Pending,
        Standing::Inhibited | Standing::Muted | Standing::Silenced => Status::Silenced,
    }
}

fn word(desk: Desk, item: &Item) -> String {
    let words = desk.shell.words();
    match item.standing {
        Standing::Firing => severity(desk, item),
        Standing::Pending => words.status().pending.to_owned(),
        Standing::Silenced => words.status().silenced.to_owned(),
        Standing::Inhibited => words.alerts().inhibited.to_owned(),
        Standing::Muted => words.alerts().muted.to_owned(),
    }
}

/// The word of a severity; what nobody agreed on is said as it is written.
pub(super) fn severity(desk: Desk, item: &Item) -> String {
    match item.severity {
        Severity::Other => item
            .labels
            .get("severity")
            .filter(|value| !value.is_empty())
            .map_or_else(
                || desk.shell.words().alerts().no_severity.to_owned(),
                |value| cut(value, 24),
            ),
        other => desk.shell.words().status().of(status(other)).to_owned(),
    }
}

/// What an alert is called.
pub(in crate::ui::page) fn name(item: &Item) -> String {
    cut(item.labels.get("alertname").unwrap_or("{}"), 120)
}

/// What it says of itself, in a line.
pub(in crate::ui::page) fn summary(item: &Item) -> String {
    let texts = ["summary", "message", "description"];
    let found = texts.iter().find_map(|name| item.annotations.get(name));
    found.map_or_else(
        || {
            let own = |(name, _): &(&str, &str)| !matches!(*name, "alertname" | "severity");
            let pairs = item.labels.iter().filter(own);
            let pairs: Vec<String> = pairs.map(|(n, v)| [n, "=", v].concat()).collect();
            cut(&pairs.join(" "), ROW_TEXT)
        },
        |text| cut(text, ROW_TEXT),
    )
}

/// The text as far as it is shown when it is opened.
pub(super) fn whole(text: &str) -> String {
    cut(text, WHOLE_TEXT)
}

/// The text as far as there is room.
pub(super) fn cut(text: &str, room: usize) -> String {
    match text.char_indices().nth(room) {
        Some((end, _)) => [text.get(..end).unwrap_or(""), "…"].concat(),
        None => text.to_owned(),
    }
}

/// What is said when no Alertmanager is configured.
pub(super) fn missing(desk: Desk) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    desk.senders().is_empty().then(|| {
        view! { <Message status=Status::Info title=say.no_sender detail=say.no_sender_detail/> }
            .into_any()
    })
}

/// What each failing source costs, once per source, with the age of what is shown.
pub(super) fn failures(desk: Desk) -> AnyView {
    let words = desk.shell.words();
    let say = words.alerts();
    let heard = desk.heard.get();
    let mut told: Vec<usize> = Vec::new();
    let mut messages = Vec::new();
    for one in &heard {
        let Some(failure) = &one.failure else {
            continue;
        };
        let Some(source) = desk.source(one.source) else {
            continue;
        };
        // A store of logs without a ruler has no rules: that is no fault.
        let no_ruler = source.kind == Kind::Loki && lacks_ruler(failure);
        if told.contains(&one.source) || no_ruler {
            continue;
        }
        told.push(one.source);
        let asked = Asked {
            source: &source.name,
            address: &source.url,
            query: "",
        };
        let reason = words.failed(failure, &asked);
        let age = match one.at {
            Some(at) => (say.old)(&age(desk, Some(at))),
            None => match one.topic {
                Topic::Rules => say.without_rules.to_owned(),
                Topic::Status | Topic::Alerts | Topic::Groups | Topic::Silences => {
                    say.without_sender.to_owned()
                }
            },
        };
        let detail = format!("{} {age}", reason.detail);
        messages.push(
            view! { <Message status=Status::Warning title=format!("{}.", reason.title) detail/> }
                .into_any(),
        );
    }
    messages.into_any()
}

fn lacks_ruler(failure: &Failure) -> bool {
    match failure {
        Failure::Status { code, .. } | Failure::Refused { code, .. } => {
            matches!(code, 400 | 403 | 404 | 405 | 501)
        }
        Failure::NotRecorded => true,
        _ => false,
    }
}

/// Whether the dead man's switch fires, once everyone was asked.
pub(super) fn watchdog(desk: Desk) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    let listing = desk.listing.get();
    let ruled = !desk.rules.get().0.is_empty();
    let heard = ruled && listing.0.served_at_all;
    if !(listing.0.complete || heard) {
        return None;
    }
    (!listing.0.watchdog).then(|| {
        view! {
            <Message status=Status::Critical title=say.no_watchdog detail=say.no_watchdog_detail/>
        }
        .into_any()
    })
}
