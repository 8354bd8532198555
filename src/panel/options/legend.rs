//! Legend and tooltip, which many panel types share.

use crate::frame::reducer::Reducer;
use crate::notation::json::Object;
use crate::panel::options::reducers;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::panel::picture::Tooltip;
use crate::panel::picture::TooltipMode;
use crate::panel::picture::TooltipSort;

/// How a legend looks.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendOptions {
    /// Names in a row, with figures in columns, or none.
    pub mode: LegendMode,
    /// Where it stands.
    pub place: LegendPlace,
    /// Its columns.
    pub calcs: Vec<Reducer>,
    /// Title of the column it is sorted by, and descending.
    pub sort: Option<(String, bool)>,
    /// Its width in CSS px at the right of the picture.
    pub width: Option<f32>,
}

impl LegendOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let legend = options.object("legend");
        let shown = legend.flag("showLegend").unwrap_or(true);
        let sort = legend.text("sortBy").filter(|column| !column.is_empty());
        let descending = legend.flag("sortDesc").unwrap_or(false);
        Self {
            mode: match legend.text("displayMode").as_deref() {
                Some("hidden") => LegendMode::Hidden,
                _ if !shown => LegendMode::Hidden,
                Some("table") => LegendMode::Table,
                _ => LegendMode::List,
            },
            place: match legend.text("placement").as_deref() {
                Some("right") => LegendPlace::Right,
                _ => LegendPlace::Bottom,
            },
            calcs: reducers(&legend, "calcs"),
            sort: sort.map(|column| (column, descending)),
            width: legend.number("width").map(|width| width as f32),
        }
    }
}

/// What the tooltip lists.
pub(crate) fn tooltip(options: &Object<'_>) -> Tooltip {
    let tooltip = options.object("tooltip");
    Tooltip {
        mode: match tooltip.text("mode").as_deref() {
            Some("multi") => TooltipMode::All,
            Some("none") => TooltipMode::Off,
            _ => TooltipMode::Single,
        },
        sort: match tooltip.text("sort").as_deref() {
            Some("asc") => TooltipSort::Ascending,
            Some("desc") => TooltipSort::Descending,
            _ => TooltipSort::None,
        },
        hide_zeros: tooltip.flag("hideZeros").unwrap_or(false),
    }
}
