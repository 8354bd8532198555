//! Everything that is wrong now as one list: what Alertmanagers hold joined with what rules say, the worst first.
//!
//! An Alertmanager knows who is told and what keeps an alert quiet; a Prometheus knows its value, its rule, and what is
//! about to fire. An alert that both know is one item. Labels that Prometheus adds on the way (`external_labels`) are
//! learnt from the alerts themselves.

use crate::alert::fingerprint;
use crate::alert::severity::Severity;
use crate::alert::watchdog;
use crate::data::alert::State;
use crate::data::labels::Labels;
use crate::data::rule::Alert;
use crate::data::rule::Group;
use crate::lean::sort;
use crate::time::Instant;
use std::sync::Arc;

/// An alert with all that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Tells it from others: its fingerprint.
    pub key: u64,
    /// Its identity.
    pub labels: Arc<Labels>,
    /// Texts for people.
    pub annotations: Arc<Labels>,
    /// It only shows that alerts arrive: nobody is to do anything.
    pub watchdog: bool,
    /// How bad.
    pub severity: Severity,
    /// Whether somebody hears of it.
    pub standing: Standing,
    /// Since when it fires; of what is pending, since when its expression holds.
    pub since: Option<Instant>,
    /// Since when its expression holds, where a rule says so.
    pub holds_since: Option<Instant>,
    /// When what is pending will fire.
    pub fires_at: Option<Instant>,
    /// Its value at the last evaluation.
    pub value: Option<f64>,
    /// Its rule.
    pub rule: Option<RuleAt>,
    /// Sources whose Alertmanager holds it, with what keeps it quiet there.
    pub places: Vec<Quiet>,
    /// Names of those who are told, each once.
    pub receivers: Vec<String>,
    /// An address that its sender wrote; empty for none.
    pub generator: String,
}

/// Where a rule is: source, group, rule, counted in the lists they were given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleAt {
    /// Of the sources.
    pub source: usize,
    /// Of its groups.
    pub group: usize,
    /// Of the group's rules.
    pub rule: usize,
}

/// Whether somebody hears of an alert, the loudest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Yes.
    Firing,
    /// Not yet: its expression has not held long enough.
    Pending,
    /// No: another alert speaks for it.
    Inhibited,
    /// No: its route is mute at this time.
    Muted,
    /// No: somebody silenced it.
    Silenced,
}

/// What one Alertmanager says of an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// Id of the source.
    pub source: String,
    /// Ids of silences.
    pub silenced_by: Vec<String>,
    /// Fingerprints of alerts.
    pub inhibited_by: Vec<String>,
    /// Names of time intervals.
    pub muted_by: Vec<String>,
}

/// An Alertmanager's id and what it holds.
pub type Held<'a> = (&'a str, Vec<&'a crate::data::alert::Alert>);

/// All items: those of Alertmanagers by fingerprint, each alert once, then those that only rules know.
#[must_use]
pub fn items(held: &[Held<'_>], rules: &[&[Group]]) -> Vec<Item> {
    let mut places: Vec<Place<'_>> = Vec::with_capacity(held.iter().map(|one| one.1.len()).sum());
    for (source, alerts) in held {
        places.extend(alerts.iter().map(|alert| Place {
            key: fingerprint::of(&alert.labels),
            source,
            alert,
        }));
    }
    // Numbers are compared much sooner than labels; the sources stay in their order.
    sort::by_key(&mut places, |place| place.key);
    let mut items: Vec<Item> = places
        .chunk_by(|one, other| one.key == other.key)
        .filter_map(served)
        .collect();
    let mut left = Vec::new();
    for (source, groups) in rules.iter().enumerate() {
        for (group, found) in groups.iter().enumerate() {
            for (place, rule) in found.rules.iter().enumerate() {
                let Some(alerting) = &rule.alerting else {
                    continue;
                };
                for alert in &alerting.alerts {
                    left.push(Ruled {
                        alert,
                        hold: alerting.duration,
                        at: RuleAt {
                            source,
                            group,
                            rule: place,
                        },
                    });
                }
            }
        }
    }
    join(&mut items, &mut left, &Labels::default());
    // One round for each set of labels that a sender adds; few teams have more than a handful of senders.
    for _ in 0..SENDERS {
        let Some(added) = added(&items, &left) else {
            break;
        };
        join(&mut items, &mut left, &added);
    }
    items.extend(left.iter().map(Ruled::alone));
    items
}

const SENDERS: usize = 8;

/// How many alerts are looked at to learn what a sender adds.
const LEARNT_FROM: usize = 16;

/// The worst first, what is heard before what is not, then the oldest; behind all of them what does not fire yet. As
/// places in the list.
#[must_use]
pub fn order(items: &[Item]) -> Vec<usize> {
    let mut keys: Vec<(bool, Severity, Standing, Instant, usize)> = items
        .iter()
        .enumerate()
        .map(|(place, item)| {
            let since = item.since.unwrap_or(Instant(i64::MAX));
            let waits = item.standing == Standing::Pending;
            (waits, item.severity, item.standing, since, place)
        })
        .collect();
    let name = |place: usize| items.get(place).map(|item| &item.labels);
    sort::by(&mut keys, |a, b| {
        (a.0, a.1, a.2, a.3)
            .cmp(&(b.0, b.1, b.2, b.3))
            .then_with(|| name(a.4).cmp(&name(b.4)))
    });
    keys.into_iter().map(|(.., place)| place).collect()
}

/// What a rule says of an alert.
struct Ruled<'a> {
    alert: &'a Alert,
    /// Seconds of `for`.
    hold: f64,
    at: RuleAt,
}

/// An alert as one Alertmanager has it.
struct Place<'a> {
    key: u64,
    source: &'a str,
    alert: &'a crate::data::alert::Alert,
}

/// One alert of one or more servers: active if it is so anywhere, since the earliest time any of them says, with the
/// texts of the one that heard of it last.
fn served(places: &[Place<'_>]) -> Option<Item> {
    let first = places.first()?;
    let mut last = first.alert;
    let mut since = first.alert.starts_at;
    let mut receivers: Vec<String> = Vec::new();
    let mut quiet: Vec<Quiet> = Vec::new();
    let mut suppressed = true;
    for place in places {
        let alert = place.alert;
        if alert.updated_at > last.updated_at {
            last = alert;
        }
        since = match (since, alert.starts_at) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        suppressed &= alert.state == State::Suppressed;
        for receiver in &alert.receivers {
            if !receivers.contains(receiver) {
                receivers.push(receiver.clone());
            }
        }
        // One that is in several groups of a server is still one.
        if !quiet.iter().any(|known| known.source == place.source) {
            quiet.push(Quiet {
                source: place.source.to_owned(),
                silenced_by: alert.silenced_by.clone(),
                inhibited_by: alert.inhibited_by.clone(),
                muted_by: alert.muted_by.clone(),
            });
        }
    }
    let any = |is: fn(&Quiet) -> bool| quiet.iter().any(is);
    let standing = match suppressed {
        false => Standing::Firing,
        true if any(|place| !place.silenced_by.is_empty()) => Standing::Silenced,
        true if any(|place| !place.inhibited_by.is_empty()) => Standing::Inhibited,
        true => Standing::Muted,
    };
    Some(Item {
        key: first.key,
        labels: Arc::clone(&first.alert.labels),
        annotations: Arc::clone(&last.annotations),
        watchdog: watchdog::is(&first.alert.labels),
        severity: Severity::of(&first.alert.labels),
        standing,
        since,
        holds_since: None,
        fires_at: None,
        value: None,
        rule: None,
        places: quiet,
        receivers,
        generator: last.generator.clone(),
    })
}

/// Gives items their rules, of those alerts that have exactly the item's labels without `added`; the others stay left.
fn join(items: &mut [Item], left: &mut Vec<Ruled<'_>>, added: &Labels) {
    if left.is_empty() {
        return;
    }
    let mut index: Vec<(Arc<Labels>, usize)> = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let mut all = added.iter();
        if item.rule.is_none() && all.all(|(n, v)| item.labels.get(n) == Some(v)) {
            index.push((without(&item.labels, added), place));
        }
    }
    sort::by(&mut index, |a, b| a.0.cmp(&b.0));
    left.retain(|ruled| {
        let found = index.binary_search_by(|(labels, _)| (**labels).cmp(&ruled.alert.labels));
        let place = found.ok().and_then(|at| index.get(at));
        match place.and_then(|(_, place)| items.get_mut(*place)) {
            Some(item) => {
                item.rule = Some(ruled.at);
                item.value = ruled.value();
                item.holds_since = ruled.alert.active_at;
                false
            }
            None => true,
        }
    });
}

fn without(labels: &Arc<Labels>, added: &Labels) -> Arc<Labels> {
    if added.is_empty() {
        return Arc::clone(labels);
    }
    Arc::new(beyond(labels, added))
}

fn beyond(labels: &Labels, added: &Labels) -> Labels {
    let own = labels.iter().filter(|(name, _)| added.get(name).is_none());
    Labels::from_pairs(own)
}

/// Labels that an item has beyond an alert that is left and else is the same.
fn added(items: &[Item], left: &[Ruled<'_>]) -> Option<Labels> {
    for ruled in left.iter().take(LEARNT_FROM) {
        let name = ruled.alert.labels.get("alertname");
        for item in items.iter().filter(|item| item.rule.is_none()) {
            let has = |(name, value): (&str, &str)| item.labels.get(name) == Some(value);
            if item.labels.get("alertname") == name
                && item.labels.len() > ruled.alert.labels.len()
                && ruled.alert.labels.iter().all(has)
            {
                return Some(beyond(&item.labels, &ruled.alert.labels));
            }
        }
    }
    None
}

impl Ruled<'_> {
    fn value(&self) -> Option<f64> {
        (!self.alert.value.is_nan()).then_some(self.alert.value)
    }

    /// An alert that no Alertmanager holds.
    fn alone(&self) -> Item {
        let pending = self.alert.state == "pending";
        #[allow(
            clippy::cast_possible_truncation,
            reason = "a rule's `for` is seconds, far below what an i64 holds"
        )]
        let hold = (self.hold * 1_000.0) as i64;
        let fired = self
            .alert
            .active_at
            .map(|at| Instant(at.0.saturating_add(hold)));
        Item {
            key: fingerprint::of(&self.alert.labels),
            labels: Arc::new(self.alert.labels.clone()),
            annotations: Arc::new(self.alert.annotations.clone()),
            watchdog: watchdog::is(&self.alert.labels),
            severity: Severity::of(&self.alert.labels),
            standing: match pending {
                true => Standing::Pending,
                false => Standing::Firing,
            },
            since: if pending { self.alert.active_at } else { fired },
            holds_since: self.alert.active_at,
            fires_at: fired.filter(|_| pending),
            value: self.value(),
            rule: Some(self.at),
            places: Vec::new(),
            receivers: Vec::new(),
            generator: String::new(),
        }
    }
}
