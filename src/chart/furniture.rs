//! What stands around and behind the marks: grid, zero, texts, thresholds, notes.

use crate::chart::layout::Layout;
use crate::chart::layout::ValueAxis;
use crate::chart::palette::Palette;
use crate::chart::palette::tint;
use crate::chart::pen::Anchor;
use crate::chart::pen::Drawn;
use crate::chart::pen::FINE;
use crate::chart::pen::Pen;
use crate::chart::pen::Stroke;
use crate::chart::plane::Point;
use crate::chart::plane::Rect;
use crate::chart::scene::Note;
use crate::chart::scene::Scene;
use crate::chart::scene::Side;
use crate::chart::scene::Threshold;
use crate::lean::within::Within;
use plotters_backend::BackendColor;
use plotters_backend::DrawingBackend;

/// Opacity of a threshold's band and of a note's span.
const BAND: f64 = 0.06;
const THRESHOLD_DASH: (f64, f64) = (5.0, 3.0);
const NOTE_DASH: (f64, f64) = (3.0, 3.0);
/// Half the width and the height of a note's triangle, and how far its foot is above the plot.
const TRIANGLE: (f64, f64, f64) = (4.5, 7.0, 3.0);
/// From the plot to the middle of value texts and to the top of times.
const VALUE_TEXT: f64 = 8.0;
const TIME_TEXT: f64 = 6.0;
/// A threshold's words stand this far right of the plot's edge and above the line.
const WORDS: (f64, f64) = (4.0, 3.0);
/// Middle of the words along an axis, from the picture's edge.
const ALONG: f64 = 8.0;

/// Behind the marks: bands, grid, zero.
pub fn behind<B: DrawingBackend>(
    pen: &mut Pen<B>,
    scene: &Scene,
    layout: &Layout,
    palette: &Palette,
) -> Drawn<B> {
    for threshold in scene.thresholds.iter().filter(|threshold| threshold.band) {
        if let Some(rgb) = palette.mark(threshold.ink) {
            let rect = band(layout, threshold);
            if !rect.is_empty() {
                pen.rect(&rect, tint(rgb, BAND))?;
            }
        }
    }
    for note in &scene.notes {
        if let Some(rect) = span(layout, note) {
            pen.rect(&rect, tint(palette.note, BAND))?;
        }
    }
    // With two axes only one can own the grid; the left one does unless it is hidden.
    let lines = match &layout.right {
        Some(right) if layout.left.ticks.is_empty() => right,
        Some(_) | None => &layout.left,
    };
    for tick in &lines.ticks {
        let zero = tick.value == 0.0;
        let rgb = if zero { palette.zero } else { palette.grid };
        across(pen, layout, tick.y, tint(rgb, 1.0), None)?;
    }
    Ok(())
}

/// Above the marks: threshold lines with their words, notes, axis texts.
pub fn before<B: DrawingBackend>(
    pen: &mut Pen<B>,
    scene: &Scene,
    layout: &Layout,
    palette: &Palette,
) -> Drawn<B> {
    for threshold in &scene.thresholds {
        draw_threshold(pen, layout, threshold, palette)?;
    }
    for note in &scene.notes {
        draw_note(pen, layout, note, palette)?;
    }
    axis_texts(pen, layout, &layout.left, Side::Left, palette)?;
    if let Some(right) = &layout.right {
        axis_texts(pen, layout, right, Side::Right, palette)?;
    }
    for tick in &layout.times {
        let at = Point {
            x: tick.x,
            y: layout.plot.bottom + TIME_TEXT,
        };
        pen.text(&tick.text, at, Anchor::Top, palette.axis)?;
    }
    let labels = [
        (Some(&scene.left), &layout.left, ALONG),
        (
            scene.right.as_ref(),
            layout.right.as_ref().unwrap_or(&layout.left),
            layout.size.width - ALONG,
        ),
    ];
    for (axis, placed, x) in labels {
        if let Some(axis) = axis
            && !axis.label.is_empty()
            && !placed.ticks.is_empty()
        {
            let y = (layout.plot.top + layout.plot.bottom) / 2.0;
            pen.text(&axis.label, Point { x, y }, Anchor::Upwards, palette.axis)?;
        }
    }
    Ok(())
}

fn band(layout: &Layout, threshold: &Threshold) -> Rect {
    let plot = layout.plot;
    let end = |value: f64| {
        let y = layout.y(threshold.side, value);
        // A scale without a place for the value (a logarithm of 0) has it below everything.
        let y = if y.is_nan() { plot.bottom } else { y };
        y.within(plot.top, plot.bottom)
    };
    let (one, other) = (end(threshold.from), end(threshold.to));
    Rect {
        left: plot.left,
        top: one.min(other),
        right: plot.right,
        bottom: one.max(other),
    }
}

fn span(layout: &Layout, note: &Note) -> Option<Rect> {
    let plot = layout.plot;
    let x = |at| layout.x(at).within(plot.left, plot.right);
    let rect = Rect {
        left: x(note.from),
        top: plot.top,
        right: x(note.to?),
        bottom: plot.bottom,
    };
    (!rect.is_empty()).then_some(rect)
}

fn draw_threshold<B: DrawingBackend>(
    pen: &mut Pen<B>,
    layout: &Layout,
    threshold: &Threshold,
    palette: &Palette,
) -> Drawn<B> {
    let y = layout.y(threshold.side, threshold.from);
    let x = layout.plot.left;
    let (Some(rgb), true) = (
        palette.mark(threshold.ink),
        layout.plot.contains(Point { x, y }),
    ) else {
        return Ok(());
    };
    if threshold.line {
        let dash = threshold.dashed.then_some(THRESHOLD_DASH);
        across(pen, layout, y, tint(rgb, 1.0), dash)?;
    }
    if let (false, Some(rgb)) = (threshold.label.is_empty(), palette.text(threshold.ink)) {
        let at = Point {
            x: x + WORDS.0,
            y: y - WORDS.1,
        };
        pen.text(&threshold.label, at, Anchor::BottomLeft, rgb)?;
    }
    Ok(())
}

fn draw_note<B: DrawingBackend>(
    pen: &mut Pen<B>,
    layout: &Layout,
    note: &Note,
    palette: &Palette,
) -> Drawn<B> {
    let plot = layout.plot;
    let x = layout.x(note.from);
    if x < plot.left || x > plot.right || plot.is_empty() {
        return Ok(());
    }
    let x = pen.resolution().crisp(x);
    let colour = tint(palette.note, 1.0);
    let stroke = Stroke {
        colour,
        width: 1.0,
        dash: Some(NOTE_DASH),
        slack: FINE,
    };
    let (half, height, above) = TRIANGLE;
    let foot = plot.top - above;
    let line = [
        Point {
            x,
            y: plot.top - 2.0,
        },
        Point { x, y: plot.bottom },
    ];
    pen.line(&line, &stroke)?;
    let corner = |dx: f64, dy: f64| Point {
        x: x + dx,
        y: foot - dy,
    };
    let triangle = [
        corner(-half, height),
        corner(half, height),
        corner(0.0, 0.0),
    ];
    pen.area(&triangle, colour)
}

fn axis_texts<B: DrawingBackend>(
    pen: &mut Pen<B>,
    layout: &Layout,
    axis: &ValueAxis,
    side: Side,
    palette: &Palette,
) -> Drawn<B> {
    let (x, anchor) = match side {
        Side::Left => (layout.plot.left - VALUE_TEXT, Anchor::Right),
        Side::Right => (layout.plot.right + VALUE_TEXT, Anchor::Left),
    };
    for tick in axis.ticks.iter().filter(|tick| !tick.text.is_empty()) {
        pen.text(&tick.text, Point { x, y: tick.y }, anchor, palette.axis)?;
    }
    Ok(())
}

/// A crisp line over the whole plot.
fn across<B: DrawingBackend>(
    pen: &mut Pen<B>,
    layout: &Layout,
    y: f64,
    colour: BackendColor,
    dash: Option<(f64, f64)>,
) -> Drawn<B> {
    let y = pen.resolution().crisp(y);
    let (left, right) = (layout.plot.left, layout.plot.right);
    let stroke = Stroke {
        colour,
        width: 1.0,
        dash,
        slack: FINE,
    };
    pen.line(&[Point { x: left, y }, Point { x: right, y }], &stroke)
}
