//! What a filter leaves of the list, in rows, and how much of what: all that a key in the filter has to make anew.
//!
//! A filter asks each different pair of a label and its value once; alerts are laid out in the order in which they are
//! shown, with just what is counted, so that tens of thousands are passed through between two frames.

use crate::alert::asked::Asked;
use crate::alert::list::Item;
use crate::alert::list::Standing;
use crate::alert::pairs::Pairs;
use crate::alert::section::Filter;
use crate::alert::section::Section;
use crate::alert::severity::ALL;
use crate::alert::severity::Severity;
use crate::data::labels::Labels;
use crate::lean::sort;
use crate::lean::turns::Turns;
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

/// Alerts or pairs that are looked at before others may have a turn.
const PIECE: usize = 256;

/// The list as it is without a filter. A dead man's switch is not in it: it has its own place.
#[derive(Debug, Default)]
pub struct Laid {
    sections: Vec<Section>,
    /// Where the lines of each section end.
    ends: Vec<usize>,
    lines: Vec<Line>,
    /// Values of the labels that are counted.
    values: [Vec<String>; COUNTED.len()],
}

/// What is to be known of an alert that is passed by.
#[derive(Clone, Copy, Debug)]
struct Line {
    key: u64,
    place: usize,
    severity: Severity,
    standing: Standing,
    /// For each label that is counted the place of its value; one that is behind all of them is none.
    counted: [u8; COUNTED.len()],
}

impl Laid {
    /// Items in these sections. In turns with others.
    pub async fn new(items: &[Item], sections: Vec<Section>, turns: &mut impl Turns) -> Self {
        let mut laid = Self::default();
        // One after the other as they lie, which is sooner than in the order in which they are shown.
        let mut lines = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            let line = (!item.watchdog).then(|| laid.line(place, item));
            lines.push(line);
            turns.done(place).await;
        }
        for section in &sections {
            let shown = section.items.iter();
            let shown = shown.filter_map(|place| lines.get(*place).copied().flatten());
            laid.lines.extend(shown);
            laid.ends.push(laid.lines.len());
            turns.done(laid.ends.len()).await;
        }
        laid.sections = sections;
        laid
    }

    fn line(&mut self, place: usize, item: &Item) -> Line {
        let mut counted = [NONE; COUNTED.len()];
        let labels = COUNTED.into_iter().zip(&mut self.values);
        for ((label, values), slot) in labels.zip(&mut counted) {
            let Some(value) = item.labels.get(label) else {
                continue;
            };
            let known = values.iter().position(|known| known == value);
            // One more than are shown says that there are too many.
            if known.is_none() && values.len() > VALUES {
                continue;
            }
            let at = known.unwrap_or(values.len());
            if known.is_none() {
                values.push(value.to_owned());
            }
            *slot = u8::try_from(at).unwrap_or(NONE);
        }
        Line {
            key: item.key,
            place,
            severity: item.severity,
            standing: item.standing,
            counted,
        }
    }
}

/// Behind all places.
const NONE: u8 = u8::MAX;

/// What a filter leaves of the list, in turns with others.
pub async fn left(laid: &Laid, pairs: &Pairs, filter: &Filter, turns: &mut impl Turns) -> Left {
    let mut asked = Asked::begin(filter, pairs);
    while asked.more(PIECE) {
        turns.pass().await;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut left = Left {
        all: laid.lines.len(),
        ..Left::default()
    };
    let mut severities = [0_usize; ALL.len()];
    let mut counts = [[0_usize; VALUES + 1]; COUNTED.len()];
    let mut start = 0;
    let mut passed = 0;
    for (section, end) in laid.sections.iter().zip(laid.ends.iter().copied()) {
        let head = rows.len();
        let mut pending = true;
        for line in laid.lines.get(start..end).unwrap_or(&[]) {
            passed += 1;
            if passed % PIECE == 0 {
                turns.pass().await;
            }
            if !asked.hold(line.place) {
                continue;
            }
            if rows.len() == head {
                // Takes the place of the head, which knows what is below only afterwards.
                rows.push(Row::Alert(0, false));
            }
            rows.push(Row::Alert(line.key, false));
            pending &= line.standing == Standing::Pending;
            if line.standing == Standing::Firing
                && let Some(count) = severities.get_mut(line.severity as usize)
            {
                *count += 1;
            }
            for (counts, value) in counts.iter_mut().zip(line.counted) {
                if let Some(count) = counts.get_mut(usize::from(value)) {
                    *count += 1;
                }
            }
        }
        start = end;
        let count = rows.len().saturating_sub(head + 1);
        if count == 0 {
            continue;
        }
        if let Some(Row::Alert(_, last)) = rows.last_mut() {
            *last = true;
        }
        if let Some(slot) = rows.get_mut(head) {
            *slot = Row::Head(Arc::new(Head {
                labels: section.labels.clone(),
                receivers: section.receivers.clone(),
                count,
                pending,
            }));
        }
        left.count += count;
    }
    left.rows = Arc::new(rows);
    let severities = ALL.into_iter().zip(severities);
    left.severities = severities.filter(|(_, count)| *count > 0).collect();
    for ((name, values), counts) in COUNTED.into_iter().zip(&laid.values).zip(counts) {
        let mut values: Vec<Count> = values
            .iter()
            .zip(counts)
            .filter(|(_, count)| *count > 0)
            .map(|(value, count)| (name, value.clone(), count))
            .collect();
        sort::by(&mut values, |a, b| b.2.cmp(&a.2));
        left.values.extend(values);
    }
    left
}
