//! The list in sections, as Alertmanager groups alerts or by a label, and what of it a filter leaves.
//!
//! An alert that goes to several receivers is in several groups of Alertmanager; here it stands once, in the first.

use crate::alert::fingerprint;
use crate::alert::list::Item;
use crate::alert::matcher;
use crate::alert::matcher::Fault;
use crate::alert::matcher::Ready;
use crate::data::alert::Group;
use crate::data::labels::Labels;
use crate::lean::sort;
use crate::lean::turns::Turns;

/// Items with something in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// What they have in common.
    pub labels: Labels,
    /// Who is told of them together; empty where a label parts.
    pub receivers: Vec<String>,
    /// Places in the list, the worst first.
    pub items: Vec<usize>,
}

/// By one label, in the order of [`crate::alert::list::order`]; an item without it is in the section without. No name makes
/// one section of all. In turns with others.
pub async fn by_label(
    items: &[Item],
    order: &[usize],
    name: Option<&str>,
    turns: &mut impl Turns,
) -> Vec<Section> {
    let mut keys: Vec<(Option<&str>, usize, usize)> = Vec::with_capacity(items.len());
    for (rank, place) in order.iter().copied().enumerate() {
        turns.done(rank).await;
        if let Some(item) = items.get(place) {
            let value = name.and_then(|name| item.labels.get(name));
            keys.push((value, rank, place));
        }
    }
    sort::in_turns(&mut keys, |a, b| (a.0, a.1).cmp(&(b.0, b.1)), turns).await;
    let mut sections: Vec<Section> = Vec::new();
    let mut last = None;
    for (value, _, place) in keys {
        match sections.last_mut().filter(|_| last == Some(value)) {
            Some(section) => section.items.push(place),
            None => sections.push(Section {
                labels: Labels::from_pairs(name.zip(value)),
                receivers: Vec::new(),
                items: vec![place],
            }),
        }
        last = Some(value);
    }
    worst_first(sections, order, turns).await
}

/// Sections by the place of their first item in the order of all.
async fn worst_first(
    mut sections: Vec<Section>,
    order: &[usize],
    turns: &mut impl Turns,
) -> Vec<Section> {
    let mut ranks = vec![0; order.len()];
    for (rank, place) in order.iter().copied().enumerate() {
        if let Some(slot) = ranks.get_mut(place) {
            *slot = rank;
        }
    }
    let rank = |section: &Section| ranks.get(*section.items.first()?).copied();
    let mut sorted: Vec<(Option<usize>, usize)> = sections.iter().map(rank).zip(0..).collect();
    sort::in_turns(&mut sorted, Ord::cmp, turns).await;
    let taken = |(_, at): (Option<usize>, usize)| sections.get_mut(at).map(std::mem::take);
    sorted.into_iter().filter_map(taken).collect()
}

/// Places of items by their keys. In turns with others.
pub async fn index(items: &[Item], turns: &mut impl Turns) -> Vec<(u64, usize)> {
    let mut index: Vec<(u64, usize)> = items
        .iter()
        .enumerate()
        .map(|(place, item)| (item.key, place))
        .collect();
    sort::in_turns(&mut index, Ord::cmp, turns).await;
    index
}

/// A group of a server, and the place among the items of each of its alerts.
pub type Served<'a> = (&'a Group, &'a [usize]);

/// As servers group. Items that no server holds join the section whose labels they have, or stand in one without labels.
/// In turns with others.
pub async fn as_served(
    items: &[Item],
    order: &[usize],
    served: &[Served<'_>],
    turns: &mut impl Turns,
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut of: Vec<Option<usize>> = vec![None; items.len()];
    for ((group, places), at) in served.iter().zip(alike(served, turns).await) {
        if at == sections.len() {
            sections.push(Section {
                labels: group.labels.clone(),
                receivers: Vec::new(),
                items: Vec::new(),
            });
        }
        if let Some(section) = sections.get_mut(at)
            && !section.receivers.contains(&group.receiver)
        {
            section.receivers.push(group.receiver.clone());
        }
        for place in places.iter() {
            if let Some(slot) = of.get_mut(*place) {
                slot.get_or_insert(at);
            }
        }
        turns.done(at).await;
    }
    turns.pass().await;
    let rest = sections.len();
    sections.push(Section {
        labels: Labels::default(),
        receivers: Vec::new(),
        items: Vec::new(),
    });
    for (number, place) in order.iter().copied().enumerate() {
        turns.done(number).await;
        let Some(item) = items.get(place) else {
            continue;
        };
        let at = of
            .get(place)
            .copied()
            .flatten()
            .or_else(|| fitting(&sections, item))
            .unwrap_or(rest);
        if let Some(section) = sections.get_mut(at) {
            section.items.push(place);
        }
    }
    turns.pass().await;
    sections.retain(|section| !section.items.is_empty());
    worst_first(sections, order, turns).await
}

/// For each group the number of its labels, counted in the order in which they are first met. There may be a group for
/// each alert, so that to compare each with each would take minutes.
async fn alike(groups: &[Served<'_>], turns: &mut impl Turns) -> Vec<usize> {
    let mut sorted: Vec<(u64, usize)> = groups
        .iter()
        .enumerate()
        .map(|(place, (group, _))| (fingerprint::of(&group.labels), place))
        .collect();
    sort::in_turns(&mut sorted, Ord::cmp, turns).await;
    let mut first = vec![0; groups.len()];
    for same in sorted.chunk_by(|one, other| one.0 == other.0) {
        let (_, earliest) = same.first().copied().unwrap_or_default();
        for (_, place) in same {
            if let Some(slot) = first.get_mut(*place) {
                *slot = earliest;
            }
        }
    }
    let mut numbers: Vec<usize> = Vec::with_capacity(groups.len());
    let mut count = 0;
    for (place, earliest) in first.into_iter().enumerate() {
        let known = numbers.get(earliest).copied();
        numbers.push(known.unwrap_or(count));
        count += usize::from(earliest == place);
    }
    numbers
}

/// More sections than this are not looked through for every alert that is about to fire.
const FITTED: usize = 200;

fn fitting(sections: &[Section], item: &Item) -> Option<usize> {
    let has = |(name, value): (&str, &str)| item.labels.get(name) == Some(value);
    sections
        .iter()
        .take(FITTED)
        .position(|section| !section.labels.is_empty() && section.labels.iter().all(has))
}

/// What is looked for: matchers, or words of a name, a label or a text for people.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Matchers that all hold.
    Matchers(Ready),
    /// A text that is somewhere in the alert.
    Words(String),
}

impl Filter {
    /// Reads what is typed. What has no sign of a matcher in it is words.
    ///
    /// # Errors
    /// What is wrong with the matchers.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if text.contains(['=', '~', '{', '"']) || text.is_empty() {
            return Ready::new(&matcher::read(text)?).map(Self::Matchers);
        }
        Ok(Self::Words(text.to_owned()))
    }

    /// Does it leave all of them?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Matchers(ready) => ready.each().next().is_none(),
            Self::Words(words) => words.is_empty(),
        }
    }

    /// Is it one of those that are looked for?
    #[must_use]
    pub fn holds(&self, labels: &Labels, annotations: &Labels) -> bool {
        match self {
            Self::Matchers(ready) => ready.hold(labels),
            Self::Words(words) => labels
                .iter()
                .chain(annotations.iter())
                .any(|(_, value)| has(value, words)),
        }
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self::Matchers(Ready::default())
    }
}

/// Are the words in the text, whatever the case of their ASCII letters?
#[must_use]
pub fn has(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let Some((first, rest)) = words.split_first() else {
        return true;
    };
    // Most places are ruled out by their first byte alone.
    let (low, high) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    let mut at = 0;
    while let Some(found) = text.get(at..) {
        let next = found.iter().position(|byte| *byte == low || *byte == high);
        let Some(next) = next else { return false };
        at += next + 1;
        let after = text.get(at..at + rest.len());
        if after.is_some_and(|after| after.eq_ignore_ascii_case(rest)) {
            return true;
        }
    }
    false
}
