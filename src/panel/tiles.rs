//! What panels of tiles show: state timelines, status histories, heatmaps.

use crate::chart::mosaic::Mosaic;
use crate::chart::mosaic::Rows;
use crate::chart::scene::Ink;
use crate::panel::link::Origin;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::panel::picture::Reading;
use std::ops::Range;
use std::sync::Arc;

/// Tiles over time with what they mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiles {
    /// Where they lie.
    pub mosaic: Mosaic,
    /// What each row is called, from below.
    pub names: Vec<String>,
    /// Where the values of each row lead, from below; counts lead nowhere.
    pub origins: Vec<Option<Arc<Origin>>>,
    /// What tiles say, by their `what`.
    pub said: Said,
    /// How the legend stands.
    pub legend: (LegendMode, LegendPlace),
    /// A tile says what it is when it is pointed at.
    pub tooltip: bool,
    /// How many rows were left out, because more than the limit came.
    pub cut: usize,
    /// Rows shown at a time; none is all.
    pub per_page: Option<u32>,
}

impl Tiles {
    /// Places of the rows of a page, from the top; of the last one beyond it. None where all are on one.
    #[must_use]
    pub fn page(&self, page: usize) -> Option<Range<usize>> {
        let each = usize::try_from(self.per_page?).ok()?;
        let count = self.names.len();
        if each == 0 || count <= each {
            return None;
        }
        let first = page.min((count - 1) / each) * each;
        Some(first..(first + each).min(count))
    }

    /// Only these of its rows, by their places from the top.
    #[must_use]
    pub fn only(&self, rows: &Range<usize>) -> Self {
        let count = self.names.len();
        let (below, above) = (
            count.saturating_sub(rows.end),
            count.saturating_sub(rows.start),
        );
        let mut only = self.clone();
        only.names = self.names.get(below..above).unwrap_or_default().to_vec();
        only.origins = self.origins.get(below..above).unwrap_or_default().to_vec();
        if let Rows::Names(names) = &mut only.mosaic.rows {
            names.clone_from(&only.names);
        }
        only.mosaic
            .tiles
            .retain(|tile| (below..above).contains(&(tile.row as usize)));
        for tile in &mut only.mosaic.tiles {
            tile.row -= u32::try_from(below).unwrap_or_default().min(tile.row);
            tile.lower -= below as f64;
            tile.upper -= below as f64;
        }
        only
    }
}

/// What tiles say.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A state each.
    States {
        /// All of them.
        states: Vec<State>,
        /// Places of those that the legend lists.
        listed: Vec<usize>,
    },
    /// How many were counted: their colours from the least to the most.
    Counts {
        /// Colours from the first to the last, on a light page and on a dark one.
        scale: [Vec<Ink>; 2],
        /// Count of the first colour.
        min: f64,
        /// Count of the last colour.
        max: f64,
        /// Grafana unit id of counts.
        unit: String,
        /// Grafana unit id and decimals of rows whose names are numbers.
        rows: (String, Option<u8>),
        /// Rows have their names beside them.
        axis: bool,
    },
}

/// A state of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Its value.
    pub reading: Reading,
    /// What of the value.
    pub reach: Reach,
    /// Its colour.
    pub ink: Ink,
}

/// What a state says of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It is that.
    Is,
    /// It is below: the first of several thresholds.
    Below,
    /// It has been reached: a threshold.
    AtLeast,
}
