//! Fields: the series of all answers of a panel with name, settled configuration and colour.
//!
//! Series of a range answer are put in order of their labels, because servers do not keep one; an instant answer keeps
//! its order, which `topk` and `sort` mean. Answers without numbers give no fields.

use crate::chart::scene::Ink;
use crate::data::labels::Labels;
use crate::data::series::Column;
use crate::lean::sort;
use crate::panel::Answered;
use crate::panel::colour;
use crate::panel::field_config::Colour;
use crate::panel::field_config::FieldConfig;
use crate::panel::name;
use crate::panel::overrides::FieldKind;
use crate::panel::overrides::Subject;
use crate::panel::spec::Spec;
use crate::source::Found;
use crate::time::Grid;
use crate::time::Millis;
use std::sync::Arc;

/// Grafana's name of the column of values.
pub(crate) const VALUE: &str = "Value";

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
}

impl Field {
    /// The unit, or none.
    #[must_use]
    pub fn unit(&self) -> String {
        self.config.unit.clone().unwrap_or_default()
    }
}

/// All fields of a panel, query by query.
#[must_use]
pub fn fields(spec: &Spec, answers: &[Answered<'_>]) -> Vec<Field> {
    let mut fields: Vec<Field> = answers
        .iter()
        .flat_map(|answered| of_answer(spec, answered))
        .collect();
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

fn of_answer(spec: &Spec, answered: &Answered<'_>) -> Vec<Field> {
    let series = series(&answered.answer.found);
    let labels: Vec<&Labels> = series.iter().map(|(labels, ..)| *labels).collect();
    let legends = name::legends(answered.legend, answered.expr, &labels);
    series
        .into_iter()
        .zip(legends)
        .map(|((labels, grid, values), legend)| {
            let subject = Subject {
                name: VALUE,
                shown: &legend,
                kind: FieldKind::Number,
                ref_id: answered.ref_id,
            };
            let shown = |config: &FieldConfig| match &config.display_name {
                Some(template) => name::displayed(template, VALUE, &legend, labels),
                None => legend.clone(),
            };
            let config = spec.config(subject, shown);
            Field {
                name: shown(&config),
                labels: labels.clone(),
                grid,
                values,
                config,
                ink: Ink::Series(0, 0),
            }
        })
        .collect()
}

fn series(found: &Found) -> Vec<(&Labels, Grid, Column)> {
    match found {
        Found::Matrix(matrix) => {
            let mut series: Vec<_> = matrix
                .series
                .iter()
                .map(|one| (&one.labels, matrix.grid, Arc::clone(&one.values)))
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
                (&sample.labels, grid, Arc::new(vec![sample.value]))
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
        | Found::Targets(_) => Vec::new(),
    }
}
