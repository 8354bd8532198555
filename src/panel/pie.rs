//! Pie charts: a slice for each value, as large as its share of their sum.
//!
//! What is below zero or no number has a row in the legend and no slice: a whole has no negative part.

use crate::lean::sort;
use crate::panel::colour;
use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::field_config::Colour;
use crate::panel::options::share::PieOptions;
use crate::panel::options::share::PieSort;
use crate::panel::picture::Picture;
use crate::panel::picture::TooltipMode;
use crate::panel::reading;
use crate::panel::slices::Slice;
use crate::panel::slices::Slices;
use crate::panel::spec::Spec;
use crate::panel::tinge;

/// Slices by size unless the file has another order.
pub(crate) fn picture(spec: &Spec, options: &PieOptions, data: &Data<'_>) -> Picture {
    let fields = field::fields(spec, data);
    let all = reading::extent(fields.iter().map(|field| field.values.as_slice()));
    let reduced = reading::reduced(&fields, &options.reduce);
    let part = |value: Option<f64>| {
        value
            .filter(|value| value.is_finite())
            .unwrap_or(0.0)
            .max(0.0)
    };
    let whole: f64 = reduced.iter().map(|one| part(one.value)).sum();
    let mut slices: Vec<Slice> = Vec::new();
    for (place, one) in reduced.iter().enumerate() {
        let config = &one.field.config;
        // Grafana shows nothing for what has no value.
        let Some(value) = one.value else { continue };
        let limits = reading::limits(config, &one.field.values, all);
        // Rows of one column are told apart as series are.
        let own = match (&config.colour, options.reduce.values) {
            (Some(Colour::Palette | Colour::ByName), Some(_)) => colour::place(place),
            _ => one.field.ink,
        };
        let mut reading = reading::reading(config, one.value, limits);
        reading.origin = one.field.origin();
        slices.push(Slice {
            name: one.name.clone(),
            reading,
            share: if whole > 0.0 {
                part(Some(value)) / whole
            } else {
                0.0
            },
            ink: tinge::of_value(config, Some(&Colour::Palette), own, value, limits),
        });
    }
    if slices.is_empty() {
        return Picture::Empty;
    }
    let value = |slice: &Slice| slice.reading.value.unwrap_or(f64::NAN);
    match options.sort {
        PieSort::Descending => sort::by(&mut slices, |a, b| value(b).total_cmp(&value(a))),
        PieSort::Ascending => sort::by(&mut slices, |a, b| value(a).total_cmp(&value(b))),
        PieSort::None => {}
    }
    Picture::Slices(Slices {
        slices,
        donut: options.donut,
        labels: options.labels,
        legend: (
            options.legend.mode,
            options.legend.place,
            options.legend_figures,
        ),
        tooltip: options.tooltip.mode != TooltipMode::Off,
    })
}
