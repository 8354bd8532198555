//! What is shown of the list: all of it, or what a search finds; lines that repeat the one before shown once; from the
//! newest or from the oldest.

use crate::data::log::Dedup;
use crate::data::log::dedup;
use crate::logs::loaded::Loaded;
use crate::logs::search::Needle;
use crate::logs::search::found;

/// A line that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its place in the list of loaded lines.
    pub place: u32,
    /// How many lines after it repeat it.
    pub repeats: u32,
}

/// What is shown, from the top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Items {
    /// None where all lines are shown: nothing is kept for each then.
    some: Option<Vec<Item>>,
    count: usize,
    oldest_first: bool,
}

/// How the list is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// The oldest line is at the top.
    pub oldest_first: bool,
    /// Which lines repeat others.
    pub dedup: Dedup,
    /// Only lines with this text; empty shows all.
    pub search: String,
}

impl Items {
    /// What is shown of what is loaded.
    #[must_use]
    pub fn of(loaded: &Loaded, how: &How) -> Self {
        let needle = Needle::new(how.search.trim());
        let kept = needle.map(|needle| found(loaded, &needle));
        let some = match (kept, how.dedup) {
            (None, Dedup::None) => None,
            (Some(kept), Dedup::None) => {
                let item = |place| Item { place, repeats: 0 };
                Some(kept.into_iter().map(item).collect())
            }
            (kept, how) => {
                let places = kept.unwrap_or_else(|| (0..loaded.len() as u32).collect());
                Some(folded(loaded, &places, how))
            }
        };
        Self {
            count: some.as_ref().map_or(loaded.len(), Vec::len),
            some,
            oldest_first: how.oldest_first,
        }
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Nothing is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Is every loaded line shown on its own?
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.some.is_none()
    }

    /// The one so many below the top.
    #[must_use]
    pub fn get(&self, from_top: usize) -> Option<Item> {
        let at = match self.oldest_first {
            true => self.count.checked_sub(from_top + 1)?,
            false => from_top,
        };
        match &self.some {
            Some(some) => some.get(at).copied(),
            None => (at < self.count).then_some(Item {
                place: at as u32,
                repeats: 0,
            }),
        }
    }

    /// How far below the top a loaded line is, or the one that stands for it.
    #[must_use]
    pub fn find(&self, place: usize) -> Option<usize> {
        let at = match &self.some {
            Some(some) => {
                let after = some.partition_point(|item| item.place as usize <= place);
                let at = after.checked_sub(1)?;
                let item = some.get(at)?;
                (item.place as usize + item.repeats as usize >= place).then_some(at)?
            }
            None => (place < self.count).then_some(place)?,
        };
        Some(match self.oldest_first {
            true => self.count - 1 - at,
            false => at,
        })
    }
}

fn folded(loaded: &Loaded, places: &[u32], how: Dedup) -> Vec<Item> {
    let mut texts: Vec<&str> = Vec::with_capacity(places.len());
    let mut wanted = places.iter().peekable();
    for (place, row) in loaded.rows().enumerate() {
        if wanted.peek() == Some(&&(place as u32)) {
            wanted.next();
            texts.push(row.text());
        }
    }
    let item = |kept: crate::data::log::Kept| {
        Some(Item {
            place: *places.get(kept.index)?,
            repeats: kept.duplicates as u32,
        })
    };
    dedup(&texts, how).into_iter().filter_map(item).collect()
}
