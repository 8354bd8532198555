//! Bar gauge panels: one meter per series and reducer.

use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::gauge;
use crate::panel::options::BarGaugeOptions;
use crate::panel::picture::Bars;
use crate::panel::picture::Picture;
use crate::panel::spec::Spec;

/// Meters in order of the series.
pub(crate) fn picture(spec: &Spec, options: &BarGaugeOptions, data: &Data<'_>) -> Picture {
    let fields = field::fields(spec, data);
    let mut rows = gauge::gauges(&fields, &options.reduce, true);
    for row in &mut rows {
        if !options.values {
            row.reading.text = Some(String::new());
        }
        if !options.names {
            row.name.clear();
        }
    }
    if rows.is_empty() {
        return Picture::Empty;
    }
    Picture::Bars(Bars {
        horizontal: options.horizontal,
        rows,
    })
}
