//! Rows of a frame over a regular grid of instants, which is what a chart draws.
//!
//! Rows that transformations left out are gaps there. Rows of one instant are one, the later wins. Without a column of
//! instants the rows are a millisecond apart, so that what counts them still can.

use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::column::Column;
use crate::frame::order::ascending;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;

/// Instants of a grid at most; what does not fit is moved to the next instant of a coarser one.
const INSTANTS_MOST: i64 = 50_000;

/// Brings the rows of a frame to a regular grid.
pub(crate) fn spread(frame: &mut Frame) -> Grid {
    let time = frame.fields.iter().find(|field| field.kind == Kind::Time);
    let Some(times) = time.map(|time| time.values.plotted()) else {
        return rows(frame);
    };
    let order: Vec<usize> = ascending(&times)
        .into_iter()
        .filter(|row| times.get(*row).is_some_and(|time| time.is_finite()))
        .collect();
    let at = |row: &usize| times.get(*row).map_or(0, |time| *time as i64);
    let start = order.first().map_or(0, at);
    let length = order.last().map_or(0, at).saturating_sub(start).max(0);
    let apart = order.windows(2).filter_map(|pair| match pair {
        [one, other] => Some(at(other).saturating_sub(at(one))),
        _ => None,
    });
    let exact = apart.fold(0, divisor).max(1);
    let step = exact.max(length / INSTANTS_MOST);
    let grid = Grid {
        start: Instant(start),
        step: Millis(step),
        count: match order.is_empty() {
            true => 0,
            false => usize::try_from(length / step).unwrap_or(0) + 1,
        },
    };
    let regular = grid.count == frame.rows() && order.is_sorted();
    if !regular {
        let mut places = vec![usize::MAX; grid.count];
        for row in &order {
            let place = usize::try_from((at(row) - start) / step).unwrap_or(usize::MAX);
            if let Some(slot) = places.get_mut(place) {
                *slot = *row;
            }
        }
        for field in &mut frame.fields {
            field.values = Column::pick_or_null(&field.values, &places);
        }
    }
    grid
}

/// The rows of a frame a millisecond apart.
pub(crate) fn rows(frame: &Frame) -> Grid {
    Grid {
        start: Instant(0),
        step: Millis(1),
        count: frame.rows(),
    }
}

/// The greatest common divisor.
fn divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
