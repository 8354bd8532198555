//! Options of pie charts and bar charts: shares of a whole, and bars by category.

use crate::notation::json::Object;
use crate::panel::options::ReduceOptions;
use crate::panel::options::legend;
use crate::panel::options::legend::LegendOptions;
use crate::panel::picture::Tooltip;

/// Options of a pie chart panel.
#[derive(Clone, Debug, PartialEq)]
pub struct PieOptions {
    /// How series become values.
    pub reduce: ReduceOptions,
    /// With a hole.
    pub donut: bool,
    /// What is written on a slice.
    pub labels: Figures,
    /// Order of slices.
    pub sort: PieSort,
    /// Legend.
    pub legend: LegendOptions,
    /// What the legend's columns are.
    pub legend_figures: Figures,
    /// Tooltip.
    pub tooltip: Tooltip,
}

/// What is written of a slice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Its name.
    pub name: bool,
    /// Its value.
    pub value: bool,
    /// Its share.
    pub percent: bool,
}

/// Order of slices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PieSort {
    /// Largest first.
    #[default]
    Descending,
    /// Smallest first.
    Ascending,
    /// As answered.
    None,
}

/// Options of a bar chart panel.
#[derive(Clone, Debug, PartialEq)]
pub struct BarChartOptions {
    /// Bars lie; none follows the panel's shape.
    pub horizontal: Option<bool>,
    /// Column of the categories; none is the first text or time.
    pub category: Option<String>,
    /// Column whose value colours a bar.
    pub colour_by: Option<String>,
    /// How bars of one category stand together.
    pub stacking: BarStacking,
    /// Values are written on bars; none only where there is room.
    pub show_values: Option<bool>,
    /// Share of the category's room that its bars take.
    pub group_width: f32,
    /// Share of a bar's room that it takes.
    pub bar_width: f32,
    /// Rounding of a bar's end, 0 to 0.5 of its width.
    pub radius: f32,
    /// Names longer than this are cut.
    pub name_length: Option<u32>,
    /// Legend.
    pub legend: LegendOptions,
    /// Tooltip.
    pub tooltip: Tooltip,
}

/// How bars of one category stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BarStacking {
    /// Side by side.
    #[default]
    None,
    /// On top of each other.
    Normal,
    /// As shares of their sum.
    Percent,
}

/// Share of room that bars take where a file says nothing: of a category, and of a bar.
const WIDTHS: (f32, f32) = (0.7, 0.97);

impl PieOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let of_legend = options.object("legend");
        Self {
            reduce: ReduceOptions::read(options),
            donut: options.text("pieType").as_deref() == Some("donut"),
            labels: figures(&options.texts("displayLabels")),
            sort: match options.text("sort").as_deref() {
                Some("asc") => PieSort::Ascending,
                Some("none") => PieSort::None,
                _ => PieSort::Descending,
            },
            legend: LegendOptions::read(options),
            legend_figures: figures(&of_legend.texts("values")),
            tooltip: legend::tooltip(options),
        }
    }
}

fn figures(names: &[String]) -> Figures {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    Figures {
        name: has("name"),
        value: has("value"),
        percent: has("percent"),
    }
}

impl BarChartOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let filled = |key: &str| options.text(key).filter(|text| !text.is_empty());
        let share = |key: &str, default: f32| options.number(key).map_or(default, |n| n as f32);
        Self {
            horizontal: match options.text("orientation").as_deref() {
                Some("horizontal") => Some(true),
                Some("vertical") => Some(false),
                _ => None,
            },
            category: filled("xField"),
            colour_by: filled("colorByField"),
            stacking: match options.text("stacking").as_deref() {
                Some("normal") => BarStacking::Normal,
                Some("percent") => BarStacking::Percent,
                _ => BarStacking::None,
            },
            show_values: match options.text("showValue").as_deref() {
                Some("always") => Some(true),
                Some("never") => Some(false),
                _ => None,
            },
            group_width: share("groupWidth", WIDTHS.0).clamp(0.0, 1.0),
            bar_width: share("barWidth", WIDTHS.1).clamp(0.0, 1.0),
            radius: share("barRadius", 0.0).clamp(0.0, 0.5),
            name_length: options
                .count("xTickLabelMaxLength")
                .filter(|length| *length > 0),
            legend: LegendOptions::read(options),
            tooltip: legend::tooltip(options),
        }
    }
}
