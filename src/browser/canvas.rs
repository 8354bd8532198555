//! A canvas as a drawing backend, and the size of its backing store.
//!
//! Coordinates are eighths of a device pixel ([`FRACTION`]), so that lines lie finer than pixels. Calls into the browser
//! are what drawing costs: lines and dots of one style are gathered in one path, and a style is told only when it
//! changes. Text is set in device pixels, because browsers place glyphs best untransformed.
//! Finished by `present`; until then the last lines may be missing.

use crate::chart::pen::Resolution;
use plotters_backend::BackendColor;
use plotters_backend::BackendCoord;
use plotters_backend::BackendStyle;
use plotters_backend::BackendTextStyle;
use plotters_backend::DrawingBackend;
use plotters_backend::DrawingErrorKind;
use plotters_backend::FontTransform;
use plotters_backend::text_anchor::HPos;
use plotters_backend::text_anchor::VPos;
use std::collections::HashMap;
use std::f64::consts::FRAC_PI_2;
use std::f64::consts::PI;
use std::f64::consts::TAU;
use std::fmt;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::CanvasRenderingContext2d;
use web_sys::HtmlCanvasElement;

#[wasm_bindgen(module = "/src/browser/path.js")]
extern "C" {
    fn strokes(context: &CanvasRenderingContext2d, points: &[i32], lengths: &[u32], piece: u32);
    fn outline(context: &CanvasRenderingContext2d, points: &[i32]);
}

/// Backend units per device pixel.
pub const FRACTION: f64 = 8.0;
/// From the middle of a line of digits down to its baseline, as a share of the font size.
const MIDDLE: f64 = 0.36;
/// From the top of a line of text down to its baseline.
const ASCENT: f64 = 0.93;
/// From the baseline down to the bottom of a line of text.
const DESCENT: f64 = 0.22;
/// So many widths of texts are remembered.
const MEASURED: usize = 256;
/// Rasterisers take longer per corner the longer a line is, but for hairlines; an opaque line is stroked in pieces of
/// this many.
const PIECE: u32 = 48;
/// Lines up to this many device pixels wide get flat corners: a round one would differ by less than a pixel's half, and
/// costs a quarter more.
const NARROW: f64 = 2.0;
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
        context,
        size: (0, 0),
        ratio: 1.0,
        font: font.to_owned(),
        told: Told::default(),
        gathered: Gathered::Nothing,
        points: Vec::new(),
        lengths: Vec::new(),
        measured: (0.0, HashMap::new()),
    };
    backend.resize(width, height, ratio);
    Ok(backend)
}

/// Draws on a canvas' 2d context.
pub struct CanvasBackend {
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    ratio: f64,
    font: String,
    told: Told,
    gathered: Gathered,
    /// The points of the lines gathered.
    points: Vec<[i32; 2]>,
    /// How many points each line has.
    lengths: Vec<u32>,
    /// Widths of texts in a font size, both in device pixels: most texts come again with the next drawing.
    measured: (f64, HashMap<String, f64>),
}

/// What the context was last told, so as not to tell it again.
#[derive(Default)]
struct Told {
    in_units: bool,
    stroke: Option<Colour>,
    width: u32,
    join: &'static str,
    fill: Option<Colour>,
    font_size: f64,
    align: &'static str,
}

/// What is not yet drawn: lines to stroke together, or the context's path of dots to fill.
#[derive(Clone, Copy, PartialEq)]
enum Gathered {
    Nothing,
    Lines,
    Dots,
}

/// Red, green, blue and the bits of the opacity.
type Colour = (u8, u8, u8, u64);

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
        let size = size * self.ratio;
        if self.measured.0 != size || self.measured.1.len() > MEASURED {
            self.measured = (size, HashMap::new());
        }
        if let Some(width) = self.measured.1.get(text) {
            return width / self.ratio;
        }
        self.set_font(size);
        let width = self
            .context
            .measure_text(text)
            .map_or(0.0, |metrics| metrics.width());
        self.measured.1.insert(text.to_owned(), width);
        width / self.ratio
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
        let Some(canvas) = self.context.canvas() else {
            return;
        };
        // Setting a size, even the same one, throws the store away.
        if (canvas.width(), canvas.height()) != self.size {
            canvas.set_width(self.size.0);
            canvas.set_height(self.size.1);
            self.told = Told::default();
        }
    }

    /// The context is in units, with nothing gathered but what is of this kind.
    fn begin(&mut self, gathered: Gathered) {
        if self.gathered != gathered {
            self.finish();
        }
        self.use_units();
        if self.gathered != gathered && gathered == Gathered::Dots {
            self.context.begin_path();
        }
        self.gathered = gathered;
    }

    fn use_units(&mut self) {
        if !self.told.in_units {
            let unit = FRACTION.recip();
            // Refused only for numbers that are not finite.
            let _ = self.context.set_transform(unit, 0.0, 0.0, unit, 0.0, 0.0);
            self.told.in_units = true;
        }
    }

    /// Draws what is gathered.
    fn finish(&mut self) {
        match self.gathered {
            Gathered::Nothing => {}
            Gathered::Lines => {
                let opaque = self
                    .told
                    .stroke
                    .is_none_or(|(.., alpha)| f64::from_bits(alpha) >= 1.0);
                let thick = f64::from(self.told.width) > FRACTION;
                // Pieces overlap by the way between two corners, which would show through a translucent line.
                let piece = if opaque && thick { PIECE } else { 0 };
                strokes(
                    &self.context,
                    self.points.as_flattened(),
                    &self.lengths,
                    piece,
                );
                self.points.clear();
                self.lengths.clear();
            }
            Gathered::Dots => self.context.fill(),
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
        let key = key(colour);
        if self.told.stroke != Some(key) || self.told.width != width {
            self.finish();
        }
        if self.told.stroke != Some(key) {
            self.context.set_stroke_style_str(&css(colour));
            self.told.stroke = Some(key);
        }
        if self.told.width != width {
            self.context.set_line_width(f64::from(width));
            self.told.width = width;
            let narrow = f64::from(width) <= NARROW * FRACTION;
            let join = if narrow { "bevel" } else { "round" };
            if self.told.join != join {
                self.context.set_line_join(join);
                self.told.join = join;
            }
        }
    }

    fn set_fill(&mut self, colour: BackendColor) {
        let key = key(colour);
        if self.told.fill != Some(key) {
            self.finish();
            self.context.set_fill_style_str(&css(colour));
            self.told.fill = Some(key);
        }
    }

    fn set_font(&mut self, size: f64) {
        if self.told.font_size != size {
            self.context.set_font(&format!("{size}px {}", self.font));
            self.told.font_size = size;
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
        let reset = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        reset.map_err(refused("a transform"))?;
        self.told.in_units = false;
        self.gathered = Gathered::Nothing;
        self.points.clear();
        self.lengths.clear();
        let (width, height) = self.size;
        self.context
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
        self.context.fill_rect(left, top, width, height);
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
            self.context.begin_path();
        }
        let (x, y, radius) = (f64::from(x), f64::from(y), f64::from(radius));
        self.context.move_to(x + radius, y);
        let circle = self.context.arc(x, y, radius, 0.0, TAU);
        if !fill {
            self.context.stroke();
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
            outline(&self.context, self.points.as_flattened());
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
        self.set_font(size);
        let anchor = style.anchor();
        let align = match anchor.h_pos {
            HPos::Left => "left",
            HPos::Right => "right",
            HPos::Center => "center",
        };
        if self.told.align != align {
            self.context.set_text_align(align);
            self.told.align = align;
        }
        let (x, y) = (f64::from(x) / FRACTION, f64::from(y) / FRACTION);
        let down = size
            * match anchor.v_pos {
                VPos::Top => ASCENT,
                VPos::Center => MIDDLE,
                VPos::Bottom => -DESCENT,
            };
        let turn = match style.transform() {
            FontTransform::None => 0.0,
            FontTransform::Rotate90 => FRAC_PI_2,
            FontTransform::Rotate180 => PI,
            FontTransform::Rotate270 => -FRAC_PI_2,
        };
        if turn == 0.0 {
            if self.told.in_units {
                let reset = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
                reset.map_err(refused("a transform"))?;
                self.told.in_units = false;
            }
            // On whole pixels glyphs are as sharp as in the page around.
            let drawn = self.context.fill_text(text, x, (y + down).round());
            return drawn.map_err(refused("a text"));
        }
        self.told.in_units = false;
        let (sin, cos) = turn.sin_cos();
        let turned = self.context.set_transform(cos, sin, -sin, cos, x, y);
        turned.map_err(refused("a transform"))?;
        let drawn = self.context.fill_text(text, 0.0, down);
        drawn.map_err(refused("a text"))?;
        let reset = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        reset.map_err(refused("a transform"))
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Error>> {
        let size = style.size() / FRACTION;
        self.context.set_font(&format!("{size}px {}", self.font));
        let measured = self.context.measure_text(text);
        let metrics = measured.map_err(refused("to measure a text"))?;
        let told = self.told.font_size;
        self.context.set_font(&format!("{told}px {}", self.font));
        let units = |length: f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let units = (length * FRACTION).ceil().clamp(0.0, LARGEST * FRACTION) as u32;
            units
        };
        Ok((units(metrics.width()), units(size)))
    }
}

fn device_pixels(length: f64, ratio: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = (length * ratio).round().clamp(1.0, LARGEST) as u32;
    pixels
}

fn key(colour: BackendColor) -> Colour {
    let (red, green, blue) = colour.rgb;
    (red, green, blue, colour.alpha.to_bits())
}

fn css(colour: BackendColor) -> String {
    let (red, green, blue) = colour.rgb;
    if colour.alpha >= 1.0 {
        format!("#{red:02x}{green:02x}{blue:02x}")
    } else {
        format!("rgb({red} {green} {blue} / {})", colour.alpha)
    }
}

fn refused(tried: &'static str) -> impl Fn(JsValue) -> DrawingErrorKind<Error> {
    move |_| DrawingErrorKind::DrawingError(Error { tried })
}
