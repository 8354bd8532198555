//! What the team says: what holds now, what is ahead, what is over.

use crate::health::check::Shown;
use crate::health::notice;
use crate::health::notice::Kind;
use crate::health::notice::Notice;
use crate::health::notice::Phase;
use crate::health::notice::Update;
use crate::panel::options::Markup;
use crate::panel::options::TextOptions;
use crate::time::Instant;
use crate::ui::page::status::Desk;
use crate::ui::part::erased::follow;
use crate::ui::part::figure;
use crate::ui::part::figure::Shape;
use crate::ui::picture::text::Prose;
use leptos::prelude::*;

/// Past notices that are shown.
const PAST: usize = 20;

/// Past notices older than this are history.
const OLDEST: i64 = 90 * 86_400_000;

/// What holds now, above the services.
#[component]
pub(super) fn Now(desk: Desk) -> impl IntoView {
    let say = desk.shell.words().visitor();
    follow(move || {
        let found = of(desk, |notice, now| notice.phase(now) == Phase::Now);
        (!found.is_empty()).then(|| view! { <h2>{say.now}</h2>{list(desk, found)} })
    })
}

/// What is ahead and what is over, below them.
#[component]
pub(super) fn Rest(desk: Desk) -> impl IntoView {
    let say = desk.shell.words().visitor();
    let ahead = move || {
        let found = of(desk, |notice, now| notice.phase(now) == Phase::Ahead);
        (!found.is_empty()).then(|| view! { <h2>{say.ahead}</h2>{list(desk, found)} })
    };
    let past = move || {
        let mut found = of(desk, |notice, now| {
            let young = notice
                .end
                .is_some_and(|end| now.0.saturating_sub(end.0) < OLDEST);
            notice.phase(now) == Phase::Past && young
        });
        found.truncate(PAST);
        if found.is_empty() {
            view! { <p class="check-note">{say.none_past}</p> }.into_any()
        } else {
            list(desk, found).into_any()
        }
    };
    view! {
        {follow(ahead)}
        <section class="past" aria-labelledby="t-past">
            <h2 id="t-past">{say.past}</h2>
            {follow(past)}
        </section>
    }
}

fn of(desk: Desk, wanted: impl Fn(&Notice, Instant) -> bool) -> Vec<Notice> {
    let now = desk.timing.now();
    let mut notices = desk.folder.with(|folder| folder.notices.clone());
    notices.retain(|notice| wanted(notice, now));
    notice::order(&mut notices, now);
    notices
}

fn list(desk: Desk, notices: Vec<Notice>) -> impl IntoView {
    let articles = notices
        .into_iter()
        .map(|notice| article(desk, notice))
        .collect_view();
    view! { <div class="panel">{articles}</div> }
}

fn article(desk: Desk, notice: Notice) -> impl IntoView {
    let words = desk.shell.words();
    let say = words.visitor();
    let now = desk.timing.now_untracked();
    let over = notice.phase(now) == Phase::Past;
    let shown = match notice.kind {
        _ if over => Shown::Healthy,
        Kind::Incident => Shown::Degraded,
        Kind::Maintenance | Kind::Announcement => Shown::Maintenance,
    };
    let newest = notice.updates.first().map(|update| update.title.clone());
    let newest = newest.filter(|title| !title.is_empty() && !over);
    let badge = match notice.kind {
        Kind::Incident if over => say.solved.to_owned(),
        kind => newest.unwrap_or_else(|| (say.kind)(kind).to_owned()),
    };
    let when = when(desk, &notice, now);
    let names: Vec<String> = desk.pages.with_value(|pages| {
        let named = pages
            .services
            .iter()
            .filter(|service| notice.services.contains(&service.id));
        named.map(|service| service.name.clone()).collect()
    });
    let affects = (!names.is_empty()).then(|| (say.affects)(&names.join(", ")));
    let meta: Vec<String> = when.into_iter().chain(affects).collect();
    let updates = notice
        .updates
        .into_iter()
        .map(|one| update(desk, one, now))
        .collect_view();
    view! {
        <article class="incident" data-status=figure::token(shown)>
            <header>
                <h3>{notice.title}</h3>
                <span class="status" data-status=figure::token(shown) data-badge="">
                    <Shape shown/>
                    {badge}
                </span>
            </header>
            <p class="meta num">{meta.join(" ")}</p>
            {prose(&notice.text)}
            <ol class="updates">{updates}</ol>
        </article>
    }
}

fn update(desk: Desk, update: Update, now: Instant) -> impl IntoView {
    let words = desk.shell.words();
    let zone = desk.timing.zone.get_untracked();
    let when = update.at.map(|at| words.moment(at, now, &zone));
    view! {
        <li>
            <b>{update.title}</b>
            <time class="num">{when}</time>
            {prose(&update.text)}
        </li>
    }
}

fn when(desk: Desk, notice: &Notice, now: Instant) -> Option<String> {
    let words = desk.shell.words();
    let say = words.visitor();
    let zone = desk.timing.zone.get_untracked();
    let moment = |at| words.moment(at, now, &zone);
    let start = notice.start?;
    let text = match notice.end {
        Some(end) => {
            let span = (say.span)(&moment(start), &moment(end));
            format!("{span}, {}.", figure::between(&desk.shell, start, end))
        }
        None => {
            let length = figure::between(&desk.shell, start, now);
            format!("{}, {length}.", (say.since)(&moment(start)))
        }
    };
    Some(text)
}

/// Markdown as elements: never markup.
fn prose(text: &str) -> Option<impl IntoView + use<>> {
    (!text.is_empty()).then(|| {
        let text = TextOptions {
            mode: Markup::Markdown,
            content: text.to_owned(),
        };
        view! { <Prose text/> }
    })
}
