//! A history as bars: one beat for each piece of time.

use crate::health::uptime;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use crate::time::civil::Civil;
use crate::time::civil::civil;
use crate::time::civil::from_civil;
use crate::time::step::align;
use crate::time::zone::Zone;

/// From this share on, a piece of time counts as good: 43 s of a day are one lost probe, not a bad day.
pub const GOOD_FROM: f64 = 0.9995;

/// Below this share it was bad: half an hour of a day.
pub const BAD_BELOW: f64 = 0.98;

/// So much of a piece in maintenance makes it one of maintenance, when nothing else was wrong.
const MAINTAINED_FROM: f64 = 0.01;

/// How a piece of time was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Beat {
    /// Up.
    Up,
    /// Partly up.
    Degraded,
    /// Down for a good part of it.
    Down,
    /// Announced work.
    Maintenance,
    /// Nothing is known.
    NoData,
}

/// A piece of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// From when until when; the last one may reach beyond now.
    pub range: Range,
    /// The good share of what was seen; none when nothing was.
    pub share: Option<f64>,
    /// How it was.
    pub beat: Beat,
}

impl Piece {
    /// A piece with this share of good samples; `maintenance` is as [`uptime::union`] gives it.
    #[must_use]
    pub fn new(range: Range, share: Option<f64>, maintenance: &[Range]) -> Self {
        let share = share.filter(|share| share.is_finite());
        let length = range.to.0.saturating_sub(range.from.0).max(1);
        let maintained = uptime::length_within(maintenance, range).0;
        #[allow(clippy::cast_precision_loss)]
        let maintained = maintained as f64 / length as f64;
        let beat = match share {
            // What was missing is no more than the announced work.
            Some(share) if share < GOOD_FROM && 1.0 - share <= maintained => Beat::Maintenance,
            Some(share) if share < BAD_BELOW => Beat::Down,
            Some(share) if share < GOOD_FROM => Beat::Degraded,
            Some(_) | None if maintained >= MAINTAINED_FROM => Beat::Maintenance,
            Some(_) => Beat::Up,
            None => Beat::NoData,
        };
        Self { range, share, beat }
    }
}

/// Pieces of a grid whose instants are their ends, from the shares of one check; a NaN is no data.
#[must_use]
pub fn pieces(grid: Grid, shares: &[f64], maintenance: &[Range]) -> Vec<Piece> {
    (0..grid.count)
        .map(|index| {
            let to = grid.at(index);
            let from = Instant(to.0.saturating_sub(grid.step.0));
            let share = shares.get(index).copied();
            Piece::new(
                Range { from, to },
                share.filter(|share| share.is_finite()),
                maintenance,
            )
        })
        .collect()
}

/// More bars than this are too thin to be told apart.
const MOST: i64 = 96;

/// Lengths of pieces that people count in, in milliseconds.
const STEPS: [i64; 15] = [
    60_000,
    120_000,
    300_000,
    600_000,
    1_200_000,
    1_800_000,
    3_600_000,
    7_200_000,
    14_400_000,
    28_800_000,
    43_200_000,
    86_400_000,
    172_800_000,
    604_800_000,
    2_592_000_000,
];

/// The ends of the pieces that a range is shown in, aligned on the wall that is `utc_offset` seconds east of UTC. The last
/// one may reach beyond the range.
#[must_use]
pub fn cells(range: Range, utc_offset: i32) -> Grid {
    let length = range.to.0.saturating_sub(range.from.0).max(1);
    let fits = STEPS.into_iter().find(|step| length / step <= MOST);
    let step = Millis(fits.unwrap_or(length / MOST));
    let over = |at: Instant| Instant(align(at, step, utc_offset).0.saturating_add(step.0));
    // A range that ends with a piece does not begin another.
    let last = over(Instant(range.to.0.saturating_sub(1)));
    let first = over(range.from);
    let count = last.0.saturating_sub(first.0).max(0) / step.0 + 1;
    Grid {
        start: first,
        step,
        count: usize::try_from(count).unwrap_or(0),
    }
}

/// The ends of `count` days, the last of which is the day of `now` and not over yet.
///
/// Days begin at midnight of the wall of `zone` now; those before a change of the clocks are an hour off, which a bar
/// does not show.
#[must_use]
pub fn days(now: Instant, count: usize, zone: &Zone) -> Grid {
    const DAY: i64 = 86_400_000;
    let wall = civil(now, zone);
    let midnight = Civil {
        hour: 0,
        minute: 0,
        second: 0,
        milli: 0,
        ..wall
    };
    let midnight = from_civil(midnight, zone).unwrap_or(now);
    let before = i64::try_from(count.saturating_sub(1)).unwrap_or(0);
    Grid {
        start: Instant(
            midnight
                .0
                .saturating_add(DAY)
                .saturating_sub(before.saturating_mul(DAY)),
        ),
        step: Millis(DAY),
        count,
    }
}
