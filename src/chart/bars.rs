//! Bars from the ground, or from the mark below in a stack.
//!
//! Where there are more bars than pixels, one bar per pixel column reaches over all it stands for.

use crate::chart::layout::Layout;
use crate::chart::palette::Rgb;
use crate::chart::palette::tint;
use crate::chart::pen::Drawn;
use crate::chart::pen::Pen;
use crate::chart::plane::Rect;
use crate::chart::plane::inside;
use crate::chart::scene::Mark;
use crate::chart::stack;
use crate::lean::within::Within;
use plotters_backend::DrawingBackend;

/// Between neighbouring bars.
const GAP: f64 = 1.5;
/// Between the levels of a stack.
const LEVEL_GAP: f64 = 0.75;
/// Levels lower than this give nothing away for a gap.
const LOW_LEVEL: f64 = 3.0;
/// The narrowest bar, and the lowest of a value that is not zero.
const LEAST: f64 = 1.0;

/// Draws the bars of a mark.
pub fn draw<B: DrawingBackend>(
    pen: &mut Pen<B>,
    layout: &Layout,
    mark: &Mark,
    drawn: &stack::Drawn,
    (share, align): (f32, i8),
    (rgb, alpha): (Rgb, f64),
) -> Drawn<B> {
    let (start, stride) = layout.stride(mark.grid);
    let plot = layout.plot;
    let ground = layout.ground(mark.side);
    // A bar may reach into the plot although its instant is just outside.
    let shown = inside(mark.grid, layout.range, drawn.top.len());
    let window = shown.start.saturating_sub(1)..shown.end.saturating_add(1).min(drawn.top.len());
    let share = if share.is_finite() {
        f64::from(share).within(0.0, 1.0)
    } else {
        1.0
    };
    let width = (stride * share).min(stride - GAP).max(LEAST);
    let offset = match align {
        ..0 => -width,
        0 => -width / 2.0,
        1.. => 0.0,
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let together = if stride > 0.0 {
        (LEAST / stride).floor().within(1.0, 1e9) as usize
    } else {
        usize::MAX
    };
    let mut begin = window.start;
    while begin < window.end {
        let end = begin.saturating_add(together).min(window.end);
        let mut bar: Option<(f64, f64)> = None;
        for index in begin..end {
            let Some(value) = drawn.top.get(index).filter(|value| value.is_finite()) else {
                continue;
            };
            let base = drawn.base.as_ref().and_then(|base| base.get(index));
            let base = base.copied().filter(|base| base.is_finite());
            let top = layout.y(mark.side, *value);
            let foot = base.map_or(ground, |base| layout.y(mark.side, base));
            if top.is_finite() && foot.is_finite() && top != foot {
                let (high, low) = bar.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
                bar = Some((high.min(top).min(foot), low.max(top).max(foot)));
            }
        }
        if let Some((high, low)) = bar {
            #[allow(clippy::cast_precision_loss)]
            let left = start + stride * begin as f64 + offset;
            let gap = if drawn.base.is_some() && low - high > LOW_LEVEL {
                LEVEL_GAP
            } else {
                0.0
            };
            let low = (low - gap).max(high + LEAST.min(low - high).max(0.5));
            let rect = Rect {
                left: left.within(plot.left, plot.right),
                top: high.within(plot.top, plot.bottom),
                right: (left + width).within(plot.left, plot.right),
                bottom: low.within(plot.top, plot.bottom),
            };
            if !rect.is_empty() {
                pen.rect(&rect, tint(rgb, alpha))?;
            }
        }
        begin = end;
    }
    Ok(())
}
