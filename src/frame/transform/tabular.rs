//! Joining as SQL does it: every pair of rows with equal keys, in the order of the left.
//!
//! A key that is null meets nothing. In an outer join the rows of the left without a partner follow, then those of the
//! right; what they lack is null.

use super::TooLarge;
use super::room;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::frame::order::groups;
use crate::lean::sort;

/// A row that is not there.
const NONE: usize = usize::MAX;

/// Joins tables one after the other; the first column of each is its key.
pub(crate) fn join(tables: Vec<Vec<Column>>, outer: bool) -> Result<Vec<Column>, TooLarge> {
    let mut tables = tables.into_iter();
    let mut left = tables.next().unwrap_or_default();
    for right in tables {
        let (Some(left_key), Some(right_key)) = (left.first(), right.first()) else {
            continue;
        };
        let (lefts, rights) = pairs(left_key, right_key, outer, left.len() + right.len())?;
        let key = lefts.iter().zip(&rights).map(|(l, r)| match *l {
            NONE => right_key.get(*r),
            row => left_key.get(row),
        });
        let mut joined = vec![Column::new(key.collect())];
        let others = |columns: &[Column], rows: &[usize]| -> Vec<Column> {
            columns
                .iter()
                .skip(1)
                .map(|column| column.pick_or_null(rows))
                .collect()
        };
        joined.extend(others(&left, &lefts));
        joined.extend(others(&right, &rights));
        left = joined;
    }
    Ok(left)
}

/// Rows of the left and of the right, pair by pair.
fn pairs(
    left: &Column,
    right: &Column,
    outer: bool,
    columns: usize,
) -> Result<(Vec<usize>, Vec<usize>), TooLarge> {
    let texts: Vec<String> = right.iter().map(|cell| cell.written()).collect();
    let found = groups(&texts, String::cmp);
    let text = |group: &Vec<usize>| {
        group
            .first()
            .and_then(|at| texts.get(*at))
            .map_or("", |text| text)
    };
    let mut index: Vec<(&str, &Vec<usize>)> =
        found.iter().map(|group| (text(group), group)).collect();
    sort::by_key(&mut index, |(text, _)| *text);

    let (mut lefts, mut rights, mut lonely) = (Vec::new(), Vec::new(), Vec::new());
    let mut matched = vec![false; index.len()];
    for (row, cell) in left.iter().enumerate() {
        let written = cell.written();
        let at = index
            .binary_search_by(|(text, _)| (*text).cmp(&written))
            .ok();
        let at = at.filter(|_| !cell.is_nothing());
        let Some((_, partners)) = at.and_then(|at| index.get(at)) else {
            lonely.push(row);
            continue;
        };
        room(columns, lefts.len() + partners.len())?;
        lefts.extend(partners.iter().map(|_| row));
        rights.extend(partners.iter().copied());
        // Grafana remembers what it matched by value, and asks by text: a number counts as never matched.
        if let (Cell::Text(_), Some(matched)) = (cell, at.and_then(|at| matched.get_mut(at))) {
            *matched = true;
        }
    }
    if outer {
        rights.extend(lonely.iter().map(|_| NONE));
        lefts.extend(lonely);
        let mut unmatched: Vec<(Option<u32>, &Vec<usize>)> = index
            .iter()
            .zip(matched)
            .filter(|(_, matched)| !matched)
            .map(|((text, group), _)| (small(text), *group))
            .collect();
        // An engine lists small whole numbers first and in order, then the others as they came.
        sort::by_key(&mut unmatched, |(number, group)| {
            (number.is_none(), *number, group.first().copied())
        });
        for (_, group) in unmatched {
            lefts.extend(group.iter().map(|_| NONE));
            rights.extend(group.iter().copied());
        }
        room(columns, lefts.len())?;
    }
    Ok((lefts, rights))
}

/// A text that is a small whole number, written as such.
fn small(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok()?;
    let plain = text == "0" || !text.starts_with(['0', '+']);
    (plain && number < u32::MAX).then_some(number)
}
