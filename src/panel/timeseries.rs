//! Time series panels: fields to a scene with its legend.
//!
//! The first scale found is the left axis; a series that differs in unit, limits or distribution goes to the right one,
//! unless it says where it wants to be. There are two axes: a third scale shares the right one. Infinite samples are
//! gaps, because nothing can be drawn there; the legend's figures are of the samples as they came.

use crate::chart::scene::Axis;
use crate::chart::scene::Ink;
use crate::chart::scene::Mark;
use crate::chart::scene::Scale;
use crate::chart::scene::Scene;
use crate::chart::scene::Side;
use crate::chart::scene::Stack;
use crate::chart::scene::Status;
use crate::chart::scene::Style;
use crate::chart::scene::Threshold;
use crate::data::series::Column;
use crate::data::series::GAP;
use crate::frame::reduce::reduce;
use crate::frame::reducer::Reducer;
use crate::panel::Context;
use crate::panel::colour;
use crate::panel::custom::Draw;
use crate::panel::custom::Gradient;
use crate::panel::custom::Placement;
use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::field::Field;
use crate::panel::field_config::Colour;
use crate::panel::field_config::FieldConfig;
use crate::panel::gradient;
use crate::panel::legend;
use crate::panel::mapping;
use crate::panel::options::TimeSeriesOptions;
use crate::panel::picture::Chart;
use crate::panel::picture::Picture;
use crate::panel::spec::Spec;

/// Grafana's width of a line nobody set.
const LINE_WIDTH: f32 = 1.0;

/// Grafana's diameter of a dot nobody set.
const POINT_SIZE: f32 = 5.0;

/// Grafana's share of the step that a bar takes.
const BAR_SHARE: f32 = 0.6;

/// The chart; [`Picture::Empty`] when no answer has a series.
pub(crate) fn picture(
    spec: &Spec,
    options: &TimeSeriesOptions,
    data: &Data<'_>,
    context: &Context,
) -> Picture {
    let mut fields = field::fields(spec, data);
    fields.retain(|field| !(field.config.custom.hide_drawing && field.config.custom.hide_legend));
    let cut = fields.len().saturating_sub(context.limit);
    fields.truncate(context.limit);
    if fields.is_empty() {
        return Picture::Empty;
    }
    let sides = sides(&fields);
    let axis_of = |side: Side| {
        let on_side = fields.iter().zip(&sides).find(|(_, at)| **at == side);
        on_side.map(|(field, _)| axis(&field.config))
    };
    let scene = Scene {
        range: context.range,
        left: axis_of(Side::Left).unwrap_or_else(|| Axis {
            hidden: true,
            ..axis(&spec.defaults)
        }),
        right: axis_of(Side::Right),
        marks: marks(&fields, &sides),
        thresholds: thresholds(&fields, &sides),
        notes: Vec::new(),
    };
    let legend = legend::legend(&fields, &options.legend);
    Picture::Chart(Chart {
        scene,
        legend,
        tooltip: options.tooltip,
        cut,
    })
}

fn marks(fields: &[Field], sides: &[Side]) -> Vec<Mark> {
    let both = fields.iter().zip(sides);
    let mut marks: Vec<Mark> = both.map(|(field, side)| mark(field, *side)).collect();
    for (index, field) in fields.iter().enumerate() {
        let Some(name) = &field.config.custom.fill_below else {
            continue;
        };
        let floor = fields.iter().position(|other| other.name == *name);
        if let (Some(floor), Some(mark)) = (floor, marks.get_mut(index)) {
            mark.floor = Some(floor);
        }
        // The lower edge of a band is a line: its own fill would be seen through the band.
        if let Some(lower) = floor.and_then(|floor| marks.get_mut(floor)) {
            lower.fill = 0.0;
        }
    }
    marks
}

fn mark(field: &Field, side: Side) -> Mark {
    let custom = &field.config.custom;
    Mark {
        name: field.name.clone(),
        ink: ink(field),
        side,
        grid: field.grid,
        values: drawable(&legend::shown(field)),
        style: match custom.draw {
            Draw::Line => Style::Line(custom.way),
            Draw::Points => Style::Points,
            Draw::Bars => Style::Bars {
                share: custom.bar_share.unwrap_or(BAR_SHARE).clamp(0.0, 1.0),
                align: custom.bar_align,
            },
        },
        width: custom.line_width.unwrap_or(LINE_WIDTH).max(0.0),
        fill: (custom.fill.unwrap_or(0.0) / 100.0).clamp(0.0, 1.0),
        fades: custom.gradient == Gradient::Opacity,
        bands: gradient::bands(field),
        floor: None,
        stack: custom.stack.as_ref().map(|stack| Stack {
            group: stack.group.clone(),
            percent: stack.percent,
        }),
        span: custom.span,
        points: custom.points,
        point_size: custom.point_size.unwrap_or(POINT_SIZE).max(0.0),
        hidden: custom.hide_drawing,
        negative: custom.negative,
    }
}

/// Its colour: judged by its last value if the dashboard wants that; a dash where the dashboard asks for one.
pub(crate) fn ink(field: &Field) -> Ink {
    if field.config.colour == Some(Colour::Thresholds) {
        let last = reduce(Reducer::LastNotNull, &field.values);
        let (min, max) = (field.config.min, field.config.max);
        let reached = last.and_then(|last| {
            let thresholds = &field.config.thresholds;
            thresholds.reached(last, min.unwrap_or(0.0), max.unwrap_or(100.0))
        });
        if let Some(ink) = reached.and_then(|(_, step)| colour::judging(&step.colour)) {
            return ink;
        }
    }
    if let Some(Colour::Scheme(scheme)) = field.config.colour
        && let Some(last) = reduce(Reducer::LastNotNull, &field.values)
    {
        return gradient::of_value(field, scheme, last);
    }
    match field.ink {
        Ink::Series(place, dash) => Ink::Series(place, dash.max(field.config.custom.dash)),
        Ink::Status(_) | Ink::Rgb(..) | Ink::Muted | Ink::Clear => field.ink,
    }
}

/// The same column if every sample can be drawn.
fn drawable(values: &Column) -> Column {
    if !values.iter().any(|value| value.is_infinite()) {
        return values.clone();
    }
    let finite = values.iter();
    finite
        .map(|value| if value.is_infinite() { GAP } else { *value })
        .collect()
}

/// The side of each field.
fn sides(fields: &[Field]) -> Vec<Side> {
    let mut first: Option<Axis> = None;
    fields
        .iter()
        .map(|field| match field.config.custom.placement {
            Placement::Left => {
                first.get_or_insert_with(|| axis(&field.config));
                Side::Left
            }
            Placement::Right => Side::Right,
            Placement::Auto | Placement::Hidden => {
                let own = axis(&field.config);
                match &first {
                    Some(first) if !same_scale(first, &own) => Side::Right,
                    Some(_) => Side::Left,
                    None => {
                        first = Some(own);
                        Side::Left
                    }
                }
            }
        })
        .collect()
}

fn same_scale(a: &Axis, b: &Axis) -> bool {
    // Decimals, texts and visibility do not make another scale.
    let alike = |axis: &Axis| Axis {
        decimals: None,
        names: Vec::new(),
        hidden: false,
        ..axis.clone()
    };
    alike(a) == alike(b)
}

fn axis(config: &FieldConfig) -> Axis {
    let custom = &config.custom;
    let shares = custom.stack.as_ref().is_some_and(|stack| stack.percent);
    let log = matches!(custom.scale, Scale::Log(_));
    // A logarithmic axis cannot end at or below zero.
    let possible = |end: &f64| !log || *end > 0.0;
    Axis {
        unit: match shares {
            true => "percentunit".to_owned(),
            false => config.unit.clone().unwrap_or_default(),
        },
        decimals: config.decimals,
        scale: custom.scale,
        min: config.min.filter(possible),
        max: config.max.filter(possible),
        soft_min: if shares { Some(0.0) } else { custom.soft_min },
        soft_max: if shares { Some(1.0) } else { custom.soft_max },
        centred_zero: custom.centred_zero,
        label: custom.axis_label.clone().unwrap_or_default(),
        hidden: custom.placement == Placement::Hidden,
        names: mapping::names(&config.mappings),
    }
}

/// Thresholds of the first field on each side that shows any.
fn thresholds(fields: &[Field], sides: &[Side]) -> Vec<Threshold> {
    [Side::Left, Side::Right]
        .into_iter()
        .flat_map(|side| {
            let shown = fields.iter().zip(sides).find(|(field, at)| {
                let style = field.config.custom.threshold_style;
                **at == side && (style.line || style.band)
            });
            shown.map_or_else(Vec::new, |(field, _)| of_field(&field.config, side))
        })
        .collect()
}

fn of_field(config: &FieldConfig, side: Side) -> Vec<Threshold> {
    let style = config.custom.threshold_style;
    let marks: Vec<_> = config.thresholds.marks(config.min, config.max).collect();
    let ends = marks.iter().skip(1).map(|(from, _)| *from);
    marks
        .iter()
        .zip(ends.chain([f64::INFINITY]))
        .filter_map(|((from, step), to)| {
            let ink = colour::judging(&step.colour)?;
            let base = from.is_infinite();
            // Where nothing is wrong nothing is tinted.
            let tinted =
                style.band && ink != Ink::Clear && !(base && ink == Ink::Status(Status::Ok));
            let line = style.line && !base && ink != Ink::Clear;
            (tinted || line).then(|| Threshold {
                side,
                from: *from,
                to,
                ink,
                line,
                dashed: style.dashed,
                band: tinted,
                label: String::new(),
            })
        })
        .collect()
}
