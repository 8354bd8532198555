//! What a filter leaves of the list, in rows, and how much of what: all that a key in the filter has to make anew.

use crate::alert::list::Item;
use crate::alert::list::Standing;
use crate::alert::section::Filter;
use crate::alert::section::Section;
use crate::alert::severity::ALL;
use crate::alert::severity::Severity;
use crate::data::labels::Labels;
use crate::lean::sort;
use std::sync::Arc;

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// The head of a section.
    Head(Arc<Head>),
    /// An alert by its key, and whether it is the last of its section.
    Alert(u64, bool),
}

/// What stands above the alerts of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What they have in common.
    pub labels: Labels,
    /// Who is told of them.
    pub receivers: Vec<String>,
    /// How many are below.
    pub count: usize,
    /// None of them fires yet.
    pub pending: bool,
}

/// What is left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Left {
    /// Heads, each followed by its alerts.
    pub rows: Arc<Vec<Row>>,
    /// Alerts that are heard by severity, the worst first.
    pub severities: Vec<(Severity, usize)>,
    /// Alerts by the values of labels that are counted, the most frequent first.
    pub values: Vec<Count>,
    /// How many alerts are left.
    pub count: usize,
    /// Of how many.
    pub all: usize,
}

/// A label, a value of it, and how many alerts have that.
pub type Count = (&'static str, String, usize);

/// Labels that are counted, besides the severity.
pub const COUNTED: [&str; 2] = ["team", "category"];

/// More values than this are not a choice any more.
pub const VALUES: usize = 8;

/// Which alert has which value of a label that is counted, found once for all keys in the filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(Vec<Counted>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Counted {
    name: &'static str,
    values: Vec<String>,
    /// For each item the place of its value; one that is behind all of them is none.
    of: Vec<u8>,
}

impl Tally {
    /// Of these items.
    #[must_use]
    pub fn new(items: &[Item]) -> Self {
        Self(
            COUNTED
                .iter()
                .map(|name| Counted::new(name, items))
                .collect(),
        )
    }
}

impl Counted {
    fn new(name: &'static str, items: &[Item]) -> Self {
        let mut values: Vec<String> = Vec::new();
        let place = |item: &Item| {
            let value = item.labels.get(name)?;
            let known = values.iter().position(|known| known == value);
            if known.is_none() && values.len() <= VALUES {
                values.push(value.to_owned());
                return Some(values.len() - 1);
            }
            known
        };
        let of: Vec<Option<usize>> = items.iter().map(place).collect();
        let none = |place: Option<usize>| place.and_then(|place| u8::try_from(place).ok());
        Self {
            name,
            values,
            of: of
                .into_iter()
                .map(|at| none(at).unwrap_or(u8::MAX))
                .collect(),
        }
    }
}

/// What a filter leaves of the items in these sections. A dead man's switch is not one of them: it has its own place.
#[must_use]
pub fn left(items: &[Item], sections: &[Section], tally: &Tally, filter: &Filter) -> Left {
    let mut left = Left::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut holds = filter.many();
    let mut severities = [0_usize; ALL.len()];
    let mut counts: Vec<Vec<usize>> = tally
        .0
        .iter()
        .map(|one| vec![0; one.values.len()])
        .collect();
    for section in sections {
        let head = rows.len();
        let (mut found, mut pending) = (0, true);
        for place in section.items.iter().copied() {
            let Some(item) = items.get(place).filter(|item| !item.watchdog) else {
                continue;
            };
            left.all += 1;
            if !holds.hold(&item.labels, &item.annotations) {
                continue;
            }
            if found == 0 {
                // Takes the place of the head, which knows what is below only afterwards.
                rows.push(Row::Alert(0, false));
            }
            found += 1;
            rows.push(Row::Alert(item.key, false));
            pending &= item.standing == Standing::Pending;
            if item.standing == Standing::Firing
                && let Some(count) = severities.get_mut(item.severity as usize)
            {
                *count += 1;
            }
            for (counted, counts) in tally.0.iter().zip(&mut counts) {
                let value = counted.of.get(place).map(|value| usize::from(*value));
                if let Some(count) = value.and_then(|value| counts.get_mut(value)) {
                    *count += 1;
                }
            }
        }
        if found == 0 {
            continue;
        }
        if let Some(Row::Alert(_, last)) = rows.last_mut() {
            *last = true;
        }
        if let Some(slot) = rows.get_mut(head) {
            *slot = Row::Head(Arc::new(Head {
                labels: section.labels.clone(),
                receivers: section.receivers.clone(),
                count: found,
                pending,
            }));
        }
        left.count += found;
    }
    left.rows = Arc::new(rows);
    let severities = ALL.into_iter().zip(severities);
    left.severities = severities.filter(|(_, count)| *count > 0).collect();
    for (counted, counts) in tally.0.iter().zip(counts) {
        let mut values: Vec<Count> = counted
            .values
            .iter()
            .zip(counts)
            .filter(|(_, count)| *count > 0)
            .map(|(value, count)| (counted.name, value.clone(), count))
            .collect();
        sort::by(&mut values, |a, b| b.2.cmp(&a.2));
        left.values.extend(values);
    }
    left
}
