//! Fields: the series of all answers of a panel with name, settled configuration and colour.
//!
//! Series of a range answer are put in order of their labels, because servers do not keep one; an instant answer keeps
//! its order, which `topk` and `sort` mean. Answers without numbers give no fields.

use crate::chart::scene::Ink;
use crate::data::labels::Labels;
use crate::data::series::Column;
use crate::frame;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::VALUE;
use crate::frame::cell::Cell;
use crate::frame::legend;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::lean::late::Late;
use crate::lean::sort;
use crate::panel::Answered;
use crate::panel::colour;
use crate::panel::data::Data;
use crate::panel::field_config::Colour;
use crate::panel::field_config::FieldConfig;
use crate::panel::link::Origin;
use crate::panel::regular;
use crate::panel::spec;
use crate::panel::spec::Spec;
use crate::source::Found;
use crate::time::Grid;
use crate::time::Millis;
use std::sync::Arc;

/// One series, ready to be drawn or reduced.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Displayed name.
    pub name: String,
    /// Its labels.
    pub labels: Labels,
    /// Instants of its values.
    pub grid: Grid,
    /// Its values.
    pub values: Column,
    /// How it is written and drawn.
    pub config: FieldConfig,
    /// Its own colour: fixed, or its place in the palette.
    pub ink: Ink,
    /// What each row is called, where a table names its rows; empty where it does not.
    pub rows: Arc<[String]>,
}

impl Field {
    /// Where its values come from, if they lead anywhere.
    #[must_use]
    pub fn origin(&self) -> Option<Arc<Origin>> {
        (!self.config.links.is_empty()).then(|| {
            Arc::new(Origin {
                links: self.config.links.clone(),
                shown: self.name.clone(),
                labels: self.labels.clone(),
            })
        })
    }

    /// The unit, or none.
    #[must_use]
    pub fn unit(&self) -> String {
        self.config.unit.clone().unwrap_or_default()
    }
}

/// All fields of a panel: the series query by query, or the columns of numbers frame by frame.
#[must_use]
pub fn fields(spec: &Spec, data: &Data<'_>) -> Vec<Field> {
    let mut fields: Vec<Field> = match data {
        Data::Answers(answers) => answers
            .iter()
            .flat_map(|answered| of_answer(spec, answered))
            .collect(),
        Data::Frames(frames) => {
            let read = OF_FRAMES.get(of_frames);
            read.map_or_else(Vec::new, |read| read(spec, frames))
        }
    };
    let identities: Vec<(&str, &Labels)> = fields
        .iter()
        .map(|field| (field.name.as_str(), &field.labels))
        .collect();
    let places = colour::places(&identities);
    for (index, (field, place)) in fields.iter_mut().zip(places).enumerate() {
        field.ink = match &field.config.colour {
            Some(Colour::Fixed(fixed) | Colour::Shades(fixed)) => {
                colour::fixed(fixed).unwrap_or(place)
            }
            Some(Colour::Palette) => colour::place(index),
            Some(Colour::ByName | Colour::Thresholds | Colour::Scheme(_)) | None => place,
        };
    }
    fields
}

/// The configuration of a column: what its source says, where the panel says nothing; then the overrides.
pub(crate) fn configured(
    spec: &Spec,
    subject: Subject<'_>,
    shown: impl Fn(&FieldConfig) -> String,
) -> FieldConfig {
    let own = &subject.field.config;
    let mut base = spec.defaults.clone();
    base.unit = own.unit.clone().or(base.unit);
    base.decimals = own.decimals.or(base.decimals);
    spec.overridden(base, subject, shown)
}

fn of_answer(spec: &Spec, answered: &Answered<'_>) -> Vec<Field> {
    let series = series(&answered.answer.found);
    let labels: Vec<&Labels> = series.iter().map(|(labels, ..)| *labels).collect();
    let legends = legend::legends(answered.legend, answered.expr, &labels);
    series
        .into_iter()
        .zip(legends)
        .map(|((labels, grid, values), legend)| {
            let column = frame::Field {
                labels: labels.clone(),
                ..frame::Field::new(VALUE, Kind::Number, values.clone().into())
            };
            let subject = Subject {
                field: &column,
                shown: &legend,
                ref_id: answered.ref_id,
                // The instants come first.
                place: 1,
                first_time: false,
            };
            let shown = |config: &FieldConfig| match &config.display_name {
                Some(template) => legend::displayed(template, VALUE, &legend, labels),
                None => legend.clone(),
            };
            let config = spec.overridden(spec.defaults.clone(), subject, shown);
            Field {
                name: shown(&config),
                labels: column.labels,
                grid,
                values,
                config,
                ink: Ink::Series(0, 0),
                rows: Arc::default(),
            }
        })
        .collect()
}

type OfFrames = fn(&Spec, &[Frame]) -> Vec<Field>;

static OF_FRAMES: Late<OfFrames> = Late::new();

/// Brings what reads columns; the second file's to call, and it makes columns too.
pub(crate) fn arrive() {
    OF_FRAMES.put(of_frames);
}

fn of_frames(spec: &Spec, frames: &[Frame]) -> Vec<Field> {
    let mut frames = frames.to_vec();
    name::settle(&mut frames);
    frames
        .iter_mut()
        .flat_map(|frame| of_frame(spec, frame))
        .collect()
}

/// The columns of numbers of a frame, over its instants in a chart, row by row elsewhere.
fn of_frame(spec: &Spec, frame: &mut Frame) -> Vec<Field> {
    // Only a chart needs instants; elsewhere a row is a row, whenever it was.
    let grid = match &spec.kind {
        spec::Kind::TimeSeries(_)
        | spec::Kind::Heatmap(_)
        | spec::Kind::StateTimeline(_)
        | spec::Kind::StatusHistory(_) => regular::spread(frame),
        spec::Kind::Stat(_)
        | spec::Kind::Gauge(_)
        | spec::Kind::BarGauge(_)
        | spec::Kind::Table(_)
        | spec::Kind::Text(_)
        | spec::Kind::Histogram(_)
        | spec::Kind::PieChart(_)
        | spec::Kind::BarChart(_)
        | spec::Kind::Logs(_)
        | spec::Kind::AlertList(_)
        | spec::Kind::DashList(_)
        | spec::Kind::Unsupported(_) => regular::rows(frame),
    };
    let rows = row_names(frame);
    Subject::all(frame)
        .filter(|subject| matches!(subject.field.kind, Kind::Number | Kind::Boolean))
        .map(|subject| {
            let own = subject.field;
            let shown = |config: &FieldConfig| match &config.display_name {
                Some(template) => {
                    legend::displayed(template, &own.name, subject.shown, &own.labels)
                }
                None => subject.shown.to_owned(),
            };
            let config = configured(spec, subject, shown);
            Field {
                name: shown(&config),
                labels: own.labels.clone(),
                grid,
                values: own.values.plotted(),
                config,
                ink: Ink::Series(0, 0),
                rows: Arc::clone(&rows),
            }
        })
        .collect()
}

/// The texts of each row.
fn row_names(frame: &Frame) -> Arc<[String]> {
    let texts: Vec<&frame::Field> = frame
        .fields
        .iter()
        .filter(|field| field.kind == Kind::Text)
        .collect();
    if texts.is_empty() {
        return Arc::default();
    }
    (0..frame.rows())
        .map(|row| {
            let cells = texts.iter().map(|field| field.values.get(row));
            let texts: Vec<String> = cells
                .filter(Cell::truthy)
                .map(|cell| cell.written())
                .collect();
            texts.join(" ")
        })
        .collect()
}

fn series(found: &Found) -> Vec<(&Labels, Grid, Column)> {
    match found {
        Found::Matrix(matrix) => {
            let mut series: Vec<_> = matrix
                .series
                .iter()
                .map(|one| (&one.labels, matrix.grid, one.values.clone()))
                .collect();
            sort::by_key(&mut series, |(labels, ..)| *labels);
            series
        }
        Found::Vector(samples) => samples
            .iter()
            .map(|sample| {
                let grid = Grid {
                    start: sample.at,
                    step: Millis(1),
                    count: 1,
                };
                (&sample.labels, grid, vec![sample.value].into())
            })
            .collect(),
        Found::Raw(_)
        | Found::Text(_)
        | Found::Names(_)
        | Found::Series(_)
        | Found::Metadata(_)
        | Found::Build(_)
        | Found::Rules(_)
        | Found::Alerts(_)
        | Found::Targets(_)
        | Found::Log(_)
        | Found::Alerting(_) => Vec::new(),
    }
}
