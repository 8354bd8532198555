//! A canvas as a drawing backend, and the size of its backing store.
//!
//! Coordinates are eighths of a device pixel ([`FRACTION`]), so that lines lie finer than pixels. Calls into the browser
//! are what drawing costs: lines and dots of one style are gathered in one path, and a style is told only when it
//! changes. Text is set in device pixels, because browsers place glyphs best untransformed.
//! Finished by `present`; until then the last lines may be missing.

use crate::browser::context::Context;
use crate::chart::pen::Resolution;
use crate::lean::within::Within;
use plotters_backend::BackendColor;
use plotters_backend::BackendCoord;
use plotters_backend::BackendStyle;
use plotters_backend::BackendTextStyle;
use plotters_backend::DrawingBackend;
use plotters_backend::DrawingErrorKind;
use plotters_backend::FontTransform;
use plotters_backend::text_anchor::HPos;
use plotters_backend::text_anchor::VPos;
use std::f64::consts::TAU;
use std::fmt;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;
use web_sys::HtmlCanvasElement;

/// Backend units per device pixel.
pub const FRACTION: f64 = 8.0;
/// From the middle of a line of digits down to its baseline, as a share of the font size.
const MIDDLE: f64 = 0.36;
/// From the top of a line of text down to its baseline.
const ASCENT: f64 = 0.93;
/// From the baseline down to the bottom of a line of text.
const DESCENT: f64 = 0.22;
/// Backing stores beyond this many device pixels a side are refused by browsers.
const LARGEST: f64 = 16384.0;

/// What the browser refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What was tried.
    pub tried: &'static str,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the browser's canvas refused {}", self.tried)
    }
}

impl std::error::Error for Error {}

type Drawn = Result<(), DrawingErrorKind<Error>>;

/// Gives a canvas a backing store of `ratio` device pixels per CSS pixel and returns what to draw with; `font` is a CSS
/// font family.
///
/// # Errors
/// When the canvas has no 2d context.
pub fn fit(
    canvas: &HtmlCanvasElement,
    width: f64,
    height: f64,
    ratio: f64,
    font: &str,
) -> Result<CanvasBackend, Error> {
    let context = canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok())
        .ok_or(Error {
            tried: "a 2d context",
        })?;
    let mut backend = CanvasBackend {
        context: Context::new(context, font),
        size: (0, 0),
        ratio: 1.0,
        gathered: Gathered::Nothing,
        points: Vec::new(),
        lengths: Vec::new(),
    };
    backend.resize(width, height, ratio);
    Ok(backend)
}

/// Draws on a canvas' 2d context.
pub struct CanvasBackend {
    context: Context,
    size: (u32, u32),
    ratio: f64,
    gathered: Gathered,
    /// The points of the lines gathered.
    points: Vec<[i32; 2]>,
    /// How many points each line has.
    lengths: Vec<u32>,
}

/// What is not yet drawn: lines to stroke together, or the context's path of dots to fill.
#[derive(Clone, Copy, PartialEq)]
enum Gathered {
    Nothing,
    Lines,
    Dots,
}

impl CanvasBackend {
    /// The units to draw in.
    #[must_use]
    pub fn resolution(&self) -> Resolution {
        Resolution {
            ratio: self.ratio,
            fraction: FRACTION,
        }
    }

    /// Width of a text in a font size, both in CSS px; 0 when the browser does not say.
    #[must_use]
    pub fn measure(&mut self, text: &str, size: f64) -> f64 {
        self.context.measure(text, size * self.ratio) / self.ratio
    }

    /// Fits the backing store to another size or ratio; keeps it, and what is drawn on it, when both are the same.
    pub fn resize(&mut self, width: f64, height: f64, ratio: f64) {
        self.ratio = if ratio.is_finite() && ratio > 0.0 {
            ratio
        } else {
            1.0
        };
        self.size = (
            device_pixels(width, self.ratio),
            device_pixels(height, self.ratio),
        );
        let Some(canvas) = self.context.raw.canvas() else {
            return;
        };
        // Setting a size, even the same one, throws the store away.
        if (canvas.width(), canvas.height()) != self.size {
            canvas.set_width(self.size.0);
            canvas.set_height(self.size.1);
            self.context.forget();
        }
    }

    /// The context is in units, with nothing gathered but what is of this kind.
    fn begin(&mut self, gathered: Gathered) {
        if self.gathered != gathered {
            self.finish();
        }
        self.context.use_units();
        if self.gathered != gathered && gathered == Gathered::Dots {
            self.context.raw.begin_path();
        }
        self.gathered = gathered;
    }

    /// Draws what is gathered.
    fn finish(&mut self) {
        match self.gathered {
            Gathered::Nothing => {}
            Gathered::Lines => {
                self.context.stroke_lines(&self.points, &self.lengths);
                self.points.clear();
                self.lengths.clear();
            }
            Gathered::Dots => self.context.raw.fill(),
        }
        self.gathered = Gathered::Nothing;
    }

    /// Adds points to those gathered; how many.
    fn gather(&mut self, path: impl IntoIterator<Item = BackendCoord>) -> u32 {
        let before = self.points.len();
        self.points.extend(path.into_iter().map(|(x, y)| [x, y]));
        u32::try_from(self.points.len() - before).unwrap_or(u32::MAX)
    }

    fn set_stroke(&mut self, colour: BackendColor, width: u32) {
        if !self.context.has_stroke(colour, width) {
            self.finish();
            self.context.set_stroke(colour, width);
        }
    }

    fn set_fill(&mut self, colour: BackendColor) {
        if !self.context.has_fill(colour) {
            self.finish();
            self.context.set_fill(colour);
        }
    }
}

impl DrawingBackend for CanvasBackend {
    type ErrorType = Error;

    fn get_size(&self) -> (u32, u32) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let fraction = FRACTION as u32;
        (
            self.size.0.saturating_mul(fraction),
            self.size.1.saturating_mul(fraction),
        )
    }

    /// Clears the canvas.
    fn ensure_prepared(&mut self) -> Drawn {
        self.context.use_pixels();
        self.gathered = Gathered::Nothing;
        self.points.clear();
        self.lengths.clear();
        let (width, height) = self.size;
        self.context
            .raw
            .clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.finish();
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &colour, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if !fill {
            let corners = [
                (left, top),
                (right, top),
                (right, bottom),
                (left, bottom),
                (left, top),
            ];
            return self.draw_path(corners, style);
        }
        self.begin(Gathered::Nothing);
        self.set_fill(style.color());
        let (left, top) = (f64::from(left), f64::from(top));
        let (width, height) = (f64::from(right) - left, f64::from(bottom) - top);
        self.context.raw.fill_rect(left, top, width, height);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.set_stroke(style.color(), style.stroke_width());
        self.begin(Gathered::Lines);
        match self.gather(path) {
            0 => {}
            length => self.lengths.push(length),
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if fill {
            self.set_fill(style.color());
            self.begin(Gathered::Dots);
        } else {
            self.set_stroke(style.color(), style.stroke_width());
            self.begin(Gathered::Nothing);
            self.context.raw.begin_path();
        }
        let (x, y, radius) = (f64::from(x), f64::from(y), f64::from(radius));
        self.context.raw.move_to(x + radius, y);
        let circle = self.context.raw.arc(x, y, radius, 0.0, TAU);
        if !fill {
            self.context.raw.stroke();
        }
        circle.map_err(refused("a circle"))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.begin(Gathered::Nothing);
        self.set_fill(style.color());
        // Nothing is gathered here, so that these are the outline's points alone.
        if self.gather(path) > 0 {
            self.context.fill_outline(&self.points);
        }
        self.points.clear();
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        self.finish();
        self.set_fill(style.color());
        let size = style.size() / FRACTION;
        self.context.set_font(size);
        let anchor = style.anchor();
        let align = match anchor.h_pos {
            HPos::Left => "left",
            HPos::Right => "right",
            HPos::Center => "center",
        };
        self.context.set_align(align);
        let (x, y) = (f64::from(x) / FRACTION, f64::from(y) / FRACTION);
        let down = size
            * match anchor.v_pos {
                VPos::Top => ASCENT,
                VPos::Center => MIDDLE,
                VPos::Bottom => -DESCENT,
            };
        let (cos, sin) = match style.transform() {
            FontTransform::None => (1.0, 0.0),
            FontTransform::Rotate90 => (0.0, 1.0),
            FontTransform::Rotate180 => (-1.0, 0.0),
            FontTransform::Rotate270 => (0.0, -1.0),
        };
        self.context.use_pixels();
        let raw = &self.context.raw;
        if cos == 1.0 {
            // On whole pixels glyphs are as sharp as in the page around.
            let drawn = raw.fill_text(text, x, (y + down).round());
            return drawn.map_err(refused("a text"));
        }
        let turned = raw.set_transform(cos, sin, -sin, cos, x, y);
        let drawn = turned.and_then(|()| raw.fill_text(text, 0.0, down));
        let back = raw.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        drawn.and(back).map_err(refused("a turned text"))
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Error>> {
        let size = style.size() / FRACTION;
        let measured = self.context.measure_once(text, size);
        let width = measured.map_err(refused("to measure a text"))?;
        let units = |length: f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let units = (length * FRACTION).ceil().within(0.0, LARGEST * FRACTION) as u32;
            units
        };
        Ok((units(width), units(size)))
    }
}

fn device_pixels(length: f64, ratio: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = (length * ratio).round().within(1.0, LARGEST) as u32;
    pixels
}

fn refused(tried: &'static str) -> impl Fn(JsValue) -> DrawingErrorKind<Error> {
    move |_| DrawingErrorKind::DrawingError(Error { tried })
}
