//! A canvas' 2d context that is told things once: styles, transform and font are sent only when they change, and widths
//! of texts are remembered, because calls into the browser are what drawing costs.
//!
//! Nobody else may talk to the context in between, or it would not know what it was last told.

use crate::browser::canvas::FRACTION;
use crate::lean::digits;
use crate::lean::map::Map;
use plotters_backend::BackendColor;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::CanvasRenderingContext2d;

/// So many widths of texts are remembered.
const MEASURED: usize = 256;
/// Rasterisers take longer per corner the longer a line is, but for hairlines; an opaque line is stroked in pieces of
/// this many.
const PIECE: u32 = 48;
/// Lines up to this many device pixels wide get flat corners: a round one would differ by less than a pixel's half, and
/// costs a quarter more.
const NARROW: f64 = 2.0;

#[wasm_bindgen(module = "/src/browser/path.js")]
extern "C" {
    fn strokes(context: &CanvasRenderingContext2d, points: &[i32], lengths: &[u32], piece: u32);
    fn outline(context: &CanvasRenderingContext2d, points: &[i32]);
}

/// A 2d context and what it was last told.
pub(super) struct Context {
    /// To call what needs no remembering.
    pub(super) raw: CanvasRenderingContext2d,
    font: String,
    in_units: bool,
    stroke: Option<Colour>,
    width: u32,
    join: &'static str,
    fill: Option<Colour>,
    font_size: f64,
    align: &'static str,
    /// Widths of texts in a font size, both in device pixels: most texts come again with the next drawing.
    measured: (f64, Map<String, f64>),
}

/// Red, green, blue and the bits of the opacity.
type Colour = (u8, u8, u8, u64);

impl Context {
    pub(super) fn new(raw: CanvasRenderingContext2d, font: &str) -> Self {
        Self {
            raw,
            font: font.to_owned(),
            in_units: false,
            stroke: None,
            width: 0,
            join: "",
            fill: None,
            font_size: 0.0,
            align: "",
            measured: (0.0, Map::new()),
        }
    }

    /// Everything must be told again: the canvas was given another size.
    pub(super) fn forget(&mut self) {
        self.in_units = false;
        self.stroke = None;
        self.width = 0;
        self.join = "";
        self.fill = None;
        self.font_size = 0.0;
        self.align = "";
    }

    /// From here on coordinates are units.
    pub(super) fn use_units(&mut self) {
        if !self.in_units {
            let unit = FRACTION.recip();
            // Refused only for numbers that are not finite.
            let _ = self.raw.set_transform(unit, 0.0, 0.0, unit, 0.0, 0.0);
            self.in_units = true;
        }
    }

    /// From here on coordinates are device pixels.
    pub(super) fn use_pixels(&mut self) {
        if self.in_units {
            let _ = self.raw.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
            self.in_units = false;
        }
    }

    pub(super) fn has_stroke(&self, colour: BackendColor, width: u32) -> bool {
        self.stroke == Some(key(colour)) && self.width == width
    }

    pub(super) fn set_stroke(&mut self, colour: BackendColor, width: u32) {
        let key = key(colour);
        if self.stroke != Some(key) {
            self.raw.set_stroke_style_str(&css(colour));
            self.stroke = Some(key);
        }
        if self.width != width {
            self.raw.set_line_width(f64::from(width));
            self.width = width;
            let narrow = f64::from(width) <= NARROW * FRACTION;
            let join = if narrow { "bevel" } else { "round" };
            if self.join != join {
                self.raw.set_line_join(join);
                self.join = join;
            }
        }
    }

    pub(super) fn has_fill(&self, colour: BackendColor) -> bool {
        self.fill == Some(key(colour))
    }

    pub(super) fn set_fill(&mut self, colour: BackendColor) {
        if !self.has_fill(colour) {
            self.raw.set_fill_style_str(&css(colour));
            self.fill = Some(key(colour));
        }
    }

    pub(super) fn set_font(&mut self, size: f64) {
        if self.font_size != size {
            self.raw
                .set_font(&format!("{}px {}", digits::text(size), self.font));
            self.font_size = size;
        }
    }

    pub(super) fn set_align(&mut self, align: &'static str) {
        if self.align != align {
            self.raw.set_text_align(align);
            self.align = align;
        }
    }

    /// Width of a text, like the font's size in device pixels; 0 when the browser does not say.
    pub(super) fn measure(&mut self, text: &str, size: f64) -> f64 {
        if self.measured.0 != size || self.measured.1.len() > MEASURED {
            self.measured = (size, Map::new());
        }
        if let Some(width) = self.measured.1.get(text) {
            return *width;
        }
        self.set_font(size);
        let measured = self.raw.measure_text(text);
        let width = measured.map_or(0.0, |metrics| metrics.width());
        self.measured.1.insert(text.to_owned(), width);
        width
    }

    /// The same without remembering.
    pub(super) fn measure_once(&self, text: &str, size: f64) -> Result<f64, JsValue> {
        self.raw
            .set_font(&format!("{}px {}", digits::text(size), self.font));
        let measured = self.raw.measure_text(text);
        let told = self.font_size;
        self.raw
            .set_font(&format!("{}px {}", digits::text(told), self.font));
        measured.map(|metrics| metrics.width())
    }

    /// Strokes lines, one after the other in `points`, in the style told last.
    pub(super) fn stroke_lines(&self, points: &[[i32; 2]], lengths: &[u32]) {
        let opaque = self
            .stroke
            .is_none_or(|(.., alpha)| f64::from_bits(alpha) >= 1.0);
        let thick = f64::from(self.width) > FRACTION;
        // Pieces overlap by the way between two corners, which would show through a translucent line.
        let piece = if opaque && thick { PIECE } else { 0 };
        strokes(&self.raw, points.as_flattened(), lengths, piece);
    }

    /// Fills an outline in the style told last.
    pub(super) fn fill_outline(&self, points: &[[i32; 2]]) {
        outline(&self.raw, points.as_flattened());
    }
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
        format!("rgb({red} {green} {blue} / {})", digits::text(colour.alpha))
    }
}
