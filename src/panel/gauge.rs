//! Gauge panels: one dial per series and reducer.

use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::field::Field;
use crate::panel::options::GaugeOptions;
use crate::panel::options::ReduceOptions;
use crate::panel::picture::Gauge;
use crate::panel::picture::Picture;
use crate::panel::reading;
use crate::panel::spec::Spec;

/// Dials in order of the series; a single one has no name, the panel's title says it.
pub(crate) fn picture(spec: &Spec, options: &GaugeOptions, data: &Data<'_>) -> Picture {
    let fields = field::fields(spec, data);
    let gauges = gauges(&fields, &options.reduce, options.bands);
    if gauges.is_empty() {
        Picture::Empty
    } else {
        Picture::Gauges(gauges)
    }
}

/// A dial per value of the fields.
pub(crate) fn gauges(fields: &[Field], options: &ReduceOptions, bands: bool) -> Vec<Gauge> {
    let all = reading::extent(fields.iter().map(|field| field.values.as_slice()));
    let reduced = reading::reduced(fields, options);
    let several = reduced.len() > 1;
    reduced
        .iter()
        .map(|one| {
            let name = if several { one.name.as_str() } else { "" };
            reading::gauge(name, one, all, bands)
        })
        .collect()
}
