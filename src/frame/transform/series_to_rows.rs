//! `seriesToRows`: time series as one table of time, metric and value, the newest row first.

use super::Made;
use super::ref_ids;
use super::room;
use super::sort_by::sort_rows;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::TIME;
use crate::frame::VALUE;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::frame::name;

/// The column of names.
const METRIC: &str = "Metric";

/// Instants looked at to tell a time series from a table.
const LOOKED_AT: usize = 100;

/// Does it; frames that are not all time series stay as they are. Empty ones are left out either way.
pub(crate) fn apply(mut frames: Vec<Frame>) -> Made {
    if frames.is_empty() {
        return Ok(frames);
    }
    frames.retain(|frame| frame.rows() > 0);
    if !frames.iter().all(is_series) {
        return Ok(frames);
    }
    room(3, frames.iter().map(Frame::rows).sum())?;
    let (mut times, mut metrics, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for frame in &mut frames {
        name::settle_alone(frame);
        let metric = Cell::text(&name::of_frame(frame, None));
        let time = frame
            .fields
            .iter()
            .rposition(|field| field.kind == Kind::Time);
        let value = usize::from(time == Some(0));
        let column = |at: Option<usize>| frame.fields.get(at?).map(|field| &field.values);
        let cell = |at: Option<usize>, row| column(at).map_or(Cell::Missing, |c| c.get(row));
        for row in 0..frame.rows() {
            times.push(cell(time, row));
            metrics.push(metric.clone());
            values.push(cell(Some(value), row));
        }
    }
    let of = |kind: fn(&Field) -> bool| {
        let fields = frames.first().map_or(&[][..], |frame| &frame.fields);
        let at = fields.iter().position(kind);
        at.and_then(|at| Some((at, fields.get(at)?)))
    };
    let made = |name: &str, like: &Field, cells: Vec<Cell>| {
        let mut field = Field::new(name, like.kind, Column::new(cells));
        field.config = like.config.clone();
        field.config.display_name = None;
        field.config.from_source = None;
        field
    };
    let mut fields = Vec::new();
    if let (Some((time_at, time)), Some((value_at, value))) = (
        of(|field| field.kind == Kind::Time),
        of(|field| field.kind != Kind::Time),
    ) {
        fields.push(made(TIME, time, times));
        fields.push(Field::new(METRIC, Kind::Text, Column::new(metrics)));
        let at = if value_at < time_at { 0 } else { 2 };
        fields.insert(at, made(VALUE, value, values));
    }
    let mut table = Frame {
        ref_id: ref_ids("seriesToRows", &frames),
        name: String::new(),
        fields,
    };
    sort_rows(&mut table, 0, true);
    Ok(vec![table])
}

/// A column of numbers and one of instants that only rise.
fn is_series(frame: &Frame) -> bool {
    let numbers = frame.fields.iter().any(|field| field.kind == Kind::Number);
    numbers
        && frame
            .fields
            .iter()
            .any(|field| field.kind == Kind::Time && rises(field))
}

fn rises(field: &Field) -> bool {
    let mut greatest: Option<f64> = None;
    field.values.iter().take(LOOKED_AT).all(|cell| {
        let rises = greatest.is_none_or(|greatest| !cell.is_nothing() && cell.number() > greatest);
        greatest = (!cell.is_nothing()).then(|| cell.number());
        rises
    })
}
