//! Alerts in order, in groups, and counted.

use crate::alert::merge::Merged;
use crate::alert::severity::Severity;
use crate::data::alert::Group;
use crate::data::labels::Labels;
use crate::lean::sort;
use crate::time::Instant;

/// Alerts with something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped {
    /// What they have in common.
    pub labels: Labels,
    /// To whom the group goes, where that parts groups; else empty.
    pub receiver: String,
    /// Places in the list that was grouped, the worst and then the oldest first.
    pub alerts: Vec<usize>,
}

/// The order of a list: the worst first, then the oldest, then by labels. As places in the list.
#[must_use]
pub fn order(alerts: &[Merged]) -> Vec<usize> {
    let mut keys: Vec<(Severity, Instant, usize)> = alerts
        .iter()
        .enumerate()
        .map(|(place, alert)| {
            // What has no time stands behind what has.
            let since = alert.starts_at.unwrap_or(Instant(i64::MAX));
            (Severity::of(&alert.labels), since, place)
        })
        .collect();
    let labels = |place: usize| alerts.get(place).map(|alert| &alert.labels);
    sort::by(&mut keys, |a, b| {
        (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then_with(|| labels(a.2).cmp(&labels(b.2)))
    });
    keys.into_iter().map(|(_, _, place)| place).collect()
}

/// Groups by labels; an alert without one of them is in the group without it. Groups stand in order of their first
/// alert. No name at all makes one group.
#[must_use]
pub fn by_labels(alerts: &[Merged], names: &[&str]) -> Vec<Grouped> {
    let key = |alert: &Merged| {
        let pairs = names.iter().filter_map(|name| {
            let value = alert.labels.get(name)?;
            Some((*name, value))
        });
        Labels::from_pairs(pairs)
    };
    let mut keys: Vec<(Labels, usize, usize)> = Vec::with_capacity(alerts.len());
    for (rank, place) in order(alerts).into_iter().enumerate() {
        if let Some(alert) = alerts.get(place) {
            keys.push((key(alert), rank, place));
        }
    }
    gathered(keys, |key| (key, String::new()))
}

/// Groups as the servers made them: by receiver and labels, those of several servers joined. An alert that is not in
/// `alerts` is left out; one that no server put in a group comes in a last group without receiver.
#[must_use]
pub fn as_served(alerts: &[Merged], served: &[Group]) -> Vec<Grouped> {
    let mut rank = vec![0; alerts.len()];
    let mut alone = vec![true; alerts.len()];
    for (at, place) in order(alerts).into_iter().enumerate() {
        if let Some(slot) = rank.get_mut(place) {
            *slot = at;
        }
    }
    let mut sorted: Vec<usize> = (0..alerts.len()).collect();
    let labels = |place: usize| alerts.get(place).map(|alert| &alert.labels);
    sort::by(&mut sorted, |a, b| labels(*a).cmp(&labels(*b)));
    let mut keys: Vec<((bool, String, Labels), usize, usize)> = Vec::new();
    for group in served {
        for alert in &group.alerts {
            let found = sorted.binary_search_by(|place| labels(*place).cmp(&Some(&alert.labels)));
            let Some(place) = found.ok().and_then(|at| sorted.get(at)).copied() else {
                continue;
            };
            if let (Some(rank), Some(alone)) = (rank.get(place), alone.get_mut(place)) {
                *alone = false;
                let key = (false, group.receiver.clone(), group.labels.clone());
                keys.push((key, *rank, place));
            }
        }
    }
    for (place, alone) in alone.iter().enumerate() {
        if let Some(rank) = rank.get(place).filter(|_| *alone) {
            keys.push(((true, String::new(), Labels::default()), *rank, place));
        }
    }
    gathered(keys, |(_, receiver, labels)| (labels, receiver))
}

/// A value of a label and how many alerts have it; none is without the label.
pub type Count = (Option<String>, usize);

/// How many alerts there are of each value of a label (`severity`, `team`, `category`), the most first.
#[must_use]
pub fn counts<'a>(alerts: impl IntoIterator<Item = &'a Merged>, name: &str) -> Vec<Count> {
    let mut values: Vec<Option<&str>> = alerts
        .into_iter()
        .map(|alert| alert.labels.get(name))
        .collect();
    sort::by(&mut values, Ord::cmp);
    let mut counts: Vec<Count> = Vec::new();
    for value in values {
        match counts.last_mut() {
            Some((last, count)) if last.as_deref() == value => *count += 1,
            _ => counts.push((value.map(str::to_owned), 1)),
        }
    }
    sort::by(&mut counts, |a, b| b.1.cmp(&a.1));
    counts
}

/// Items of one key as one group; each item is its key, its rank and its place. Nothing is in a group twice.
fn gathered<K: Ord + Clone>(
    mut items: Vec<(K, usize, usize)>,
    name: impl Fn(K) -> (Labels, String),
) -> Vec<Grouped> {
    sort::by(&mut items, |a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    items.dedup_by(|one, kept| one.0 == kept.0 && one.2 == kept.2);
    let mut groups: Vec<(K, usize, Vec<usize>)> = Vec::new();
    for (key, rank, place) in items {
        match groups.last_mut() {
            Some((last, _, places)) if *last == key => places.push(place),
            _ => groups.push((key, rank, vec![place])),
        }
    }
    sort::by(&mut groups, |a, b| a.1.cmp(&b.1));
    let grouped = |(key, _, alerts)| {
        let (labels, receiver) = name(key);
        Grouped {
            labels,
            receiver,
            alerts,
        }
    };
    groups.into_iter().map(grouped).collect()
}
