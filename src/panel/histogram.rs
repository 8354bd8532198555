//! Histograms: how many samples lie in which bucket of values.
//!
//! What the transformation `histogram` has counted already is shown as it is.

use crate::frame::Frame;
use crate::frame::name;
use crate::frame::transform;
use crate::frame::transform::Transformation;
use crate::panel::barchart::Bars;
use crate::panel::columns::Category;
use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::legend;
use crate::panel::options::heatmap::HistogramOptions;
use crate::panel::options::share::BarStacking;
use crate::panel::picture::Picture;
use crate::panel::spec::Spec;

/// The columns of a bucket's ends, as the transformation names them.
const ENDS: (&str, &str) = ("xMin", "xMax");
/// More buckets than this are not filled up where nothing was counted.
const EMPTY: f64 = 500.0;
/// Bars of one bucket stand side by side with hardly a gap between them.
const WIDTHS: (f32, f32) = (1.0, 0.97);

/// A group of bars for each bucket.
pub(crate) fn picture(spec: &Spec, options: &HistogramOptions, data: &Data<'_>) -> Picture {
    let mut frames = data.clone().into_frames();
    let counted = |frame: &Frame| frame.fields.iter().any(|field| field.name == ENDS.0);
    if !frames.iter().any(counted) {
        name::settle(&mut frames);
        let step =
            Transformation::histogram(options.size, options.count, options.offset, options.combine);
        frames = transform::run(&[step], frames).0;
    }
    let Some(frame) = frames.into_iter().find(counted) else {
        return Picture::Empty;
    };
    let ends = |name: &str| {
        let column = frame.fields.iter().find(|field| field.name == name);
        column.map(|field| field.values.plotted())
    };
    let (Some(starts), Some(stops)) = (ends(ENDS.0), ends(ENDS.1)) else {
        return Picture::Empty;
    };
    let unit = frame
        .fields
        .iter()
        .find_map(|field| field.config.unit.clone());
    let mut fields = field::fields(spec, &Data::Frames(vec![frame]));
    let unit = unit.or_else(|| spec.defaults.unit.clone());
    fields.retain(|field| {
        let end = field.name == ENDS.0 || field.name == ENDS.1;
        !end && !field.config.custom.hide_drawing
    });
    for field in &mut fields {
        // A count is a number of samples, whatever they measure.
        field.config.unit = None;
        field.config.decimals = None;
        (field.config.min, field.config.max) = (None, None);
    }
    let categories: Vec<Category> = starts
        .iter()
        .zip(stops.iter())
        .map(|(from, to)| Category::Span(*from, *to))
        .collect();
    let bars = Bars {
        stacking: BarStacking::None,
        judge: None,
    };
    let Some(mut columns) = bars.columns(&fields, categories) else {
        return Picture::Empty;
    };
    fill_up(&mut columns.categories, &mut columns.bars);
    columns.category_unit = unit.unwrap_or_default();
    columns.horizontal = Some(false);
    columns.show_values = Some(false);
    (columns.group_width, columns.bar_width) = WIDTHS;
    columns.legend = legend::legend(&fields, &options.legend);
    columns.tooltip = options.tooltip;
    Picture::Columns(columns)
}

/// Puts in the buckets between those that have counts, so that distance is distance.
fn fill_up<B>(categories: &mut Vec<Category>, bars: &mut Vec<Vec<Option<B>>>) {
    let ends = |category: &Category| match category {
        Category::Span(from, to) => Some((*from, *to)),
        Category::Text(_) | Category::Time(_) => None,
    };
    let (Some((from, first)), Some((_, last))) = (
        categories.first().and_then(ends),
        categories.last().and_then(ends),
    ) else {
        return;
    };
    let size = first - from;
    let all = (last - from) / size;
    if !(size > 0.0 && all <= EMPTY) {
        return;
    }
    let old = std::mem::take(categories)
        .into_iter()
        .zip(std::mem::take(bars));
    let mut next = from;
    for (category, own) in old {
        if let Some((start, stop)) = ends(&category) {
            while start - next > size / 2.0 && categories.len() < EMPTY as usize {
                categories.push(Category::Span(next, next + size));
                bars.push(Vec::new());
                next += size;
            }
            next = stop;
        }
        categories.push(category);
        bars.push(own);
    }
}
