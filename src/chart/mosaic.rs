//! Tiles in rows over time: states, samples, counts. Where they lie, and which one is under the pointer.
//!
//! A [`Layout`] of its own kind of scene, so that times and the crosshair stand where those of other charts do. It does
//! not know what a tile means: its words come from the caller.

use crate::chart::layout;
use crate::chart::layout::Furniture;
use crate::chart::layout::Layout;
use crate::chart::layout::ValueTick;
use crate::chart::plane::Point;
use crate::chart::plane::Rect;
use crate::chart::plane::Size;
use crate::chart::scene::Axis;
use crate::chart::scene::Ink;
use crate::chart::scene::Scale;
use crate::chart::scene::Scene;
use crate::chart::scene::Side;
use crate::lean::within::Within;
use crate::time::Instant;
use crate::time::Range;

/// Names take at most this share of the picture's width, and so many CSS px.
const NAMES: (f64, f64) = (0.34, 220.0);
/// Rows lower than this do not all have their name.
const LINE: f64 = 13.0;
/// The end of a name that has no room.
const CUT: char = '…';

/// Tiles with the axes they lie on.
#[derive(Clone, Debug, PartialEq)]
pub struct Mosaic {
    /// The time shown.
    pub range: Range,
    /// What the heights mean.
    pub rows: Rows,
    /// Row by row from below, in each by time.
    pub tiles: Vec<Tile>,
    /// Space between neighbours in CSS px.
    pub gap: f32,
    /// Opacity of tiles, 0 to 1.
    pub fill: f32,
    /// Which words stand on tiles.
    pub words: Written,
}

/// What the heights of a mosaic mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Rows {
    /// A name for each row from below; row `n` lies from `n` to `n + 1`.
    Names(Vec<String>),
    /// As names, but between the rows: one more than there are rows.
    Edges(Vec<String>),
    /// Heights are values, from one to another.
    Values {
        /// How they are written and spread.
        axis: Axis,
        /// The large ones are below.
        reverse: bool,
    },
}

/// A tile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tile {
    /// Its row, from below.
    pub row: u32,
    /// When it begins.
    pub from: Instant,
    /// When it ends.
    pub to: Instant,
    /// Its lower edge in units of the axis.
    pub lower: f64,
    /// Its upper edge.
    pub upper: f64,
    /// Its colour.
    pub ink: Ink,
    /// Which words are on it, by their place.
    pub what: u32,
    /// Its number; a gap where it has none.
    pub value: f64,
}

/// Which words stand on tiles, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written {
    /// None at all, those that have room, or all.
    pub which: Which,
    /// From the left end (0) over the middle (0.5) to the right end (1).
    pub at: f32,
}

/// Which words stand on tiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// None.
    None,
    /// Those that have room.
    Fitting,
    /// All, cut at the tile's end.
    All,
}

/// Lays a mosaic out.
#[must_use]
pub fn lay_out(mosaic: &Mosaic, size: Size, furniture: &Furniture<'_>) -> Layout {
    let (names, between) = match &mosaic.rows {
        Rows::Values { axis, .. } => {
            let scene = scene(mosaic.range, axis.clone());
            return layout::layout(&scene, size, furniture);
        }
        Rows::Names(names) => (names, false),
        Rows::Edges(names) => (names, true),
    };
    #[allow(clippy::cast_precision_loss)]
    let rows = names.len().saturating_sub(usize::from(between)).max(1) as f64;
    let most = (size.sound().width * NAMES.0).min(NAMES.1);
    let cut: Vec<String> = names
        .iter()
        .map(|name| shortened(name, most, furniture.measure))
        .collect();
    let axis = Axis {
        unit: String::new(),
        decimals: None,
        scale: Scale::Linear,
        min: Some(0.0),
        max: Some(rows),
        soft_min: None,
        soft_max: None,
        centred_zero: false,
        label: String::new(),
        hidden: false,
        names: Vec::new(),
    };
    // The longest name stands for all ticks, so that the plot begins right of it.
    let widest = cut
        .iter()
        .max_by(|a, b| (furniture.measure)(a).total_cmp(&(furniture.measure)(b)));
    let widest = widest.cloned().unwrap_or_default();
    let mut laid = layout::layout(
        &scene(mosaic.range, axis),
        size,
        &Furniture {
            values: &|values, _, _| vec![widest.clone(); values.len()],
            times: furniture.times,
            measure: furniture.measure,
        },
    );
    let fits = !laid.left.ticks.is_empty();
    laid.left.ticks.clear();
    if fits {
        name_rows(&mut laid, cut, between, rows);
    }
    laid
}

/// Puts the names beside their rows, as many as can be read.
fn name_rows(laid: &mut Layout, names: Vec<String>, between: bool, rows: f64) {
    let height = laid.plot.height() / rows;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let stride = (LINE / height.max(f64::MIN_POSITIVE))
        .ceil()
        .within(1.0, 1e6) as usize;
    for (row, text) in names.into_iter().enumerate().step_by(stride) {
        #[allow(clippy::cast_precision_loss)]
        let value = row as f64 + if between { 0.0 } else { 0.5 };
        let y = laid.plot.bottom - value * height;
        laid.left.ticks.push(ValueTick { value, y, text });
    }
}

/// Where a tile is drawn, on whole device pixels; none outside the plot.
#[must_use]
pub fn place(mosaic: &Mosaic, tile: &Tile, laid: &Layout, ratio: f64) -> Option<Rect> {
    let plot = laid.plot;
    let snapped = |place: f64| (place * ratio).round() / ratio;
    let left = snapped(laid.x(tile.from).max(plot.left));
    let right = snapped(laid.x(tile.to).min(plot.right));
    let (one, other) = (
        height(mosaic, laid, tile.lower),
        height(mosaic, laid, tile.upper),
    );
    let top = snapped(one.min(other).within(plot.top, plot.bottom));
    let bottom = snapped(one.max(other).within(plot.top, plot.bottom));
    // What happened is seen, however short it was; but nothing that is not in the range.
    if laid.x(tile.to) < plot.left || laid.x(tile.from) > plot.right || bottom <= top {
        return None;
    }
    let pixel = 1.0 / ratio;
    let left = left.min(plot.right - pixel);
    let gap = f64::from(mosaic.gap).max(0.0);
    // Where tiles are hardly wider than the space between them, they stand side by side.
    let spaced = |from: f64, to: f64| {
        if to - from > 2.0 * gap + pixel {
            gap
        } else {
            0.0
        }
    };
    let rect = Rect {
        left,
        top: top + spaced(top, bottom),
        right: (right - spaced(left, right)).max(left + pixel),
        bottom,
    };
    (!rect.is_empty()).then_some(rect)
}

/// The tile at a place of the picture.
#[must_use]
pub fn hit(mosaic: &Mosaic, laid: &Layout, point: Point) -> Option<usize> {
    if !laid.plot.contains(point) {
        return None;
    }
    let (at, share) = (
        laid.at(point.x),
        (laid.plot.bottom - point.y) / laid.plot.height(),
    );
    let value = laid.left.scale.value(match &mosaic.rows {
        Rows::Values { reverse: true, .. } => 1.0 - share,
        Rows::Names(_) | Rows::Edges(_) | Rows::Values { .. } => share,
    });
    mosaic.tiles.iter().rposition(|tile| {
        let inside = match &mosaic.rows {
            Rows::Values { .. } => tile.lower <= value && value < tile.upper,
            // The space beside a tile belongs to its row.
            Rows::Names(_) | Rows::Edges(_) => f64::from(tile.row) == value.floor(),
        };
        inside && tile.from <= at && (at < tile.to || at == laid.range.to && tile.to >= at)
    })
}

/// The tile that is so many tiles later and so many rows higher than another; without one, the newest of the top row.
#[must_use]
pub fn step(mosaic: &Mosaic, from: Option<usize>, later: i64, higher: i64) -> Option<usize> {
    let tiles = &mosaic.tiles;
    let last = tiles.len().checked_sub(1)?;
    let Some((index, tile)) = from.and_then(|index| Some((index, tiles.get(index)?))) else {
        return Some(last);
    };
    if higher != 0 {
        let beyond = |other: &&(usize, &Tile)| {
            (i64::from(other.1.row) - i64::from(tile.row)).signum() == higher.signum()
        };
        let rows: Vec<(usize, &Tile)> = tiles.iter().enumerate().collect();
        let next = rows.iter().filter(beyond).min_by_key(|(_, other)| {
            let away = i64::from(other.row).abs_diff(i64::from(tile.row));
            (away, distance(other, tile.from))
        });
        return Some(next.map_or(index, |(next, _)| *next));
    }
    let in_row = |index: &usize| tiles.get(*index).is_some_and(|other| other.row == tile.row);
    let first = (0..=index).rev().take_while(in_row).last().unwrap_or(index);
    let end = (index..=last).take_while(in_row).last().unwrap_or(index);
    let place = i64::try_from(index)
        .unwrap_or(i64::MAX)
        .saturating_add(later);
    Some(
        usize::try_from(place.max(0))
            .unwrap_or(end)
            .clamp(first, end),
    )
}

fn distance(tile: &Tile, at: Instant) -> u64 {
    if tile.from <= at && at < tile.to {
        return 0;
    }
    tile.from.0.abs_diff(at.0).min(tile.to.0.abs_diff(at.0))
}

fn height(mosaic: &Mosaic, laid: &Layout, value: f64) -> f64 {
    let y = laid.y(Side::Left, value);
    // A logarithmic axis has no place for zero: it lies below everything.
    let y = if y.is_nan() { laid.plot.bottom } else { y };
    match &mosaic.rows {
        Rows::Values { reverse: true, .. } => laid.plot.top + laid.plot.bottom - y,
        Rows::Names(_) | Rows::Edges(_) | Rows::Values { .. } => y,
    }
}

fn shortened(name: &str, most: f64, measure: &dyn Fn(&str) -> f64) -> String {
    let mut shown = name.to_owned();
    while measure(&shown) > most {
        if shown.ends_with(CUT) {
            shown.pop();
        }
        if shown.pop().is_none() {
            break;
        }
        shown.truncate(shown.trim_end().len());
        shown.push(CUT);
        if shown.chars().count() <= 2 {
            break;
        }
    }
    shown
}

/// A scene of axes alone.
pub(crate) fn scene(range: Range, left: Axis) -> Scene {
    Scene {
        range,
        left,
        right: None,
        marks: Vec::new(),
        thresholds: Vec::new(),
        notes: Vec::new(),
    }
}
