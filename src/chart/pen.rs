//! A backend that takes CSS pixels: strokes, areas, boxes, dots and words are turned into the backend's whole units.
//!
//! Plotters counts in whole numbers and knows no device pixel ratio. Ours are units of `1 / (ratio × fraction)` CSS px,
//! so that lines are placed finer than pixels; a fraction of 1 draws on an ordinary bitmap. Dashes are made here.

use crate::chart::palette::Dash;
use crate::chart::palette::Rgb;
use crate::chart::palette::tint;
use crate::chart::plane::Point;
use crate::chart::plane::Rect;
use crate::chart::straighten::straighten;
use crate::lean::within::Within;
use plotters_backend::BackendColor;
use plotters_backend::BackendCoord;
use plotters_backend::BackendStyle;
use plotters_backend::BackendTextStyle;
use plotters_backend::DrawingBackend;
use plotters_backend::DrawingErrorKind;
use plotters_backend::FontFamily;
use plotters_backend::FontTransform;
use plotters_backend::text_anchor::HPos;
use plotters_backend::text_anchor::Pos;
use plotters_backend::text_anchor::VPos;
use std::convert::Infallible;

/// Size of axis texts in CSS px.
pub const TEXT: f64 = 11.0;
/// How far a left out corner may lie above or below a line, in device pixels; where units are coarser, half a unit.
pub const FINE: f64 = 0.1;
/// The longest length a backend is given.
const LONGEST: f64 = 1e6;

/// How many backend units a CSS pixel has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// Backend units per device pixel.
    pub fraction: f64,
}

impl Resolution {
    /// One unit is one pixel: bitmaps, tests.
    pub const WHOLE: Self = Self {
        ratio: 1.0,
        fraction: 1.0,
    };

    /// Units per CSS pixel, never zero.
    #[must_use]
    pub fn scale(&self) -> f64 {
        let scale = self.ratio * self.fraction;
        if scale.is_finite() && scale > 0.0 {
            scale
        } else {
            1.0
        }
    }

    /// The middle of the device pixels that a line one CSS px wide at `place` should cover, for a crisp edge.
    #[must_use]
    pub fn crisp(&self, place: f64) -> f64 {
        let ratio = self.scale() / self.fraction.max(1.0);
        let half = ratio.round().max(1.0) / 2.0;
        ((place * ratio - half).round() + half) / ratio
    }
}

/// How a line looks.
#[derive(Clone, Copy)]
pub struct Stroke {
    /// Colour and opacity.
    pub colour: BackendColor,
    /// Width in CSS px.
    pub width: f64,
    /// Dashes.
    pub dash: Dash,
    /// How far corners may be cut, in device pixels; [`FINE`] where nobody should see it.
    pub slack: f64,
}

/// Where words stand: their anchor on the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The point is at their left, half way up.
    Left,
    /// The point is at their right, half way up.
    Right,
    /// The point is at the middle of their top.
    Top,
    /// The point is at their lower left.
    BottomLeft,
    /// Turned to read upwards, around the point.
    Upwards,
}

/// The result of drawing on a backend.
pub type Drawn<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

/// A backend and its resolution.
pub struct Pen<'a, B: DrawingBackend> {
    backend: &'a mut B,
    resolution: Resolution,
    scale: f64,
    units: Vec<BackendCoord>,
}

impl<'a, B: DrawingBackend> Pen<'a, B> {
    /// Takes the backend for one drawing.
    pub fn new(backend: &'a mut B, resolution: Resolution) -> Self {
        Self {
            backend,
            resolution,
            scale: resolution.scale(),
            units: Vec::new(),
        }
    }

    /// Its resolution.
    #[must_use]
    pub fn resolution(&self) -> Resolution {
        self.resolution
    }

    /// A line through the points.
    pub fn line(&mut self, points: &[Point], stroke: &Stroke) -> Drawn<B> {
        match stroke.dash {
            None => self.solid(points, stroke),
            Some(dash) => {
                let stroke = Stroke {
                    dash: None,
                    ..*stroke
                };
                dashes(points, dash, |piece| self.solid(piece, &stroke))
            }
        }
    }

    /// A line without dashes through points that lie in the picture.
    pub fn through(&mut self, points: impl Iterator<Item = Point>, stroke: &Stroke) -> Drawn<B> {
        self.gather(points);
        self.stroke(stroke)
    }

    /// A filled outline.
    pub fn area(&mut self, points: &[Point], colour: BackendColor) -> Drawn<B> {
        if points.len() < 3 || colour.alpha <= 0.0 {
            return Ok(());
        }
        self.gather(points.iter().copied());
        self.straighten(FINE);
        self.backend
            .fill_polygon(self.units.iter().copied(), &colour)
    }

    /// A filled box.
    pub fn rect(&mut self, rect: &Rect, colour: BackendColor) -> Drawn<B> {
        let corner = |x, y| self.unit(Point { x, y });
        let (from, to) = (corner(rect.left, rect.top), corner(rect.right, rect.bottom));
        self.backend.draw_rect(from, to, &colour, true)
    }

    /// A filled circle.
    pub fn dot(&mut self, centre: Point, diameter: f64, colour: BackendColor) -> Drawn<B> {
        let radius = whole_u32(diameter / 2.0 * self.scale);
        let centre = self.unit(centre);
        self.backend.draw_circle(centre, radius, &colour, true)
    }

    /// Words.
    pub fn text(&mut self, words: &str, at: Point, anchor: Anchor, colour: Rgb) -> Drawn<B> {
        let style = Words {
            colour: tint(colour, 1.0),
            size: TEXT * self.scale,
            anchor,
        };
        let at = self.unit(at);
        self.backend.draw_text(words, &style, at)
    }

    fn solid(&mut self, points: &[Point], stroke: &Stroke) -> Drawn<B> {
        self.through(points.iter().copied(), stroke)
    }

    /// Strokes what is gathered.
    fn stroke(&mut self, stroke: &Stroke) -> Drawn<B> {
        if stroke.colour.alpha <= 0.0 || stroke.width <= 0.0 {
            return Ok(());
        }
        self.straighten(stroke.slack);
        if self.units.len() < 2 {
            return Ok(());
        }
        let style = Line {
            colour: stroke.colour,
            width: whole_u32(stroke.width * self.scale),
        };
        self.backend.draw_path(self.units.iter().copied(), &style)
    }

    fn unit(&self, point: Point) -> BackendCoord {
        (
            whole(point.x, self.scale, self.resolution),
            whole(point.y, self.scale, self.resolution),
        )
    }

    fn gather(&mut self, points: impl Iterator<Item = Point>) {
        self.units.clear();
        let (scale, resolution) = (self.scale, self.resolution);
        self.units.extend(points.map(|point| {
            (
                whole(point.x, scale, resolution),
                whole(point.y, scale, resolution),
            )
        }));
    }

    /// Leaves out what a straight line passes within the slack, in device pixels.
    fn straighten(&mut self, slack: f64) {
        let slack = (slack * self.resolution.fraction).max(0.5);
        straighten(&mut self.units, slack);
    }
}

/// Cuts a line into dashes; the pattern runs on over corners.
fn dashes<E>(
    points: &[Point],
    (on, off): (f64, f64),
    mut draw: impl FnMut(&[Point]) -> Result<(), E>,
) -> Result<(), E> {
    let mut points = points.iter().copied();
    let (Some(mut at), true) = (points.next(), on > 0.0 && off > 0.0) else {
        return Ok(());
    };
    let mut piece = vec![at];
    let (mut drawing, mut left) = (true, on);
    for to in points {
        // Not `hypot`: its care for extremes costs more than all the rest, and points lie within the picture.
        let (dx, dy) = (to.x - at.x, to.y - at.y);
        let mut length = (dx * dx + dy * dy).sqrt();
        while length > left {
            let share = left / length;
            at = Point {
                x: at.x + (to.x - at.x) * share,
                y: at.y + (to.y - at.y) * share,
            };
            length -= left;
            if drawing {
                piece.push(at);
                draw(&piece)?;
                piece.clear();
            } else {
                piece.push(at);
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
        left -= length;
        at = to;
        if drawing {
            piece.push(at);
        }
    }
    if piece.len() > 1 {
        draw(&piece)?;
    }
    Ok(())
}

fn whole(place: f64, scale: f64, resolution: Resolution) -> i32 {
    let place = place * scale;
    // Conversions saturate, so any number has a place. Where a unit is a pixel, a place belongs to the pixel it lies in; finer units are rounded.
    #[allow(clippy::cast_possible_truncation)]
    if resolution.fraction > 1.0 {
        (place + 0.5).floor() as i32
    } else {
        place.floor() as i32
    }
}

fn whole_u32(length: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = length.round().within(1.0, LONGEST) as u32;
    whole
}

struct Line {
    colour: BackendColor,
    width: u32,
}

impl BackendStyle for Line {
    fn color(&self) -> BackendColor {
        self.colour
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

struct Words {
    colour: BackendColor,
    size: f64,
    anchor: Anchor,
}

impl BackendTextStyle for Words {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        self.colour
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        match self.anchor {
            Anchor::Upwards => FontTransform::Rotate270,
            Anchor::Left | Anchor::Right | Anchor::Top | Anchor::BottomLeft => FontTransform::None,
        }
    }

    fn anchor(&self) -> Pos {
        match self.anchor {
            Anchor::Left => Pos::new(HPos::Left, VPos::Center),
            Anchor::Right => Pos::new(HPos::Right, VPos::Center),
            Anchor::Top => Pos::new(HPos::Center, VPos::Top),
            Anchor::BottomLeft => Pos::new(HPos::Left, VPos::Bottom),
            Anchor::Upwards => Pos::new(HPos::Center, VPos::Center),
        }
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::SansSerif
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        // Backends with fonts measure themselves; this serves those that have none.
        #[allow(clippy::cast_precision_loss)]
        let width = text.chars().count() as f64 * self.size * 0.55;
        #[allow(clippy::cast_possible_truncation)]
        Ok(((0, 0), (width.ceil() as i32, self.size.ceil() as i32)))
    }

    fn draw<E, D: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _at: BackendCoord,
        _draw: D,
    ) -> Result<Result<(), E>, Self::FontError> {
        Ok(Ok(()))
    }
}
