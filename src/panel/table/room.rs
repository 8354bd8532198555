//! Where the columns and rows of a table lie, and which of them are to be in the page.

use crate::frame::Kind;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use std::ops::Range;

/// Rows around those in view that are in the page too, so that scrolling finds them there.
const AROUND: usize = 10;

/// The window of rows moves in steps of so many, so that scrolling a little changes nothing.
const STEP: usize = 5;

/// Most rows in the page, however high the panel is.
pub const MOST: usize = 100;

/// The window of columns moves in steps of so many.
const COLUMNS: usize = 8;

/// Least width of a column that takes what is left, CSS px; so narrow it may become where all then have room; and of one of
/// instants.
const LEAST: f64 = 150.0;
const TIGHT: f64 = 110.0;
const INSTANT: f64 = 170.0;

/// Widths of the columns in this room, CSS px: those that were set, and for the others an equal part of what is left.
#[must_use]
pub fn widths(table: &Table, room: f64) -> Vec<f64> {
    let columns = || table.columns.iter();
    let fixed: f64 = columns().filter_map(|column| column.look.width).sum();
    let others = columns().filter(|column| column.look.width.is_none());
    let part = ((room - fixed) / others.count().max(1) as f64).floor();
    let fitted = |least: f64| {
        let width = |column: &TableColumn| {
            let own = match table.kind(column) {
                Kind::Time => INSTANT,
                Kind::Number | Kind::Text | Kind::Boolean | Kind::Other => least,
            };
            let least = column.look.least.unwrap_or(own);
            column.look.width.unwrap_or(part.max(least))
        };
        columns().map(width).collect::<Vec<f64>>()
    };
    let widths = fitted(LEAST);
    if widths.iter().sum::<f64>() <= room {
        return widths;
    }
    let tight = fitted(TIGHT);
    if tight.iter().sum::<f64>() <= room {
        tight
    } else {
        widths
    }
}

/// The columns to be in the page: those in view and some beside them.
#[must_use]
pub fn columns(widths: &[f64], left: f64, room: f64) -> Range<usize> {
    let mut from = 0.0;
    let (mut first, mut last) = (None, 0);
    for (place, width) in widths.iter().enumerate() {
        let to = from + width;
        if to > left && from < left + room {
            first = first.or(Some(place));
            last = place + 1;
        }
        from = to;
    }
    let first = first.unwrap_or(0) / COLUMNS * COLUMNS;
    let last = last.max(1).div_ceil(COLUMNS) * COLUMNS;
    first..last.min(widths.len())
}

/// Where rows lie from the top of the first.
#[derive(Clone, Debug, PartialEq)]
pub enum Lines {
    /// All are as high as each other.
    Even {
        /// How many.
        count: usize,
        /// How high.
        height: f64,
    },
    /// Where each ends.
    Wrapped(Vec<f64>),
}

impl Lines {
    /// How high they are together.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.top(self.count())
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Even { count, .. } => *count,
            Self::Wrapped(ends) => ends.len(),
        }
    }

    /// Where a row begins.
    #[must_use]
    pub fn top(&self, place: usize) -> f64 {
        match self {
            Self::Even { height, .. } => place as f64 * height,
            Self::Wrapped(ends) => match place.checked_sub(1) {
                Some(before) => ends.get(before).or(ends.last()).copied().unwrap_or(0.0),
                None => 0.0,
            },
        }
    }

    /// The row at a height; the last one beyond.
    #[must_use]
    pub fn at(&self, y: f64) -> usize {
        let place = match self {
            Self::Even { height, .. } => (y.max(0.0) / height) as usize,
            Self::Wrapped(ends) => ends.partition_point(|end| *end <= y),
        };
        place.min(self.count().saturating_sub(1))
    }

    /// The rows to be in the page when so much of them is in view.
    #[must_use]
    pub fn window(&self, top: f64, visible: f64) -> Range<usize> {
        let first = self.at(top).saturating_sub(AROUND) / STEP * STEP;
        let last = self.at(top + visible).saturating_add(AROUND + 1);
        let last = last.div_ceil(STEP).saturating_mul(STEP);
        first..last.min(self.count()).min(first.saturating_add(MOST))
    }
}

/// Width of a letter and height of a line of a text that goes on in a next line, CSS px; what stands beside and around it.
const LETTER: f64 = 7.0;
const LINE: f64 = 20.0;
const BESIDE: f64 = 24.0;
const ABOVE: f64 = 10.0;

/// More lines than this are not shown: the whole of a value can be opened.
const LINES: f64 = 12.0;

/// How high a row is that holds texts of so many letters in columns of these widths.
#[must_use]
pub fn wrapped(texts: &[(usize, f64)], least: f64) -> f64 {
    let lines = texts.iter().map(|(letters, width)| {
        let fit = ((width - BESIDE) / LETTER).floor().max(1.0);
        (*letters as f64 / fit).ceil()
    });
    let lines = lines.fold(1.0, f64::max).min(LINES);
    (lines * LINE + ABOVE).max(least)
}
