//! Options of each panel type (Grafana's `options`), with Grafana's defaults where a file says nothing.

pub mod heatmap;
pub mod legend;
pub mod list;
pub mod share;
pub mod state;

use crate::frame::reducer::Reducer;
use crate::notation::json::Object;
use crate::notation::pattern::Pattern;
use crate::panel::html;
use crate::panel::options::legend::LegendOptions;
use crate::panel::picture::Tooltip;
use serde_json::Value;

/// How many rows become tiles when a panel shows every value.
const ROW_LIMIT: usize = 25;

/// Options of a time series panel.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeSeriesOptions {
    /// How the legend looks.
    pub legend: LegendOptions,
    /// What the tooltip lists.
    pub tooltip: Tooltip,
}

/// How series become single values.
#[derive(Clone, Debug, PartialEq)]
pub struct ReduceOptions {
    /// One value per reducer; never empty.
    pub calcs: Vec<Reducer>,
    /// Which series by displayed name; none is all.
    pub fields: Option<Pattern>,
    /// Every sample is a value of its own, up to the limit.
    pub values: Option<usize>,
}

/// Options of a stat panel.
#[derive(Clone, Debug, PartialEq)]
pub struct StatOptions {
    /// How series become values.
    pub reduce: ReduceOptions,
    /// Draw the samples behind the value.
    pub graph: bool,
    /// What is written.
    pub text: TextMode,
    /// Is the value coloured at all?
    pub coloured: bool,
}

/// What is written on a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextMode {
    /// The name too when there are several tiles.
    Auto,
    /// The value.
    Value,
    /// Name and value.
    ValueAndName,
    /// The name.
    Name,
    /// Nothing.
    None,
}

/// Options of a gauge panel.
#[derive(Clone, Debug, PartialEq)]
pub struct GaugeOptions {
    /// How series become values.
    pub reduce: ReduceOptions,
    /// Draw the bands of the thresholds.
    pub bands: bool,
}

/// Options of a bar gauge panel.
#[derive(Clone, Debug, PartialEq)]
pub struct BarGaugeOptions {
    /// How series become values.
    pub reduce: ReduceOptions,
    /// Meters lie.
    pub horizontal: bool,
    /// Values are written beside them.
    pub values: bool,
    /// And names.
    pub names: bool,
}

/// Options of a table panel, as the file has them: who draws tables reads them
/// ([`TableStyle`](crate::panel::table::look::TableStyle)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableOptions(pub Value);

/// Options of a text panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// The text, variables as written.
    pub content: String,
    /// How it is to be read.
    pub mode: Markup,
}

/// How prose is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// As markdown; tags of HTML in it become text.
    Markdown,
    /// As HTML, of which stays what markdown can say.
    Html,
    /// As it stands.
    Code,
}

impl TimeSeriesOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        Self {
            legend: LegendOptions::read(options),
            tooltip: legend::tooltip(options),
        }
    }
}

impl ReduceOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let reduce = options.object("reduceOptions");
        let mut calcs = reducers(&reduce, "calcs");
        if calcs.is_empty() {
            calcs.push(Reducer::LastNotNull);
        }
        let fields = reduce.text("fields").filter(|fields| !fields.is_empty());
        let pattern = fields.as_deref().and_then(Pattern::read);
        if fields.is_some() && pattern.is_none() {
            reduce.bad("fields", "a regular expression");
        }
        let every = reduce.flag("values").unwrap_or(false);
        let limit = reduce
            .count("limit")
            .map_or(ROW_LIMIT, |limit| limit as usize);
        Self {
            calcs,
            fields: pattern,
            values: every.then_some(limit),
        }
    }
}

impl StatOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        if options.flag("showPercentChange") == Some(true) {
            options.unsupported("showPercentChange", "true");
        }
        Self {
            reduce: ReduceOptions::read(options),
            graph: options.text("graphMode").is_none_or(|mode| mode != "none"),
            text: match options.text("textMode").as_deref() {
                Some("value") => TextMode::Value,
                Some("value_and_name") => TextMode::ValueAndName,
                Some("name") => TextMode::Name,
                Some("none") => TextMode::None,
                _ => TextMode::Auto,
            },
            coloured: options.text("colorMode").is_none_or(|mode| mode != "none"),
        }
    }
}

impl GaugeOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        if options.flag("showThresholdLabels") == Some(true) {
            options.unsupported("showThresholdLabels", "true");
        }
        Self {
            reduce: ReduceOptions::read(options),
            bands: options.flag("showThresholdMarkers").unwrap_or(true),
        }
    }
}

impl BarGaugeOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        Self {
            reduce: ReduceOptions::read(options),
            horizontal: options
                .text("orientation")
                .is_none_or(|way| way != "vertical"),
            values: options.text("valueMode").as_deref() != Some("hidden"),
            names: options.text("namePlacement").as_deref() != Some("hidden"),
        }
    }
}

impl TextOptions {
    /// Before version 8.5 content and mode stood on the panel itself.
    pub(crate) fn read(options: &Object<'_>, panel: &Object<'_>) -> Self {
        let content = options.text("content").or_else(|| panel.text("content"));
        let mode = options.text("mode").or_else(|| panel.text("mode"));
        let content = content.unwrap_or_default();
        let mode = match mode.as_deref() {
            Some("code" | "text") => Markup::Code,
            Some("html") => Markup::Html,
            _ => Markup::Markdown,
        };
        if let Some(tag) = html::lost(&content).filter(|_| mode == Markup::Html) {
            options.unsupported("content", &format!("<{tag}>"));
        }
        Self { content, mode }
    }
}

pub(crate) fn reducers(object: &Object<'_>, key: &str) -> Vec<Reducer> {
    object
        .texts(key)
        .iter()
        .filter_map(|id| {
            let reducer = Reducer::read(id);
            if reducer.is_none() {
                object.unsupported(key, id);
            }
            reducer
        })
        .collect()
}
