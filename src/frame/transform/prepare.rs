//! `prepareTimeSeries`: frames as a chart wants them: one wide table, a frame for each series, or one long table.

use super::Made;
use super::concatenate::Concatenate;
use super::join::Join;
use super::room;
use super::sort_by::sort_rows;
use crate::data::labels::Labels;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::cell::Cell;
use crate::frame::cell::Key;
use crate::frame::column::Column;
use crate::frame::order::groups;
use crate::notation::json::Object;

/// The form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prepare {
    /// One frame: time, and a column for each series.
    Wide,
    /// A frame for each series; texts become labels.
    Multi,
    /// One frame: time, values, and texts that tell rows apart.
    Long,
}

impl Prepare {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        match options.text("format").as_deref() {
            Some("multi" | "many") => Self::Multi,
            Some("long") => Self::Long,
            _ => Self::Wide,
        }
    }

    pub(crate) fn apply(self, mut frames: Vec<Frame>) -> Made {
        match self {
            Self::Wide => {
                if let [frame] = frames.as_mut_slice()
                    && let Some(at) = frame
                        .fields
                        .iter()
                        .position(|field| field.kind == Kind::Time)
                    && let Some(first) = frame.fields.get_mut(..=at)
                {
                    first.rotate_right(1);
                    sort_rows(frame, 0, false);
                }
                Join::outer(None).apply(frames)
            }
            Self::Multi => multi(frames),
            Self::Long => long(frames),
        }
    }
}

/// A frame for each column of numbers and each set of texts.
fn multi(frames: Vec<Frame>) -> Made {
    let mut made = Vec::new();
    let mut cells = 0;
    for mut frame in frames {
        let Some(at) = frame
            .fields
            .iter()
            .position(|field| field.kind == Kind::Time)
        else {
            continue;
        };
        sort_rows(&mut frame, at, false);
        let Some(time) = frame.fields.get(at) else {
            continue;
        };
        let texts: Vec<&Field> = frame
            .fields
            .iter()
            .filter(|field| field.kind == Kind::Text)
            .collect();
        let tuples: Vec<Vec<Key>> = (0..frame.rows())
            .map(|row| {
                texts
                    .iter()
                    .map(|field| field.values.get(row).key())
                    .collect()
            })
            .collect();
        let parts = groups(&tuples, Vec::cmp);
        for value in frame.fields.iter().filter(|field| is_value(field)) {
            for rows in &parts {
                cells += 2 * rows.len();
                room(1, cells)?;
                let first = rows.first().copied().unwrap_or(0);
                let mut labels: Labels = value.labels.clone();
                for text in &texts {
                    labels = labels.with(&text.name, &text.values.get(first).written());
                }
                let mut series = value.with(value.values.pick(rows));
                series.labels = labels;
                series.known = None;
                made.push(Frame {
                    ref_id: frame.ref_id.clone(),
                    name: frame.name.clone(),
                    fields: vec![time.with(time.values.pick(rows)), series],
                });
            }
        }
    }
    Ok(made)
}

/// All rows of all frames under each other; labels are columns of text.
fn long(frames: Vec<Frame>) -> Made {
    let mut tables = Vec::new();
    for frame in multi(frames)? {
        let rows = frame.rows();
        let labels = frame.fields.iter().find(|field| field.kind != Kind::Time);
        let labels = labels.map_or_else(Labels::default, |field| field.labels.clone());
        let mut frame = frame;
        for field in &mut frame.fields {
            field.labels = Labels::default();
        }
        for (name, value) in labels.iter() {
            let column = Column::filled(&Cell::text(value), rows);
            frame.fields.push(Field::new(name, Kind::Text, column));
        }
        tables.push(frame);
    }
    if tables.len() < 2 {
        return Ok(tables);
    }
    let mut merged = super::merge::apply(tables)?;
    for table in &mut merged {
        sort_rows(table, 0, false);
    }
    match merged.len() {
        0 | 1 => Ok(merged),
        _ => Concatenate::Drop.apply(merged),
    }
}

fn is_value(field: &Field) -> bool {
    matches!(field.kind, Kind::Number | Kind::Boolean)
}
