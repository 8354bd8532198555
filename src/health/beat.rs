//! A history as bars: one beat for each piece of time.

use crate::health::uptime;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use crate::time::civil::Civil;
use crate::time::civil::civil;
use crate::time::civil::from_civil;
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
