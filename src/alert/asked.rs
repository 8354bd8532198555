//! A filter asked of very many alerts: once of each different pair of a label and its value, then looked up for each alert.

use crate::alert::matcher::Ready;
use crate::alert::pairs::Pairs;
use crate::alert::section::Filter;
use crate::alert::section::has;

/// What a filter says of each pair, as far as it has been asked.
#[derive(Debug)]
pub struct Asked<'a> {
    pairs: &'a Pairs,
    wanted: Wanted<'a>,
    /// Pairs that have been asked.
    done: usize,
}

#[derive(Debug)]
enum Wanted<'a> {
    /// Matchers that all hold, and of each of them what it says.
    Matchers(&'a Ready, Vec<Told>),
    /// Words, and of each pair whether it has them.
    Words(&'a str, Vec<bool>),
}

/// What a matcher says.
#[derive(Debug, Default)]
struct Told {
    /// Of each pair; none of pairs of other labels.
    of: Vec<Option<bool>>,
    /// Of a label that is not there.
    without: bool,
}

impl<'a> Asked<'a> {
    /// Nothing has been asked yet.
    #[must_use]
    pub fn begin(filter: &'a Filter, pairs: &'a Pairs) -> Self {
        let wanted = match filter {
            Filter::Matchers(ready) => Wanted::matchers(ready),
            Filter::Words(words) => Wanted::Words(words, Vec::with_capacity(pairs.len())),
        };
        let done = 0;
        Self {
            pairs,
            wanted,
            done,
        }
    }

    /// Asked at once whether matchers hold.
    #[must_use]
    pub fn all(ready: &'a Ready, pairs: &'a Pairs) -> Self {
        let wanted = Wanted::matchers(ready);
        let mut all = Self {
            pairs,
            wanted,
            done: 0,
        };
        all.more(pairs.len());
        all
    }

    /// Asks of so many more pairs; are there others left?
    pub fn more(&mut self, count: usize) -> bool {
        let end = self.done.saturating_add(count).min(self.pairs.len());
        let pairs = self.pairs.some(self.done..end);
        match &mut self.wanted {
            Wanted::Matchers(ready, told) => {
                // One after the other, each over all of these: texts that lie side by side are read side by side.
                for ((label, holds), told) in ready.each().zip(told) {
                    let of = |(name, value): (&str, &str)| (name == label).then(|| holds(value));
                    told.of.extend(pairs.clone().map(of));
                }
            }
            Wanted::Words(words, told) => told.extend(pairs.map(|(_, value)| has(value, words))),
        }
        self.done = end;
        self.done < self.pairs.len()
    }

    /// Is the alert at this place one of those that are looked for? Known when there is no pair left to ask.
    #[must_use]
    pub fn hold(&self, place: usize) -> bool {
        match &self.wanted {
            Wanted::Matchers(_, all) => all.iter().all(|one| {
                let mut said = self.pairs.labels(place).iter();
                let told = said.find_map(|number| one.of.get(*number as usize).copied().flatten());
                told.unwrap_or(one.without)
            }),
            Wanted::Words(_, told) => {
                let mut said = self.pairs.everything(place).iter();
                said.any(|number| told.get(*number as usize).copied().unwrap_or_default())
            }
        }
    }
}

impl<'a> Wanted<'a> {
    fn matchers(ready: &'a Ready) -> Self {
        let told = ready.each().map(|(_, holds)| Told {
            of: Vec::new(),
            without: holds(""),
        });
        let told = told.collect();
        Self::Matchers(ready, told)
    }
}
