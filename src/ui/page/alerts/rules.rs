//! Rules: what they ask, whether they are evaluated, how long that takes, and what they found.

use crate::alert::list::RuleAt;
use crate::alert::section::has;
use crate::chart::scene::Status;
use crate::data::rule::Alerting;
use crate::data::rule::Group;
use crate::data::rule::Rule;
use crate::lean::sort;
use crate::time::Instant;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::chart;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::desk::Same;
use crate::ui::page::alerts::rows::rows;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::silences::segments;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use crate::ui::part::message::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// A row of the list.
#[derive(Clone, Debug)]
enum Row {
    /// Source and group, and how many of its rules are below.
    Head(usize, usize, usize),
    /// A rule, and whether it is the last of its group.
    Rule(RuleAt, bool),
}

#[derive(Debug)]
struct Found {
    rows: Arc<Vec<Row>>,
    shown: usize,
    all: usize,
    groups: usize,
    firing: usize,
    pending: usize,
    inactive: usize,
    recording: usize,
    failing: Vec<String>,
    slow: usize,
}

/// A rule that takes more than this share of its group's interval is slow.
const SLOW: f64 = 0.2;

/// The tab.
pub(super) fn rules(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let search = Memo::new(move |_| desk.state.with(|state| state.search.clone()));
    let only = Memo::new(move |_| desk.state.with(|state| state.only.clone()));
    let first = Memo::new(move |_| desk.state.with(|state| state.sort.clone()));
    let found = Memo::new(move |_| {
        Same(Arc::new(found(
            desk,
            search.get().trim(),
            &only.get(),
            &first.get(),
        )))
    });
    let list = Memo::new(move |_| found.with(|found| Same(Arc::clone(&found.0.rows))));
    let typed = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        desk.adjust(|state| state.search = text);
    };
    let bar = move || {
        let found = found.get();
        let states = [
            ("", say.all, None),
            ("firing", say.firing, Some(found.0.firing)),
            ("pending", say.pending, Some(found.0.pending)),
            ("inactive", say.inactive, Some(found.0.inactive)),
            ("recording", say.recording, Some(found.0.recording)),
        ];
        let firsts = [
            ("", say.as_written, None),
            ("failing", say.failing, Some(found.0.failing.len())),
            ("slow", say.slow, Some(found.0.slow)),
        ];
        view! {
            {segments(desk, say.by_state, &states, &only.get(), |state| &mut state.only)}
            {segments(desk, say.first, &firsts, &first.get(), |state| &mut state.sort)}
            <span class="page-note push num">{(say.rules_in)(found.0.shown, found.0.groups)}</span>
        }
    };
    view! {
        {follow(move || say::watchdog(desk))}
        {follow(move || failing(desk, &found.get().0.failing))}
        <div class="filter-bar">
            <label class="search">
                <span class="visually-hidden">{say.find_rule}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=say.find_rule
                    prop:value=Signal::derive(move || search.get())
                    on:input=on(typed)
                />
            </label>
            {follow(bar)}
        </div>
        {follow(move || nothing(desk, &found.get().0))}
        {rows(list, key, "alert-rows", move |row| one(desk, row))}
    }
    .into_any()
}

fn key(row: &Row) -> u64 {
    match row {
        Row::Head(source, group, count) => {
            ((*source as u64) << 50) | ((*group as u64) << 20) | ((*count as u64) << 1)
        }
        Row::Rule(at, last) => {
            (1 << 62)
                | ((at.source as u64) << 50)
                | ((at.group as u64) << 26)
                | ((at.rule as u64) << 2)
                | u64::from(*last)
        }
    }
}

fn found(desk: Desk, search: &str, only: &str, first: &str) -> Found {
    let rules = desk.rules.get();
    let mut found = Found {
        rows: Arc::new(Vec::new()),
        shown: 0,
        all: 0,
        groups: 0,
        firing: 0,
        pending: 0,
        inactive: 0,
        recording: 0,
        failing: Vec::new(),
        slow: 0,
    };
    let mut left: Vec<(RuleAt, &Rule, &Group)> = Vec::new();
    for (source, (_, groups)) in rules.0.iter().enumerate() {
        for (place, group) in groups.iter().enumerate() {
            found.groups += 1;
            for (at, rule) in group.rules.iter().enumerate() {
                found.all += 1;
                let state = state(rule);
                found.firing += usize::from(state == "firing");
                found.pending += usize::from(state == "pending");
                found.inactive += usize::from(state == "inactive");
                found.recording += usize::from(state == "recording");
                found.slow += usize::from(is_slow(rule, group));
                if is_failing(rule) {
                    found.failing.push(rule.name.clone());
                }
                if (only.is_empty() || only == state) && finds(rule, group, search) {
                    let at = RuleAt {
                        source,
                        group: place,
                        rule: at,
                    };
                    left.push((at, rule, group));
                }
            }
        }
    }
    found.shown = left.len();
    match first {
        "slow" => sort::by(&mut left, |a, b| {
            b.1.evaluation_time.total_cmp(&a.1.evaluation_time)
        }),
        "failing" => sort::by(&mut left, |a, b| is_failing(b.1).cmp(&is_failing(a.1))),
        _ => {}
    }
    // Out of their order rules are one list, each naming its group when it is opened.
    let grouped = !matches!(first, "slow" | "failing");
    let mut all: Vec<Row> = Vec::with_capacity(left.len());
    let mut at_head = None;
    for (at, _, _) in left {
        if grouped
            && at_head.is_none_or(|(source, group, _)| (source, group) != (at.source, at.group))
        {
            end_group(&mut all, at_head);
            at_head = Some((at.source, at.group, all.len()));
            all.push(Row::Head(at.source, at.group, 0));
        }
        all.push(Row::Rule(at, false));
    }
    end_group(&mut all, at_head);
    if let Some(Row::Rule(_, last)) = all.last_mut() {
        *last = true;
    }
    found.rows = Arc::new(all);
    found
}

fn end_group(all: &mut [Row], head: Option<(usize, usize, usize)>) {
    let Some((source, group, head)) = head else {
        return;
    };
    let count = all.len().saturating_sub(head + 1);
    if let Some(Row::Rule(_, last)) = all.last_mut() {
        *last = true;
    }
    if let Some(slot) = all.get_mut(head) {
        *slot = Row::Head(source, group, count);
    }
}

fn state(rule: &Rule) -> &str {
    rule.alerting
        .as_ref()
        .map_or("recording", |alerting| alerting.state.as_str())
}

fn is_failing(rule: &Rule) -> bool {
    rule.health == "err" || rule.last_error.is_some()
}

fn is_slow(rule: &Rule, group: &Group) -> bool {
    group.interval > 0.0 && rule.evaluation_time > group.interval * SLOW
}

fn finds(rule: &Rule, group: &Group, search: &str) -> bool {
    has(&rule.name, search)
        || has(&rule.query, search)
        || has(&group.name, search)
        || rule
            .labels
            .iter()
            .any(|(name, value)| has(&[name, "=", value].concat(), search))
}

fn failing(desk: Desk, names: &[String]) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    let names: Vec<String> = names.iter().map(|name| say::cut(name, 60)).collect();
    let shown = names.get(..names.len().min(5)).unwrap_or(&[]).join(", ");
    (!names.is_empty()).then(|| {
        view! {
            <Message
                status=Status::Warning
                title=(say.cannot_fire)(names.len())
                detail=format!("{shown}.")
            />
        }
        .into_any()
    })
}

fn nothing(desk: Desk, found: &Found) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    if found.shown > 0 {
        return None;
    }
    let text = match (found.all, desk.rules.with(|rules| rules.0.is_empty())) {
        (0, true) => say.asking.to_owned(),
        (0, false) => say.no_rules.to_owned(),
        (all, _) => (say.none_left_detail)(all),
    };
    Some(view! { <div class="panel"><p class="panel-message">{text}</p></div> }.into_any())
}

fn one(desk: Desk, row: Row) -> AnyView {
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

fn seconds(desk: Desk, seconds: f64) -> String {
    crate::unit::text(seconds, "s", None, &desk.shell.locale())
}

fn ago(desk: Desk, at: Option<Instant>) -> String {
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
                say.firing,
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

fn fires_after(desk: Desk, alerting: &Alerting) -> String {
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

fn detail(desk: Desk, at: RuleAt) -> AnyView {
    let say = desk.shell.words().alerts();
    // The chart and the text stay while figures change.
    let asked = Memo::new(move |_| desk.rule(at, |rule, _, source| (source, rule.query.clone())));
    view! {
        <div>
            <h3>{say.query}</h3>
            {follow(move || asked.get().map(|(_, query)| view! {
                <pre class="query-text" tabindex="0">{say::whole(&query)}</pre>
            }))}
            <div class="alert-chart">
                {follow(move || asked.get().map(|(source, query)| chart::chart(desk, source, &query, None)))}
            </div>
        </div>
        {follow(move || desk.rule(at, |rule, group, source| facts(desk, rule, group, source)))}
    }
    .into_any()
}

fn facts(desk: Desk, rule: &Rule, group: &Group, source: usize) -> AnyView {
    let say = desk.shell.words().alerts();
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| facts.push((name.to_owned(), value));
    let source = desk
        .source(source)
        .map(|source| source.name)
        .unwrap_or_default();
    add(say.group, format!("{}, {source}", group.name));
    add(say.file, group.file.clone());
    if let Some(alerting) = &rule.alerting {
        add(say.waits, fires_after(desk, alerting));
        if alerting.keep_firing_for > 0.0 {
            add(
                say.keeps,
                (say.keeps_for)(&seconds(desk, alerting.keep_firing_for)),
            );
        }
        add(say.alerts_now, alerting.alerts.len().to_string());
    }
    let took = (say.took)(
        &ago(desk, rule.last_evaluation),
        &seconds(desk, rule.evaluation_time),
        &seconds(desk, group.interval),
    );
    add(say.evaluated, took);
    add(say.health, rule.health.clone());
    let error = rule
        .last_error
        .as_deref()
        .map_or_else(|| say.no_error.to_owned(), say::whole);
    add(say.last_error, error);
    if let Some(alerting) = &rule.alerting {
        for (name, value) in alerting.annotations.iter() {
            add(&say::cut(name, 60), say::whole(value));
        }
    }
    let rows = facts
        .into_iter()
        .map(
            |(name, value)| view! { <dt>{name}</dt><dd><bdi class="prose-text">{value}</bdi></dd> },
        )
        .collect_view();
    let tags = rule
        .labels
        .iter()
        .map(|(name, value)| {
            let text = say::cut(&[name, "=", value].concat(), 200);
            view! { <span class="tag mono"><bdi>{text}</bdi></span> }
        })
        .collect_view();
    let labels = (!rule.labels.is_empty()).then(|| {
        view! { <dt>{say.labels}</dt><dd><span class="chips">{tags}</span></dd> }
    });
    view! { <dl class="facts">{rows}{labels}</dl> }.into_any()
}
