//! `sortBy`: rows in the order of one column.

use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::name;
use crate::frame::name::known;
use crate::frame::order::ascending;
use crate::frame::order::collated;
use crate::lean::sort;
use crate::notation::json::Object;

/// By which column; none is as it came.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SortBy {
    field: Option<String>,
    descending: bool,
}

impl SortBy {
    /// Only the first entry counts.
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let sort = options.objects("sort").into_iter().next();
        Self {
            field: sort.as_ref().and_then(|sort| sort.text("field")),
            descending: sort.and_then(|sort| sort.flag("desc")).unwrap_or(false),
        }
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Vec<Frame> {
        let Some(wanted) = &self.field else {
            return frames;
        };
        for frame in &mut frames {
            name::settle_alone(frame);
            let at = frame.fields.iter().position(|field| known(field) == wanted);
            if let Some(at) = at {
                sort_rows(frame, at, self.descending);
            }
        }
        frames
    }
}

/// Puts the rows of a frame in the order of one of its columns; equal ones stay as they are.
pub(crate) fn sort_rows(frame: &mut Frame, by: usize, descending: bool) {
    let Some(field) = frame.fields.get(by) else {
        return;
    };
    let rows = order(field, descending);
    for field in &mut frame.fields {
        field.values = field.values.pick(&rows);
    }
}

fn order(field: &Field, descending: bool) -> Vec<usize> {
    let cells = || field.values.iter();
    match field.kind {
        Kind::Number | Kind::Time => {
            let sign = if descending { -1.0 } else { 1.0 };
            let weights: Vec<f64> = cells().map(|cell| cell.number() * sign).collect();
            ascending(&weights)
        }
        // An empty text comes last, as false does.
        Kind::Text => by_keys(
            cells()
                .map(|cell| (!cell.truthy(), collated(&cell.written(), false)))
                .map(|(empty, text)| (empty, if empty { Vec::new() } else { text }))
                .collect(),
            descending,
        ),
        Kind::Boolean => by_keys(cells().map(|cell| !cell.truthy()).collect(), descending),
        Kind::Other => {
            let rows = 0..field.values.len();
            if descending {
                rows.rev().collect()
            } else {
                rows.collect()
            }
        }
    }
}

fn by_keys<K: Ord>(keys: Vec<K>, descending: bool) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..keys.len()).collect();
    sort::by(&mut rows, |a, b| {
        let order = keys.get(*a).cmp(&keys.get(*b));
        if descending { order.reverse() } else { order }
    });
    rows
}
