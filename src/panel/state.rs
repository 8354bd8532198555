//! State timelines and status histories: each series as a row of states.
//!
//! In a timeline a state holds until the next sample and a missing one ends it, unless gaps are bridged; the last holds
//! to the edge. Where thresholds give the colours and neighbours are merged, a value's state is the step it has reached,
//! as Grafana has it, unless a mapping names it. A status history has a tile for each sample.

use crate::chart::mosaic::Mosaic;
use crate::chart::mosaic::Rows;
use crate::chart::mosaic::Tile;
use crate::chart::mosaic::Which;
use crate::chart::mosaic::Written;
use crate::chart::scene::Ink;
use crate::chart::scene::Span;
use crate::data::series::is_gap;
use crate::lean::map::Map;
use crate::lean::sort;
use crate::panel::Context;
use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::field::Field;
use crate::panel::field_config::Colour;
use crate::panel::mapping;
use crate::panel::options::state::Align;
use crate::panel::options::state::StateOptions;
use crate::panel::picture::Picture;
use crate::panel::picture::TooltipMode;
use crate::panel::reading;
use crate::panel::scheme::Scheme;
use crate::panel::spec::Spec;
use crate::panel::tiles::Reach;
use crate::panel::tiles::Said;
use crate::panel::tiles::State;
use crate::panel::tiles::Tiles;
use crate::panel::tinge;
use crate::time::Instant;
use crate::time::Range;

/// Grafana's opacity of a tile nobody set, in percent.
const FILL: f32 = 70.0;
/// More states than this are no legend.
const LISTED: usize = 30;
/// Space between the tiles of a status history in CSS px comes from their width; a timeline's stand side by side.
const GAP: f32 = 0.0;
/// Grafana's scale for a timeline that says nothing of colours.
const SCALE: &str = "continuous-GrYlRd";

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// States that hold.
    Timeline,
    /// Samples side by side.
    History,
}

/// Rows in order of the series, the first on top.
pub(crate) fn picture(
    spec: &Spec,
    options: &StateOptions,
    data: &Data<'_>,
    context: &Context,
    way: Way,
) -> Picture {
    let mut fields = field::fields(spec, data);
    fields.retain(|field| !field.config.custom.hide_drawing);
    let cut = fields.len().saturating_sub(context.limit);
    fields.truncate(context.limit);
    let all = reading::extent(fields.iter().map(|field| field.values.as_slice()));
    let mut states = Vec::new();
    let mut tiles = Vec::new();
    let fill = fields.first().and_then(|field| field.config.custom.fill);
    let inset = f64::from(1.0 - options.row_height) / 2.0;
    for (row, field) in fields.iter().rev().enumerate() {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        let mut judge = Judge {
            field,
            merges: way == Way::Timeline && options.merge,
            way,
            limits: reading::limits(&field.config, &field.values, all),
            known: Map::default(),
            states: &mut states,
        };
        let spans = match way {
            Way::Timeline => holding(&mut judge, context.range, options.merge),
            Way::History => apart(&mut judge, context.range, options.column_width),
        };
        for (from, to, what, value) in spans {
            let ink = judge.states.get(what).map_or(Ink::Muted, |state| state.ink);
            tiles.push(Tile {
                row,
                from,
                to,
                lower: f64::from(row) + inset,
                upper: f64::from(row) + 1.0 - inset,
                ink,
                what: u32::try_from(what).unwrap_or(u32::MAX),
                value,
            });
        }
    }
    if tiles.is_empty() {
        return Picture::Empty;
    }
    let names: Vec<String> = fields
        .iter()
        .rev()
        .map(|field| field.name.clone())
        .collect();
    let listed = listed(&fields, &states, way);
    Picture::Tiles(Tiles {
        mosaic: Mosaic {
            range: context.range,
            rows: Rows::Names(names.clone()),
            tiles,
            gap: GAP,
            fill: (fill.unwrap_or(FILL) / 100.0).clamp(0.0, 1.0),
            words: Written {
                which: match options.show_values {
                    Some(true) => Which::All,
                    Some(false) => Which::None,
                    None => Which::Fitting,
                },
                at: match (way, options.align) {
                    (Way::History, _) | (_, Align::Center) => 0.5,
                    (_, Align::Left) => 0.0,
                    (_, Align::Right) => 1.0,
                },
            },
        },
        origins: fields.iter().rev().map(Field::origin).collect(),
        names,
        said: Said::States { states, listed },
        legend: (options.legend.mode, options.legend.place),
        tooltip: options.tooltip.mode != TooltipMode::Off,
        cut,
        per_page: options.per_page,
    })
}

/// From when to when, which state, and its sample.
type Holds = (Instant, Instant, usize, f64);

/// States that hold until the next one.
fn holding(judge: &mut Judge<'_, '_>, range: Range, merge: bool) -> Vec<Holds> {
    let field = judge.field;
    let grid = field.grid;
    let mut spans: Vec<Holds> = Vec::new();
    let mut open: Option<(Instant, usize, f64)> = None;
    let (mut missing, mut seen): (Option<Instant>, Option<Instant>) = (None, None);
    let mut close = |open: Option<(Instant, usize, f64)>, to: Instant| {
        if let Some((from, what, value)) = open
            && to > range.from
            && from <= range.to
        {
            spans.push((from.max(range.from), to.min(range.to), what, value));
        }
    };
    for (index, value) in field.values.iter().enumerate() {
        let at = grid.at(index);
        if is_gap(*value) {
            missing.get_or_insert(at);
            continue;
        }
        if let Some(since) = missing.take() {
            let bridged = match field.config.custom.span {
                Span::Always => true,
                Span::Never => false,
                Span::UpTo(limit) => seen.is_some_and(|seen| at.0.saturating_sub(seen.0) < limit),
            };
            if !bridged {
                close(open.take(), since);
            }
        }
        seen = Some(at);
        let what = judge.state(*value);
        if !(merge && matches!(open, Some((_, before, _)) if before == what)) {
            close(open.take(), at);
            open = Some((at, what, *value));
        }
    }
    close(open, missing.unwrap_or(range.to));
    spans
}

/// A tile around each sample.
fn apart(judge: &mut Judge<'_, '_>, range: Range, width: f32) -> Vec<Holds> {
    let field = judge.field;
    let grid = field.grid;
    let step = match grid.count {
        0 | 1 => range.to.0.saturating_sub(range.from.0),
        _ => grid.step.0,
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    let half = (step as f64 * f64::from(width) / 2.0) as i64;
    let mut spans = Vec::new();
    for (index, value) in field.values.iter().enumerate() {
        let at = grid.at(index);
        let from = Instant(at.0.saturating_sub(half)).max(range.from);
        let to = Instant(at.0.saturating_add(half)).min(range.to);
        if !is_gap(*value) && from < to {
            spans.push((from, to, judge.state(*value), *value));
        }
    }
    spans
}

/// Names and colours the values of a series.
struct Judge<'a, 's> {
    field: &'a Field,
    /// Values that have reached the same threshold are one state.
    merges: bool,
    way: Way,
    limits: (f64, f64),
    /// Places of this series' states: of a text, of a threshold, of a value.
    known: Map<(u8, u64, String), usize>,
    states: &'s mut Vec<State>,
}

impl Judge<'_, '_> {
    /// The state of a value, by its place.
    fn state(&mut self, value: f64) -> usize {
        let config = &self.field.config;
        let mapped = mapping::of_number(&config.mappings, Some(value)).unwrap_or_default();
        let (min, max) = self.limits;
        let by_threshold = config
            .colour
            .as_ref()
            .map_or(self.way == Way::History, |colour| {
                *colour == Colour::Thresholds
            });
        let reached = config.thresholds.reached(value, min, max);
        let key = match (&mapped.text, reached) {
            (Some(text), _) if self.merges && by_threshold => (0, 0, text.clone()),
            (_, Some((step, _))) if self.merges && by_threshold => (1, step as u64, String::new()),
            _ => (2, value.to_bits(), String::new()),
        };
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let mut reading = reading::reading(config, Some(value), self.limits);
        let mut reach = Reach::Is;
        if key.0 == 1 {
            reading.text = None;
            let steps = &config.thresholds.steps;
            let (of, below) = match (reached, steps.get(1)) {
                (Some((0, first)), Some(second)) if first.from.is_infinite() => (second.from, true),
                (Some((_, step)), _) => (step.from, false),
                (None, _) => (value, false),
            };
            reach = match (below, of.is_finite()) {
                (true, _) => Reach::Below,
                (false, true) => Reach::AtLeast,
                (false, false) => Reach::Is,
            };
            if of.is_finite() {
                reading.value = Some(of);
            }
            if config.thresholds.percent && of.is_finite() {
                "percent".clone_into(&mut reading.unit);
            }
        }
        let silent = match self.way {
            Way::Timeline => Scheme::of(SCALE).map(Colour::Scheme),
            Way::History => None,
        };
        let ink = tinge::of_value(config, silent.as_ref(), self.field.ink, value, self.limits);
        let place = self.states.len();
        self.states.push(State {
            reading,
            reach,
            ink,
        });
        self.known.insert(key, place);
        place
    }
}

/// The states a legend lists: every one once; on a scale of colours those alone that have a text.
fn listed(fields: &[Field], states: &[State], way: Way) -> Vec<usize> {
    let scaled = fields.iter().all(|field| match &field.config.colour {
        Some(Colour::Scheme(_)) => true,
        Some(colour) => *colour != Colour::Thresholds && *colour == Colour::Palette,
        None => way == Way::Timeline,
    });
    let mut listed: Vec<usize> = Vec::new();
    for (place, state) in states.iter().enumerate() {
        let worth = !scaled || state.reading.text.is_some();
        let same = |other: &usize| states.get(*other).is_some_and(|other| other == state);
        if worth && listed.len() < LISTED && !listed.iter().any(same) {
            listed.push(place);
        }
    }
    // Thresholds are read from the lowest.
    sort::by(&mut listed, |a, b| {
        let step = |place: &usize| match states.get(*place)? {
            State {
                reach: Reach::Is, ..
            } => None,
            state => Some((state.reach == Reach::AtLeast, state.reading.value?)),
        };
        match (step(a), step(b)) {
            (Some((a, one)), Some((b, other))) => a.cmp(&b).then(one.total_cmp(&other)),
            (a, b) => a.is_some().cmp(&b.is_some()),
        }
    });
    listed
}
