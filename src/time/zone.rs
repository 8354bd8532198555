//! Time zones as tables of offsets that are given in (the browser knows them, this room does not).

use crate::lean::sort;
use crate::time::Instant;

/// An offset from UTC that holds from an instant on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offset {
    /// From when it holds.
    pub from: Instant,
    /// Seconds to add to UTC to get the wall clock.
    pub seconds: i32,
    /// Short name shown beside times: `CET`, `UTC`, `GMT+5:30`.
    pub abbreviation: String,
}

/// A time zone over the years that matter here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// IANA name, or `UTC`.
    pub name: String,
    /// Ascending by `from`; the first also holds before its `from`; never empty.
    offsets: Vec<Offset>,
}

impl Zone {
    /// UTC.
    #[must_use]
    pub fn utc() -> Self {
        Self::new("UTC", Vec::new())
    }

    /// A zone from its changes in any order; no change at all is UTC.
    #[must_use]
    pub fn new(name: &str, mut offsets: Vec<Offset>) -> Self {
        if offsets.is_empty() {
            offsets.push(Offset {
                from: Instant(0),
                seconds: 0,
                abbreviation: "UTC".to_owned(),
            });
        }
        sort::by_key(&mut offsets, |offset| offset.from);
        Self {
            name: name.to_owned(),
            offsets,
        }
    }

    /// The offset in force at an instant.
    #[must_use]
    pub fn at(&self, instant: Instant) -> Option<&Offset> {
        let after = self
            .offsets
            .partition_point(|offset| offset.from <= instant);
        self.offsets.get(after.saturating_sub(1))
    }

    /// Seconds to add to UTC at an instant.
    #[must_use]
    pub fn seconds_at(&self, instant: Instant) -> i32 {
        self.at(instant).map_or(0, |offset| offset.seconds)
    }

    /// The first change of offset after an instant.
    #[must_use]
    pub fn next_change(&self, after: Instant) -> Option<Instant> {
        // The first entry also holds before its own start: nothing changes there.
        let next = self
            .offsets
            .partition_point(|offset| offset.from <= after)
            .max(1);
        self.offsets.get(next).map(|offset| offset.from)
    }
}
