//! How much of a time something was up, and how much of it is known.
//!
//! A share is over what was seen and nothing else: time without data counts neither as up nor as down, and maintenance is
//! taken out of both. A share of nothing is none, never 0 or 100 %.

use crate::health::judge::Level;
use crate::lean::sort;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;

/// Samples of a check, or anything else that can be counted: how many were good, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Good ones.
    pub up: f64,
    /// All of them.
    pub seen: f64,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            up: self.up + other.up,
            seen: self.seen + other.seen,
        }
    }

    /// What remains without a part of it.
    #[must_use]
    pub fn without(self, part: Self) -> Self {
        Self {
            up: (self.up - part.up).max(0.0),
            seen: (self.seen - part.seen).max(0.0),
        }
    }

    /// The good share, from 0 to 1; none when nothing was seen.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        let share = self.up / self.seen;
        (self.seen > 0.0 && share.is_finite()).then_some(share.clamp(0.0, 1.0))
    }
}

/// The same time once: sorted, neither overlapping nor touching, empty ones left out.
#[must_use]
pub fn union(mut spans: Vec<Range>) -> Vec<Range> {
    spans.retain(|span| span.to > span.from);
    sort::by_key(&mut spans, |span| span.from);
    let mut merged: Vec<Range> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            Some(_) | None => merged.push(span),
        }
    }
    merged
}

/// The part of `span` that lies in `window`; none when it has no length.
#[must_use]
pub fn within(span: Range, window: Range) -> Option<Range> {
    let part = Range {
        from: span.from.max(window.from),
        to: span.to.min(window.to),
    };
    (part.to > part.from).then_some(part)
}

/// How long all of these are that lie in `window`. They must not overlap.
#[must_use]
pub fn length_within(spans: &[Range], window: Range) -> Millis {
    let parts = spans.iter().filter_map(|span| within(*span, window));
    Millis(parts.fold(0_i64, |sum, part| sum.saturating_add(length(part))))
}

/// Time that was up and time that was seen in `window`, by results in the order they came.
///
/// A result holds until the next one, `hold` at most. One that is older than its predecessor, because a clock went back,
/// is left out. `maintenance` is as [`union`] gives it.
#[must_use]
pub fn by_results(
    results: &[(Instant, Level)],
    hold: Millis,
    window: Range,
    maintenance: &[Range],
) -> Tally {
    let mut tally = Tally::default();
    let mut rest = results.iter().peekable();
    while let Some((at, level)) = rest.next() {
        let until = Instant(at.0.saturating_add(hold.0));
        while rest.next_if(|(next, _)| next < at).is_some() {}
        let until = rest.peek().map_or(until, |(next, _)| (*next).min(until));
        let held = Range {
            from: *at,
            to: until,
        };
        let Some(held) = within(held, window) else {
            continue;
        };
        let counted = length(held) - length_within(maintenance, held).0;
        // A float holds milliseconds exactly for longer than there are computers.
        #[allow(clippy::cast_precision_loss)]
        let counted = counted.max(0) as f64;
        tally.seen += counted;
        if level.serves() {
            tally.up += counted;
        }
    }
    tally
}

fn length(range: Range) -> i64 {
    range.to.0.saturating_sub(range.from.0)
}
