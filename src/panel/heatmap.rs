//! Heatmaps: how much was counted when, and between which values.
//!
//! Counts come in one of three ways: as rows (a series for each bucket, a classic histogram's by `le`), as native
//! histograms, or they are made here out of samples. A cell of an answer ends at its instant: that is when it was counted.

use crate::chart::grafana::Theme;
use crate::chart::mosaic::Mosaic;
use crate::chart::mosaic::Rows;
use crate::chart::mosaic::Tile;
use crate::chart::mosaic::Which;
use crate::chart::mosaic::Written;
use crate::chart::scene::Axis;
use crate::chart::scene::Ink;
use crate::chart::scene::Scale;
use crate::data::series::Bucket;
use crate::lean::decimal;
use crate::lean::sort;
use crate::panel::Context;
use crate::panel::bucket;
use crate::panel::bucket::Cell;
use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::field::Field;
use crate::panel::options::heatmap::HeatmapOptions;
use crate::panel::options::heatmap::RowLayout;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::panel::picture::Picture;
use crate::panel::spec::Spec;
use crate::panel::tiles::Said;
use crate::panel::tiles::Tiles;
use crate::panel::wash;
use crate::source::Found;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;

/// More cells than this are no picture.
const CELLS: usize = 200_000;
/// Grafana's lower end of rows that are named by their upper.
const BOTTOM: &str = "0.0";

/// Cells with the axis they lie on.
struct Counted {
    rows: Rows,
    names: Vec<String>,
    cells: Vec<Cell>,
    cut: usize,
}

/// The cells of counts.
pub(crate) fn picture(
    spec: &Spec,
    options: &HeatmapOptions,
    data: Data<'_>,
    context: &Context,
) -> Picture {
    let native = match (&data, &options.calculate) {
        (Data::Answers(answers), None) => {
            let found = answers.iter().map(|answered| &answered.answer.found);
            native(found, options, spec)
        }
        (Data::Answers(_) | Data::Frames(_), _) => None,
    };
    let counted = match native {
        Some(counted) => counted,
        None => {
            let frames = Data::Frames(data.into_frames());
            let mut fields = field::fields(spec, &frames);
            fields.retain(|field| !field.config.custom.hide_drawing);
            match &options.calculate {
                Some((across, up)) => {
                    let cells = bucket::cells(&fields, context.range, across, up);
                    of_values(cells, up.scale, options, spec)
                }
                None => of_rows(fields, options, context),
            }
        }
    };
    tiles(counted, spec, options, context)
}

fn tiles(
    mut counted: Counted,
    spec: &Spec,
    options: &HeatmapOptions,
    context: &Context,
) -> Picture {
    let shown = |cell: &Cell| {
        let count = cell.count;
        let hidden = options.hide_below.is_some_and(|most| count <= most)
            || options.hide_above.is_some_and(|least| count >= least);
        count.is_finite() && !hidden && cell.to > context.range.from && cell.from < context.range.to
    };
    counted.cells.retain(shown);
    counted.cells.truncate(CELLS);
    if counted.cells.is_empty() {
        return Picture::Empty;
    }
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for cell in &counted.cells {
        least = least.min(cell.count);
        most = most.max(cell.count);
    }
    let min = options.colour.min.unwrap_or(least);
    let max = options.colour.max.unwrap_or(most);
    let scale = [Theme::Light, Theme::Dark].map(|theme| wash::colours(&options.colour, theme));
    let steps = scale[0].len();
    sort::by_key(&mut counted.cells, |cell| (cell.row, cell.from));
    let tiles = counted.cells.iter().map(|cell| Tile {
        row: cell.row,
        from: cell.from.max(context.range.from),
        to: cell.to.min(context.range.to),
        lower: cell.lower,
        upper: cell.upper,
        ink: Ink::Muted,
        what: place(cell.count, min, max, steps),
        value: cell.count,
    });
    Picture::Tiles(Tiles {
        mosaic: Mosaic {
            range: context.range,
            tiles: tiles.collect(),
            rows: counted.rows,
            gap: options.gap.clamp(0.0, 25.0),
            fill: 1.0,
            words: Written {
                which: Which::None,
                at: 0.0,
            },
        },
        origins: Vec::new(),
        names: counted.names,
        said: Said::Counts {
            scale,
            min,
            max,
            // What is counted here are samples, whatever they measure.
            unit: match (&options.count_unit, &options.calculate) {
                (Some(unit), _) => unit.clone(),
                (None, Some(_)) => String::new(),
                (None, None) => spec.defaults.unit.clone().unwrap_or_default(),
            },
            rows: (options.unit.clone().unwrap_or_default(), options.decimals),
            axis: options.axis,
        },
        legend: match options.legend {
            true => (LegendMode::List, LegendPlace::Bottom),
            false => (LegendMode::Hidden, LegendPlace::Bottom),
        },
        tooltip: options.tooltip,
        cut: counted.cut,
        per_page: None,
    })
}

/// Which of the colours a count has.
fn place(count: f64, min: f64, max: f64, steps: usize) -> u32 {
    let last = u32::try_from(steps.saturating_sub(1)).unwrap_or(0);
    let share = (count - min) / (max - min);
    if share.is_nan() {
        return 0;
    }
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    let place = (share * steps as f64).floor().clamp(0.0, f64::from(last)) as u32;
    place
}

/// A row for each series, from the lowest if their names are numbers.
fn of_rows(mut fields: Vec<Field>, options: &HeatmapOptions, context: &Context) -> Counted {
    let cut = fields.len().saturating_sub(context.limit);
    fields.truncate(context.limit);
    let bound = |field: &Field| {
        field
            .labels
            .get("le")
            .map_or(decimal::parse(&field.name), decimal::parse)
    };
    let by_le = fields.iter().any(|field| field.labels.get("le").is_some());
    if fields.iter().all(|field| bound(field).is_some()) {
        let bound = |field: &Field| bound(field).unwrap_or(f64::NAN);
        sort::by(&mut fields, |a, b| bound(a).total_cmp(&bound(b)));
    }
    let mut cells = Vec::new();
    for (row, field) in fields.iter().enumerate() {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        for (index, count) in field.values.iter().enumerate() {
            let (from, to) = ending(field.grid, index, context);
            cells.push(Cell {
                row,
                from,
                to,
                lower: f64::from(row),
                upper: f64::from(row) + 1.0,
                count: *count,
            });
        }
    }
    let names: Vec<String> = fields.into_iter().map(|field| field.name).collect();
    let mut edges = names.clone();
    let rows = match (options.rows, by_le) {
        (RowLayout::Upper, _) | (RowLayout::Auto, true) => {
            edges.insert(0, BOTTOM.to_owned());
            Rows::Edges(edges)
        }
        (RowLayout::Lower, _) => {
            edges.push(String::new());
            Rows::Edges(edges)
        }
        (RowLayout::Middle, _) | (RowLayout::Auto, false) => Rows::Names(edges),
    };
    let rows = match rows {
        _ if !options.reverse => rows,
        Rows::Edges(mut edges) => {
            edges.reverse();
            Rows::Edges(edges)
        }
        Rows::Names(mut names) => {
            names.reverse();
            Rows::Names(names)
        }
        Rows::Values { .. } => rows,
    };
    let mut names = names;
    if options.reverse {
        let count = u32::try_from(names.len()).unwrap_or(u32::MAX);
        names.reverse();
        for cell in &mut cells {
            cell.row = count.saturating_sub(cell.row + 1);
            cell.lower = f64::from(cell.row);
            cell.upper = cell.lower + 1.0;
        }
    }
    Counted {
        rows,
        names,
        cells,
        cut,
    }
}

/// From when to when an instant of a grid counted.
fn ending(grid: Grid, index: usize, context: &Context) -> (Instant, Instant) {
    let to = grid.at(index);
    let step = match grid.count {
        0 | 1 => Millis(context.range.to.0.saturating_sub(context.range.from.0)),
        _ => grid.step,
    };
    (Instant(to.0.saturating_sub(step.0)), to)
}

/// The cells of native histograms; none where there is no such sample.
fn native<'a>(
    found: impl Iterator<Item = &'a Found>,
    options: &HeatmapOptions,
    spec: &Spec,
) -> Option<Counted> {
    let mut cells: Vec<Cell> = Vec::new();
    for found in found {
        let Found::Matrix(matrix) = found else {
            continue;
        };
        for (index, histogram) in matrix.series.iter().flat_map(|series| &series.histograms) {
            let to = matrix.grid.at(*index);
            let from = Instant(to.0.saturating_sub(matrix.grid.step.0));
            let cell = |bucket: &Bucket| Cell {
                row: 0,
                from,
                to,
                lower: bucket.lower,
                upper: bucket.upper,
                count: bucket.count,
            };
            cells.extend(histogram.buckets.iter().map(cell));
        }
    }
    if cells.is_empty() {
        return None;
    }
    // Series of one histogram are one: what was counted in the same bucket at the same time is added up.
    sort::by(&mut cells, |a, b| {
        let ends = a
            .lower
            .total_cmp(&b.lower)
            .then(a.upper.total_cmp(&b.upper));
        ends.then(a.from.cmp(&b.from))
    });
    let mut added: Vec<Cell> = Vec::with_capacity(cells.len());
    for cell in cells {
        match added.last_mut() {
            Some(last)
                if (last.lower, last.upper, last.from) == (cell.lower, cell.upper, cell.from) =>
            {
                last.count += cell.count;
            }
            Some(_) | None => added.push(cell),
        }
    }
    let least = added
        .iter()
        .map(|cell| cell.lower)
        .fold(f64::INFINITY, f64::min);
    let nearest = added
        .iter()
        .map(|cell| cell.upper)
        .filter(|upper| *upper > 0.0);
    let scale = match least > 0.0 {
        true => Scale::Log(2.0),
        // Around zero there is no logarithm.
        false => Scale::SymLog {
            base: 2.0,
            linear: nearest.fold(f64::INFINITY, f64::min).min(1.0),
        },
    };
    Some(of_values(added, scale, options, spec))
}

/// Cells on an axis of values.
fn of_values(mut cells: Vec<Cell>, scale: Scale, options: &HeatmapOptions, spec: &Spec) -> Counted {
    let mut lowers: Vec<f64> = cells.iter().map(|cell| cell.lower).collect();
    sort::by(&mut lowers, f64::total_cmp);
    lowers.dedup();
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for cell in &mut cells {
        let row = lowers.partition_point(|lower| lower.total_cmp(&cell.lower).is_lt());
        cell.row = u32::try_from(row).unwrap_or(u32::MAX);
        least = least.min(cell.lower);
        most = most.max(cell.upper);
    }
    let axis = Axis {
        unit: match &options.unit {
            Some(unit) => unit.clone(),
            None => spec.defaults.unit.clone().unwrap_or_default(),
        },
        decimals: options.decimals,
        scale,
        min: Some(options.min.unwrap_or(least)),
        max: Some(options.max.unwrap_or(most)),
        soft_min: None,
        soft_max: None,
        centred_zero: false,
        label: String::new(),
        hidden: !options.axis,
        names: Vec::new(),
    };
    Counted {
        rows: Rows::Values {
            axis,
            reverse: options.reverse,
        },
        names: Vec::new(),
        cells,
        cut: 0,
    }
}
