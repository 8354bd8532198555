//! Which samples of a column are worth drawing: all of them, or the first, smallest, largest and last of each pixel
//! column when there are many more samples than pixels.
//!
//! NaN, ±Inf and gaps are breaks. Samples of one run are drawn connected; a break between two picks starts a new run.
//! No column loses its smallest or largest value, no run bridges a wider gap than allowed, and never more than four
//! samples per column come out. Does not know pixels, only how many columns there are.

use std::ops::Range;

/// Decimation starts beyond this many samples per column: below it, it would save nothing.
const DENSE: usize = 4;
/// All bits of the exponent: NaN and ±Inf have them all set.
const EXPONENT: u64 = 0x7ff0_0000_0000_0000;

/// A sample to draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pick {
    /// Its index in the column given.
    pub at: usize,
    /// Its value, finite.
    pub value: f64,
    /// Neighbours of equal run are connected.
    pub run: usize,
}

/// Picks from `values[window]` for a picture `columns` wide; two samples are connected when their indices differ by at
/// most `bridge` (1: only neighbours).
#[must_use]
pub fn pick(values: &[f64], window: Range<usize>, columns: usize, bridge: usize) -> Vec<Pick> {
    let start = window.start.min(values.len());
    let window = start..window.end.clamp(start, values.len());
    let mut out = Picks {
        list: Vec::with_capacity(window.len().min(columns.saturating_mul(4).max(16))),
        bridge,
        run: 0,
        last: None,
    };
    let columns = columns.max(1);
    if window.len() <= columns.saturating_mul(DENSE) {
        for (at, value) in (start..).zip(values.get(window).unwrap_or(&[])) {
            if value.is_finite() {
                let run = out.follow(at);
                out.list.push(Pick {
                    at,
                    value: *value,
                    run,
                });
            }
        }
        return out.list;
    }
    let (whole, rest) = (window.len() / columns, window.len() % columns);
    let mut begin = start;
    for column in 0..columns {
        // The remainder is spread evenly, without a product that could overflow.
        let extra = (column + 1) * rest / columns - column * rest / columns;
        let end = begin + whole + extra;
        out.column(begin, values.get(begin..end).unwrap_or(&[]));
        begin = end;
    }
    out.list
}

struct Picks {
    list: Vec<Pick>,
    bridge: usize,
    run: usize,
    /// Index of the last finite sample seen.
    last: Option<usize>,
}

impl Picks {
    /// The run a finite sample belongs to.
    fn follow(&mut self, at: usize) -> usize {
        if self.last.is_some_and(|last| at - last > self.bridge) {
            self.run += 1;
        }
        self.last = Some(at);
        self.run
    }

    fn column(&mut self, begin: usize, values: &[f64]) {
        let Some((first, last)) = values.first().zip(values.last()) else {
            return;
        };
        let mut broken = 0;
        let (mut low, mut high) = (*first, *first);
        let (mut low_at, mut high_at) = (0, 0);
        for (at, value) in values.iter().enumerate() {
            broken |= u64::from(value.to_bits() & EXPONENT == EXPONENT);
            if *value < low {
                (low, low_at) = (*value, at);
            }
            if *value > high {
                (high, high_at) = (*value, at);
            }
        }
        if broken != 0 {
            self.broken_column(begin, values);
            return;
        }
        let run = self.follow(begin);
        self.last = Some(begin + values.len() - 1);
        let pick = |at: usize, value: f64| Pick {
            at: begin + at,
            value,
            run,
        };
        let low = pick(low_at, low);
        let high = pick(high_at, high);
        self.push_distinct([pick(0, *first), low, high, pick(values.len() - 1, *last)]);
    }

    /// A column with breaks in it: the same four samples, each with the run it belongs to.
    fn broken_column(&mut self, begin: usize, values: &[f64]) {
        let mut four: Option<[Pick; 4]> = None;
        for (at, value) in (begin..).zip(values) {
            if !value.is_finite() {
                continue;
            }
            let run = self.follow(at);
            let here = Pick {
                at,
                value: *value,
                run,
            };
            let [first, low, high, _] = four.unwrap_or([here; 4]);
            four = Some([
                first,
                if here.value < low.value { here } else { low },
                if here.value > high.value { here } else { high },
                here,
            ]);
        }
        if let Some(four) = four {
            self.push_distinct(four);
        }
    }

    fn push_distinct(&mut self, [first, low, high, last]: [Pick; 4]) {
        let (early, late) = if low.at <= high.at {
            (low, high)
        } else {
            (high, low)
        };
        for pick in [first, early, late, last] {
            if self.list.last().is_none_or(|before| before.at != pick.at) {
                self.list.push(pick);
            }
        }
    }
}
