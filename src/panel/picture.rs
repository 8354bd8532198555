//! What a panel shows, ready for any renderer: no query, no theme, no pixels; words only where a dashboard wrote them.

use crate::chart::scene::Ink;
use crate::chart::scene::Named;
use crate::chart::scene::Scene;
use crate::chart::scene::Status;
use crate::data::lines::Lines;
use crate::data::series::Column;
use crate::frame::reducer::Reducer;
use crate::panel::columns::Columns;
use crate::panel::field_config::FieldConfig;
use crate::panel::link::Origin;
use crate::panel::link::Rows;
use crate::panel::options::TextOptions;
use crate::panel::options::list::ListOptions;
use crate::panel::options::list::LogsOptions;
use crate::panel::slices::Slices;
use crate::panel::table::look::Look;
use crate::panel::table::look::TableStyle;
use crate::panel::tiles::Tiles;
use std::sync::Arc;

/// One panel's picture.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one per panel, never a list of them"
)]
pub enum Picture {
    /// A time series chart with its legend.
    Chart(Chart),
    /// One or more big values.
    Stats(Vec<Stat>),
    /// Dials.
    Gauges(Vec<Gauge>),
    /// Horizontal or vertical meters.
    Bars(Bars),
    /// States, samples or counts over time.
    Tiles(Tiles),
    /// Bars by category.
    Columns(Columns),
    /// A whole and its shares.
    Slices(Slices),
    /// A table.
    Table(Table),
    /// Log lines.
    Logs(Logs),
    /// Prose, as it is written: [`crate::panel::text::blocks`] reads it.
    Text(TextOptions),
    /// A list of alerts or of dashboards: whoever shows it finds what is listed.
    List(ListOptions),
    /// Answered, but nothing to show.
    Empty,
    /// A panel type that is not built: its name as the file has it.
    Unsupported(String),
}

/// Log lines in the order shown. Their text stays in the answers: [`crate::panel::logs::line`] makes what is shown of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Logs {
    /// The answers.
    pub answers: Vec<Arc<Lines>>,
    /// Which lines, from the top.
    pub rows: Vec<LogRow>,
    /// Labels that all lines share, where they are wanted.
    pub common: Vec<(String, String)>,
    /// How.
    pub options: LogsOptions,
}

/// A line that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Place of its answer.
    pub answer: u32,
    /// Place of the line in it.
    pub line: u32,
    /// How many lines after it repeat it.
    pub duplicates: u32,
}

/// A chart and its legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What is drawn.
    pub scene: Scene,
    /// The legend, one row per mark in the same order.
    pub legend: Legend,
    /// What the tooltip lists.
    pub tooltip: Tooltip,
    /// How many series were left out of the drawing, because more than the limit came.
    pub cut: usize,
}

/// How the legend looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendMode {
    /// Names in a row.
    List,
    /// Names with figures in columns.
    Table,
    /// None.
    Hidden,
}

/// Where the legend stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendPlace {
    /// Below the chart.
    Bottom,
    /// At its right.
    Right,
}

/// The legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend {
    /// How.
    pub mode: LegendMode,
    /// Where.
    pub place: LegendPlace,
    /// Columns of figures, in order.
    pub calcs: Vec<Reducer>,
    /// One per mark of the scene, same order.
    pub rows: Vec<LegendRow>,
    /// Places of rows in the order in which a table shows them.
    pub order: Vec<usize>,
    /// Width at the right of the picture, in CSS px.
    pub width: Option<f32>,
}

/// One row of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendRow {
    /// The series' name.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// Grafana unit id of its figures.
    pub unit: String,
    /// Decimals asked for.
    pub decimals: Option<u8>,
    /// One value per column of figures; none where there is nothing to reduce.
    pub values: Vec<Option<f64>>,
    /// It is drawn but not listed.
    pub unlisted: bool,
    /// The tooltip leaves it out.
    pub untold: bool,
    /// Where a click on one of its values leads.
    pub origin: Option<Arc<Origin>>,
    /// Texts in place of its values.
    pub names: Vec<Named>,
}

/// What the tooltip lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tooltip {
    /// All series, or the nearest alone, or no tooltip.
    pub mode: TooltipMode,
    /// Order of the rows.
    pub sort: TooltipSort,
    /// Rows of zero are left out.
    pub hide_zeros: bool,
}

/// How many rows a tooltip has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooltipMode {
    /// The nearest series.
    Single,
    /// Every series.
    All,
    /// No tooltip.
    Off,
}

/// Order of the tooltip's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooltipSort {
    /// As drawn.
    None,
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// One big value.
#[derive(Clone, Debug, PartialEq)]
pub struct Stat {
    /// What it is of: the series' name; empty when the panel's title says it.
    pub name: String,
    /// The value, formatted or mapped.
    pub reading: Reading,
    /// Samples for the line behind it; none without.
    pub spark: Option<Column>,
}

/// A dial.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// What it is of.
    pub name: String,
    /// The value.
    pub reading: Reading,
    /// Lower end of the dial.
    pub min: f64,
    /// Upper end of the dial.
    pub max: f64,
    /// Bands of the outer ring: from where (value units) in which colour, ascending.
    pub bands: Vec<(f64, Ink)>,
}

/// A value with everything that says how it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The number; none when there is nothing to reduce.
    pub value: Option<f64>,
    /// Text that replaces the number (a value mapping or `noValue`).
    pub text: Option<String>,
    /// Grafana unit id.
    pub unit: String,
    /// Decimals asked for.
    pub decimals: Option<u8>,
    /// Colour of threshold or mapping, if it has one that means something.
    pub ink: Option<Ink>,
    /// A state when the colour is a state's: drawn as glyph and word too.
    pub status: Option<Status>,
    /// Where a click on it leads.
    pub origin: Option<Arc<Origin>>,
}

/// Meters side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// Meters lie (names at the left) or stand.
    pub horizontal: bool,
    /// The meters: a gauge each.
    pub rows: Vec<Gauge>,
}

/// A table. What a cell shows is asked cell by cell ([`crate::panel::table::cell`]): most are never looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Columns shown, in order.
    pub columns: Vec<TableColumn>,
    /// Row order asked for by the file: place of the column and descending, the first deciding.
    pub sort: Vec<(usize, bool)>,
    /// What stands in the cells.
    pub rows: Arc<Rows>,
    /// How the whole of it looks.
    pub style: TableStyle,
    /// What it is called among others.
    pub name: String,
    /// Its place among the others that could be shown in its place.
    pub at: usize,
    /// Those others in their order.
    pub others: Vec<Arc<Table>>,
}

/// One column that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct TableColumn {
    /// Its heading.
    pub title: String,
    /// Its place among the columns of the rows.
    pub place: usize,
    /// How its values are written and coloured.
    pub config: FieldConfig,
    /// Lower and upper end of its meters.
    pub limits: (f64, f64),
    /// How it is drawn.
    pub look: Look,
    /// Where a click on one of its values leads.
    pub origin: Option<Arc<Origin>>,
}

/// A block of prose.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 6.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; numbered or not; items are lines of inline text.
    List(bool, Vec<Vec<Inline>>),
    /// Preformatted text.
    Code(String),
    /// A quotation.
    Quote(Vec<Inline>),
    /// A line across.
    Rule,
}

/// A piece of a line of prose.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Stronger.
    Strong(String),
    /// Emphasised.
    Emphasis(String),
    /// Code.
    Code(String),
    /// A link whose address is http(s), mailto or relative; anything else became text.
    Link {
        /// Words shown.
        text: String,
        /// Address.
        href: String,
    },
}
