//! A laid out scene onto a backend: what is behind, the marks in order, what is before them.
//!
//! Any scene draws; garbage in it draws as nothing. The only failure is the backend's own.

use crate::chart::bars;
use crate::chart::furniture;
use crate::chart::layout::Layout;
use crate::chart::line::Trace;
use crate::chart::palette::Palette;
use crate::chart::palette::dash;
use crate::chart::palette::tint;
use crate::chart::pen::Drawn;
use crate::chart::pen::Pen;
use crate::chart::pen::Resolution;
use crate::chart::pen::Stroke;
use crate::chart::scene::Mark;
use crate::chart::scene::Points;
use crate::chart::scene::Scene;
use crate::chart::scene::Style;
use crate::chart::stack;
use plotters_backend::DrawingBackend;

/// A raised mark is this much wider than the others.
const RAISED_WIDTH: f64 = 1.5;
/// Opacity of the others.
const LOWERED: f64 = 0.3;

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
        let marks = scene.marks.iter().zip(&layout.marks).enumerate();
        for (index, (mark, drawn)) in marks {
            let raised = look.raised.map(|raised| raised == index);
            draw_mark(&mut pen, layout, mark, drawn, look, raised)?;
        }
    }
    furniture::before(&mut pen, scene, layout, look.palette)?;
    backend.present()
}

fn draw_mark<B: DrawingBackend>(
    pen: &mut Pen<B>,
    layout: &Layout,
    mark: &Mark,
    drawn: &stack::Drawn,
    look: &Look,
    raised: Option<bool>,
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
        f64::from(mark.fill).clamp(0.0, 1.0) * alpha
    } else {
        0.0
    };
    match mark.style {
        Style::Bars { share, align } => {
            bars::draw(pen, layout, mark, drawn, (share, align), (rgb, fill))
        }
        Style::Points => trace(layout, mark, drawn, look).dots(pen, rgb, Points::Always, alpha),
        Style::Line(way) => {
            let trace = trace(layout, mark, drawn, look);
            if fill > 0.0 {
                trace.fill(pen, rgb, way, fill)?;
            }
            let width = f64::from(mark.width);
            if width > 0.0 {
                let stroke = Stroke {
                    colour: tint(rgb, alpha),
                    width: width * wider,
                    dash: dash(mark.ink),
                };
                trace.stroke(pen, way, &stroke)?;
            }
            trace.dots(pen, rgb, mark.points, alpha)
        }
    }
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
