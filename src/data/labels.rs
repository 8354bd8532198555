//! A set of labels, sorted by name, each name once. The metric's name is the label `__name__`.
//!
//! There are many of them and they are read far more often than made: the texts of a set lie one behind the other, in one
//! piece of memory.

use crate::data::quote::quote;
use crate::lean::sort;
use std::cmp::Ordering;
use std::fmt;

/// Label pairs sorted by name (byte order), no name twice.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Labels {
    /// Name, value, name, value.
    text: Box<str>,
    /// Where each of them ends.
    ends: Box<[u32]>,
}

/// Labels that are being read, in any order; of two with one name the later wins.
#[derive(Debug, Default)]
pub struct Builder {
    text: String,
    ends: Vec<u32>,
}

impl Builder {
    /// One more.
    pub fn add(&mut self, name: &str, value: &str) {
        for part in [name, value] {
            self.text.push_str(part);
            // No text is as long as that.
            let end = u32::try_from(self.text.len());
            self.ends.push(end.unwrap_or(u32::MAX));
        }
    }

    /// All of them; what is added then begins another set.
    #[must_use]
    pub fn finish(&mut self) -> Labels {
        let labels = Labels {
            text: self.text.as_str().into(),
            ends: self.ends.as_slice().into(),
        };
        self.text.clear();
        self.ends.clear();
        let names = || labels.iter().map(|(name, _)| name);
        // Most servers send them in order.
        if names().zip(names().skip(1)).all(|(one, next)| one < next) {
            return labels;
        }
        let mut pairs: Vec<(&str, &str)> = labels.iter().collect();
        // Backwards, so that of two with one name the later is met first.
        pairs.reverse();
        sort::by(&mut pairs, |(one, _), (other, _)| one.cmp(other));
        pairs.dedup_by(|one, kept| one.0 == kept.0);
        for (name, value) in pairs {
            self.add(name, value);
        }
        self.finish()
    }
}

impl Labels {
    /// Sorts the pairs; of two with one name the later wins.
    pub fn from_pairs<N: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let mut labels = Builder::default();
        for (name, value) in pairs {
            labels.add(name.as_ref(), value.as_ref());
        }
        labels.finish()
    }

    /// The value of `name`, if the label is there. An empty value counts as there.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        // They are few: to compare their lengths is sooner than to halve them.
        let mut from = 0;
        for ends in self.ends.chunks_exact(2) {
            let end = |end: Option<&u32>| end.map_or(from, |end| *end as usize);
            let (middle, to) = (end(ends.first()), end(ends.last()));
            if middle - from == name.len() && self.text.get(from..middle) == Some(name) {
                return self.text.get(middle..to);
            }
            from = to;
        }
        None
    }

    /// The metric name (`__name__`), if any.
    #[must_use]
    pub fn metric(&self) -> Option<&str> {
        self.get("__name__")
    }

    /// Name and value of each label in order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        (0..self.len()).map(|at| (self.part(at * 2), self.part(at * 2 + 1)))
    }

    // One piece of code for all who go through them.
    #[inline(never)]
    fn part(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let from = at.checked_sub(1).map_or(0, end);
        self.text.get(from..end(at)).unwrap_or("")
    }

    /// Every label as `name="value"`, separated by commas; values are written as they are.
    #[must_use]
    pub fn pairs(&self) -> String {
        let mut text = String::new();
        for (index, (name, value)) in self.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            for part in [comma, name, "=\"", value, "\""] {
                text.push_str(part);
            }
        }
        text
    }

    /// The same labels and one more; one of that name is replaced.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        Self::from_pairs(self.iter().chain([(name, value)]))
    }

    /// How many labels, `__name__` included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len() / 2
    }

    /// No label at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// By the first label that differs.
impl Ord for Labels {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl PartialOrd for Labels {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Labels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs: Vec<(&str, &str)> = self.iter().collect();
        f.debug_tuple("Labels").field(&pairs).finish()
    }
}

/// As Prometheus writes a series: `metric{a="1", b="2"}`; `{}` without name and labels.
impl fmt::Display for Labels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let metric = self.metric().unwrap_or("");
        f.write_str(metric)?;
        let mut open = false;
        for (name, value) in self.iter().filter(|(name, _)| *name != "__name__") {
            f.write_str(if open { ", " } else { "{" })?;
            open = true;
            write!(f, "{name}={}", quote(value))?;
        }
        match (open, metric.is_empty()) {
            (true, _) => f.write_str("}"),
            (false, true) => f.write_str("{}"),
            (false, false) => Ok(()),
        }
    }
}
