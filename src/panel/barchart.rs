//! Bar charts: rows of a table as groups of bars, one bar for each column of numbers.
//!
//! Answers become one table first: several are joined by their instants. Bars that are stacked have those above zero and
//! those below it on stacks of their own.

use crate::chart::scale::ValueScale;
use crate::chart::scale::limits;
use crate::chart::scale::widen;
use crate::chart::scene::Axis;
use crate::chart::scene::Scale;
use crate::chart::tick::ticks;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::frame::transform;
use crate::frame::transform::Transformation;
use crate::panel::columns::Bar;
use crate::panel::columns::Category;
use crate::panel::columns::Columns;
use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::field::Field;
use crate::panel::field_config::Colour;
use crate::panel::legend;
use crate::panel::link::Origin;
use crate::panel::options::share::BarChartOptions;
use crate::panel::options::share::BarStacking;
use crate::panel::picture::Picture;
use crate::panel::reading;
use crate::panel::spec::Spec;
use crate::panel::tinge;
use crate::time::Instant;
use std::sync::Arc;

/// More bars than this cannot be told apart and cost the page.
const BARS: usize = 1_500;
/// Grafana's opacity of a bar nobody set, in percent.
const FILL: f32 = 80.0;

/// Groups of bars in order of the rows.
pub(crate) fn picture(spec: &Spec, options: &BarChartOptions, data: Data<'_>) -> Picture {
    let mut frames = data.into_frames();
    if frames.len() > 1 {
        frames = transform::run(&[Transformation::join()], frames).0;
    }
    frames.truncate(1);
    name::settle(&mut frames);
    let Some((named, categories)) = frames
        .first()
        .map(|frame| categories(frame, options.category.as_deref()))
    else {
        return Picture::Empty;
    };
    let mut fields = field::fields(spec, &Data::Frames(frames));
    fields.retain(|field| !field.config.custom.hide_drawing && Some(&field.name) != named.as_ref());
    let judge = options.colour_by.as_ref();
    let judge = judge.and_then(|name| fields.iter().find(|field| field.name == *name).cloned());
    let bars = Bars {
        stacking: options.stacking,
        judge: judge.as_ref(),
    };
    let Some(mut columns) = bars.columns(&fields, categories) else {
        return Picture::Empty;
    };
    columns.category = named.unwrap_or_default();
    columns.horizontal = options.horizontal;
    columns.show_values = options.show_values;
    columns.group_width = options.group_width;
    columns.bar_width = options.bar_width;
    columns.radius = options.radius;
    columns.name_length = options.name_length;
    columns.legend = legend::legend(&fields, &options.legend);
    columns.tooltip = options.tooltip;
    Picture::Columns(columns)
}

/// How values become bars.
pub(crate) struct Bars<'a> {
    /// How bars of one category stand together.
    pub(crate) stacking: BarStacking,
    /// The column whose values give the colours of all.
    pub(crate) judge: Option<&'a Field>,
}

impl Bars<'_> {
    /// The bars of these columns; none without any value. What the options of a panel type say is still to be set.
    pub(crate) fn columns(
        &self,
        fields: &[Field],
        mut categories: Vec<Category>,
    ) -> Option<Columns> {
        let first = fields.first()?;
        let most = (BARS / fields.len()).max(1);
        let cut = categories.len().saturating_sub(most);
        categories.truncate(most);
        let stacks: Vec<Vec<Option<(f64, f64)>>> = (0..categories.len())
            .map(|row| self.stack(fields, row))
            .collect();
        let mut data = Some((0.0, 0.0));
        let mut any = false;
        for (from, to) in stacks.iter().flatten().flatten() {
            data = widen(data, (from.min(*to), from.max(*to)));
            any = true;
        }
        if !any {
            return None;
        }
        let shares = self.stacking == BarStacking::Percent;
        let config = &first.config;
        let unit = match shares {
            true => "percentunit".to_owned(),
            false => first.unit(),
        };
        // A bar means its length: the axis begins at zero unless a file cuts it.
        let axis = Axis {
            unit: unit.clone(),
            decimals: config.decimals,
            scale: Scale::Linear,
            min: config.min.filter(|_| !shares),
            max: config.max.filter(|_| !shares),
            soft_min: Some(config.custom.soft_min.unwrap_or(0.0)),
            soft_max: if shares {
                Some(1.0)
            } else {
                config.custom.soft_max
            },
            centred_zero: config.custom.centred_zero,
            label: String::new(),
            hidden: false,
            names: Vec::new(),
        };
        let (lower, upper) = limits(&axis, data);
        let scale = ValueScale::new(Scale::Linear, lower, upper);
        let all = reading::extent(fields.iter().map(|field| field.values.as_slice()));
        let origins: Vec<_> = fields.iter().map(Field::origin).collect();
        let bar = |row: usize,
                   (field, origin): (&Field, &Option<Arc<Origin>>),
                   ends: &Option<(f64, f64)>|
         -> Option<Bar> {
            let (from, to) = (*ends)?;
            let value = field.values.get(row).copied()?;
            let limits = reading::limits(&field.config, &field.values, all);
            let share = |value: f64| scale.share(value).clamp(0.0, 1.0);
            let ink = match self.judge {
                Some(judge) => {
                    let by = judge.values.get(row).copied().unwrap_or(f64::NAN);
                    tinge::of_value(&judge.config, None, judge.ink, by, limits)
                }
                None => tinge::of_value(
                    &field.config,
                    Some(&Colour::Palette),
                    field.ink,
                    value,
                    limits,
                ),
            };
            let mut reading = reading::reading(&field.config, Some(value), limits);
            reading.origin.clone_from(origin);
            Some(Bar {
                along: (share(from.min(to)), share(from.max(to))),
                reading,
                ink,
            })
        };
        let bars = stacks.iter().enumerate().map(|(row, ends)| {
            let both = fields.iter().zip(&origins).zip(ends);
            both.map(|(field, ends)| bar(row, field, ends)).collect()
        });
        let fill = config.custom.fill.unwrap_or(FILL);
        Some(Columns {
            horizontal: None,
            category: String::new(),
            bars: bars.collect(),
            categories,
            stacked: self.stacking != BarStacking::None,
            ticks: ticks(&scale, &unit, config.decimals)
                .into_iter()
                .map(|tick| (tick, scale.share(tick)))
                .collect(),
            unit: (unit, config.decimals),
            category_unit: String::new(),
            show_values: None,
            group_width: 1.0,
            bar_width: 1.0,
            radius: 0.0,
            fill: (fill / 100.0).clamp(0.0, 1.0),
            name_length: None,
            legend: legend::legend(fields, &legend::NONE),
            tooltip: legend::SILENT,
            cut,
        })
    }

    /// Where the bars of a row begin and end, in values.
    fn stack(&self, fields: &[Field], row: usize) -> Vec<Option<(f64, f64)>> {
        let value = |field: &Field| {
            field
                .values
                .get(row)
                .copied()
                .filter(|value| value.is_finite())
        };
        let whole: f64 = match self.stacking {
            BarStacking::Percent => fields.iter().filter_map(value).map(f64::abs).sum(),
            BarStacking::None | BarStacking::Normal => 1.0,
        };
        let (mut above, mut below) = (0.0, 0.0);
        fields
            .iter()
            .map(|field| {
                let value = value(field)? / if whole > 0.0 { whole } else { 1.0 };
                if self.stacking == BarStacking::None {
                    return Some((0.0, value));
                }
                let stack = if value < 0.0 { &mut below } else { &mut above };
                let from = *stack;
                *stack += value;
                Some((from, *stack))
            })
            .collect()
    }
}

/// What each row is called, and which column says it: the one named, the first of texts, or the first of instants.
fn categories(frame: &Frame, wanted: Option<&str>) -> (Option<String>, Vec<Category>) {
    let all: Vec<Subject<'_>> = Subject::all(frame).collect();
    let first = |kind: Kind| all.iter().find(|one| one.field.kind == kind);
    let named = wanted.and_then(|name| {
        all.iter()
            .find(|one| one.shown == name || one.field.name == name)
    });
    let Some(column) = named
        .or_else(|| first(Kind::Text))
        .or_else(|| first(Kind::Time))
    else {
        let row = |row: usize| Category::Text((row + 1).to_string());
        return (None, (0..frame.rows()).map(row).collect());
    };
    let cells = (0..frame.rows()).map(|row| {
        let cell = column.field.values.get(row);
        match column.field.kind {
            #[allow(clippy::cast_possible_truncation)]
            Kind::Time => Category::Time(Instant(cell.number() as i64)),
            Kind::Number | Kind::Text | Kind::Boolean | Kind::Other if cell.is_nothing() => {
                Category::Text(String::new())
            }
            Kind::Number | Kind::Text | Kind::Boolean | Kind::Other => {
                Category::Text(cell.written())
            }
        }
    });
    (Some(column.shown.to_owned()), cells.collect())
}
