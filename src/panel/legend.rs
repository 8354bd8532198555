//! The legend of a chart: a row for each field with its figures, and the order a table shows them in.

use crate::data::series::Column;
use crate::data::series::is_gap;
use crate::frame::reduce::reduce;
use crate::frame::reducer::Reducer;
use crate::lean::sort;
use crate::panel::field::Field;
use crate::panel::mapping;
use crate::panel::options::legend::LegendOptions;
use crate::panel::picture::Legend;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::panel::picture::LegendRow;
use crate::panel::picture::Tooltip;
use crate::panel::picture::TooltipMode;
use crate::panel::picture::TooltipSort;
use crate::panel::timeseries::ink;
use std::cmp::Ordering;

/// The column of names, as Grafana titles it.
const NAME: &str = "Name";

/// No legend.
pub(crate) const NONE: LegendOptions = LegendOptions {
    mode: LegendMode::Hidden,
    place: LegendPlace::Bottom,
    calcs: Vec::new(),
    sort: None,
    width: None,
};

/// No tooltip.
pub(crate) const SILENT: Tooltip = Tooltip {
    mode: TooltipMode::Off,
    sort: TooltipSort::None,
    hide_zeros: false,
};

/// The legend of these fields.
pub(crate) fn legend(fields: &[Field], options: &LegendOptions) -> Legend {
    let rows: Vec<LegendRow> = fields
        .iter()
        .map(|field| row(field, &options.calcs))
        .collect();
    Legend {
        mode: options.mode,
        place: options.place,
        calcs: options.calcs.clone(),
        order: order(&rows, options),
        width: options.width,
        rows,
    }
}

/// A field's values as they are drawn: one all the way if it asks for that.
pub(crate) fn shown(field: &Field) -> Column {
    if !field.config.custom.constant {
        return field.values.clone();
    }
    let first = field.values.iter().find(|value| !is_gap(**value));
    match first {
        Some(first) => Column::from(vec![*first; field.values.len()]),
        None => field.values.clone(),
    }
}

fn row(field: &Field, calcs: &[Reducer]) -> LegendRow {
    let custom = &field.config.custom;
    let shown = shown(field);
    let negated: Vec<f64>;
    let values = if custom.negative {
        negated = shown
            .iter()
            // A negated gap would be a different NaN.
            .map(|value| if value.is_nan() { *value } else { -value })
            .collect();
        &negated
    } else {
        shown.as_ref()
    };
    LegendRow {
        name: field.name.clone(),
        ink: ink(field),
        unit: field.unit(),
        decimals: field.config.decimals,
        values: calcs.iter().map(|calc| reduce(*calc, values)).collect(),
        unlisted: custom.hide_legend,
        untold: custom.hide_tooltip,
        origin: field.origin(),
        names: mapping::names(&field.config.mappings),
    }
}

/// As the fields stand, or by the column that the file names; rows without a figure come last.
fn order(rows: &[LegendRow], options: &LegendOptions) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let Some((column, descending)) = &options.sort else {
        return order;
    };
    let turned = |order: Ordering| if *descending { order.reverse() } else { order };
    if column == NAME {
        let name = |index: usize| rows.get(index).map(|row| row.name.as_str());
        sort::by(&mut order, |a, b| turned(name(*a).cmp(&name(*b))));
    } else if let Some(at) = options.calcs.iter().position(|calc| titled(*calc, column)) {
        let value = |index: usize| rows.get(index)?.values.get(at).copied().flatten();
        sort::by(&mut order, |a, b| match (value(*a), value(*b)) {
            (Some(a), Some(b)) => turned(a.total_cmp(&b)),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
    }
    order
}

/// Is the column of this reducer titled so in Grafana, now or before version 7?
fn titled(calc: Reducer, column: &str) -> bool {
    let old = column == "Current" && calc == Reducer::LastNotNull
        || column == "Avg" && calc == Reducer::Mean;
    old || column == calc.title()
}
