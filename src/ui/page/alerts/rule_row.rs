//! A rule in the list, and the head of its group.

use crate::alert::list::RuleAt;
use crate::chart::scene::Status;
use crate::data::rule::Alerting;
use crate::data::rule::Group;
use crate::data::rule::Rule;
use crate::time::Instant;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::rule_detail::detail;
use crate::ui::page::alerts::rule_list::Row;
use crate::ui::page::alerts::rule_list::is_failing;
use crate::ui::page::alerts::rule_list::is_slow;
use crate::ui::page::alerts::say;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use leptos::prelude::*;

pub(super) fn one(desk: Desk, row: Row) -> AnyView {
    match row {
        Row::Head(source, group, count) => head(desk, source, group, count),
        Row::Rule(at, last) => rule(desk, at, last),
    }
}

fn head(desk: Desk, source: usize, group: usize, count: usize) -> AnyView {
    let say = desk.shell.words().alerts();
    let told = move || {
        let rules = desk.rules.get();
        let (source, groups) = rules.0.get(source)?;
        let group = groups.get(group)?;
        let several = rules.0.len() > 1;
        let name = desk
            .source(*source)
            .filter(|_| several)
            .map(|source| source.name);
        let unit = (say.group_told)(
            count,
            &seconds(desk, group.interval),
            &ago(desk, group.last_evaluation),
        );
        let file = group.file.rsplit('/').next().unwrap_or("").to_owned();
        Some(view! {
            <h2><bdi>{say::cut(&group.name, 120)}</bdi></h2>
            <span class="unit">{unit} {name.map(|name| format!(", {name}"))}</span>
            <span class="push mono file" title=group.file.clone()>{file}</span>
        })
    };
    view! { <li class="alert-head">{follow(told)}</li> }.into_any()
}

pub(super) fn seconds(desk: Desk, seconds: f64) -> String {
    crate::unit::text(seconds, "s", None, &desk.shell.locale())
}

pub(super) fn ago(desk: Desk, at: Option<Instant>) -> String {
    match at {
        Some(at) => (desk.shell.words().time().ago)(&say::age(desk, Some(at))),
        None => desk.shell.words().alerts().never.to_owned(),
    }
}

fn rule(desk: Desk, at: RuleAt, last: bool) -> AnyView {
    let say = desk.shell.words().alerts();
    let name = desk
        .rule(at, |rule, _, _| rule.name.clone())
        .unwrap_or_default();
    let key = format!("{}.{}.{}", at.source, at.group, at.rule);
    let id = format!("rule-{}-{}-{}", at.source, at.group, at.rule);
    let open = {
        let key = key.clone();
        Memo::new(move |_| desk.state.with(|state| state.open == key))
    };
    let turn = on(move |_: leptos::ev::MouseEvent| {
        let opened = open.get_untracked();
        let key = key.clone();
        desk.adjust(move |state| state.open = if opened { String::new() } else { key });
    });
    let label = move || match open.get() {
        true => (say.close_alert)(&name),
        false => (say.open_alert)(&name),
    };
    view! {
        <li
            class="check rule"
            data-open=Signal::derive(move || open.get().then_some(""))
            data-last=last.then_some("")
        >
            <div class="row">
                <button
                    type="button"
                    class="opener"
                    aria-label=label
                    aria-expanded=Signal::derive(move || open.get().to_string())
                    aria-controls=id.clone()
                    on:click=turn
                >
                    <Icon name="chevron-right"/>
                </button>
                {follow(move || desk.rule(at, |rule, group, _| cells(desk, rule, group)))}
            </div>
            {follow(move || open.get().then(|| view! {
                <div class="check-detail" id=id.clone()>{detail(desk, at)}</div>
            }))}
        </li>
    }
    .into_any()
}

/// The state in glyph and word, and what there is to say about its time.
fn told(desk: Desk, rule: &Rule) -> (Status, &'static str, String) {
    let say = desk.shell.words().alerts();
    let now = desk.timing.now();
    let Some(alerting) = &rule.alerting else {
        let status = if is_failing(rule) {
            Status::Warning
        } else {
            Status::Ok
        };
        return (status, say.recording, String::new());
    };
    let first = alerting
        .alerts
        .iter()
        .filter_map(|alert| alert.active_at)
        .min();
    let lasts = first
        .map(|first| now.0.saturating_sub(first.0))
        .unwrap_or(0);
    match alerting.state.as_str() {
        "firing" => {
            let severity = crate::alert::severity::Severity::of(&rule.labels);
            let status = crate::ui::page::alerts::status(severity);
            (
                status,
                say.is_firing,
                (say.for_so_long)(&say::length(desk, lasts)),
            )
        }
        "pending" => {
            let left = (alerting.duration * 1_000.0) as i64 - lasts;
            (
                Status::Pending,
                say.pending,
                (say.fires_in)(&say::length(desk, left.max(0))),
            )
        }
        _ if is_failing(rule) => (Status::Warning, say.failing, String::new()),
        _ if rule.health == "unknown" => (Status::Unknown, say.unevaluated, String::new()),
        _ => (Status::Ok, say.inactive, fires_after(desk, alerting)),
    }
}

pub(super) fn fires_after(desk: Desk, alerting: &Alerting) -> String {
    let say = desk.shell.words().alerts();
    match alerting.duration > 0.0 {
        true => (say.fires_after)(&seconds(desk, alerting.duration)),
        false => say.fires_at_once.to_owned(),
    }
}

fn cells(desk: Desk, rule: &Rule, group: &Group) -> AnyView {
    let say = desk.shell.words().alerts();
    let (status, word, when) = told(desk, rule);
    let under = match &rule.last_error {
        Some(error) => say::cut(error, 200),
        None => say::cut(&rule.query, 200),
    };
    let slow = is_slow(rule, group);
    let took = seconds(desk, rule.evaluation_time);
    let of = (say.of_interval)(&seconds(desk, group.interval));
    view! {
        <span class="status" data-status=token(status)><Glyph status/>{word}</span>
        <span class="name-cell">
            <span class="name truncate"><bdi>{say::cut(&rule.name, 120)}</bdi></span>
            <span class="address truncate mono" class:error=rule.last_error.is_some()><bdi>{under}</bdi></span>
        </span>
        <span class="when-cell">{when}</span>
        <span class="evaluation" data-slow=slow.then_some("")>
            <span class="num">{took} " " <span class="dim">{of}</span></span>
        </span>
    }
    .into_any()
}
