//! Table panels: the queries of a panel side by side, a row for each set of labels.
//!
//! Columns are `Time`, the labels in order of name, then one value per query: `Value`, or `Value #A` when there are
//! several. Rows with equal labels (and equal time) are one row. A query without a row there leaves an empty cell. The
//! file may then rename, leave out and order columns, and overrides see the new names.

use crate::data::labels::Labels;
use crate::data::series::GAP;
use crate::data::series::is_gap;
use crate::lean::sort;
use crate::panel::Answered;
use crate::panel::field::VALUE;
use crate::panel::field_config::FieldConfig;
use crate::panel::mapping;
use crate::panel::name;
use crate::panel::options::TableOptions;
use crate::panel::overrides::FieldKind;
use crate::panel::overrides::Subject;
use crate::panel::picture::CellStyle;
use crate::panel::picture::Cells;
use crate::panel::picture::Picture;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::panel::reading;
use crate::panel::spec::Organize;
use crate::panel::spec::Spec;
use crate::source::Found;
use crate::time::Instant;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Grafana's name of the column of instants.
const TIME: &str = "Time";

/// The table; [`Picture::Empty`] without rows.
pub(crate) fn picture(spec: &Spec, options: &TableOptions, answers: &[Answered<'_>]) -> Picture {
    let rows = rows(answers);
    if rows.is_empty() {
        return Picture::Empty;
    }
    let mut raw = columns(&rows, answers);
    for step in &spec.organize {
        organize(&mut raw, step);
    }
    let all = reading::extent(raw.iter().filter_map(|column| match &column.values {
        Values::Number(values) => Some(values.as_slice()),
        Values::Text(_) | Values::Time(_) => None,
    }));
    let columns: Vec<TableColumn> = raw
        .into_iter()
        .filter_map(|column| finish(spec, column, all))
        .collect();
    let sort = options.sort.as_ref().and_then(|(title, descending)| {
        let at = columns.iter().position(|column| column.title == *title)?;
        Some((at, *descending))
    });
    if columns.is_empty() {
        return Picture::Empty;
    }
    Picture::Table(Table { columns, sort })
}

/// One row: when, of what, and a value per query.
struct Row<'a> {
    at: Instant,
    labels: &'a Labels,
    values: Vec<f64>,
}

/// A column before it is written down.
struct Raw {
    name: String,
    title: String,
    ref_id: String,
    values: Values,
}

enum Values {
    Text(Vec<String>),
    Number(Vec<f64>),
    Time(Vec<i64>),
}

/// Rows in order of first appearance.
fn rows<'a>(answers: &[Answered<'a>]) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut places: BTreeMap<(&Labels, Instant), usize> = BTreeMap::new();
    for (query, answered) in answers.iter().enumerate() {
        for (labels, at, value) in samples(&answered.answer.found) {
            let place = *places.entry((labels, at)).or_insert_with(|| {
                rows.push(Row {
                    at,
                    labels,
                    values: vec![GAP; answers.len()],
                });
                rows.len() - 1
            });
            let row = rows.get_mut(place);
            if let Some(cell) = row.and_then(|row| row.values.get_mut(query)) {
                *cell = value;
            }
        }
    }
    rows
}

/// Every sample with its labels, series by series.
fn samples(found: &Found) -> Vec<(&Labels, Instant, f64)> {
    match found {
        Found::Matrix(matrix) => matrix
            .series
            .iter()
            .flat_map(|series| {
                let values = series.values.iter().enumerate();
                values
                    .filter(|(_, value)| !is_gap(**value))
                    .map(|(index, value)| (&series.labels, matrix.grid.at(index), *value))
            })
            .collect(),
        Found::Vector(samples) => samples
            .iter()
            .map(|sample| (&sample.labels, sample.at, sample.value))
            .collect(),
        Found::Raw(series) => series
            .iter()
            .flat_map(|series| {
                let samples = series.times.iter().zip(&series.values);
                samples.map(|(at, value)| (&series.labels, *at, *value))
            })
            .collect(),
        Found::Text(_)
        | Found::Names(_)
        | Found::Series(_)
        | Found::Metadata(_)
        | Found::Build(_)
        | Found::Rules(_)
        | Found::Alerts(_)
        | Found::Targets(_) => Vec::new(),
    }
}

fn columns(rows: &[Row<'_>], answers: &[Answered<'_>]) -> Vec<Raw> {
    let raw = |name: String, ref_id: &str, values| Raw {
        title: name.clone(),
        name,
        ref_id: ref_id.to_owned(),
        values,
    };
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for row in rows {
        names.extend(row.labels.iter().map(|(name, _)| name));
    }
    let first = answers.first().map_or("", |answered| answered.ref_id);
    let times = Values::Time(rows.iter().map(|row| row.at.0).collect());
    let mut columns = vec![raw(TIME.to_owned(), first, times)];
    columns.extend(names.into_iter().map(|name| {
        let texts = rows.iter().map(|row| row.labels.get(name).unwrap_or(""));
        let texts = Values::Text(texts.map(str::to_owned).collect());
        raw(name.to_owned(), first, texts)
    }));
    columns.extend(answers.iter().enumerate().map(|(query, answered)| {
        let name = match answers.len() {
            1 => VALUE.to_owned(),
            _ => format!("{VALUE} #{}", answered.ref_id),
        };
        let values = rows.iter().map(|row| row.values.get(query).copied());
        let values = Values::Number(values.map(|value| value.unwrap_or(GAP)).collect());
        raw(name, answered.ref_id, values)
    }));
    columns
}

fn organize(columns: &mut Vec<Raw>, step: &Organize) {
    columns.retain(|column| !step.exclude.contains(&column.title));
    let place = |column: &Raw| step.order.get(&column.title).copied();
    sort::by_key(columns, |column| place(column).unwrap_or(u32::MAX));
    for column in columns {
        if let Some(title) = step.rename.get(&column.title) {
            column.title.clone_from(title);
        }
    }
}

fn finish(spec: &Spec, column: Raw, all: (f64, f64)) -> Option<TableColumn> {
    let subject = Subject {
        name: &column.name,
        shown: &column.title,
        kind: match &column.values {
            Values::Number(_) => FieldKind::Number,
            Values::Text(_) => FieldKind::Text,
            Values::Time(_) => FieldKind::Time,
        },
        ref_id: &column.ref_id,
    };
    let nothing = Labels::default();
    let shown = |config: &FieldConfig| match &config.display_name {
        Some(template) => name::displayed(template, &column.name, &column.title, &nothing),
        None => column.title.clone(),
    };
    let config = spec.config(subject, shown);
    if config.custom.hidden || config.custom.hide_drawing {
        return None;
    }
    let title = shown(&config);
    let (min, max) = reading::limits(&config, all);
    let cells = match column.values {
        Values::Time(times) => Cells::Time(times),
        Values::Text(texts) => Cells::Text(
            texts
                .into_iter()
                .map(|text| {
                    let mapped = mapping::of_text(&config.mappings, &text);
                    mapped.and_then(|mapped| mapped.text).unwrap_or(text)
                })
                .collect(),
        ),
        Values::Number(values) => Cells::Number {
            values: values
                .into_iter()
                .map(|value| {
                    let value = (!is_gap(value)).then_some(value);
                    reading::reading(&config, value, (min, max))
                })
                .collect(),
            min,
            max,
        },
    };
    Some(TableColumn {
        title,
        cells,
        cell: config.custom.cell.unwrap_or(CellStyle::Plain),
        width: config.custom.width,
    })
}
