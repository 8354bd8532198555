//! `merge`: the rows of several frames as one table. Rows that agree in the columns that every frame has become one, as
//! long as no value of one contradicts a value of the other.

use super::Made;
use super::TooLarge;
use super::ref_ids;
use super::room;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::frame::order::groups;

/// Rows compared before the answer is given up: rows of one key that all contradict each other cost their square.
const COMPARED_MOST: usize = 20_000_000;

/// Merges; frames without a common column stay as they are.
pub(crate) fn apply(mut frames: Vec<Frame>) -> Made {
    if frames.len() < 2 {
        return Ok(frames);
    }
    if frames.iter().all(|frame| frame.fields.is_empty()) {
        frames.truncate(1);
        return Ok(frames);
    }
    let parts: Vec<&Frame> = frames
        .iter()
        .filter(|frame| !frame.fields.is_empty())
        .collect();
    let mut columns: Vec<&Field> = Vec::new();
    for field in parts.iter().flat_map(|frame| &frame.fields) {
        if !columns.iter().any(|column| column.name == field.name) {
            columns.push(field);
        }
    }
    // Of columns of one name the last one of a frame counts.
    let places: Vec<Vec<Option<&Field>>> = parts
        .iter()
        .map(|frame| {
            let at = |column: &&Field| frame.fields.iter().rfind(|field| field.name == column.name);
            columns.iter().map(at).collect()
        })
        .collect();
    let common: Vec<bool> = (0..columns.len())
        .map(|at| {
            places
                .iter()
                .all(|fields| fields.get(at).is_some_and(Option::is_some))
        })
        .collect();
    if !common.contains(&true) {
        return Ok(frames);
    }
    let lengths: usize = parts.iter().map(|frame| frame.rows()).sum();
    room(columns.len(), lengths)?;

    // Every row of every frame, and what its common columns say.
    let (mut rows, mut keys) = (Vec::new(), Vec::new());
    for (frame, fields) in parts.iter().zip(&places) {
        for row in 0..frame.rows() {
            let cell = |field: &Option<&Field>| field.map(|field| field.values.get(row));
            let cells: Vec<Option<Cell>> = fields.iter().map(cell).collect();
            let mut key = String::new();
            for (cell, _) in cells.iter().zip(&common).filter(|(_, common)| **common) {
                key += &cell.as_ref().map_or_else(String::new, Cell::written);
            }
            rows.push(cells);
            keys.push(key);
        }
    }
    let merged = merge_rows(rows, &groups(&keys, String::cmp))?;
    let fields = columns.iter().enumerate().map(|(at, column)| {
        let cells = merged
            .iter()
            .map(|row| row.get(at).cloned().flatten().unwrap_or_default());
        let mut field = Field::new(&column.name, column.kind, Column::new(cells.collect()));
        field.config = column.config.clone();
        field.config.display_name = None;
        field
    });
    let parts: Vec<Frame> = parts.iter().map(|frame| letter(frame)).collect();
    Ok(vec![Frame {
        ref_id: ref_ids("merge", &parts),
        name: String::new(),
        fields: fields.collect(),
    }])
}

fn letter(frame: &Frame) -> Frame {
    Frame {
        ref_id: frame.ref_id.clone(),
        ..Frame::default()
    }
}

/// Merges the rows of each group; they stand where the first of them stood.
fn merge_rows(
    mut rows: Vec<Vec<Option<Cell>>>,
    groups: &[Vec<usize>],
) -> Result<Vec<Vec<Option<Cell>>>, TooLarge> {
    let mut gone = vec![false; rows.len()];
    let mut compared = 0;
    for group in groups {
        let mut kept: Vec<usize> = Vec::new();
        for at in group {
            let row = rows.get(*at).cloned().unwrap_or_default();
            compared += kept.len();
            if compared > COMPARED_MOST {
                return Err(TooLarge);
            }
            let mut merged = false;
            for into in &kept {
                if let Some(existing) = rows.get_mut(*into).filter(|into| agree(into, &row)) {
                    for (old, new) in existing.iter_mut().zip(&row) {
                        if new.is_some() {
                            old.clone_from(new);
                        }
                    }
                    merged = true;
                }
            }
            if merged {
                if let Some(gone) = gone.get_mut(*at) {
                    *gone = true;
                }
            } else {
                kept.push(*at);
            }
        }
    }
    let mut gone = gone.into_iter();
    rows.retain(|_| !gone.next().unwrap_or(false));
    Ok(rows)
}

fn agree(existing: &[Option<Cell>], row: &[Option<Cell>]) -> bool {
    existing.iter().zip(row).all(|(old, new)| match (old, new) {
        (None, _) | (_, None) => true,
        (Some(old), Some(new)) => old.is_nothing() || old.same(new),
    })
}
