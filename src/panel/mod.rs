//! One file per panel type: options and answers to a picture. Never fetches, never draws.
//!
//! [`spec`] is what a dashboard asks of a panel, read with forgiveness; [`field`] is a series with its name, colour and
//! settled configuration; the panel types turn fields into a [`picture::Picture`]. Nothing here knows variables, time
//! zones or languages.

pub mod alertlist;
mod barchart;
pub mod bargauge;
mod bucket;
pub mod colour;
pub mod columns;
pub mod csv;
pub mod custom;
mod custom_read;
pub mod data;
pub mod display;
pub mod field;
pub mod field_config;
pub mod gauge;
mod gradient;
mod heatmap;
mod histogram;
pub mod html;
pub(crate) mod inline;
mod legend;
pub mod link;
pub mod logs;
pub mod mapping;
pub mod options;
pub mod overrides;
pub mod picture;
mod pie;
pub mod reading;
mod regular;
pub mod scheme;
pub mod slices;
pub mod spec;
pub mod stat;
mod state;
pub mod table;
pub mod text;
pub mod threshold;
pub mod tiles;
pub mod timeseries;
mod tinge;
pub mod visible;
mod wash;

use crate::lean::late::Late;
use crate::notation::json::Fault;
use crate::panel::data::Data;
use crate::panel::options::list::ListOptions;
use crate::panel::picture::Picture;
use crate::panel::spec::Kind;
use crate::panel::spec::Spec;
use crate::source::Answer;
use crate::time::Range;

/// One query's answer with what the panel must know about the query.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// Letter of the query in its panel.
    pub ref_id: &'a str,
    /// Grafana's `legendFormat`, variables already filled in.
    pub legend: &'a str,
    /// How the answer is to be read.
    pub format: Format,
    /// PromQL as sent: the name of a series that has no labels.
    pub expr: &'a str,
    /// What came back.
    pub answer: &'a Answer,
}

/// How an answer is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// A series each.
    #[default]
    TimeSeries,
    /// One table per query, labels as columns.
    Table,
    /// Buckets by `le`.
    Heatmap,
    /// What Loki says of one instant: a table, its values always named with the letter of the query, as Grafana makes it.
    LokiInstant,
}

/// What a picture needs beside options and answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The time the answers were asked for; the chart shows exactly this.
    pub range: Range,
    /// How many series a chart draws at most.
    pub limit: usize,
}

/// More lines than this cannot be told apart and only cost time.
pub const SERIES_LIMIT: usize = 1_000;

impl Context {
    /// A context with the usual limit.
    #[must_use]
    pub fn new(range: Range) -> Self {
        Self {
            range,
            limit: SERIES_LIMIT,
        }
    }
}

/// The picture of a panel. Cannot fail: no data is a picture too.
#[must_use]
pub fn picture(spec: &Spec, answers: &[Answered<'_>], context: &Context) -> Picture {
    drawn(spec, answers, context).map_or(Picture::Empty, |(picture, _)| picture)
}

/// The picture of a panel, and which of its transformations could not be done to these answers; none while what draws
/// it has not come.
#[must_use]
pub fn drawn(
    spec: &Spec,
    answers: &[Answered<'_>],
    context: &Context,
) -> Option<(Picture, Vec<Fault>)> {
    let (data, faults) = Data::of(spec, answers)?;
    let picture = match &spec.kind {
        Kind::TimeSeries(options) => timeseries::picture(spec, options, &data, context),
        Kind::Stat(options) => stat::picture(spec, options, &data),
        Kind::Gauge(options) => gauge::picture(spec, options, &data),
        Kind::BarGauge(options) => bargauge::picture(spec, options, &data),
        Kind::Text(options) => text::picture(options),
        Kind::Table(_)
        | Kind::Logs(_)
        | Kind::Heatmap(_)
        | Kind::Histogram(_)
        | Kind::PieChart(_)
        | Kind::BarChart(_)
        | Kind::StateTimeline(_)
        | Kind::StatusHistory(_)
        | Kind::AlertList(_)
        | Kind::DashList(_)
        | Kind::Unsupported(_) => (RARER.get(rarer)?)(spec, data, context),
    };
    Some((picture, faults))
}

type Rarer = for<'a, 'b> fn(&'a Spec, Data<'b>, &'a Context) -> Picture;

static RARER: Late<Rarer> = Late::new();

/// Brings what draws the panel types that the first file does not; the second file's to call.
pub fn arrive() {
    RARER.put(rarer);
    data::arrive();
    field::arrive();
}

/// The picture of a panel of a type that is not drawn from the first file.
fn rarer(spec: &Spec, data: Data<'_>, context: &Context) -> Picture {
    match &spec.kind {
        Kind::Table(options) => table::picture(spec, options, data),
        Kind::Heatmap(options) => heatmap::picture(spec, options, data, context),
        Kind::Logs(options) => match data {
            Data::Answers(answers) => logs::picture(options, answers),
            // Lines are not made of columns.
            Data::Frames(_) => Picture::Empty,
        },
        Kind::Histogram(options) => histogram::picture(spec, options, &data),
        Kind::PieChart(options) => pie::picture(spec, options, &data),
        Kind::BarChart(options) => barchart::picture(spec, options, data),
        Kind::StateTimeline(options) => {
            state::picture(spec, options, &data, context, state::Way::Timeline)
        }
        Kind::StatusHistory(options) => {
            state::picture(spec, options, &data, context, state::Way::History)
        }
        Kind::AlertList(options) => Picture::List(ListOptions::Alerts(options.clone())),
        Kind::DashList(options) => Picture::List(ListOptions::Dashboards(options.clone())),
        Kind::TimeSeries(_)
        | Kind::Stat(_)
        | Kind::Gauge(_)
        | Kind::BarGauge(_)
        | Kind::Text(_)
        | Kind::Unsupported(_) => Picture::Unsupported(spec.kind.name().to_owned()),
    }
}

/// Is this type drawn at all? One that is not asks nothing.
#[must_use]
pub fn is_drawn(kind: &Kind) -> bool {
    match kind {
        Kind::TimeSeries(_)
        | Kind::Stat(_)
        | Kind::Gauge(_)
        | Kind::BarGauge(_)
        | Kind::Table(_)
        | Kind::Text(_)
        | Kind::Logs(_)
        | Kind::Heatmap(_)
        | Kind::Histogram(_)
        | Kind::PieChart(_)
        | Kind::BarChart(_)
        | Kind::StateTimeline(_)
        | Kind::StatusHistory(_)
        | Kind::AlertList(_)
        | Kind::DashList(_) => true,
        Kind::Unsupported(_) => false,
    }
}

/// Does this type ask its targets? Prose has none, and lists are not of what targets answer.
#[must_use]
pub fn asks(kind: &Kind) -> bool {
    match kind {
        Kind::TimeSeries(_)
        | Kind::Stat(_)
        | Kind::Gauge(_)
        | Kind::BarGauge(_)
        | Kind::Table(_)
        | Kind::Logs(_)
        | Kind::Heatmap(_)
        | Kind::Histogram(_)
        | Kind::PieChart(_)
        | Kind::BarChart(_)
        | Kind::StateTimeline(_)
        | Kind::StatusHistory(_) => true,
        Kind::Text(_) | Kind::AlertList(_) | Kind::DashList(_) | Kind::Unsupported(_) => false,
    }
}
