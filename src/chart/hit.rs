//! What is under the pointer: the sample nearest in time of every mark, and the mark nearest to a point.

use crate::chart::layout::Layout;
use crate::chart::plane::Point;
use crate::chart::plane::nearest;
use crate::chart::scene::Scene;
use crate::time::Instant;

/// A sample of a mark at the place where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index of the mark in the scene.
    pub mark: usize,
    /// Index of the sample in the mark's grid.
    pub index: usize,
    /// Its instant.
    pub at: Instant,
    /// Its own value with the sign drawn, not the sum of its stack; none where there is a gap.
    pub value: Option<f64>,
    /// Where it is drawn (in a stack: its upper edge); none outside the plot or in a gap.
    pub point: Option<Point>,
}

/// The samples nearest to an instant, one for each mark shown that has any, in the scene's order. In a stack that is
/// from the lowest up.
#[must_use]
pub fn at(scene: &Scene, layout: &Layout, at: Instant) -> Vec<Hit> {
    let marks = scene.marks.iter().zip(&layout.marks).enumerate();
    marks
        .filter(|(_, (mark, _))| !mark.hidden)
        .filter_map(|(number, (mark, drawn))| {
            let index = nearest(mark.grid, at, mark.values.len())?;
            let instant = mark.grid.at(index);
            let sign = if mark.negative { -1.0 } else { 1.0 };
            let value = mark.values.get(index).map(|value| value * sign);
            let place = drawn.top.get(index).map(|value| Point {
                x: layout.x(instant),
                y: layout.y(mark.side, *value),
            });
            let value = value.filter(|value| value.is_finite());
            Some(Hit {
                mark: number,
                index,
                at: instant,
                value,
                point: place.filter(|point| value.is_some() && layout.plot.contains(*point)),
            })
        })
        .collect()
}

/// The instant a pointer's place means: that of the nearest sample of any mark shown, else the place itself.
#[must_use]
pub fn instant(scene: &Scene, layout: &Layout, x: f64) -> Instant {
    let pointed = layout.at(x);
    let shown = scene.marks.iter().filter(|mark| !mark.hidden);
    let instants = shown.filter_map(|mark| {
        nearest(mark.grid, pointed, mark.values.len()).map(|index| mark.grid.at(index))
    });
    instants
        .filter(|instant| *instant >= scene.range.from && *instant <= scene.range.to)
        .min_by_key(|instant| instant.0.abs_diff(pointed.0))
        .unwrap_or(pointed)
}

/// Of hits at one instant the one drawn nearest to a height.
#[must_use]
pub fn nearest_mark(hits: &[Hit], y: f64) -> Option<Hit> {
    let drawn = hits
        .iter()
        .filter_map(|hit| hit.point.map(|point| (hit, point)));
    drawn
        .min_by(|(_, one), (_, other)| (one.y - y).abs().total_cmp(&(other.y - y).abs()))
        .map(|(hit, _)| *hit)
}
