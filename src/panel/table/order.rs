//! The order of a table's rows: numbers by size, texts as people read them; no value before every value.

use crate::frame::Kind;
use crate::frame::order::collated;
use crate::lean::sort;
use crate::panel::picture::Table;
use crate::panel::table::cell::value;
use std::cmp::Ordering;

/// What rows of one column are compared by.
enum Keys {
    Numbers(Vec<f64>),
    Texts(Vec<Vec<(u8, u64)>>),
}

/// Rows in the order wanted: by places of columns, descending or not, the first deciding. Equal rows stay as they came.
#[must_use]
pub fn sorted(table: &Table, mut rows: Vec<usize>, wanted: &[(usize, bool)]) -> Vec<usize> {
    let keys: Vec<(Keys, bool)> = wanted
        .iter()
        .filter_map(|(place, descending)| Some((keys(table, *place)?, *descending)))
        .collect();
    if !keys.is_empty() {
        sort::by(&mut rows, |a, b| {
            let orders = keys.iter().map(|(keys, descending)| {
                let order = keys.compare(*a, *b);
                if *descending { order.reverse() } else { order }
            });
            orders.fold(Ordering::Equal, Ordering::then)
        });
    }
    rows
}

/// The sorting after a click on the head of a column: the first time as its values are mostly read, then the other way,
/// then as the rows came. With `also` the column is added behind those before it.
#[must_use]
pub fn turned(
    before: &[(usize, bool)],
    table: &Table,
    place: usize,
    also: bool,
) -> Vec<(usize, bool)> {
    let Some(column) = table.columns.get(place) else {
        return before.to_vec();
    };
    // Numbers are read from the largest down.
    let first = table.kind(column) == Kind::Number;
    let now = before.iter().find(|(known, _)| *known == place);
    let next = match now {
        None => Some(first),
        Some((_, descending)) if *descending == first => Some(!first),
        Some(_) => None,
    };
    let mut sort: Vec<(usize, bool)> = match also {
        true => before
            .iter()
            .copied()
            .filter(|(known, _)| *known != place)
            .collect(),
        false => Vec::new(),
    };
    sort.extend(next.map(|descending| (place, descending)));
    sort
}

fn keys(table: &Table, place: usize) -> Option<Keys> {
    let column = table.columns.get(place)?;
    let rows = 0..table.len();
    Some(match table.kind(column) {
        Kind::Number | Kind::Time => {
            let field = table.rows.frame.fields.get(column.place)?;
            Keys::Numbers(field.values.plotted().to_vec())
        }
        Kind::Text | Kind::Boolean | Kind::Other => {
            let text = |row| match value(table, column, row) {
                cell if cell.is_nothing() => Vec::new(),
                cell => collated(&cell.written(), true),
            };
            Keys::Texts(rows.map(text).collect())
        }
    })
}

impl Keys {
    fn compare(&self, a: usize, b: usize) -> Ordering {
        match self {
            Self::Texts(texts) => texts.get(a).cmp(&texts.get(b)),
            Self::Numbers(numbers) => {
                let number =
                    |row: usize| numbers.get(row).copied().filter(|number| !number.is_nan());
                match (number(a), number(b)) {
                    (Some(a), Some(b)) => a.total_cmp(&b),
                    (Some(_), None) => Ordering::Greater,
                    (None, Some(_)) => Ordering::Less,
                    (None, None) => Ordering::Equal,
                }
            }
        }
    }
}
