//! `joinByField`: the columns of several frames side by side, joined on the values of one column.

use super::Made;
use super::TooLarge;
use super::ref_ids;
use super::room;
use super::sort_by::sort_rows;
use super::tabular;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::VALUE;
use crate::frame::cell::Cell;
use crate::frame::cell::Key;
use crate::frame::column::Column;
use crate::frame::matcher::Matcher;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::frame::order::ascending;
use crate::frame::order::groups;
use crate::notation::json::Object;
use std::cmp::Ordering;

/// On which column, and which rows stay.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Join {
    /// None is the first column of instants.
    field: Option<String>,
    mode: Mode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Every value once, in order.
    Outer,
    /// Every pair of rows that agree.
    Inner,
    /// And the rows that have no partner.
    OuterTabular,
}

/// Values looked at to tell whether a column ascends.
const LOOKED_AT: usize = 50;

impl Join {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        Self {
            field: options.text("byField").filter(|name| !name.is_empty()),
            mode: match options.text("mode").as_deref() {
                Some("inner") => Mode::Inner,
                Some("outerTabular") => Mode::OuterTabular,
                _ => Mode::Outer,
            },
        }
    }

    /// Every value once, on a column of this name; none is the first column of instants.
    pub(crate) fn outer(field: Option<String>) -> Self {
        let mode = Mode::Outer;
        Self { field, mode }
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Made {
        if frames.len() < 2 {
            return Ok(frames);
        }
        name::settle(&mut frames);
        let matcher = match &self.field {
            Some(name) => Matcher::Name(name.clone()),
            None if frames.first().is_some_and(|frame| frame.time().is_some()) => {
                Matcher::FirstTime
            }
            None => Matcher::Nothing,
        };
        let tables: Vec<Table> = frames
            .iter()
            .filter_map(|frame| table(frame, &matcher))
            .collect();
        let dropped = tables.len() < frames.len();
        let mut fields: Vec<Field> = Vec::new();
        for (at, table) in tables.iter().enumerate() {
            if at == 0 {
                fields.push(table.key.clone());
            }
            fields.extend(table.others.iter().cloned());
        }
        let columns = match self.mode {
            _ if tables.is_empty() => Vec::new(),
            Mode::Inner if dropped => vec![Column::default(); fields.len()],
            Mode::Inner => tabular::join(columns_of(&tables), false)?,
            Mode::OuterTabular => tabular::join(columns_of(&tables), true)?,
            Mode::Outer => outer(&tables)?,
        };
        for (field, values) in fields.iter_mut().zip(columns) {
            field.values = values;
        }
        Ok(vec![Frame {
            ref_id: ref_ids("joinByField", &frames),
            name: String::new(),
            fields,
        }])
    }
}

/// The columns of a frame: the one that is joined on, and the others.
struct Table {
    key: Field,
    others: Vec<Field>,
}

impl Table {
    fn key(&self) -> &Column {
        &self.key.values
    }
}

/// A column `Value` takes the name of its frame, others keep it as a label.
fn table(frame: &Frame, matcher: &Matcher) -> Option<Table> {
    let at = Subject::all(frame).position(|subject| matcher.selects(&subject))?;
    let mut fields = frame.fields.clone();
    for (place, field) in fields.iter_mut().enumerate() {
        if place == at {
            continue;
        }
        field.known = None;
        field.joined = true;
        if !frame.name.is_empty() && field.name == VALUE {
            field.name.clone_from(&frame.name);
        } else if !frame.name.is_empty() && field.labels.get("name").is_none() {
            field.labels = field.labels.with("name", &frame.name);
        }
    }
    let key = fields.remove(at);
    let others = fields;
    Some(Table { key, others })
}

/// Every key of every table once and in order; a row of one key that comes later wins.
fn outer(tables: &[Table]) -> Result<Vec<Column>, TooLarge> {
    let columns: usize = tables.iter().map(|table| table.others.len() + 1).sum();
    if alike(tables) {
        return Ok(side_by_side(tables));
    }
    let keys: Vec<Cell> = tables.iter().flat_map(|table| table.key().iter()).collect();
    let known: Vec<Key> = keys.iter().map(Cell::key).collect();
    let distinct = groups(&known, Key::cmp);
    room(columns, distinct.len())?;
    let firsts: Vec<Cell> = distinct
        .iter()
        .filter_map(|group| keys.get(*group.first()?).cloned())
        .collect();
    let weights: Vec<f64> = firsts.iter().map(Cell::number).collect();
    let order = ascending(&weights);
    // Where each key of each table goes.
    let mut places = vec![0; keys.len()];
    for (place, group) in order.iter().enumerate() {
        for at in distinct.get(*group).into_iter().flatten() {
            if let Some(slot) = places.get_mut(*at) {
                *slot = place;
            }
        }
    }
    let cells = order.iter().filter_map(|at| firsts.get(*at).cloned());
    let mut joined = vec![Column::new(cells.collect())];
    let mut places = places.as_slice();
    for table in tables {
        let (own, rest) = places.split_at(table.key().len().min(places.len()));
        places = rest;
        for field in &table.others {
            joined.push(spread(&field.values, own, order.len()));
        }
    }
    Ok(joined)
}

/// Puts values in their places. What is missing right beside a null is a null too, so that a gap stays one.
fn spread(values: &Column, places: &[usize], rows: usize) -> Column {
    let mut cells = vec![Cell::Missing; rows];
    let mut nulls = Vec::new();
    for (cell, place) in values.iter().zip(places) {
        if matches!(cell, Cell::Null) {
            nulls.push(*place);
        }
        if let Some(slot) = cells.get_mut(*place) {
            *slot = cell;
        }
    }
    let mut widen = |places: &mut dyn Iterator<Item = usize>| {
        for place in places {
            match cells.get_mut(place) {
                Some(slot) if matches!(slot, Cell::Missing) => *slot = Cell::Null,
                // Beyond a null its own turn goes on.
                Some(_) | None => break,
            }
        }
    };
    for null in nulls {
        widen(&mut (0..null).rev());
        widen(&mut (null + 1..rows));
    }
    Column::new(cells)
}

/// Do all tables have the very same keys?
fn alike(tables: &[Table]) -> bool {
    tables.windows(2).all(|pair| match pair {
        [one, other] => {
            let (one, other) = (one.key(), other.key());
            one.len() == other.len() && one.iter().zip(other.iter()).all(|(a, b)| a.same(&b))
        }
        _ => true,
    })
}

fn side_by_side(tables: &[Table]) -> Vec<Column> {
    let mut fields: Vec<Field> = Vec::new();
    for table in tables {
        if fields.is_empty() {
            fields.push(table.key.clone());
        }
        fields.extend(table.others.iter().cloned());
    }
    let mut joined = Frame {
        fields,
        ..Frame::default()
    };
    if let Some(key) = joined
        .fields
        .first_mut()
        .filter(|key| !ascends(&key.values))
    {
        key.kind = Kind::Number;
        sort_rows(&mut joined, 0, false);
    }
    joined
        .fields
        .into_iter()
        .map(|field| field.values)
        .collect()
}

/// Does a column ascend, as far as a few of its values tell?
fn ascends(values: &Column) -> bool {
    let solid = |row: &usize| !values.get(*row).is_nothing();
    let Some(first) = (0..values.len()).find(solid) else {
        return true;
    };
    let last = (0..values.len()).rev().find(solid).unwrap_or(first);
    let stride = ((last - first + 1) / LOOKED_AT).max(1);
    let looked: Vec<Cell> = (first..=last)
        .step_by(stride)
        .map(|row| values.get(row))
        .filter(|cell| !cell.is_nothing())
        .collect();
    looked.windows(2).all(|pair| match pair {
        [Cell::Text(a), Cell::Text(b)] => a < b,
        // What is no number is in order with everything.
        [a, b] => b
            .number()
            .partial_cmp(&a.number())
            .is_none_or(Ordering::is_gt),
        _ => true,
    })
}

/// The columns of each table, the one that is joined on first.
fn columns_of(tables: &[Table]) -> Vec<Vec<Column>> {
    let of = |table: &Table| {
        let fields = std::iter::once(&table.key).chain(&table.others);
        fields.map(|field| field.values.clone()).collect()
    };
    tables.iter().map(of).collect()
}
