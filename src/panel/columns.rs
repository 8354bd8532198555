//! What panels of bars by category show: bar charts and histograms.

use crate::chart::scene::Ink;
use crate::panel::picture::Legend;
use crate::panel::picture::Reading;
use crate::panel::picture::Tooltip;
use crate::time::Instant;

/// Bars by category.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// Bars lie; none follows the panel's shape.
    pub horizontal: Option<bool>,
    /// What the column of categories is called; may be empty.
    pub category: String,
    /// What each group of bars is of.
    pub categories: Vec<Category>,
    /// The bars of each category, one per row of the legend; none where there is no value.
    pub bars: Vec<Vec<Option<Bar>>>,
    /// Bars of a category stand on top of each other.
    pub stacked: bool,
    /// Lines of the value axis: value, and how far along they lie from 0 to 1.
    pub ticks: Vec<(f64, f64)>,
    /// Grafana unit id and decimals of ticks.
    pub unit: (String, Option<u8>),
    /// Grafana unit id of categories that are numbers.
    pub category_unit: String,
    /// Values are written on bars; none only where there is room.
    pub show_values: Option<bool>,
    /// Share of the category's room that its bars take.
    pub group_width: f32,
    /// Share of a bar's room that it takes.
    pub bar_width: f32,
    /// Rounding of a bar's end, 0 to 0.5 of its width.
    pub radius: f32,
    /// Opacity of bars, 0 to 1.
    pub fill: f32,
    /// Names longer than this are cut.
    pub name_length: Option<u32>,
    /// The legend.
    pub legend: Legend,
    /// What the tooltip lists.
    pub tooltip: Tooltip,
    /// How many categories were left out, because more than the limit came.
    pub cut: usize,
}

/// What a group of bars is of.
#[derive(Clone, Debug, PartialEq)]
pub enum Category {
    /// A name.
    Text(String),
    /// An instant.
    Time(Instant),
    /// Values from one to below another.
    Span(f64, f64),
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Where it begins and ends along the value axis, ascending, 0 to 1.
    pub along: (f64, f64),
    /// Its value.
    pub reading: Reading,
    /// Its colour.
    pub ink: Ink,
}
