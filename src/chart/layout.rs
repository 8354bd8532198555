//! Where everything lies: plot, axes with their ticks, and the values each mark is drawn at.
//!
//! Made once per scene and size; drawing, hit test and the layer for the pointer all read it. Texts come from the
//! caller: it knows units, zone, language and font. Any size will do; what does not fit is left out.

use crate::chart::plane::Point;
use crate::chart::plane::Rect;
use crate::chart::plane::Size;
use crate::chart::plane::inside;
use crate::chart::scale::ValueScale;
use crate::chart::scale::extent;
use crate::chart::scale::limits;
use crate::chart::scale::widen;
use crate::chart::scene::Axis;
use crate::chart::scene::Named;
use crate::chart::scene::Scale;
use crate::chart::scene::Scene;
use crate::chart::scene::Side;
use crate::chart::scene::Style;
use crate::chart::stack::Drawn;
use crate::chart::stack::stack;
use crate::chart::tick::ticks;
use crate::lean::within::Within;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Range;

/// Times stand at least this far apart.
const TIME_SPACING: f64 = 64.0;
/// Between two times that are wider than the spacing.
const TIME_GAP: f64 = 16.0;
/// Between value texts and the plot.
const VALUE_GAP: f64 = 8.0;
/// Beyond the texts.
const EDGE: f64 = 2.0;
/// Right of a plot without a right axis: half a dot and air.
const RIGHT: f64 = 6.0;
/// Above the plot: half a line of text.
const TOP: f64 = 6.0;
/// Above a plot with notes: their triangles.
const TOP_NOTES: f64 = 12.0;
/// Below the plot: the times.
const BOTTOM: f64 = 20.0;
/// For words along an axis.
const LABEL: f64 = 16.0;
/// A plot lower than this has no texts.
const LOWEST: f64 = 24.0;
/// Widths of texts may take at most this share of the picture.
const MOST_TEXT: f64 = 0.5;

/// Writes the ticks of a value axis.
pub type ValueTexts<'a> = dyn Fn(&[f64], &str, Option<u8>) -> Vec<String> + 'a;

/// The texts around a plot.
pub struct Furniture<'a> {
    /// Texts for the ticks of a value axis: values, Grafana unit id, fixed decimals.
    pub values: &'a ValueTexts<'a>,
    /// At most so many instants of the range with their texts, ascending.
    pub times: &'a dyn Fn(usize) -> Vec<(Instant, String)>,
    /// Width of a text in CSS px.
    pub measure: &'a dyn Fn(&str) -> f64,
}

/// A laid out scene.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The whole picture.
    pub size: Size,
    /// Where marks are drawn.
    pub plot: Rect,
    /// The time from left to right edge of the plot.
    pub range: Range,
    /// The left value axis.
    pub left: ValueAxis,
    /// The right value axis.
    pub right: Option<ValueAxis>,
    /// Times below the plot.
    pub times: Vec<TimeTick>,
    /// What each mark is drawn at, in the scene's order.
    pub marks: Vec<Drawn>,
}

/// A value axis in place.
#[derive(Clone, Debug)]
pub struct ValueAxis {
    /// Values to shares of the plot's height.
    pub scale: ValueScale,
    /// Its lines and texts from below; empty when hidden.
    pub ticks: Vec<ValueTick>,
}

/// A line of a value axis.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueTick {
    /// Value.
    pub value: f64,
    /// Height.
    pub y: f64,
    /// Its text; empty where there is no room.
    pub text: String,
}

/// A time below the plot.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeTick {
    /// When.
    pub at: Instant,
    /// Where.
    pub x: f64,
    /// Its text.
    pub text: String,
}

/// Lays a scene out.
#[must_use]
pub fn layout(scene: &Scene, size: Size, furniture: &Furniture) -> Layout {
    let size = size.sound();
    let marks = stack(scene);
    let mut left = axis(scene, &marks, Side::Left, &scene.left, furniture);
    let mut right = scene
        .right
        .as_ref()
        .map(|right| axis(scene, &marks, Side::Right, right, furniture));
    let width = |axis: &ValueAxis| {
        let texts = axis
            .ticks
            .iter()
            .map(|tick| (furniture.measure)(&tick.text));
        texts.filter(|width| width.is_finite()).fold(0.0, f64::max)
    };
    let side = |axis: &ValueAxis, label: &str| {
        let texts = match width(axis) {
            0.0 => EDGE,
            texts => texts.ceil() + VALUE_GAP + EDGE,
        };
        texts + if label.is_empty() { 0.0 } else { LABEL }
    };
    let left_room = side(&left, shown_label(&scene.left));
    let right_room = match (&right, &scene.right) {
        (Some(axis), Some(named)) => side(axis, shown_label(named)).max(RIGHT),
        (None, _) | (_, None) => RIGHT,
    };
    let top = if scene.notes.is_empty() {
        TOP
    } else {
        TOP_NOTES
    };
    let fits =
        size.height - top - BOTTOM >= LOWEST && left_room + right_room <= size.width * MOST_TEXT;
    let plot = if fits {
        Rect {
            left: left_room,
            top,
            right: size.width - right_room,
            bottom: size.height - BOTTOM,
        }
    } else {
        for axis in std::iter::once(&mut left).chain(&mut right) {
            axis.ticks.clear();
        }
        Rect {
            left: 0.0,
            top: 0.0,
            right: size.width,
            bottom: size.height,
        }
    };
    let mut layout = Layout {
        size,
        plot,
        range: scene.range,
        left,
        right,
        times: Vec::new(),
        marks,
    };
    for axis in std::iter::once(&mut layout.left).chain(&mut layout.right) {
        for tick in &mut axis.ticks {
            tick.y = plot.bottom - axis.scale.share(tick.value) * plot.height();
        }
    }
    if fits {
        layout.times = layout.place_times(furniture);
    }
    layout
}

impl Layout {
    /// Where an instant lies; beyond the plot for instants outside the range.
    #[must_use]
    pub fn x(&self, at: Instant) -> f64 {
        let span = milliseconds(self.range.from, self.range.to);
        if span <= 0.0 {
            return self.plot.left + self.plot.width() / 2.0;
        }
        self.plot.left + milliseconds(self.range.from, at) / span * self.plot.width()
    }

    /// The instant at a place, within the range.
    #[must_use]
    pub fn at(&self, x: f64) -> Instant {
        let width = self.plot.width();
        if width <= 0.0 || x.is_nan() {
            return self.range.from;
        }
        let share = ((x - self.plot.left) / width).within(0.0, 1.0);
        let span = milliseconds(self.range.from, self.range.to);
        #[allow(clippy::cast_possible_truncation)]
        let offset = (span * share).round() as i64;
        Instant(self.range.from.0.saturating_add(offset))
    }

    /// Where a value lies on an axis; NaN where its scale has no place for it.
    #[must_use]
    pub fn y(&self, side: Side, value: f64) -> f64 {
        self.plot.bottom - self.axis(side).scale.share(value) * self.plot.height()
    }

    /// The value of an axis at a height.
    #[must_use]
    pub fn value(&self, side: Side, y: f64) -> f64 {
        let height = self.plot.height();
        let share = if height > 0.0 {
            (self.plot.bottom - y) / height
        } else {
            0.0
        };
        self.axis(side).scale.value(share)
    }

    /// The axis of a side; the left one where there is no right.
    #[must_use]
    pub fn axis(&self, side: Side) -> &ValueAxis {
        match side {
            Side::Left => &self.left,
            Side::Right => self.right.as_ref().unwrap_or(&self.left),
        }
    }

    /// Where the first instant of a grid lies and how far the next is from it.
    #[must_use]
    pub fn stride(&self, grid: Grid) -> (f64, f64) {
        let span = milliseconds(self.range.from, self.range.to);
        #[allow(clippy::cast_precision_loss)]
        let step = grid.step.0.max(1) as f64;
        let per = if span > 0.0 {
            self.plot.width() / span
        } else {
            0.0
        };
        (self.x(grid.start), step * per)
    }

    /// The height areas and bars stand on: zero, or the edge of the plot nearest to it.
    #[must_use]
    pub fn ground(&self, side: Side) -> f64 {
        let zero = self.y(side, 0.0);
        if zero.is_finite() {
            zero.within(self.plot.top, self.plot.bottom)
        } else {
            self.plot.bottom
        }
    }

    fn place_times(&self, furniture: &Furniture) -> Vec<TimeTick> {
        let width = self.plot.width();
        let fit = |spacing: f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let at_most = (width / spacing).floor() as usize;
            (furniture.times)(at_most)
        };
        let widths = |times: &[(Instant, String)]| -> Vec<f64> {
            let widths = times.iter().map(|(_, text)| (furniture.measure)(text));
            widths.map(|width| width.max(0.0)).collect()
        };
        let mut times = fit(TIME_SPACING);
        let mut measured = widths(&times);
        let needed = measured.iter().copied().fold(0.0, f64::max) + TIME_GAP;
        if needed > TIME_SPACING {
            times = fit(needed);
            measured = widths(&times);
        }
        let mut placed: Vec<TimeTick> = Vec::new();
        let mut free = f64::NEG_INFINITY;
        for ((at, text), wide) in times.into_iter().zip(measured) {
            let x = self.x(at);
            let half = wide / 2.0;
            let point = Point {
                x,
                y: self.plot.bottom,
            };
            let inside = x - half >= 0.0 && x + half <= self.size.width;
            if inside && self.plot.contains(point) && x - half >= free {
                free = x + half + TIME_GAP / 2.0;
                placed.push(TimeTick { at, x, text });
            }
        }
        placed
    }
}

fn shown_label(axis: &Axis) -> &str {
    if axis.hidden { "" } else { &axis.label }
}

fn axis(
    scene: &Scene,
    marks: &[Drawn],
    side: Side,
    axis: &Axis,
    furniture: &Furniture,
) -> ValueAxis {
    let has_right = scene.right.is_some();
    let mut data = None;
    for (mark, drawn) in scene.marks.iter().zip(marks) {
        let here = mark.side == side || (side == Side::Left && !has_right);
        if mark.hidden || !here {
            continue;
        }
        let window = inside(mark.grid, scene.range, drawn.top.len());
        let shown = drawn.top.get(window).unwrap_or(&[]);
        if let Some(found) = extent(shown) {
            data = widen(data, found);
            // A bar or a share of a stack means its length, which must start at zero.
            let stands = matches!(mark.style, Style::Bars { .. }) || mark.stack.is_some();
            if stands && !matches!(axis.scale, Scale::Log(_)) {
                data = widen(data, (0.0, 0.0));
            }
        }
    }
    let percent = scene
        .marks
        .iter()
        .any(|mark| mark.side == side && mark.stack.as_ref().is_some_and(|stack| stack.percent));
    let (lower, upper) = if percent {
        let whole = Axis {
            soft_min: axis.soft_min.or(Some(0.0)),
            soft_max: axis.soft_max.or(Some(1.0)),
            ..axis.clone()
        };
        limits(&whole, data)
    } else {
        limits(axis, data)
    };
    let scale = ValueScale::new(axis.scale, lower, upper);
    let values = if axis.hidden {
        Vec::new()
    } else {
        ticks(&scale, &axis.unit, axis.decimals)
    };
    let mut texts = (furniture.values)(&values, &axis.unit, axis.decimals).into_iter();
    let ticks = values.iter().map(|value| ValueTick {
        value: *value,
        y: 0.0,
        text: {
            let text = texts.next().unwrap_or_default();
            Named::of(&axis.names, *value).map_or(text, str::to_owned)
        },
    });
    ValueAxis {
        scale,
        ticks: ticks.collect(),
    }
}

fn milliseconds(from: Instant, to: Instant) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let span = to.0.saturating_sub(from.0) as f64;
    span
}
