//! An opened alert: its chart, its facts, what keeps it quiet, and the ways on.

use crate::alert::fingerprint;
use crate::alert::list::Item;
use crate::alert::list::Standing;
use crate::alert::matcher;
use crate::browser::location;
use crate::data::alert::Matcher;
use crate::data::alert::Op;
use crate::panel::inline;
use crate::route::Route;
use crate::route::base;
use crate::route::dashboard::State as Dashboard;
use crate::route::view::View;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::chart;
use crate::ui::page::alerts::counts;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::form;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::small;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::PageLink;
use leptos::prelude::*;

/// The inside of an opened alert.
pub(super) fn detail(desk: Desk, item: Memo<Option<Item>>) -> AnyView {
    // The chart stays while the facts beside it change.
    let drawn = Memo::new(move |_| {
        item.with(|item| {
            let item = item.as_ref()?;
            desk.rule(item.rule?, |rule, _, source| {
                (source, rule.query.clone(), item.labels.clone())
            })
        })
    });
    view! {
        <div class="alert-chart">
            {follow(move || drawn.get().map(|(source, expr, labels)| {
                chart::chart(desk, source, &expr, Some((*labels).clone()))
            }))}
        </div>
        {follow(move || item.get().map(|item| actions(desk, &item)))}
        {follow(move || item.get().map(|item| facts(desk, &item)))}
    }
    .into_any()
}

type Facts = Vec<(String, AnyView)>;

fn facts(desk: Desk, item: &Item) -> AnyView {
    let say = desk.shell.words().alerts();
    let locale = desk.shell.locale();
    let mut facts: Facts = Vec::new();
    let mut add = |name: &str, value: AnyView| facts.push((name.to_owned(), value));
    if let Some(value) = item.value {
        let text = crate::unit::text(value, "", None, &locale);
        add(say.value, view! { <b class="num">{text}</b> }.into_any());
    }
    let at = |at| view! { <span class="num">{say::moment(desk, at)}</span> }.into_any();
    if let Some(since) = item.holds_since {
        add(say.holds_since, at(since));
    }
    if let Some(since) = item.since.filter(|_| item.standing != Standing::Pending) {
        add(say.firing_since, at(since));
    }
    let within = match item.severity.response() {
        Some(within) => (say.within)(&say::length(desk, within.0), &say::severity(desk, item)),
        None => say.best_effort.to_owned(),
    };
    add(say.answer, within.into_any());
    if !item.receivers.is_empty() {
        add(say.sent_to, item.receivers.join(", ").into_any());
    }
    quiet(desk, item, &mut add);
    if item.places.is_empty() && !desk.senders().is_empty() && item.standing == Standing::Firing {
        add(say.held_by, say.held_by_none.into_any());
    } else if desk.senders().len() > 1 {
        let names: Vec<String> = item
            .places
            .iter()
            .map(|place| desk.name_of(&place.source))
            .collect();
        add(say.held_by, names.join(", ").into_any());
    }
    if let Some(at) = item.rule {
        let told = desk.rule(at, |rule, group, source| {
            let source = desk
                .source(source)
                .map(|source| source.name)
                .unwrap_or_default();
            (rule.name.clone(), format!("{}, {source}", group.name))
        });
        if let Some((rule, place)) = told {
            let open = on(move |_: leptos::ev::MouseEvent| {
                let rule = rule.clone();
                desk.change(move |state| {
                    state.tab = crate::route::alerts::Tab::Rules;
                    state.search = rule;
                });
            });
            add(
                say.rule,
                view! { <button type="button" class="as-link" on:click=open>{place}</button> }
                    .into_any(),
            );
        }
    }
    for (name, value) in item.annotations.iter() {
        add(name, annotation(value));
    }
    let tags = item
        .labels
        .iter()
        .map(|(name, value)| label(desk, name, value))
        .collect_view();
    add(
        say.labels,
        view! { <span class="chips">{tags}</span> }.into_any(),
    );
    let rows = facts
        .into_iter()
        .map(|(name, value)| view! { <dt><bdi>{say::cut(&name, 60)}</bdi></dt><dd>{value}</dd> })
        .collect_view();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}

/// By what it is kept quiet: silences with their reason and end, alerts by name, time intervals.
fn quiet(desk: Desk, item: &Item, add: &mut impl FnMut(&str, AnyView)) {
    let say = desk.shell.words().alerts();
    let silences = desk.silences.get();
    let listing = desk.listing.get();
    for place in &item.places {
        for id in &place.silenced_by {
            let held = silences.0.iter().find(|held| held.silence.id == *id);
            let text = held.map_or_else(
                || id.clone(),
                |held| {
                    let until = held.silence.ends_at.map(|at| say::moment(desk, at));
                    (say.silence_told)(
                        &say::cut(&held.silence.comment, 300),
                        &say::cut(&held.silence.created_by, 60),
                        &until.unwrap_or_default(),
                    )
                },
            );
            add(say.silenced_by, view! { <bdi>{text}</bdi> }.into_any());
        }
        for by in &place.inhibited_by {
            let known = fingerprint::read(by).and_then(|key| listing.0.find(key));
            let view = match known {
                Some(other) => {
                    let key = fingerprint::written(other.key);
                    let open = on(move |_: leptos::ev::MouseEvent| {
                        let key = key.clone();
                        desk.change(move |state| {
                            state.open = key;
                            state.filter.clear();
                        });
                    });
                    view! {
                        <button type="button" class="as-link" on:click=open>
                            <bdi>{say::name(other)}</bdi>
                        </button>
                        " "
                        <bdi>{say::cut(&say::summary(other), 120)}</bdi>
                    }
                    .into_any()
                }
                None => by.clone().into_any(),
            };
            add(say.inhibited_by, view.into_any());
        }
        for name in &place.muted_by {
            add(say.muted_by, name.clone().into_any());
        }
    }
}

/// An annotation as text; one that is an address is a link, if it leads where links may.
fn annotation(value: &str) -> AnyView {
    let text = say::whole(value);
    let address = value.trim();
    match address.starts_with("http") && !address.contains(char::is_whitespace) {
        true => outward(address, view! { <bdi>{text}</bdi> }.into_any()),
        false => view! { <bdi class="prose-text">{text}</bdi> }.into_any(),
    }
}

fn outward(address: &str, name: AnyView) -> AnyView {
    if !inline::safe(address) {
        return name;
    }
    view! { <a href=address.to_owned() target="_blank" rel="noreferrer noopener">{name}</a> }
        .into_any()
}

/// A label; a press looks for it.
fn label(desk: Desk, name: &str, value: &str) -> AnyView {
    let say = desk.shell.words().alerts();
    let matcher = Matcher {
        name: name.to_owned(),
        op: Op::Equal,
        value: value.to_owned(),
    };
    let text = say::cut(&[name, "=", value].concat(), 200);
    let press = on(move |event: leptos::ev::MouseEvent| {
        let op = if event.alt_key() || event.shift_key() {
            Op::NotEqual
        } else {
            Op::Equal
        };
        let matcher = Matcher {
            op,
            ..matcher.clone()
        };
        counts::narrow(desk, &matcher);
    });
    view! {
        <button type="button" class="tag mono" title=say.narrow on:click=press><bdi>{text}</bdi></button>
    }
    .into_any()
}

/// Where rules say that the page's own runbooks are.
const RUNBOOKS: &str = "/runbooks/";

fn actions(desk: Desk, item: &Item) -> AnyView {
    let say = desk.shell.words().alerts();
    let matchers = matcher::of_labels(&item.labels);
    let silence = (desk.read_only.with(Option::is_none) && item.standing != Standing::Silenced)
        .then(|| {
            small("bell-off", say.silence, move || {
                form::open(desk, matchers.clone())
            })
        });
    let acknowledge = acknowledge(desk, item);
    let text = |names: &[&str]| {
        let found = names.iter().find_map(|name| item.annotations.get(name));
        found
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let name = item.labels.get("alertname").unwrap_or("").to_owned();
    let runbook = text(&["runbook_url", "runbook", "playbook"]);
    // Our own runbooks lie beside the page, wherever that is.
    let runbook = runbook.map(|to| match to.strip_prefix(RUNBOOKS) {
        Some(name) => base::join_base(&location::base(), &[RUNBOOKS, name].concat()),
        None => to,
    });
    let runbook = runbook.or_else(|| {
        let base = desk
            .shell
            .config
            .with(|config| config.as_ref()?.runbooks.clone())?;
        Some([&base, name.as_str()].concat())
    });
    let dashboard = text(&["dashboard_url", "dashboard", "grafana_url"]);
    let logs = text(&["logs_url", "logs"]);
    view! {
        <div class="actions">
            {acknowledge}
            {silence}
            {runbook.map(|to| leads(&to, "book", say.runbook))}
            {dashboard.map(|to| match inward(&to) {
                Some(uid) => view! {
                    <PageLink to=Route::Dashboard(Dashboard::new(&uid))>
                        <Icon name="grid"/>
                        {say.dashboard}
                    </PageLink>
                }
                .into_any(),
                None => leads(&to, "grid", say.dashboard),
            })}
            {match logs {
                Some(to) => Some(leads(&to, "logs", say.logs)),
                None => logs_of(desk, item),
            }}
            {(!item.generator.is_empty()).then(|| leads(&item.generator, "external", say.generator))}
        </div>
    }
    .into_any()
}

/// One press says that somebody is on it; there where somebody would be told again.
fn acknowledge(desk: Desk, item: &Item) -> Option<AnyView> {
    let heard = item.standing == Standing::Firing && !item.places.is_empty() && !item.watchdog;
    if !heard || desk.read_only.with(Option::is_some) {
        return None;
    }
    let say = desk.shell.words().alerts();
    let matchers = matcher::of_labels(&item.labels);
    let press = on(move |_: leptos::ev::MouseEvent| form::acknowledge(desk, matchers.clone()));
    let told = (say.acknowledge_told)(&say::length(desk, form::ACKNOWLEDGED.0));
    Some(
        view! {
            <button type="button" class="button" data-size="small" title=told on:click=press>
                <Icon name="check"/>
                {say.acknowledge}
            </button>
        }
        .into_any(),
    )
}

/// A link as a button; an address that may not be followed is shown as text.
fn leads(to: &str, icon: &'static str, name: &'static str) -> AnyView {
    if !inline::safe(to) || to.contains(char::is_whitespace) {
        return view! { <span class="page-note truncate">{name} ": " <bdi>{say::cut(to, 120)}</bdi></span> }
            .into_any();
    }
    view! {
        <a class="button" data-size="small" href=to.to_owned() target="_blank" rel="noreferrer noopener">
            <Icon name=icon/>
            {name}
        </a>
    }
    .into_any()
}

/// The uid of a dashboard of ours: `/d/uid/…`, or a bare uid.
fn inward(to: &str) -> Option<String> {
    let plain = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    };
    let uid = to
        .strip_prefix("/d/")
        .map_or(to, |rest| rest.split(['/', '?']).next().unwrap_or(rest));
    plain(uid).then(|| uid.to_owned())
}

/// Labels by which logs are found, as log shippers name them.
const LOG_LABELS: [&str; 4] = ["service", "container", "app", "job"];

/// The logs of what the alert is about, where there are logs.
fn logs_of(desk: Desk, item: &Item) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    let has_logs = desk.sources.with_value(|sources| {
        sources
            .iter()
            .any(|source| source.kind == crate::config::Kind::Loki)
    });
    let (name, value) = LOG_LABELS
        .into_iter()
        .find_map(|name| Some((name, item.labels.get(name)?)))
        .filter(|_| has_logs)?;
    let matcher = matcher::written(&Matcher {
        name: name.to_owned(),
        op: Op::Equal,
        value: value.to_owned(),
    });
    let expr = ["{", &matcher, "}"].concat();
    let view = View {
        others: vec![("query".to_owned(), expr)],
        ..View::default()
    };
    Some(
        view! {
            <PageLink to=Route::Logs(view)>
                <Icon name="logs"/>
                {say.logs}
            </PageLink>
        }
        .into_any(),
    )
}
