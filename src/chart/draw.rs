//! A laid out scene onto a backend: what is behind, the marks in order, what is before them.
//!
//! Any scene draws; garbage in it draws as nothing. The only failure is the backend's own.

use crate::chart::bars;
use crate::chart::furniture;
use crate::chart::layout::Layout;
use crate::chart::line::Trace;
use crate::chart::palette::Palette;
use crate::chart::palette::Rgb;
use crate::chart::palette::dash;
use crate::chart::palette::tint;
use crate::chart::pen::Drawn;
use crate::chart::pen::FINE;
use crate::chart::pen::Pen;
use crate::chart::pen::Resolution;
use crate::chart::pen::Stroke;
use crate::chart::plane::Rect;
use crate::chart::plane::inside;
use crate::chart::scene::Ink;
use crate::chart::scene::Mark;
use crate::chart::scene::Points;
use crate::chart::scene::Scene;
use crate::chart::scene::Style;
use crate::chart::stack;
use crate::lean::within::Within;
use plotters_backend::DrawingBackend;

/// A raised mark is this much wider than the others.
const RAISED_WIDTH: f64 = 1.5;
/// Opacity of the others.
const LOWERED: f64 = 0.3;
/// With more samples than this per CSS pixel of width, lines are a crowd: they get thin and lose their dashes, which no
/// eye could follow, and which would cost most of the drawing.
const CROWD: f64 = 32.0;
/// What decimation leaves of a mark at most, per pixel column.
const PER_COLUMN: f64 = 4.0;
/// Width of a line in a crowd.
const THIN: f64 = 1.0;

/// How far corners of a line in a crowd may be cut, in device pixels.
const ROUGH: f64 = 0.5;

/// How a scene is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Colours of the theme.
    pub palette: &'a Palette,
    /// Units of the backend.
    pub resolution: Resolution,
    /// The mark that stands out from the others, if one does.
    pub raised: Option<usize>,
}

/// Draws a scene as laid out. The backend is neither cleared before nor presented after unless it does so itself.
pub fn draw<B: DrawingBackend>(
    backend: &mut B,
    scene: &Scene,
    layout: &Layout,
    look: &Look,
) -> Drawn<B> {
    backend.ensure_prepared()?;
    let mut pen = Pen::new(backend, look.resolution);
    furniture::behind(&mut pen, scene, layout, look.palette)?;
    if !layout.plot.is_empty() {
        let crowded = is_crowd(scene, layout);
        let marks = scene.marks.iter().zip(&layout.marks).enumerate();
        for (index, (mark, drawn)) in marks {
            let raised = look.raised.map(|raised| raised == index);
            let floor = floor(scene, layout, mark);
            draw_mark(
                &mut pen,
                layout,
                mark,
                (drawn, floor),
                look,
                (raised, crowded),
            )?;
        }
    }
    furniture::before(&mut pen, scene, layout, look.palette)?;
    backend.present()
}

fn draw_mark<B: DrawingBackend>(
    pen: &mut Pen<B>,
    layout: &Layout,
    mark: &Mark,
    (drawn, floor): (&stack::Drawn, Option<&[f64]>),
    look: &Look,
    (raised, crowded): (Option<bool>, bool),
) -> Drawn<B> {
    let (Some(rgb), false) = (look.palette.mark(mark.ink), mark.hidden) else {
        return Ok(());
    };
    let (wider, alpha) = match raised {
        Some(true) => (RAISED_WIDTH, 1.0),
        Some(false) => (1.0, LOWERED),
        None => (1.0, 1.0),
    };
    let fill = if mark.fill.is_finite() {
        f64::from(mark.fill).within(0.0, 1.0) * alpha
    } else {
        0.0
    };
    match mark.style {
        Style::Bars { share, align } => {
            bars::draw(pen, layout, mark, drawn, (share, align), (rgb, fill))
        }
        Style::Points => trace(layout, mark, drawn, look).dots(pen, rgb, Points::Always, alpha),
        Style::Line(way) => {
            let mut trace = trace(layout, mark, drawn, look);
            let width = f64::from(mark.width);
            let thin = crowded && raised != Some(true);
            for (part, rgb) in parts(layout, mark, rgb, look.palette) {
                trace.keep_within(part);
                if fill > 0.0 {
                    trace.fill(pen, rgb, way, fill, floor)?;
                }
                if width > 0.0 {
                    let stroke = Stroke {
                        colour: tint(rgb, alpha),
                        width: if thin { width.min(THIN) } else { width * wider },
                        dash: if thin { None } else { dash(mark.ink) },
                        slack: if thin { ROUGH } else { FINE },
                    };
                    trace.stroke(pen, way, &stroke)?;
                }
            }
            trace.dots(pen, rgb, mark.points, alpha)
        }
    }
}

/// The parts of the plot in which a mark has a colour, from the lowest value up.
fn parts(layout: &Layout, mark: &Mark, rgb: Rgb, palette: &Palette) -> Vec<(Rect, Rgb)> {
    let plot = layout.plot;
    if mark.bands.is_empty() {
        return vec![(plot, rgb)];
    }
    let height = |value: f64| {
        let y = layout.y(mark.side, value);
        // What has no place on the axis is below it.
        if y.is_finite() {
            y.within(plot.top, plot.bottom)
        } else {
            plot.bottom
        }
    };
    let mut parts = Vec::new();
    for (index, (from, ink)) in mark.bands.iter().enumerate() {
        let next = mark.bands.get(index + 1);
        let part = Rect {
            top: next.map_or(plot.top, |(next, _)| height(*next)),
            bottom: if index == 0 {
                plot.bottom
            } else {
                height(*from)
            },
            ..plot
        };
        if let Some(rgb) = palette.mark(*ink).filter(|_| part.top < part.bottom) {
            parts.push((part, rgb));
        }
    }
    parts
}

/// The line that a mark is filled down to, if it has the same instants.
fn floor<'a>(scene: &Scene, layout: &'a Layout, mark: &Mark) -> Option<&'a [f64]> {
    let place = mark.floor?;
    let other = scene.marks.get(place)?;
    let drawn = layout.marks.get(place)?;
    (other.grid == mark.grid && other.side == mark.side).then_some(drawn.top.as_slice())
}

fn is_crowd(scene: &Scene, layout: &Layout) -> bool {
    let width = layout.plot.width();
    let drawn = |mark: &Mark| {
        #[allow(clippy::cast_precision_loss)]
        let samples = inside(mark.grid, layout.range, mark.values.len()).len() as f64;
        samples.min(PER_COLUMN * width)
    };
    let lines = scene.marks.iter().filter(|mark| {
        !mark.hidden && matches!(mark.style, Style::Line(_)) && mark.ink != Ink::Clear
    });
    lines.map(drawn).sum::<f64>() > CROWD * width
}

fn trace<'a>(
    layout: &'a Layout,
    mark: &'a Mark,
    drawn: &'a stack::Drawn,
    look: &Look,
) -> Trace<'a> {
    let ratio = look.resolution.scale() / look.resolution.fraction.max(1.0);
    Trace::new(layout, mark, drawn, ratio)
}
