//! The services by group, each with its days.

use crate::health::beat::Beat;
use crate::health::beat::Piece;
use crate::health::notice::Notice;
use crate::health::service::Standing;
use crate::health::uptime;
use crate::time::Instant;
use crate::ui::page::status::Desk;
use crate::ui::part::beats::About;
use crate::ui::part::beats::Walk;
use crate::ui::part::erased::follow;
use crate::ui::part::figure;
use crate::ui::part::figure::State;
use leptos::prelude::*;
use std::sync::Arc;

/// All of them.
#[component]
pub(super) fn Services(desk: Desk) -> impl IntoView {
    let say = desk.shell.words().visitor();
    let groups = move || {
        let stand = desk.stand.get()?;
        if stand.services.is_empty() {
            return Some(view! { <p class="check-note">{say.no_services}</p> }.into_any());
        }
        let mut groups: Vec<(Option<String>, Vec<Standing>)> = Vec::new();
        for service in stand.services.clone() {
            match groups.iter_mut().find(|(name, _)| *name == service.group) {
                Some((_, services)) => services.push(service),
                None => groups.push((service.group.clone(), vec![service])),
            }
        }
        let lists = groups
            .into_iter()
            .map(|(name, services)| {
                let lines = services
                    .into_iter()
                    .map(|service| line(desk, service))
                    .collect_view();
                view! {
                    {name.map(|name| view! { <h3 class="public-group">{name}</h3> })}
                    <ul class="panel">{lines}</ul>
                }
            })
            .collect_view();
        Some(lists.into_any())
    };
    view! {
        <h2>{say.services}<span class="page-note">{say.taller}</span></h2>
        {follow(groups)}
    }
}

fn line(desk: Desk, service: Standing) -> impl IntoView {
    let words = desk.shell.words();
    let say = words.visitor();
    let count = service.days.len();
    let missing = service
        .days
        .iter()
        .filter(|day| day.beat == Beat::NoData)
        .count();
    let uptime = service
        .uptime
        .map(|share| (say.uptime)(&figure::share(&desk.shell, share)));
    let gaps = (missing > 0 && missing < count).then(|| (say.missing)(missing, count));
    let summary = match (uptime, gaps) {
        (Some(uptime), Some(gaps)) => format!("{uptime}, {gaps}"),
        (Some(uptime), None) => uptime,
        (None, _) if count == missing => say.no_history.to_owned(),
        (None, _) => words.status().no_data.to_owned(),
    };
    let took = service.took.map(|took| figure::seconds(&desk.shell, took));
    let label = format!("{}, {summary}", service.name);
    let zone = desk.timing.zone.get_untracked();
    let about = about(desk, &service.id);
    let known = missing < count;
    let days = Arc::new(service.days);
    view! {
        <li class="service">
            <h3>{service.name.clone()}</h3>
            <span class="service-now">
                <span class="page-note num">{took}</span>
                <State shown=service.state word=(say.state)(service.state)/>
            </span>
            {known.then(|| view! {
                <div class="service-days">
                    <Walk pieces=days label=label zone about/>
                </div>
            })}
            <div class="scale">
                <span>{known.then(|| (say.days_ago)(count))}</span>
                <span class="rule">{""}</span>
                <b>{summary}</b>
                <span class="rule">{""}</span>
                <span>{known.then_some(say.today)}</span>
            </div>
        </li>
    }
}

/// The notices that a day was under.
fn about(desk: Desk, id: &str) -> About {
    let id = id.to_owned();
    Arc::new(move |piece: &Piece| {
        let now = desk.timing.now_untracked();
        let titles: Vec<String> = desk.folder.with_untracked(|folder| {
            let notices = folder.notices.iter();
            let on_this_day =
                notices.filter(|notice| notice.concerns(&id) && is_on(notice, piece, now));
            on_this_day.map(|notice| notice.title.clone()).collect()
        });
        if titles.is_empty() {
            String::new()
        } else {
            format!(". {}", titles.join("; "))
        }
    })
}

fn is_on(notice: &Notice, piece: &Piece, now: Instant) -> bool {
    let span = notice.span(now);
    span.is_some_and(|span| uptime::within(span, piece.range).is_some())
}
