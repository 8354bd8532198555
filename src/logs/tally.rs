//! The values of one field over all that is loaded, counted some lines at a time so that nobody waits for it.
//!
//! Lines that come while it is counted, before those that were counted already, are left out: what is told is told of as
//! many lines as it says.

use crate::lean::decimal;
use crate::lean::map::Map;
use crate::lean::sort;
use crate::logs::loaded::Loaded;
use crate::logs::row::RowId;
use crate::logs::statistics::named;

/// Different values that are kept apart: of ids, each line has its own, and nobody reads them one by one.
pub const DIFFERENT: usize = 4_000;

/// A field's values so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    name: String,
    /// Lines that were looked at.
    pub rows: usize,
    /// Those of them that have the field.
    pub lines: usize,
    values: Map<String, usize>,
    /// What the values are as numbers; none once one is none.
    numbers: Option<Numbers>,
    last: Option<RowId>,
}

/// Values that are all numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numbers {
    /// The least of them.
    pub least: f64,
    /// The most.
    pub most: f64,
    sum: f64,
}

impl Tally {
    /// Nothing counted yet of this field.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            rows: 0,
            lines: 0,
            values: Map::new(),
            numbers: None,
            last: None,
        }
    }

    /// Counts so many lines more; is there more to count?
    pub fn go_on(&mut self, loaded: &Loaded, rows: usize) -> bool {
        let from = match self.last {
            None => 0,
            Some(last) => match loaded.place(last) {
                Some(place) => place + 1,
                None => return false,
            },
        };
        let to = loaded.len().min(from.saturating_add(rows));
        for place in from..to {
            let Some(row) = loaded.row(place) else { break };
            self.last = Some(row.id);
            self.rows += 1;
            let beside = row.lines.value(row.line, &self.name).map(str::to_owned);
            let value = beside.or_else(|| {
                let found = named(&row)
                    .into_iter()
                    .find(|(_, name, _)| *name == self.name);
                found.map(|(_, _, value)| value)
            });
            if let Some(value) = value {
                self.count(value);
            }
        }
        to < loaded.len()
    }

    /// How many values; [`DIFFERENT`] may be more.
    #[must_use]
    pub fn different(&self) -> usize {
        self.values.len()
    }

    /// The most frequent values and how many lines have each.
    #[must_use]
    pub fn values(&self, most: usize) -> Vec<(&str, usize)> {
        let mut values: Vec<(&str, usize)> = self
            .values
            .iter()
            .map(|(value, count)| (value.as_str(), *count))
            .collect();
        sort::by(&mut values, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        values.truncate(most);
        values
    }

    /// The values as numbers: their ends and their mean. None where one of them is none.
    #[must_use]
    pub fn numbers(&self) -> Option<(f64, f64, f64)> {
        let Numbers { least, most, sum } = self.numbers?;
        Some((least, sum / self.lines as f64, most))
    }

    fn count(&mut self, value: String) {
        let number = decimal::parse(&value).filter(|number| number.is_finite());
        let with = |so_far: Numbers, number: f64| Numbers {
            least: so_far.least.min(number),
            most: so_far.most.max(number),
            sum: so_far.sum + number,
        };
        self.numbers = match (self.lines, self.numbers, number) {
            (0, _, Some(number)) => Some(Numbers {
                least: number,
                most: number,
                sum: number,
            }),
            (_, Some(so_far), Some(number)) => Some(with(so_far, number)),
            (_, _, _) => None,
        };
        self.lines += 1;
        let has_room = self.values.len() < DIFFERENT;
        match self.values.get_mut(&value) {
            Some(count) => *count += 1,
            None if has_room => self.values.insert(value, 1),
            None => {}
        }
    }
}
