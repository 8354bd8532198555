//! Answers as frames, as Grafana makes them of what Prometheus says.
//!
//! A frame for each series: `Time`, and a column named by the metric (`Value` without one) with the labels of the series
//! and the legend as its name. A row for each sample: a gap has none. In a table a query is one frame: `Time`, a column
//! for each label in order of names (empty where a series lacks it), and the values.
//!
//! Servers do not keep an order of the series of a range: they are put in order of their labels. What an instant query
//! answers keeps its order, which `topk` and `sort` mean. Answers without numbers make no frame.

use crate::data::labels::Labels;
use crate::data::series;
use crate::data::series::is_gap;
use crate::frame::Config;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::TIME;
use crate::frame::VALUE;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::frame::legend;
use crate::lean::decimal;
use crate::lean::sort;
use crate::source::Found;
use crate::time::Instant;

/// Less than this between two buckets is nothing counted.
const NOTHING: f64 = 1e-9;

/// What must be known of a query beside its answer.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Letter of the query.
    pub ref_id: &'a str,
    /// Grafana's `legendFormat`, variables already filled in.
    pub legend: &'a str,
    /// PromQL as sent: the name of a series that has no labels.
    pub expr: &'a str,
}

/// One series with the instants of its samples.
struct Series<'a> {
    labels: &'a Labels,
    times: series::Column,
    values: series::Column,
}

/// A frame for each series.
#[must_use]
pub fn series(asked: &Asked<'_>, found: &Found) -> Vec<Frame> {
    let all = samples(found);
    let labels: Vec<&Labels> = all.iter().map(|series| series.labels).collect();
    let legends = legend::legends(asked.legend, asked.expr, &labels);
    all.into_iter()
        .zip(legends)
        .map(|(series, legend)| {
            let name = series.labels.metric().unwrap_or(VALUE);
            let values = Field {
                labels: series.labels.clone(),
                config: Config {
                    from_source: Some(legend),
                    ..Config::default()
                },
                ..Field::new(name, Kind::Number, Column::Numbers(series.values))
            };
            Frame {
                ref_id: asked.ref_id.to_owned(),
                name: String::new(),
                fields: vec![
                    Field::new(TIME, Kind::Time, Column::Numbers(series.times)),
                    values,
                ],
            }
        })
        .collect()
}

/// One frame for a query, its values named `Value`, or `Value #A` among several queries; none without samples.
#[must_use]
pub fn table(ref_id: &str, among: bool, found: &Found) -> Option<Frame> {
    let all = samples(found);
    let rows: usize = all.iter().map(|series| series.times.len()).sum();
    if rows == 0 {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for series in &all {
        for (name, _) in series.labels.iter() {
            if let Err(place) = names.binary_search(&name) {
                names.insert(place, name);
            }
        }
    }
    let joined = |column: fn(&Series<'_>) -> series::Column| {
        let mut numbers = Vec::with_capacity(rows);
        for series in &all {
            numbers.extend_from_slice(&column(series));
        }
        Column::numbers(numbers)
    };
    let mut fields = vec![Field::new(
        TIME,
        Kind::Time,
        joined(|series| series.times.clone()),
    )];
    for name in names {
        // One text for all rows of a series.
        let mut cells = Vec::with_capacity(rows);
        for series in &all {
            let value = Cell::text(series.labels.get(name).unwrap_or(""));
            cells.extend(std::iter::repeat_n(value, series.times.len()));
        }
        fields.push(Field::new(name, Kind::Text, Column::new(cells)));
    }
    let name = match among {
        true => [VALUE, " #", ref_id].concat(),
        false => VALUE.to_owned(),
    };
    fields.push(Field::new(
        &name,
        Kind::Number,
        joined(|series| series.values.clone()),
    ));
    let mut frame = Frame {
        ref_id: ref_id.to_owned(),
        name: String::new(),
        fields,
    };
    let starts = all.iter().filter_map(|series| series.times.first());
    if !starts.is_sorted() {
        by_time(&mut frame);
    }
    Some(frame)
}

/// The buckets of a classic histogram, a frame each in order of `le`: what is counted in each, without those below it.
#[must_use]
pub fn buckets(asked: &Asked<'_>, found: &Found) -> Vec<Frame> {
    let mut frames = series(asked, found);
    let bound = |frame: &Frame| {
        let le = frame.fields.get(1).and_then(|field| field.labels.get("le"));
        le.and_then(decimal::parse).unwrap_or(f64::INFINITY)
    };
    sort::by(&mut frames, |a, b| bound(a).total_cmp(&bound(b)));
    let counted: Vec<series::Column> = frames
        .iter()
        .filter_map(|frame| Some(frame.fields.get(1)?.values.plotted()))
        .collect();
    for (frame, values) in frames.iter_mut().zip(apart(&counted)) {
        if let Some(field) = frame.fields.get_mut(1) {
            field.values = Column::numbers(values);
        }
    }
    frames
}

/// Columns that each count what the one before counts too, without it.
#[must_use]
pub fn apart(columns: &[series::Column]) -> Vec<Vec<f64>> {
    let mut below: &[f64] = &[];
    let mut made = Vec::with_capacity(columns.len());
    for column in columns {
        let own = column.iter().enumerate().map(|(row, value)| {
            let under = below.get(row).copied().filter(|under| !under.is_nan());
            match value - under.unwrap_or(0.0) {
                _ if value.is_nan() => *value,
                own if own < NOTHING => 0.0,
                own => own,
            }
        });
        made.push(own.collect());
        below = column;
    }
    made
}

fn samples(found: &Found) -> Vec<Series<'_>> {
    let at = |instant: Instant| instant.0 as f64;
    match found {
        Found::Matrix(matrix) => {
            let grid: Vec<f64> = (0..matrix.grid.count)
                .map(|i| at(matrix.grid.at(i)))
                .collect();
            let grid = series::Column::from(grid);
            let mut all: Vec<Series<'_>> = matrix
                .series
                .iter()
                .map(|series| {
                    let gaps = series.values.iter().any(|value| is_gap(*value));
                    let solid = || {
                        series
                            .values
                            .iter()
                            .zip(grid.iter())
                            .filter(|(v, _)| !is_gap(**v))
                    };
                    let (times, values) = match gaps {
                        false => (grid.clone(), series.values.clone()),
                        true => (
                            solid().map(|(_, at)| *at).collect(),
                            solid().map(|(value, _)| *value).collect(),
                        ),
                    };
                    Series {
                        labels: &series.labels,
                        times,
                        values,
                    }
                })
                .collect();
            sort::by_key(&mut all, |series| series.labels);
            all
        }
        Found::Vector(samples) => samples
            .iter()
            .map(|sample| Series {
                labels: &sample.labels,
                times: series::Column::from(vec![at(sample.at)]),
                values: series::Column::from(vec![sample.value]),
            })
            .collect(),
        Found::Raw(all) => all
            .iter()
            .map(|series| Series {
                labels: &series.labels,
                times: series.times.iter().map(|instant| at(*instant)).collect(),
                values: series::Column::from(series.values.clone()),
            })
            .collect(),
        Found::Text(_)
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

/// Puts rows in order of the first column.
fn by_time(frame: &mut Frame) {
    let Some(times) = frame.fields.first().map(|field| field.values.plotted()) else {
        return;
    };
    let rows = crate::frame::order::ascending(&times);
    for field in &mut frame.fields {
        field.values = field.values.pick(&rows);
    }
}
