//! A number with everything that says how it is written: unit, mapping, threshold.
//!
//! The first threshold step in green says only that nothing is wrong: it gives no colour, so that colour means something
//! where it appears.

use crate::chart::grafana::Theme;
use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use crate::frame::reduce::reduce;
use crate::panel::colour;
use crate::panel::field::Field;
use crate::panel::field_config::Colour;
use crate::panel::field_config::FieldConfig;
use crate::panel::mapping;
use crate::panel::options::ReduceOptions;
use crate::panel::picture::Gauge;
use crate::panel::picture::Reading;

/// Limits of a dial whose values say nothing else.
const DEFAULT_LIMITS: (f64, f64) = (0.0, 100.0);

/// One value of a field: which, and the number.
pub(crate) struct Reduced<'a> {
    /// Of this field.
    pub(crate) field: &'a Field,
    /// What it is called: the field's name, or that of its row.
    pub(crate) name: String,
    /// The number; none when there was nothing to reduce.
    pub(crate) value: Option<f64>,
}

/// The values of a panel: one per field and reducer, or one per sample.
pub(crate) fn reduced<'a>(fields: &'a [Field], options: &ReduceOptions) -> Vec<Reduced<'a>> {
    let fields: Vec<&Field> = fields
        .iter()
        .filter(|field| {
            let pattern = options.fields.as_ref();
            !field.config.custom.hide_drawing
                && pattern.is_none_or(|pattern| pattern.matches(&field.name))
        })
        .collect();
    let several = fields.len() > 1;
    let fields = fields.into_iter();
    match options.values {
        Some(limit) => fields
            .flat_map(|field| {
                let values = field.values.iter().enumerate();
                let values = values.filter(|(_, value)| !value.is_nan());
                values.map(move |(row, value)| Reduced {
                    field,
                    name: match field.rows.get(row) {
                        Some(row) if several => [row, " ", &field.name].concat(),
                        Some(row) => row.clone(),
                        None => field.name.clone(),
                    },
                    value: Some(*value),
                })
            })
            .take(limit)
            .collect(),
        None => fields
            .flat_map(|field| {
                options.calcs.iter().map(move |calc| Reduced {
                    field,
                    name: field.name.clone(),
                    value: reduce(*calc, &field.values),
                })
            })
            .collect(),
    }
}

/// Lower and upper end of a field: as set, as its unit means them, or as wide as all values are, or only its own.
pub(crate) fn limits(config: &FieldConfig, own: &[f64], all: (f64, f64)) -> (f64, f64) {
    let natural = match config.unit.as_deref() {
        _ if config.own_ends => extent(std::iter::once(own)),
        Some("percent") => (0.0, 100.0),
        Some("percentunit") => (0.0, 1.0),
        _ => all,
    };
    let min = config.min.unwrap_or(natural.0);
    let max = config.max.unwrap_or(natural.1);
    if min <= max { (min, max) } else { (max, min) }
}

/// The smallest and largest value of all fields; 0 to 100 when there is none.
pub(crate) fn extent<'a>(columns: impl Iterator<Item = &'a [f64]>) -> (f64, f64) {
    let (mut min, mut max) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in columns.flatten().filter(|value| value.is_finite()) {
        min = min.min(*value);
        max = max.max(*value);
    }
    if min <= max {
        (min, max)
    } else {
        DEFAULT_LIMITS
    }
}

/// Writes down a value.
pub(crate) fn reading(config: &FieldConfig, value: Option<f64>, limits: (f64, f64)) -> Reading {
    let mapped = mapping::of_number(&config.mappings, value).unwrap_or_default();
    let ink = match &mapped.colour {
        Some(colour) => colour::judging(colour),
        None => judged(config, value, limits),
    };
    let text = match value {
        None => mapped.text.or_else(|| config.no_value.clone()),
        Some(_) => mapped.text,
    };
    Reading {
        value,
        text,
        unit: config.unit.clone().unwrap_or_default(),
        decimals: config.decimals,
        ink,
        status: match ink {
            Some(Ink::Status(Status::Ok)) | None => None,
            Some(Ink::Status(status)) => Some(status),
            Some(Ink::Series(..) | Ink::Rgb(..) | Ink::Muted | Ink::Clear) => None,
        },
        origin: None,
    }
}

/// A reading on a dial of the field's thresholds.
pub(crate) fn gauge(name: &str, reduced: &Reduced<'_>, all: (f64, f64), bands: bool) -> Gauge {
    let config = &reduced.field.config;
    let (min, max) = limits(config, &reduced.field.values, all);
    let bands = if bands {
        let marks = config.thresholds.marks(Some(min), Some(max));
        marks
            .filter_map(|(from, step)| Some((from.max(min), colour::judging(&step.colour)?)))
            .collect()
    } else {
        Vec::new()
    };
    let mut reading = reading(config, reduced.value, (min, max));
    reading.origin = reduced.field.origin();
    Gauge {
        name: name.to_owned(),
        reading,
        min,
        max,
        bands,
    }
}

/// The colour of thresholds, or the one fixed.
fn judged(config: &FieldConfig, value: Option<f64>, limits: (f64, f64)) -> Option<Ink> {
    match &config.colour {
        Some(Colour::Fixed(fixed) | Colour::Shades(fixed)) => return colour::fixed(fixed),
        Some(Colour::Palette | Colour::ByName) => return None,
        Some(Colour::Scheme(scheme)) => {
            let part = (value? - limits.0) / (limits.1 - limits.0);
            let (red, green, blue) = scheme.at(part, Theme::Dark);
            return Some(Ink::Rgb(red, green, blue));
        }
        Some(Colour::Thresholds) | None => {}
    }
    let (index, step) = config.thresholds.reached(value?, limits.0, limits.1)?;
    let ink = colour::judging(&step.colour)?;
    let all_well = index == 0 && ink == Ink::Status(Status::Ok);
    (!all_well).then_some(ink)
}
