//! What very many alerts say: each different pair of a name and a value once, the texts side by side. Whoever asks something
//! of all alerts asks it of these and looks up the rest.
//!
//! Does not know what is asked.

use crate::alert::fingerprint;
use crate::data::labels::Labels;
use crate::lean::turns::Turns;
use std::ops::Range;

/// The different pairs, and which alert says which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Names and values, one behind the other.
    text: String,
    pairs: Vec<Pair>,
    /// For one alert after the other: numbers of the pairs of its labels, then of its annotations.
    said: Vec<u32>,
    /// For each alert, where its labels end in `said`, and where its annotations do.
    ends: Vec<(usize, usize)>,
}

/// Where a pair stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair {
    hash: u64,
    name: usize,
    value: usize,
    end: usize,
}

impl Pairs {
    /// Of alerts with these labels and annotations, in turns with others.
    pub async fn of<'a>(
        alerts: impl Iterator<Item = (&'a Labels, &'a Labels)>,
        turns: &mut impl Turns,
    ) -> Self {
        let mut all = Self::default();
        let mut known = Vec::new();
        for (labels, annotations) in alerts {
            all.say(labels, &mut known);
            let end = all.said.len();
            all.say(annotations, &mut known);
            all.ends.push((end, all.said.len()));
            turns.done(all.ends.len()).await;
        }
        all
    }

    /// How many alerts there are.
    #[must_use]
    pub fn alerts(&self) -> usize {
        self.ends.len()
    }

    /// Name and value of each different pair, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.some(0..self.len())
    }

    /// The same of these numbers.
    pub fn some(&self, numbers: Range<usize>) -> impl Iterator<Item = (&str, &str)> + Clone {
        let pairs = self.pairs.get(numbers).unwrap_or(&[]);
        pairs.iter().map(|pair| self.texts(*pair))
    }

    /// How many different ones there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// None at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Numbers of what the alert at this place says in its labels.
    #[must_use]
    pub fn labels(&self, place: usize) -> &[u32] {
        let (from, to, _) = self.ends(place);
        self.said.get(from..to).unwrap_or(&[])
    }

    /// The same of labels and annotations.
    #[must_use]
    pub fn everything(&self, place: usize) -> &[u32] {
        let (from, _, to) = self.ends(place);
        self.said.get(from..to).unwrap_or(&[])
    }

    fn ends(&self, place: usize) -> (usize, usize, usize) {
        let before = place
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let (labels, annotations) = self.ends.get(place).copied().unwrap_or_default();
        (before.map_or(0, |(_, end)| *end), labels, annotations)
    }

    fn texts(&self, pair: Pair) -> (&str, &str) {
        let text = |from, to| self.text.get(from..to).unwrap_or("");
        (text(pair.name, pair.value), text(pair.value, pair.end))
    }

    fn say(&mut self, labels: &Labels, known: &mut Vec<u32>) {
        for (name, value) in labels.iter() {
            let number = self.number(name, value, known);
            self.said.push(number);
        }
    }

    /// The number of a pair. `known` has numbers, counted from one, at the places that their hashes name or, where others
    /// were sooner, behind those; more than half of its places are free.
    fn number(&mut self, name: &str, value: &str, known: &mut Vec<u32>) -> u32 {
        if known.len() <= self.pairs.len() * 2 {
            *known = vec![0; (known.len() * 2).max(FREE)];
            for (number, pair) in (1..).zip(&self.pairs) {
                let mut at = home(pair.hash, known.len());
                while known.get(at).is_some_and(|number| *number > 0) {
                    at = (at + 1) % known.len();
                }
                if let Some(slot) = known.get_mut(at) {
                    *slot = number;
                }
            }
        }
        let hash = fingerprint::of_one(name, value);
        let mut at = home(hash, known.len());
        while let Some(number) = known.get(at).and_then(|number| number.checked_sub(1)) {
            let same = |pair: &&Pair| pair.hash == hash && self.texts(**pair) == (name, value);
            if self.pairs.get(number as usize).filter(same).is_some() {
                return number;
            }
            at = (at + 1) % known.len();
        }
        let name_at = self.text.len();
        self.text.push_str(name);
        let value_at = self.text.len();
        self.text.push_str(value);
        #[allow(
            clippy::cast_possible_truncation,
            reason = "each pair took more than a byte to send"
        )]
        let number = self.pairs.len() as u32;
        self.pairs.push(Pair {
            hash,
            name: name_at,
            value: value_at,
            end: self.text.len(),
        });
        if let Some(slot) = known.get_mut(at) {
            *slot = number + 1;
        }
        number
    }
}

/// Places to begin with; always a power of two.
const FREE: usize = 256;

fn home(hash: u64, places: usize) -> usize {
    // The upper bits of this hash are mixed best.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "only as many bits as there are places are used"
    )]
    let hash = (hash ^ (hash >> 32)) as usize;
    hash & (places - 1)
}
