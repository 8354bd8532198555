//! Alert list panels: which alerts of Prometheus' rules are listed, in which order, under which headings.
//!
//! Grafana's options for Grafana's own alerts are read for Prometheus': *alerting* is firing, *ok* is a rule that nothing
//! breaks; states that only Grafana has list nothing. Folders do not exist here. Counts are of alerts, not of rules; a rule
//! that is listed because nothing breaks it counts as one.

use crate::alert::matcher;
use crate::alert::matcher::Ready;
use crate::alert::severity::Severity;
use crate::data::labels::Labels;
use crate::data::rule::Group;
use crate::lean::lower::lower;
use crate::lean::sort;
use crate::panel::options::list::AlertListOptions;
use crate::panel::options::list::AlertSort;
use crate::time::Instant;

/// What is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Alerts under their headings; one heading without words where nothing groups them.
    pub groups: Vec<(String, Vec<Item>)>,
    /// How many there are in all.
    pub count: usize,
    /// How many of them are left out.
    pub cut: usize,
}

/// One alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Name of its rule.
    pub name: String,
    /// Whether it fires.
    pub state: State,
    /// How bad it is.
    pub severity: Severity,
    /// Its labels, without its name.
    pub labels: Labels,
    /// What is said of it; may be empty.
    pub summary: String,
    /// Since when.
    pub since: Option<Instant>,
}

/// Whether an alert fires, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It fires.
    Firing,
    /// It waits for its time.
    Pending,
    /// Nothing breaks its rule.
    Normal,
}

/// What a panel lists of these rules.
#[must_use]
pub fn listed(options: &AlertListOptions, rules: &[Group]) -> Listed {
    let mut items = items(options, rules);
    order(&mut items, options.sort);
    let count = items.len();
    let most = usize::try_from(options.limit).unwrap_or(usize::MAX);
    items.truncate(most);
    let cut = count - items.len();
    let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
    for item in items {
        let heading = heading(&item.labels, &options.group_by);
        match groups.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, items)) => items.push(item),
            None => groups.push((heading, vec![item])),
        }
    }
    if !options.group_by.is_empty() {
        sort::by_key(&mut groups, |(heading, _)| {
            (heading.is_empty(), heading.clone())
        });
    }
    Listed { groups, count, cut }
}

fn items(options: &AlertListOptions, rules: &[Group]) -> Vec<Item> {
    let wanted = lower(&options.name);
    // What is no list of matchers holds nothing back.
    let matchers = matcher::read(&options.labels).ok();
    let matchers = matchers.and_then(|matchers| Ready::new(&matchers).ok());
    let holds = |labels: &Labels| matchers.as_ref().is_none_or(|ready| ready.hold(labels));
    let states = states(&options.states);
    let mut items = Vec::new();
    for rule in rules.iter().flat_map(|group| &group.rules) {
        let Some(alerting) = &rule.alerting else {
            continue;
        };
        if !lower(&rule.name).contains(&wanted) {
            continue;
        }
        for alert in &alerting.alerts {
            let state = match alert.state.as_str() {
                "firing" => State::Firing,
                _ => State::Pending,
            };
            if states.contains(&state) && holds(&alert.labels) {
                items.push(item(&rule.name, state, &alert.labels, &alert.annotations));
                if let Some(item) = items.last_mut() {
                    item.since = alert.active_at;
                }
            }
        }
        let normal = alerting.alerts.is_empty() && states.contains(&State::Normal);
        if normal && holds(&rule.labels) {
            let nothing = Labels::default();
            items.push(item(&rule.name, State::Normal, &rule.labels, &nothing));
        }
    }
    items
}

fn item(name: &str, state: State, labels: &Labels, annotations: &Labels) -> Item {
    let summary = annotations
        .get("summary")
        .or_else(|| annotations.get("description"));
    let own = labels
        .iter()
        .filter(|(name, _)| !matches!(*name, "alertname" | "severity"));
    Item {
        name: name.to_owned(),
        state,
        severity: Severity::of(labels),
        labels: Labels::from_pairs(own),
        summary: summary.unwrap_or("").to_owned(),
        since: None,
    }
}

/// The states that are listed. Where a file says none, those of active alerts are.
fn states(named: &[String]) -> Vec<State> {
    let of = |name: &String| match name.as_str() {
        "firing" | "alerting" | "active" => Some(State::Firing),
        "pending" => Some(State::Pending),
        "normal" | "ok" | "inactive" => Some(State::Normal),
        _ => None,
    };
    match named {
        [] => vec![State::Firing, State::Pending],
        named => named.iter().filter_map(of).collect(),
    }
}

fn order(items: &mut [Item], by: AlertSort) {
    let name = |item: &Item| (lower(&item.name), item.labels.pairs());
    match by {
        AlertSort::Name => sort::by_key(items, name),
        AlertSort::NameDescending => sort::by(items, |a, b| name(b).cmp(&name(a))),
        AlertSort::Importance => {
            sort::by_key(items, |item| (item.state, item.severity, name(item)));
        }
        // What has no time has not begun.
        AlertSort::Oldest => sort::by_key(items, |item| (item.since.is_none(), item.since)),
        AlertSort::Newest => sort::by(items, |a, b| b.since.cmp(&a.since)),
    }
}

/// `team=web, region=eu`; nothing for an alert that has none of the labels.
fn heading(labels: &Labels, by: &[String]) -> String {
    let mut text = String::new();
    for name in by {
        if let Some(value) = labels.get(name) {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(name);
            text.push('=');
            text.push_str(value);
        }
    }
    text
}
