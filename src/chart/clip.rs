//! Cutting lines and areas at the edges of the plot, because a plotters backend cannot.
//!
//! Points not finite break a line and are left out of an area.

use crate::chart::plane::Point;
use crate::chart::plane::Rect;

/// Calls `draw` with each piece of the line that lies in the box.
pub fn line<E>(
    points: &[Point],
    within: &Rect,
    mut draw: impl FnMut(&[Point]) -> Result<(), E>,
) -> Result<(), E> {
    if points.iter().all(|point| within.contains(*point)) {
        return draw(points);
    }
    let mut piece: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        // Within the plot there is nothing to cut; only the ends of most lines lie outside.
        if piece.last() == Some(from) && within.contains(*to) {
            piece.push(*to);
            continue;
        }
        let Some((start, end)) = segment(*from, *to, within) else {
            if !piece.is_empty() {
                draw(&piece)?;
                piece.clear();
            }
            continue;
        };
        if piece.last() != Some(&start) {
            if !piece.is_empty() {
                draw(&piece)?;
                piece.clear();
            }
            piece.push(start);
        }
        piece.push(end);
    }
    if piece.is_empty() {
        Ok(())
    } else {
        draw(&piece)
    }
}

/// The part of an area that lies in the box: Sutherland and Hodgman's cut at each edge in turn.
#[must_use]
pub fn area(points: &[Point], within: &Rect) -> Vec<Point> {
    let finite = |point: &Point| point.x.is_finite() && point.y.is_finite();
    let mut points: Vec<Point> = points.iter().copied().filter(finite).collect();
    if points.iter().all(|point| within.contains(*point)) {
        return points;
    }
    points = cut(&points, |point| point.x - within.left);
    points = cut(&points, |point| within.right - point.x);
    points = cut(&points, |point| point.y - within.top);
    cut(&points, |point| within.bottom - point.y)
}

/// Keeps what has a depth of 0 or more.
fn cut(points: &[Point], depth: impl Fn(Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::with_capacity(points.len() + 4);
    let Some(mut before) = points.last().copied() else {
        return kept;
    };
    for point in points.iter().copied() {
        let (outer, inner) = (depth(before), depth(point));
        if (outer < 0.0) != (inner < 0.0) {
            kept.push(between(before, point, outer / (outer - inner)));
        }
        if inner >= 0.0 {
            kept.push(point);
        }
        before = point;
    }
    kept
}

/// Liang and Barsky: the share of the way at which the segment enters and leaves.
fn segment(from: Point, to: Point, within: &Rect) -> Option<(Point, Point)> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    if !(dx.is_finite() && dy.is_finite()) {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (ahead, room) in [
        (-dx, from.x - within.left),
        (dx, within.right - from.x),
        (-dy, from.y - within.top),
        (dy, within.bottom - from.y),
    ] {
        if ahead < 0.0 {
            enter = enter.max(room / ahead);
        } else if ahead > 0.0 {
            leave = leave.min(room / ahead);
        } else if room < 0.0 {
            return None;
        }
    }
    if enter > leave {
        return None;
    }
    let start = if enter > 0.0 {
        between(from, to, enter)
    } else {
        from
    };
    let end = if leave < 1.0 {
        between(from, to, leave)
    } else {
        to
    };
    Some((start, end))
}

fn between(from: Point, to: Point, share: f64) -> Point {
    Point {
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
    }
}
