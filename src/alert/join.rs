//! What Alertmanagers hold joined with what rules say, in one list.
//!
//! An Alertmanager knows who is told and what keeps an alert quiet; a Prometheus knows its value, its rule, and what is
//! about to fire. An alert that both know is one item. Labels that Prometheus adds on the way (`external_labels`) are
//! learnt from the alerts themselves. Alerts are compared by their fingerprints: numbers are compared much sooner than
//! labels, and the servers tell alerts apart by the same.

use crate::alert::fingerprint;
use crate::alert::list::Item;
use crate::alert::list::Quiet;
use crate::alert::list::RuleAt;
use crate::alert::list::Standing;
use crate::alert::severity::Severity;
use crate::alert::watchdog;
use crate::data::alert::State;
use crate::data::labels::Labels;
use crate::data::rule::Alert;
use crate::data::rule::Group;
use crate::lean::sort;
use crate::lean::turns::Turns;
use crate::time::Instant;
use std::sync::Arc;

/// An Alertmanager's id and what it holds.
pub type Held<'a> = (&'a str, Vec<&'a crate::data::alert::Alert>);

/// What is joined.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    /// Those of Alertmanagers in the order in which they are held, each alert once, then those that only rules know.
    pub items: Vec<Item>,
    /// The place among the items of each alert that is held, one Alertmanager's after the other's.
    pub places: Vec<usize>,
    /// What a source of rules adds to the labels of its alerts on the way to an Alertmanager, as far as one that is there
    /// tells it.
    pub added: Vec<(usize, Labels)>,
}

/// Joins them, in turns with others, for there may be tens of thousands.
pub async fn joined(held: &[Held<'_>], rules: &[&[Group]], turns: &mut impl Turns) -> Joined {
    let (mut items, places) = all_served(held, turns).await;
    let mut left = ruled(rules, turns).await;
    let mut learnt: Vec<(usize, Labels)> = Vec::new();
    let nothing = Labels::default();
    let found = join(&mut items, &mut left, &nothing, turns).await;
    learn(&mut learnt, found, &nothing);
    // One round for each set of labels that a sender adds; few teams have more than a handful of senders.
    for _ in 0..SENDERS {
        let Some(added) = added(&items, &left, turns).await else {
            break;
        };
        let found = join(&mut items, &mut left, &added, turns).await;
        learn(&mut learnt, found, &added);
    }
    // Two that evaluate the same rules say the same alert, the one perhaps a moment before the other.
    let first = |a: &Ruled<'_>, b: &Ruled<'_>| {
        (a.key, a.is_pending(), a.at).cmp(&(b.key, b.is_pending(), b.at))
    };
    sort::in_turns(&mut left, first, turns).await;
    left.dedup_by_key(|ruled| ruled.key);
    for ruled in &left {
        items.push(ruled.alone());
        turns.done(items.len()).await;
    }
    Joined {
        items,
        places,
        added: learnt,
    }
}

/// Every alert that is held, once, and the place of each among them. They stay in the order of the answers: texts that were
/// written one after the other lie side by side and are soon read.
async fn all_served(held: &[Held<'_>], turns: &mut impl Turns) -> (Vec<Item>, Vec<usize>) {
    let count = held.iter().map(|one| one.1.len()).sum();
    let mut all: Vec<Place<'_>> = Vec::with_capacity(count);
    let mut keys: Vec<(u64, usize)> = Vec::with_capacity(count);
    for (source, alerts) in held {
        for alert in alerts {
            let key = fingerprint::of(&alert.labels);
            keys.push((key, all.len()));
            all.push(Place { key, source, alert });
            turns.done(all.len()).await;
        }
    }
    sort::in_turns(&mut keys, Ord::cmp, turns).await;
    // The next one that says the same alert; 0, which is behind none, where there is none.
    let mut next = vec![0; count];
    for pair in keys.windows(2) {
        if let [one, other] = pair
            && one.0 == other.0
            && let Some(slot) = next.get_mut(one.1)
        {
            *slot = other.1;
        }
    }
    let mut items: Vec<Item> = Vec::with_capacity(count);
    let mut places: Vec<Option<usize>> = vec![None; count];
    let mut same: Vec<Place<'_>> = Vec::new();
    for first in 0..count {
        turns.done(first).await;
        same.clear();
        let mut at = first;
        while let (Some(place), Some(slot @ None)) = (all.get(at), places.get_mut(at)) {
            *slot = Some(items.len());
            same.push(*place);
            at = next.get(at).copied().unwrap_or(0);
        }
        items.extend(served(&same));
    }
    let places = places.into_iter().flatten().collect();
    (items, places)
}

/// The first that is known of a source stays: fewer labels are the likelier.
fn learn(learnt: &mut Vec<(usize, Labels)>, sources: Vec<usize>, added: &Labels) {
    for source in sources {
        if !learnt.iter().any(|(known, _)| *known == source) {
            learnt.push((source, added.clone()));
        }
    }
}

/// Every alert of every rule.
async fn ruled<'a>(rules: &[&'a [Group]], turns: &mut impl Turns) -> Vec<Ruled<'a>> {
    let mut all = Vec::new();
    for (source, groups) in rules.iter().enumerate() {
        for (group, found) in groups.iter().enumerate() {
            for (rule, one) in found.rules.iter().enumerate() {
                let Some(alerting) = &one.alerting else {
                    continue;
                };
                for alert in &alerting.alerts {
                    all.push(Ruled {
                        alert,
                        key: fingerprint::of(&alert.labels),
                        hold: alerting.duration,
                        at: RuleAt {
                            source,
                            group,
                            rule,
                        },
                    });
                    turns.done(all.len()).await;
                }
            }
        }
    }
    all
}

/// More senders than this that each add other labels are not told apart.
const SENDERS: usize = 8;

/// How many alerts are looked at to learn what a sender adds.
const LEARNT_FROM: usize = 16;

/// What a rule says of an alert.
#[derive(Clone, Copy)]
struct Ruled<'a> {
    alert: &'a Alert,
    /// Its fingerprint, without what its sender adds.
    key: u64,
    /// Seconds of `for`.
    hold: f64,
    at: RuleAt,
}

/// An alert as one Alertmanager has it.
#[derive(Clone, Copy)]
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
/// Says which sources those are of.
async fn join(
    items: &mut [Item],
    left: &mut Vec<Ruled<'_>>,
    added: &Labels,
    turns: &mut impl Turns,
) -> Vec<usize> {
    let mut sources = Vec::new();
    if left.is_empty() {
        return sources;
    }
    let mut index: Vec<(u64, usize)> = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let mut all = added.iter();
        if item.rule.is_none() && all.all(|(n, v)| item.labels.get(n) == Some(v)) {
            index.push((fingerprint::beyond(&item.labels, added), place));
        }
        turns.done(place).await;
    }
    sort::in_turns(&mut index, Ord::cmp, turns).await;
    left.retain(|ruled| {
        let found = index.binary_search_by(|(key, _)| key.cmp(&ruled.key));
        let place = found.ok().and_then(|at| index.get(at));
        match place.and_then(|(_, place)| items.get_mut(*place)) {
            Some(item) => {
                item.rule = Some(ruled.at);
                item.value = ruled.value();
                item.holds_since = ruled.alert.active_at;
                if !sources.contains(&ruled.at.source) {
                    sources.push(ruled.at.source);
                }
                false
            }
            None => true,
        }
    });
    sources
}

/// The labels without the names of others.
fn beyond(labels: &Labels, added: &Labels) -> Labels {
    let own = labels.iter().filter(|(name, _)| added.get(name).is_none());
    Labels::from_pairs(own)
}

/// Labels that an item has beyond an alert that is left and else is the same.
async fn added(items: &[Item], left: &[Ruled<'_>], turns: &mut impl Turns) -> Option<Labels> {
    for ruled in left.iter().take(LEARNT_FROM) {
        let name = ruled.alert.labels.get("alertname");
        for (place, item) in items.iter().enumerate() {
            turns.done(place).await;
            if item.rule.is_some() {
                continue;
            }
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
    fn is_pending(&self) -> bool {
        self.alert.state == "pending"
    }

    fn value(&self) -> Option<f64> {
        (!self.alert.value.is_nan()).then_some(self.alert.value)
    }

    /// An alert that no Alertmanager holds.
    fn alone(&self) -> Item {
        let pending = self.is_pending();
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
            key: self.key,
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
