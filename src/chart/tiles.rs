//! A mosaic onto a backend: tiles, the words on them, names and times around them.

use crate::chart::layout::Layout;
use crate::chart::mosaic::Mosaic;
use crate::chart::mosaic::Rows;
use crate::chart::mosaic::Which;
use crate::chart::mosaic::place;
use crate::chart::palette::Palette;
use crate::chart::palette::Rgb;
use crate::chart::palette::tint;
use crate::chart::pen::Anchor;
use crate::chart::pen::Drawn;
use crate::chart::pen::Pen;
use crate::chart::pen::Resolution;
use crate::chart::pen::TEXT;
use crate::chart::plane::Point;
use crate::chart::plane::Rect;
use crate::chart::scene::Ink;
use crate::lean::within::Within;
use plotters_backend::DrawingBackend;

/// From the plot to names and times.
const BESIDE: (f64, f64) = (8.0, 6.0);
/// Between the end of a tile and its words.
const INSET: f64 = 4.0;
/// Words on light tiles and on dark ones.
const WORDS: (Rgb, Rgb) = ((0x14, 0x18, 0x1f), (0xff, 0xff, 0xff));
/// A tile brighter than this has dark words: both have the same contrast there.
const BRIGHT: f64 = 0.18;

/// How a mosaic is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Colours of the theme.
    pub palette: &'a Palette,
    /// What is behind the tiles.
    pub surface: Rgb,
    /// Units of the backend.
    pub resolution: Resolution,
    /// The words of tiles with their width in CSS px, by `what`.
    pub words: &'a [(String, f64)],
    /// Colours by `what` in place of the tiles' own; empty for none.
    pub inks: &'a [Ink],
}

/// Draws a mosaic as laid out.
pub fn draw<B: DrawingBackend>(
    backend: &mut B,
    mosaic: &Mosaic,
    laid: &Layout,
    look: &Look<'_>,
) -> Drawn<B> {
    backend.ensure_prepared()?;
    let mut pen = Pen::new(backend, look.resolution);
    let ratio = look.resolution.scale() / look.resolution.fraction.max(1.0);
    let fill = f64::from(mosaic.fill).within(0.0, 1.0);
    for tile in &mosaic.tiles {
        let (Some(rgb), Some(rect)) = (
            look.palette.mark(
                look.inks
                    .get(tile.what as usize)
                    .copied()
                    .unwrap_or(tile.ink),
            ),
            place(mosaic, tile, laid, ratio),
        ) else {
            continue;
        };
        pen.rect(&rect, tint(rgb, fill))?;
        if mosaic.words.which != Which::None
            && let Some((words, width)) = look.words.get(tile.what as usize)
        {
            let behind = mixed(rgb, look.surface, fill);
            write(&mut pen, mosaic, &rect, (words, *width), behind)?;
        }
    }
    for tick in &laid.left.ticks {
        let y = match &mosaic.rows {
            Rows::Values { reverse: true, .. } => laid.plot.top + laid.plot.bottom - tick.y,
            Rows::Names(_) | Rows::Edges(_) | Rows::Values { .. } => tick.y,
        };
        let at = Point {
            x: laid.plot.left - BESIDE.0,
            y,
        };
        pen.text(&tick.text, at, Anchor::Right, look.palette.axis)?;
    }
    for tick in &laid.times {
        let at = Point {
            x: tick.x,
            y: laid.plot.bottom + BESIDE.1,
        };
        pen.text(&tick.text, at, Anchor::Top, look.palette.axis)?;
    }
    backend.present()
}

/// The words on a tile, where they have room.
fn write<B: DrawingBackend>(
    pen: &mut Pen<'_, B>,
    mosaic: &Mosaic,
    rect: &Rect,
    (words, width): (&str, f64),
    behind: Rgb,
) -> Drawn<B> {
    let room = rect.width() - 2.0 * INSET;
    let fits = width <= room && TEXT <= rect.height();
    if words.is_empty() || !(fits || mosaic.words.which == Which::All) {
        return Ok(());
    }
    let along = (room - width).max(0.0) * f64::from(mosaic.words.at);
    let at = Point {
        x: rect.left + INSET + along,
        y: (rect.top + rect.bottom) / 2.0,
    };
    let colour = if luminance(behind) > BRIGHT {
        WORDS.0
    } else {
        WORDS.1
    };
    pen.text(words, at, Anchor::Left, colour)
}

fn mixed(over: Rgb, under: Rgb, share: f64) -> Rgb {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let mix = |over: u8, under: u8| {
        (f64::from(over) * share + f64::from(under) * (1.0 - share)).round() as u8
    };
    (
        mix(over.0, under.0),
        mix(over.1, under.1),
        mix(over.2, under.2),
    )
}

/// Relative luminance, near enough: a power of two in place of sRGB's own curve.
fn luminance((red, green, blue): Rgb) -> f64 {
    let even = |part: u8| (f64::from(part) / 255.0).powi(2);
    0.2126 * even(red) + 0.7152 * even(green) + 0.0722 * even(blue)
}
