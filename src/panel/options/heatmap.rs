//! Options of heatmap and histogram panels: what is counted, and how counts look.

use crate::chart::scene::Scale;
use crate::notation::json;
use crate::notation::json::Object;
use crate::panel::options::legend;
use crate::panel::options::legend::LegendOptions;
use crate::panel::picture::Tooltip;
use serde_json::Value;

/// Options of a heatmap panel.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatmapOptions {
    /// Samples are counted here, in these buckets of time and value; none when the answer has counts already.
    pub calculate: Option<(Buckets, Buckets)>,
    /// Where a row of counts lies beside its name.
    pub rows: RowLayout,
    /// Colours of cells.
    pub colour: CellColour,
    /// Cells of at most this are not drawn.
    pub hide_below: Option<f64>,
    /// Cells of at least this are not drawn.
    pub hide_above: Option<f64>,
    /// Space between cells in CSS px.
    pub gap: f32,
    /// Unit of counts, if it says one.
    pub count_unit: Option<String>,
    /// Unit of the value axis, if it says one.
    pub unit: Option<String>,
    /// Decimals of the value axis.
    pub decimals: Option<u8>,
    /// Lower end of the value axis.
    pub min: Option<f64>,
    /// Upper end of the value axis.
    pub max: Option<f64>,
    /// Large values are at the bottom.
    pub reverse: bool,
    /// The value axis is drawn.
    pub axis: bool,
    /// A scale of colours stands below.
    pub legend: bool,
    /// A cell says what it is.
    pub tooltip: bool,
}

/// Buckets along an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Buckets {
    /// How many, or how wide.
    pub by: BucketsBy,
    /// Widths grow with the value.
    pub scale: Scale,
}

/// How buckets are cut.
#[derive(Clone, Debug, PartialEq)]
pub enum BucketsBy {
    /// As many as Grafana takes.
    Auto,
    /// So many.
    Count(f64),
    /// Of this size, as written: a number, or an interval along time.
    Size(String),
}

/// Where a row of counts lies beside its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowLayout {
    /// As its label says: below it for `le`.
    #[default]
    Auto,
    /// The name is its upper end.
    Upper,
    /// The name is its lower end.
    Lower,
    /// The name is its middle.
    Middle,
}

/// Colours of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct CellColour {
    /// The name of a scheme of colours, or one colour that fades.
    pub scheme: Scheme,
    /// The scheme runs from its end.
    pub reverse: bool,
    /// How many colours there are.
    pub steps: u32,
    /// The count to the power of this is the place in the scheme; none is linear.
    pub exponent: Option<f64>,
    /// Count of the first colour.
    pub min: Option<f64>,
    /// Count of the last colour.
    pub max: Option<f64>,
}

/// What cells are coloured with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// A scheme by Grafana's name.
    Named(String),
    /// One colour, the fainter the less.
    Opacity(String),
}

/// Options of a histogram panel.
#[derive(Clone, Debug, PartialEq)]
pub struct HistogramOptions {
    /// How wide a bucket is, if it is said.
    pub size: Option<f64>,
    /// About how many buckets there are.
    pub count: u32,
    /// Where the first bucket begins.
    pub offset: f64,
    /// All series are counted together.
    pub combine: bool,
    /// Legend.
    pub legend: LegendOptions,
    /// Tooltip.
    pub tooltip: Tooltip,
}

/// About how many buckets a histogram has that says nothing.
const BUCKETS: u32 = 30;

/// Steps of a scheme that says nothing.
const STEPS: u32 = 64;

/// Grafana's scheme for a heatmap that says nothing.
const SCHEME: &str = "Oranges";

/// And its colour for one that fades.
const FADING: &str = "dark-orange";

/// Cells of at most this count as empty where a file says nothing.
const NEXT_TO_NOTHING: f64 = 1e-9;

/// Space between cells where a file says nothing.
const GAP: f32 = 1.0;

impl HeatmapOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let calculation = options.object("calculation");
        let calculate = options.flag("calculate").unwrap_or(false);
        let axis = options.object("yAxis");
        let filter = options.object("filterValues");
        let legend = options.object("legend");
        let tooltip = options.object("tooltip");
        Self {
            calculate: calculate.then(|| {
                (
                    buckets(&calculation.object("xBuckets")),
                    buckets(&calculation.object("yBuckets")),
                )
            }),
            rows: match options.object("rowsFrame").text("layout").as_deref() {
                Some("le") => RowLayout::Upper,
                Some("ge") => RowLayout::Lower,
                Some("unknown") => RowLayout::Middle,
                _ => RowLayout::Auto,
            },
            colour: colour(&options.object("color")),
            hide_below: match filter.exists() {
                true => filter.number("le"),
                false => Some(NEXT_TO_NOTHING),
            },
            hide_above: filter.number("ge"),
            gap: options.number("cellGap").map_or(GAP, |gap| gap as f32),
            count_unit: options
                .object("cellValues")
                .text("unit")
                .filter(|unit| !unit.is_empty()),
            unit: axis.text("unit").filter(|unit| !unit.is_empty()),
            decimals: axis.count("decimals").map(|count| count.min(20) as u8),
            min: axis.number("min"),
            max: axis.number("max"),
            reverse: axis.flag("reverse").unwrap_or(false),
            axis: axis.text("axisPlacement").as_deref() != Some("hidden"),
            legend: legend.flag("show").unwrap_or(true),
            tooltip: tooltip.flag("show").unwrap_or(true)
                && tooltip.text("mode").as_deref() != Some("none"),
        }
    }
}

impl HistogramOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        Self {
            size: options.number("bucketSize").filter(|size| *size > 0.0),
            count: options.count("bucketCount").unwrap_or(BUCKETS).max(1),
            offset: options.number("bucketOffset").unwrap_or(0.0),
            combine: options.flag("combine").unwrap_or(false),
            legend: LegendOptions::read(options),
            tooltip: legend::tooltip(options),
        }
    }
}

fn buckets(buckets: &Object<'_>) -> Buckets {
    let value = match buckets.value("value") {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => json::written(number),
        _ => String::new(),
    };
    let scale = buckets.object("scale");
    let base = scale.number("log").unwrap_or(2.0);
    Buckets {
        by: match (buckets.text("mode").as_deref(), value.as_str()) {
            (_, "") => BucketsBy::Auto,
            (Some("count"), count) => {
                crate::lean::decimal::parse(count).map_or(BucketsBy::Auto, BucketsBy::Count)
            }
            _ => BucketsBy::Size(value),
        },
        scale: match scale.text("type").as_deref() {
            Some("log") => Scale::Log(base),
            Some("symlog") => Scale::SymLog { base, linear: 1.0 },
            _ => Scale::Linear,
        },
    }
}

fn colour(colour: &Object<'_>) -> CellColour {
    let text = |key: &str, default: &str| {
        let text = colour.text(key).filter(|text| !text.is_empty());
        text.unwrap_or_else(|| default.to_owned())
    };
    let linear = colour.text("scale").as_deref() == Some("linear");
    CellColour {
        scheme: match colour.text("mode").as_deref() {
            Some("opacity") => Scheme::Opacity(text("fill", FADING)),
            _ => Scheme::Named(text("scheme", SCHEME)),
        },
        reverse: colour.flag("reverse").unwrap_or(false),
        steps: colour.count("steps").unwrap_or(STEPS).clamp(2, 256),
        exponent: (!linear).then(|| colour.number("exponent").unwrap_or(0.5)),
        min: colour.number("min"),
        max: colour.number("max"),
    }
}
