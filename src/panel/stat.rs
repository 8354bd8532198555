//! Stat panels: one tile per series and reducer, with the samples behind it.

use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::options::StatOptions;
use crate::panel::options::TextMode;
use crate::panel::picture::Picture;
use crate::panel::picture::Stat;
use crate::panel::reading;
use crate::panel::spec::Spec;

/// Tiles in order of the series; a single tile has no name, the panel's title says it.
pub(crate) fn picture(spec: &Spec, options: &StatOptions, data: &Data<'_>) -> Picture {
    let fields = field::fields(spec, data);
    let all = reading::extent(fields.iter().map(|field| field.values.as_slice()));
    let reduced = reading::reduced(&fields, &options.reduce);
    let several = reduced.len() > 1;
    let stats: Vec<Stat> = reduced
        .iter()
        .map(|one| {
            let config = &one.field.config;
            let limits = reading::limits(config, &one.field.values, all);
            let mut reading = reading::reading(config, one.value, limits);
            reading.origin = one.field.origin();
            if !options.coloured {
                reading.ink = None;
                reading.status = None;
            }
            let named = match options.text {
                TextMode::Auto => several,
                TextMode::ValueAndName => true,
                TextMode::Name => {
                    reading.text = Some(one.name.clone());
                    false
                }
                TextMode::None => {
                    reading.text = Some(String::new());
                    false
                }
                TextMode::Value => false,
            };
            let drawn = options.graph && options.reduce.values.is_none();
            Stat {
                name: if named {
                    one.name.clone()
                } else {
                    String::new()
                },
                reading,
                spark: (drawn && one.field.values.len() > 1).then(|| one.field.values.clone()),
            }
        })
        .collect();
    match (stats.is_empty(), &spec.defaults.no_value) {
        (false, _) => Picture::Stats(stats),
        (true, None) => Picture::Empty,
        (true, Some(_)) => Picture::Stats(vec![Stat {
            name: String::new(),
            reading: reading::reading(&spec.defaults, None, all),
            spark: None,
        }]),
    }
}
