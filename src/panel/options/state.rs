//! Options of state timelines and status histories: states over time, a row for each series.

use crate::notation::json::Object;
use crate::panel::options::legend;
use crate::panel::options::legend::LegendOptions;
use crate::panel::picture::Tooltip;

/// Options of a state timeline or status history panel.
#[derive(Clone, Debug, PartialEq)]
pub struct StateOptions {
    /// Neighbours of one state are one bar; never in a status history.
    pub merge: bool,
    /// States are written on bars; none only where there is room.
    pub show_values: Option<bool>,
    /// Where on the bar.
    pub align: Align,
    /// Share of a row's height that its bars take.
    pub row_height: f32,
    /// Share of a cell's width that it takes, in a status history.
    pub column_width: f32,
    /// Rows on a page; none is all.
    pub per_page: Option<u32>,
    /// Legend.
    pub legend: LegendOptions,
    /// Tooltip.
    pub tooltip: Tooltip,
}

/// Where on its bar a state is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At its left end.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At its right end.
    Right,
}

/// Share of its room that a row or a cell takes where a file says nothing.
const SHARE: f32 = 0.9;

impl StateOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let share = |key: &str| options.number(key).map_or(SHARE, |n| n as f32);
        Self {
            merge: options.flag("mergeValues").unwrap_or(true),
            show_values: match options.text("showValue").as_deref() {
                Some("always") => Some(true),
                Some("never") => Some(false),
                _ => None,
            },
            align: match options.text("alignValue").as_deref() {
                Some("center") => Align::Center,
                Some("right") => Align::Right,
                _ => Align::Left,
            },
            row_height: share("rowHeight").clamp(0.0, 1.0),
            column_width: share("colWidth").clamp(0.0, 1.0),
            per_page: options.count("perPage").filter(|count| *count > 0),
            legend: LegendOptions::read(options),
            tooltip: legend::tooltip(options),
        }
    }
}
