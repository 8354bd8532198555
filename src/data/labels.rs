//! A set of labels, sorted by name, each name once. The metric's name is the label `__name__`.

use crate::data::quote::quote;
use crate::lean::sort;
use std::fmt;

/// Label pairs sorted by name (byte order), no name twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Labels(Vec<(Box<str>, Box<str>)>);

impl Labels {
    /// Sorts the pairs; of two with one name the later wins.
    pub fn from_pairs<N: Into<Box<str>>, V: Into<Box<str>>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        Self::sorted(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }

    fn sorted(mut pairs: Vec<(Box<str>, Box<str>)>) -> Self {
        // Most servers send them in order.
        if !pairs.is_sorted_by(|(one, _), (other, _)| one < other) {
            // Backwards, so that of two with one name the later is met first.
            pairs.reverse();
            sort::by(&mut pairs, |(one, _), (other, _)| one.cmp(other));
            pairs.dedup_by(|one, kept| one.0 == kept.0);
        }
        Self(pairs)
    }

    /// The value of `name`, if the label is there. An empty value counts as there.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let at = self
            .0
            .binary_search_by(|(other, _)| (**other).cmp(name))
            .ok()?;
        self.0.get(at).map(|(_, value)| &**value)
    }

    /// The metric name (`__name__`), if any.
    #[must_use]
    pub fn metric(&self) -> Option<&str> {
        self.get("__name__")
    }

    /// Name and value of each label in order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Every label as `name="value"`, separated by commas; values are written as they are.
    #[must_use]
    pub fn pairs(&self) -> String {
        let mut text = String::new();
        for (index, (name, value)) in self.0.iter().enumerate() {
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
        self.0.len()
    }

    /// No label at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
