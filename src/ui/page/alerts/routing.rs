//! Who is told: the tree of routes from Alertmanager's configuration, and which way given labels go through it.

use crate::alert::matcher;
use crate::alert::matcher::Ready;
use crate::alert::routing::Inhibit;
use crate::alert::routing::Route;
use crate::alert::routing::Routing;
use crate::browser::element::set_property;
use crate::chart::scene::Status as Shown;
use crate::data::alert::Op;
use crate::data::alert::SilenceState;
use crate::data::alert::Status;
use crate::data::labels::Labels;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::say;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::message::Message;
use crate::words::alerts::Alerts;
use leptos::html;
use leptos::prelude::*;

/// The tab.
pub(super) fn routing(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let text = Memo::new(move |_| desk.state.with(|state| state.labels.clone()));
    let typed = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        desk.adjust(|state| state.labels = text);
    };
    let labels = Memo::new(move |_| text.with(|text| labels(text)));
    let configs = Memo::new(move |_| {
        desk.status()
            .into_iter()
            .map(|(source, status)| (source, peers(say, &status), status.config))
            .collect::<Vec<_>>()
    });
    let wrong = move || labels.with(Option::is_none).then_some(say.bad_labels);
    view! {
        <div class="filter-bar">
            <label class="search">
                <span class="visually-hidden">{say.labels_to_try}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=say.labels_hint
                    prop:value=Signal::derive(move || text.get())
                    on:input=on(typed)
                />
            </label>
            {follow(move || firing(desk))}
            <p class="help wrong" role="status">{follow(wrong)}</p>
        </div>
        {follow(move || {
            let configs = configs.get();
            if configs.is_empty() {
                return view! { <div class="panel"><p class="panel-message">{say.no_routing}</p></div> }
                    .into_any();
            }
            let labels = labels.get().unwrap_or_default();
            configs
                .iter()
                .map(|(source, peers, config)| one(desk, *source, peers, config, &labels))
                .collect_view()
                .into_any()
        })}
    }
    .into_any()
}

/// The members of a cluster and how it is; nothing where there is no cluster.
fn peers(say: &Alerts, status: &Status) -> String {
    if status.peers.len() < 2 {
        return String::new();
    }
    let names: Vec<String> = status
        .peers
        .iter()
        .map(|peer| say::cut(&peer.address, 60))
        .collect();
    (say.peers)(&say::cut(&status.cluster, 20), &names.join(", "))
}

/// Alerts whose labels are one press away.
const FIRING: usize = 4;

/// Alerts that fire, each name once, to be tried.
fn firing(desk: Desk) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    let listing = desk.listing.get();
    let mut names: Vec<&str> = Vec::new();
    let mut buttons = Vec::new();
    for item in listing.0.ordered().filter(|item| !item.watchdog) {
        let name = item.labels.get("alertname").unwrap_or("");
        if names.contains(&name) {
            continue;
        }
        names.push(name);
        let text = matcher::written_all(&matcher::of_labels(&item.labels));
        let press = on(move |_: leptos::ev::MouseEvent| {
            desk.change(|state| state.labels.clone_from(&text));
        });
        buttons.push(view! {
            <button type="button" class="button" data-size="small" on:click=press>
                <bdi>{say::cut(name, 40)}</bdi>
            </button>
        });
        if names.len() == FIRING {
            break;
        }
    }
    (!buttons.is_empty()).then(|| {
        view! {
            <div class="chips try-firing" role="group" aria-label=say.take_firing>
                <span class="page-note">{say.take_firing}</span>
                {buttons}
            </div>
        }
        .into_any()
    })
}

/// Labels as people type them: `severity="critical", team=web`; none when they are no labels.
fn labels(text: &str) -> Option<Labels> {
    let matchers = matcher::read(text).ok()?;
    let equal = matchers.iter().all(|matcher| matcher.op == Op::Equal);
    let pairs = matchers
        .into_iter()
        .map(|matcher| (matcher.name, matcher.value));
    equal.then(|| Labels::from_pairs(pairs))
}

fn one(desk: Desk, source: usize, peers: &str, config: &str, labels: &Labels) -> AnyView {
    let say = desk.shell.words().alerts();
    let name = desk
        .source(source)
        .map(|source| source.name)
        .unwrap_or_default();
    let routing = match Routing::read(config) {
        Ok(routing) => routing,
        Err(fault) => {
            let detail = (say.config_line)(fault.line, fault.expected);
            let title = (say.config_unread)(&name);
            return view! { <Message status=Shown::Warning title detail/> }.into_any();
        }
    };
    let typed = !labels.is_empty();
    let ways = if typed {
        routing.ways(labels)
    } else {
        Vec::new()
    };
    let on_path: Vec<usize> = ways.iter().flat_map(|way| routing.path(*way)).collect();
    let routes = routing
        .routes
        .iter()
        .enumerate()
        .map(|(at, route)| node(desk, route, on_path.contains(&at), ways.contains(&at)))
        .collect_view();
    view! {
        <section class="panel">
            <header>
                <h2>{name}</h2>
                <span class="unit">{(say.routes)(routing.routes.len(), routing.receivers.len())}</span>
            </header>
            <div class="body">
                {(!peers.is_empty()).then(|| view! { <p class="route-note">{peers.to_owned()}</p> })}
                {typed.then(|| answer(desk, &routing, &ways, labels))}
                <ul class="routes route-tree">{routes}</ul>
                {inhibits(desk, &routing.inhibit)}
            </div>
        </section>
    }
    .into_any()
}

/// Who hears of an alert with these labels, how it is grouped, and what makes it quiet now.
fn answer(desk: Desk, routing: &Routing, ways: &[usize], labels: &Labels) -> AnyView {
    let say = desk.shell.words().alerts();
    let told = ways.iter().filter_map(|way| routing.routes.get(*way)).map(|route| {
        let mute = [route.muted_in.as_slice(), route.active_in.as_slice()].concat();
        let mute = (!mute.is_empty()).then(|| (say.in_times)(&mute.join(", ")));
        view! {
            <li>
                <b>{route.receiver.clone()}</b>
                " "
                {(say.grouped)(&group_by(desk, route), &route.group_wait, &route.repeat_interval)}
                " "
                {mute}
            </li>
        }
    });
    let listing = desk.listing.get();
    let firing: Vec<_> = listing
        .0
        .items
        .iter()
        .filter(|item| !item.places.is_empty())
        .collect();
    let firing_labels: Vec<&Labels> = firing.iter().map(|item| &*item.labels).collect();
    let quiet = routing.inhibited(labels, &firing_labels);
    let quiet = quiet
        .into_iter()
        .take(20)
        .filter_map(|(rule, source)| {
            let (rule, item) = (routing.inhibit.get(rule)?, firing.get(source)?);
            let text = (say.quiet_by)(&say::name(item), &rule.source);
            Some(view! { <li><Glyph status=Shown::Silenced/> <bdi>{text}</bdi></li> })
        })
        .collect_view();
    let silences = desk.silences.get();
    let silenced = silences
        .0
        .iter()
        .map(|held| &held.silence)
        .filter(|one| one.state == SilenceState::Active)
        .filter(|one| Ready::new(&one.matchers).is_ok_and(|ready| ready.hold(labels)))
        .take(20)
        .map(|one| {
            let text =
                (say.silenced_now)(&say::cut(&one.comment, 200), &say::cut(&one.created_by, 60));
            view! { <li><Glyph status=Shown::Silenced/> <bdi>{text}</bdi></li> }
        })
        .collect_view();
    view! {
        <div class="route-answer" role="status">
            <h3>{say.told_to}</h3>
            <ul>{told.collect_view()}</ul>
            <ul>{quiet}{silenced}</ul>
        </div>
    }
    .into_any()
}

fn group_by(desk: Desk, route: &Route) -> String {
    let say = desk.shell.words().alerts();
    match route.group_by.as_slice() {
        [] => say.one_group.to_owned(),
        [all] if all == "..." => say.each_alone.to_owned(),
        names => names.join(", "),
    }
}

fn node(desk: Desk, route: &Route, on_path: bool, ends: bool) -> AnyView {
    let say = desk.shell.words().alerts();
    let node = NodeRef::<html::Li>::new();
    let depth = route.depth;
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            set_property(&node, "--depth", &depth.to_string());
        }
    });
    let matchers = match route.matchers.as_str() {
        "" if depth == 0 => say.every_alert.to_owned(),
        "" => say.what_is_left.to_owned(),
        matchers => matchers.to_owned(),
    };
    let notes: Vec<String> = [
        route.goes_on.then(|| say.goes_on.to_owned()),
        (!route.muted_in.is_empty()).then(|| (say.mute_in)(&route.muted_in.join(", "))),
        (!route.active_in.is_empty()).then(|| (say.only_in)(&route.active_in.join(", "))),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! {
        <li data-match=on_path.then_some("") node_ref=node>
            <span class="node">
                <code>{matchers}</code>
                " → "
                <b>{route.receiver.clone()}</b>
                {ends.then(|| view! { <span class="status" data-status="ok"><Glyph status=Shown::Ok/>{say.ends_here}</span> })}
            </span>
            <span class="route-note">
                {(say.grouped)(&group_by(desk, route), &route.group_wait, &route.repeat_interval)}
                " "
                {notes.join(" ")}
            </span>
        </li>
    }
    .into_any()
}

fn inhibits(desk: Desk, rules: &[Inhibit]) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    let rows = rules
        .iter()
        .map(|rule| {
            view! {
                <li><span class="node">{(say.inhibits)(&rule.source, &rule.target, &rule.equal.join(", "))}</span></li>
            }
        })
        .collect_view();
    (!rules.is_empty()).then(|| {
        view! {
            <h3>{say.inhibition}</h3>
            <ul class="routes">{rows}</ul>
        }
        .into_any()
    })
}
