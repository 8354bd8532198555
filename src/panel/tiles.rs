//! What panels of tiles show: state timelines, status histories, heatmaps.

use crate::chart::mosaic::Mosaic;
use crate::chart::scene::Ink;
use crate::panel::link::Origin;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::panel::picture::Reading;
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
