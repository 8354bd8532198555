//! A line of the list of loaded lines: its number, and where it lies.
//!
//! A row lives as long as the list is looked at; its number as long as its line is loaded.

use crate::data::lines::Lines;
use crate::data::lines::Nanos;
use std::sync::Arc;

/// A line, as long as it is loaded: another answer's lines never have its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(pub u64);

/// A line of the list.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its number.
    pub id: RowId,
    /// The answer it came with.
    pub lines: &'a Arc<Lines>,
    /// Its place there.
    pub line: usize,
}

impl<'a> Row<'a> {
    /// When it was.
    #[must_use]
    pub fn at(&self) -> Nanos {
        self.lines.time(self.line)
    }

    /// What it says.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.lines.text(self.line)
    }
}

/// Is it the same line, though of another answer?
#[must_use]
pub fn is_same(row: &Row<'_>, lines: &Lines, line: usize) -> bool {
    row.text() == lines.text(line)
        && row.lines.labels(row.line) == lines.labels(line)
        && row.lines.pairs(row.line).eq(lines.pairs(line))
}
