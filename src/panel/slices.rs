//! What pie charts show: a whole and its shares.

use crate::chart::scene::Ink;
use crate::panel::options::share::Figures;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::panel::picture::Reading;

/// A whole and its shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Slices {
    /// Slices in order, clockwise from the top.
    pub slices: Vec<Slice>,
    /// With a hole.
    pub donut: bool,
    /// What is written on a slice.
    pub labels: Figures,
    /// How the legend stands, and what it has beside names.
    pub legend: (LegendMode, LegendPlace, Figures),
    /// A slice says what it is when it is pointed at.
    pub tooltip: bool,
}

/// A share of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// What it is of.
    pub name: String,
    /// Its value.
    pub reading: Reading,
    /// Its share of the whole, 0 to 1.
    pub share: f64,
    /// Its colour.
    pub ink: Ink,
}
