//! Lines, the areas below them, and dots.

use crate::chart::clip;
use crate::chart::decimate::Pick;
use crate::chart::decimate::is_dense;
use crate::chart::decimate::pick;
use crate::chart::layout::Layout;
use crate::chart::palette::Rgb;
use crate::chart::palette::tint;
use crate::chart::pen::Drawn;
use crate::chart::pen::Pen;
use crate::chart::pen::Stroke;
use crate::chart::plane::Point;
use crate::chart::plane::Rect;
use crate::chart::plane::inside;
use crate::chart::scene::Mark;
use crate::chart::scene::Points;
use crate::chart::scene::Span;
use crate::chart::scene::Way;
use crate::chart::stack;
use crate::lean::within::Within;
use plotters_backend::DrawingBackend;
use std::ops::Range;

/// Diameter of the dot of a sample without neighbours.
const SINGLE: f64 = 3.0;
/// A smooth line gets a corner this often.
const SMOOTH_STEP: f64 = 2.0;
/// A fill that fades does so in so many steps from the top of the plot to its bottom.
const FADING: u32 = 24;

/// A mark's way over the plot, ready to be drawn.
pub struct Trace<'a> {
    layout: &'a Layout,
    mark: &'a Mark,
    drawn: &'a stack::Drawn,
    window: Range<usize>,
    columns: usize,
    picks: Vec<Pick>,
    /// Where it is drawn: the plot, or a part of it.
    within: Rect,
    /// Offset and factor from a value to its height, on an even scale.
    even: Option<(f64, f64)>,
    /// Device pixels per CSS pixel.
    ratio: f64,
    /// Of the first instant, and from one to the next.
    stride: (f64, f64),
}

impl<'a> Trace<'a> {
    /// Picks what is worth drawing.
    #[must_use]
    pub fn new(layout: &'a Layout, mark: &'a Mark, drawn: &'a stack::Drawn, ratio: f64) -> Self {
        let shown = inside(mark.grid, layout.range, drawn.top.len());
        // One more on each side, so that a line goes on to the edge of the plot.
        let end = shown.end.saturating_add(1).min(drawn.top.len());
        let window = shown.start.saturating_sub(1)..end.max(shown.start);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let columns = (layout.plot.width() * ratio).max(1.0) as usize;
        let picks = pick(&drawn.top, window.clone(), columns, bridge(mark));
        let plot = layout.plot;
        let even = layout.axis(mark.side).scale.even();
        Self {
            even: even.map(|(offset, factor)| {
                let height = plot.height();
                (plot.bottom - offset * height, -factor * height)
            }),
            within: plot,
            layout,
            mark,
            drawn,
            window,
            columns,
            picks,
            ratio,
            stride: layout.stride(mark.grid),
        }
    }

    /// Draws from now on only in this part of the plot.
    pub fn keep_within(&mut self, part: Rect) {
        self.within = part;
    }

    /// The area between the line and what it stands on: `floor`, or else what is below it in its stack, or the ground.
    pub fn fill<B: DrawingBackend>(
        &self,
        pen: &mut Pen<B>,
        rgb: Rgb,
        way: Way,
        alpha: f64,
        floor: Option<&[f64]>,
    ) -> Drawn<B> {
        let ground = self.layout.ground(self.mark.side);
        let base = floor
            .or(self.drawn.base.as_ref().map(|base| base.as_slice()))
            .map(|base| pick(base, self.window.clone(), self.columns, usize::MAX));
        let mut outline = Vec::new();
        for run in runs(&self.picks) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            outline.clear();
            self.follow(run, way, &mut outline);
            let below = base.as_ref().map(|base| {
                let start = base.partition_point(|pick| pick.at < first.at);
                let end = base.partition_point(|pick| pick.at <= last.at);
                base.get(start..end).unwrap_or(&[])
            });
            match below {
                Some(below) if !below.is_empty() => {
                    let mut back = Vec::new();
                    self.follow(below, way, &mut back);
                    outline.extend(back.into_iter().rev());
                }
                Some(_) | None => {
                    let foot = |pick: &Pick| Point {
                        x: self.point(pick).x,
                        y: ground,
                    };
                    outline.extend([foot(last), foot(first)]);
                }
            }
            self.paint(pen, &outline, rgb, alpha)?;
        }
        Ok(())
    }

    /// Fills an outline, in strips from the top of the plot to its bottom if it fades.
    fn paint<B: DrawingBackend>(
        &self,
        pen: &mut Pen<B>,
        outline: &[Point],
        rgb: Rgb,
        alpha: f64,
    ) -> Drawn<B> {
        let plot = self.layout.plot;
        let outline = clip::area(outline, &self.within);
        if !self.mark.fades {
            return pen.area(&outline, tint(rgb, alpha));
        }
        let high = plot.height() / f64::from(FADING);
        for strip in 0..FADING {
            let top = plot.top + f64::from(strip) * high;
            let within = Rect {
                top,
                bottom: top + high,
                ..plot
            };
            let left = 1.0 - (f64::from(strip) + 0.5) / f64::from(FADING);
            pen.area(&clip::area(&outline, &within), tint(rgb, alpha * left))?;
        }
        Ok(())
    }

    /// The line itself.
    pub fn stroke<B: DrawingBackend>(
        &self,
        pen: &mut Pen<B>,
        way: Way,
        stroke: &Stroke,
    ) -> Drawn<B> {
        let mut points = Vec::new();
        let straight = way == Way::Linear && stroke.dash.is_none();
        let dense = is_dense(self.window.len(), self.columns) && way == Way::Linear;
        for run in runs(&self.picks) {
            let corners = run.iter().map(|pick| self.point(pick));
            // Most lines lie in the plot whole, and nothing is between their samples and the backend.
            if straight && !dense && corners.clone().all(|point| self.within.contains(point)) {
                pen.through(corners, stroke)?;
                continue;
            }
            points.clear();
            self.follow(run, way, &mut points);
            if dense && stroke.dash.is_none() && points.len() > 1 {
                let band = self.band(&points, stroke.width);
                pen.area(&band, stroke.colour)?;
            } else if points.len() > 1 {
                clip::line(&points, &self.within, |piece| pen.line(piece, stroke))?;
            }
        }
        Ok(())
    }

    /// Dots: all samples, or those without a neighbour to be connected with.
    pub fn dots<B: DrawingBackend>(
        &self,
        pen: &mut Pen<B>,
        rgb: Rgb,
        which: Points,
        alpha: f64,
    ) -> Drawn<B> {
        let size = f64::from(self.mark.point_size);
        for run in runs(&self.picks) {
            let diameter = match (which, run) {
                (Points::Always, _) => size,
                (Points::Single, [_]) => SINGLE,
                (Points::Single, _) | (Points::Never, _) => continue,
            };
            for pick in run {
                let centre = self.point(pick);
                if self.layout.plot.contains(centre) && diameter > 0.0 {
                    pen.dot(centre, diameter, tint(rgb, alpha))?;
                }
            }
        }
        Ok(())
    }

    /// A line with several points in each pixel column, as the area it covers: from the highest to the lowest point
    /// of a column and half way to its neighbours. Looks like the line and costs half the points and no joins.
    fn band(&self, points: &[Point], width: f64) -> Vec<Point> {
        let column = |point: &Point| (point.x * self.ratio).floor();
        let (mut upper, mut lower) = (Vec::new(), Vec::new());
        let mut groups = points
            .chunk_by(|one, other| column(one) == column(other))
            .peekable();
        let mut edge: Option<f64> = None;
        while let Some(group) = groups.next() {
            let (Some(first), Some(last)) = (group.first(), group.last()) else {
                continue;
            };
            let ahead = groups.peek().and_then(|next| next.first());
            let leave = ahead.map(|next| (last.y + next.y) / 2.0);
            let ends = edge.into_iter().chain(leave);
            let heights = group.iter().map(|point| point.y).chain(ends);
            let (high, low) = heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(high, low), y| {
                (high.min(y), low.max(y))
            });
            let x = (column(first) + 0.5) / self.ratio;
            // The outermost columns are covered to their outer edges.
            let half = 0.5 / self.ratio;
            let outer = [
                edge.is_none().then_some(x - half),
                leave.is_none().then_some(x + half),
            ];
            let [before, after] = outer;
            for x in before.into_iter().chain([x]).chain(after) {
                upper.push(Point {
                    x,
                    y: high - width / 2.0,
                });
                lower.push(Point {
                    x,
                    y: low + width / 2.0,
                });
            }
            edge = leave;
        }
        upper.extend(lower.into_iter().rev());
        clip::area(&upper, &self.within)
    }

    fn point(&self, pick: &Pick) -> Point {
        #[allow(clippy::cast_precision_loss)]
        let steps = pick.at as f64;
        Point {
            x: self.stride.0 + self.stride.1 * steps,
            y: match self.even {
                Some((offset, factor)) => offset + factor * pick.value,
                None => self.layout.y(self.mark.side, pick.value),
            },
        }
    }

    fn follow(&self, run: &[Pick], way: Way, out: &mut Vec<Point>) {
        let points = run.iter().map(|pick| self.point(pick));
        match way {
            Way::Linear => out.extend(points),
            Way::StepAfter | Way::StepBefore => {
                let mut before: Option<Point> = None;
                for point in points {
                    if let Some(before) = before {
                        out.push(if way == Way::StepAfter {
                            Point {
                                x: point.x,
                                ..before
                            }
                        } else {
                            Point {
                                y: point.y,
                                ..before
                            }
                        });
                    }
                    out.push(point);
                    before = Some(point);
                }
            }
            Way::Smooth => smooth(&points.collect::<Vec<_>>(), out),
        }
    }
}

/// The picks of each run.
fn runs(picks: &[Pick]) -> impl Iterator<Item = &[Pick]> {
    picks.chunk_by(|one, other| one.run == other.run)
}

/// How far apart the indices of two connected samples may be.
fn bridge(mark: &Mark) -> usize {
    match mark.span {
        Span::Never => 1,
        Span::Always => usize::MAX,
        Span::UpTo(limit) => {
            let steps = limit.saturating_sub(1).max(0) / mark.grid.step.0.max(1);
            usize::try_from(steps).unwrap_or(1).max(1)
        }
    }
}

/// A cubic through the points that never rises above or falls below its neighbours (Fritsch and Carlson's tangents).
fn smooth(points: &[Point], out: &mut Vec<Point>) {
    let slopes: Vec<f64> = points
        .windows(2)
        .map(|pair| match pair {
            [from, to] if to.x > from.x => (to.y - from.y) / (to.x - from.x),
            _ => 0.0,
        })
        .collect();
    let tangent = |index: usize| {
        let before = index.checked_sub(1).and_then(|index| slopes.get(index));
        match (before, slopes.get(index)) {
            (Some(before), Some(after)) if before * after > 0.0 => {
                2.0 * before * after / (before + after)
            }
            (Some(_), Some(_)) => 0.0,
            (Some(only), None) | (None, Some(only)) => *only,
            (None, None) => 0.0,
        }
    };
    out.extend(points.first());
    for (index, pair) in points.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        let width = to.x - from.x;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let corners = (width / SMOOTH_STEP).within(1.0, 4096.0) as u32;
        let (leave, arrive) = (tangent(index) * width, tangent(index + 1) * width);
        for corner in 1..corners {
            let t = f64::from(corner) / f64::from(corners);
            let (square, cube) = (t * t, t * t * t);
            let y = (2.0 * cube - 3.0 * square + 1.0) * from.y
                + (cube - 2.0 * square + t) * leave
                + (3.0 * square - 2.0 * cube) * to.y
                + (cube - square) * arrive;
            out.push(Point {
                x: from.x + width * t,
                y,
            });
        }
        out.push(*to);
    }
}
