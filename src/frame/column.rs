//! The values of a column: numbers as they came, or cells of any type where a column has others.
//!
//! Numbers share the memory of the answer they came in. A gap in them is a null; a row that a join did not find is
//! [`MISSING`].

use crate::data::series;
use crate::data::series::GAP;
use crate::data::series::is_gap;
use crate::frame::cell::Cell;
use std::sync::Arc;

const MISSING_BITS: u64 = 0x7ff8_0000_0000_0a7b;

/// The number in a row that does not exist. Like a gap it is a NaN that no server sends.
pub const MISSING: f64 = f64::from_bits(MISSING_BITS);

/// Is this the number of a row that does not exist?
#[must_use]
pub fn is_missing(value: f64) -> bool {
    value.to_bits() == MISSING_BITS
}

/// Values from the top down, shared without copying.
#[derive(Clone, Debug)]
pub enum Column {
    /// Numbers, gaps and missing rows.
    Numbers(series::Column),
    /// Values of any type.
    Cells(Arc<Vec<Cell>>),
}

impl Column {
    /// A column of these values, as numbers if all of them are.
    #[must_use]
    pub fn new(cells: Vec<Cell>) -> Self {
        let numeric = |cell: &Cell| matches!(cell, Cell::Missing | Cell::Null | Cell::Number(_));
        if cells.iter().all(numeric) {
            Self::Numbers(cells.iter().map(as_number).collect())
        } else {
            Self::Cells(Arc::new(cells))
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(numbers: Vec<f64>) -> Self {
        Self::Numbers(numbers.into())
    }

    /// A column of texts.
    #[must_use]
    pub fn texts<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        Self::Cells(Arc::new(texts.map(Cell::text).collect()))
    }

    /// One value again and again.
    #[must_use]
    pub fn filled(cell: &Cell, rows: usize) -> Self {
        Self::new(vec![cell.clone(); rows])
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Cells(cells) => cells.len(),
        }
    }

    /// No row at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value in a row; missing beyond the last.
    #[must_use]
    pub fn get(&self, row: usize) -> Cell {
        match self {
            Self::Numbers(numbers) => numbers.get(row).map_or(Cell::Missing, |n| as_cell(*n)),
            Self::Cells(cells) => cells.get(row).cloned().unwrap_or_default(),
        }
    }

    /// Every value.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Cell> {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Every value as a plottable number: gaps for what is none.
    #[must_use]
    pub fn plotted(&self) -> series::Column {
        match self {
            Self::Numbers(numbers) if !numbers.iter().any(|number| is_missing(*number)) => {
                numbers.clone()
            }
            Self::Numbers(numbers) => {
                let plotted = |number: &f64| if is_missing(*number) { GAP } else { *number };
                numbers.iter().map(plotted).collect()
            }
            Self::Cells(cells) => cells
                .iter()
                .map(|cell| match cell {
                    Cell::Number(number) => *number,
                    Cell::Boolean(flag) => f64::from(u8::from(*flag)),
                    Cell::Missing | Cell::Null | Cell::Text(_) | Cell::List(_) | Cell::Json(_) => {
                        GAP
                    }
                })
                .collect(),
        }
    }

    /// The values of these rows, in this order; what a row does not have is missing.
    #[must_use]
    pub fn pick(&self, rows: &[usize]) -> Self {
        self.pick_or(rows, MISSING)
    }

    /// The values of these rows, in this order; null where there is no such row.
    #[must_use]
    pub fn pick_or_null(&self, rows: &[usize]) -> Self {
        self.pick_or(rows, GAP)
    }

    fn pick_or(&self, rows: &[usize], nothing: f64) -> Self {
        match self {
            Self::Numbers(numbers) => {
                let pick = |row: &usize| numbers.get(*row).copied().unwrap_or(nothing);
                Self::Numbers(rows.iter().map(pick).collect())
            }
            Self::Cells(cells) => {
                let pick = |row: &usize| cells.get(*row).cloned().unwrap_or(as_cell(nothing));
                Self::Cells(Arc::new(rows.iter().map(pick).collect()))
            }
        }
    }
}

impl From<series::Column> for Column {
    fn from(numbers: series::Column) -> Self {
        Self::Numbers(numbers)
    }
}

impl Default for Column {
    fn default() -> Self {
        Self::numbers(Vec::new())
    }
}

/// Equal value by value, however they are kept.
impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        let is_same = match (self, other) {
            (Self::Numbers(own), Self::Numbers(other)) => own == other,
            (Self::Cells(own), Self::Cells(other)) => Arc::ptr_eq(own, other),
            (Self::Numbers(_), Self::Cells(_)) | (Self::Cells(_), Self::Numbers(_)) => false,
        };
        is_same || self.len() == other.len() && self.iter().zip(other.iter()).all(|(a, b)| a == b)
    }
}

/// A number of a column as a value.
#[must_use]
pub fn as_cell(number: f64) -> Cell {
    if is_gap(number) {
        Cell::Null
    } else if is_missing(number) {
        Cell::Missing
    } else {
        Cell::Number(number)
    }
}

/// A value as a number of a column: texts are read, what is nothing stays nothing.
#[must_use]
pub fn as_number(cell: &Cell) -> f64 {
    match cell {
        Cell::Missing => MISSING,
        Cell::Null => GAP,
        Cell::Number(_) | Cell::Text(_) | Cell::Boolean(_) | Cell::List(_) | Cell::Json(_) => {
            cell.number()
        }
    }
}
