//! A column to one value, as Grafana's reducers do it.
//!
//! A gap is Grafana's null: it never counts unless the column says so ([`Nulls`]). A NaN from the server is skipped by
//! most reducers but spoils the standard deviation and counts as a value. An empty column reduces to nothing, except
//! counts and sum, which are 0, and the questions whether all is zero or null.

use crate::data::series::is_gap;
use crate::frame::Field;
use crate::frame::Kind;
use crate::frame::Nulls;
use crate::frame::cell::Cell;
use crate::frame::cell::Key;
use crate::frame::column::Column;
use crate::frame::column::MISSING;
use crate::frame::column::as_cell;
use crate::frame::column::as_number;
use crate::frame::column::is_missing;
use crate::frame::order;
use crate::frame::pass;
use crate::frame::reducer::Reducer;

/// One number for numbers as they came; none where there is nothing to reduce.
#[must_use]
pub fn reduce(reducer: Reducer, values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        let counts = matches!(reducer, Reducer::Sum | Reducer::Count | Reducer::CountAll);
        return counts.then_some(0.0);
    }
    match numeric(reducer, values, Nulls::Ignore) {
        Cell::Number(number) => Some(number),
        Cell::Boolean(flag) => Some(f64::from(u8::from(flag))),
        Cell::Missing | Cell::Null | Cell::Text(_) | Cell::List(_) | Cell::Json(_) => None,
    }
}

/// One value for a column.
#[must_use]
pub fn reduce_field(reducer: Reducer, field: &Field) -> Cell {
    if field.values.is_empty() {
        return of_nothing(reducer);
    }
    let nulls = field.config.nulls;
    match (&field.values, field.kind) {
        (Column::Numbers(numbers), Kind::Number | Kind::Time) => numeric(reducer, numbers, nulls),
        (Column::Cells(cells), Kind::Number | Kind::Time) => {
            let numbers: Vec<f64> = cells.iter().map(as_number).collect();
            numeric(reducer, &numbers, nulls)
        }
        (values, Kind::Text | Kind::Boolean | Kind::Other) => {
            let cells: Vec<Cell> = values.iter().collect();
            listed(reducer, &cells, nulls)
        }
    }
}

/// One value for a row of cells, read as numbers; gaps are neither skipped nor zero unless `nulls` says so.
#[must_use]
pub fn reduce_row(reducer: Reducer, row: &[f64], nulls: Nulls) -> Cell {
    numeric(reducer, row, nulls)
}

fn of_nothing(reducer: Reducer) -> Cell {
    match reducer {
        Reducer::Sum | Reducer::Count | Reducer::CountAll => Cell::Number(0.0),
        Reducer::AllIsZero => Cell::Boolean(false),
        Reducer::AllIsNull => Cell::Boolean(true),
        Reducer::LastNotNull
        | Reducer::Last
        | Reducer::FirstNotNull
        | Reducer::First
        | Reducer::Min
        | Reducer::Max
        | Reducer::Mean
        | Reducer::Median
        | Reducer::Variance
        | Reducer::StdDev
        | Reducer::Range
        | Reducer::Delta
        | Reducer::Step
        | Reducer::Diff
        | Reducer::LogMin
        | Reducer::ChangeCount
        | Reducer::DistinctCount
        | Reducer::DiffPerc
        | Reducer::AllValues
        | Reducer::UniqueValues
        | Reducer::Percentile(_) => Cell::Missing,
    }
}

fn numeric(reducer: Reducer, values: &[f64], nulls: Nulls) -> Cell {
    match reducer {
        Reducer::Last => values.last().map_or(Cell::Missing, |last| as_cell(*last)),
        Reducer::First => values
            .first()
            .map_or(Cell::Missing, |first| as_cell(*first)),
        Reducer::LastNotNull => pass::maybe(values.iter().rfind(|value| !value.is_nan())),
        Reducer::FirstNotNull => pass::maybe(values.iter().find(|value| !value.is_nan())),
        Reducer::Variance => Cell::Number(variance(values)),
        Reducer::StdDev => Cell::Number(variance(values).sqrt()),
        Reducer::Median => median(values, nulls),
        Reducer::Percentile(percent) => percentile(values, percent, nulls),
        Reducer::CountAll
        | Reducer::ChangeCount
        | Reducer::DistinctCount
        | Reducer::AllValues
        | Reducer::UniqueValues => {
            let cells: Vec<Cell> = values.iter().map(|value| as_cell(*value)).collect();
            listed(reducer, &cells, nulls)
        }
        Reducer::Min
        | Reducer::Max
        | Reducer::Mean
        | Reducer::Sum
        | Reducer::Count
        | Reducer::Range
        | Reducer::Delta
        | Reducer::Step
        | Reducer::Diff
        | Reducer::LogMin
        | Reducer::AllIsZero
        | Reducer::AllIsNull
        | Reducer::DiffPerc => pass::standard(reducer, values, nulls),
    }
}

/// Reducers of columns that are no numbers, and those that look at all values.
fn listed(reducer: Reducer, cells: &[Cell], nulls: Nulls) -> Cell {
    let number = |count: usize| Cell::Number(count as f64);
    let solid = |cell: &&Cell| !cell.is_nothing() && !cell.is_nan();
    match reducer {
        Reducer::First => cells.first().cloned().unwrap_or_default(),
        Reducer::Last => cells.last().cloned().unwrap_or_default(),
        Reducer::FirstNotNull => cells.iter().find(solid).cloned().unwrap_or(Cell::Null),
        Reducer::LastNotNull => cells.iter().rfind(solid).cloned().unwrap_or(Cell::Null),
        Reducer::Count => number(match nulls {
            Nulls::Ignore => cells.iter().filter(|cell| !cell.is_nothing()).count(),
            Nulls::Keep | Nulls::Zero => cells.len(),
        }),
        Reducer::CountAll => number(cells.len()),
        Reducer::AllValues => Cell::List(cells.into()),
        Reducer::UniqueValues => {
            let firsts = unique(cells);
            Cell::List(firsts.into_iter().cloned().collect())
        }
        Reducer::ChangeCount => {
            let seen = seen(cells, nulls);
            let changed = |pair: &&[Cell]| matches!(pair, [a, b] if !a.same(b));
            number(seen.windows(2).filter(changed).count())
        }
        Reducer::DistinctCount => number(unique(&seen(cells, nulls)).len()),
        Reducer::AllIsNull => Cell::Boolean(true),
        Reducer::AllIsZero => Cell::Boolean(false),
        Reducer::Sum | Reducer::Delta | Reducer::Variance | Reducer::StdDev => Cell::Number(0.0),
        Reducer::LogMin => Cell::Number(f64::MAX),
        Reducer::Median | Reducer::Percentile(_) => Cell::Null,
        Reducer::DiffPerc => Cell::Number(0.0),
        Reducer::Min
        | Reducer::Max
        | Reducer::Mean
        | Reducer::Range
        | Reducer::Step
        | Reducer::Diff => Cell::Null,
    }
}

/// The cells that count when changes are counted.
fn seen(cells: &[Cell], nulls: Nulls) -> Vec<Cell> {
    let null = |cell: &Cell| matches!(cell, Cell::Null);
    cells
        .iter()
        .filter(|cell| nulls != Nulls::Ignore || !null(cell))
        .map(|cell| match nulls {
            Nulls::Zero if null(cell) => Cell::Number(0.0),
            Nulls::Ignore | Nulls::Keep | Nulls::Zero => cell.clone(),
        })
        .collect()
}

/// The first of each value, in order.
pub(crate) fn unique(cells: &[Cell]) -> Vec<&Cell> {
    let keys: Vec<Key> = cells.iter().map(Cell::key).collect();
    let groups = order::groups(&keys, Key::cmp);
    let firsts = groups.iter().filter_map(|group| group.first());
    firsts.filter_map(|at| cells.get(*at)).collect()
}

/// Population variance, gaps skipped; 0 for gaps alone.
pub(crate) fn variance(values: &[f64]) -> f64 {
    let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
    for value in values
        .iter()
        .filter(|value| !is_gap(**value) && !is_missing(**value))
    {
        count += 1.0;
        let before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }
    if count > 0.0 { squares / count } else { 0.0 }
}

fn median(values: &[f64], nulls: Nulls) -> Cell {
    let mut sorted = ascending(values, nulls);
    if nulls == Nulls::Ignore {
        sorted.retain(|value| !is_missing(*value));
    }
    let middle = sorted.len() / 2;
    let at = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
    let weight = |value: f64| if is_gap(value) { 0.0 } else { value };
    if sorted.len() % 2 == 1 {
        as_cell(at(middle))
    } else if sorted.is_empty() {
        Cell::Number(f64::NAN)
    } else {
        Cell::Number((weight(at(middle - 1)) + weight(at(middle))) / 2.0)
    }
}

fn percentile(values: &[f64], percent: u8, nulls: Nulls) -> Cell {
    let sorted = ascending(values, nulls);
    let Some(last) = sorted.len().checked_sub(1) else {
        return Cell::Missing;
    };
    let place = (last as f64 * (f64::from(percent) / 100.0) + 0.5).floor();
    sorted
        .get(place as usize)
        .map_or(Cell::Missing, |value| as_cell(*value))
}

/// The values in order. A gap that counts stands at zero; rows that are missing come last.
fn ascending(values: &[f64], nulls: Nulls) -> Vec<f64> {
    let mut counted: Vec<f64> = values
        .iter()
        .filter(|value| nulls != Nulls::Ignore || !is_gap(**value))
        .map(|value| match nulls {
            Nulls::Zero if is_gap(*value) => 0.0,
            Nulls::Ignore | Nulls::Keep | Nulls::Zero => *value,
        })
        .collect();
    let missing = counted.iter().filter(|value| is_missing(**value)).count();
    counted.retain(|value| !is_missing(*value));
    let weights: Vec<f64> = counted
        .iter()
        .map(|value| if is_gap(*value) { 0.0 } else { *value })
        .collect();
    let mut sorted: Vec<f64> = order::ascending(&weights)
        .into_iter()
        .filter_map(|place| counted.get(place).copied())
        .collect();
    sorted.resize(sorted.len() + missing, MISSING);
    sorted
}
