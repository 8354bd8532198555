//! How many lines there were when, by level: the bars above the lines, and what else is known from them.

use crate::chart::scene::Axis;
use crate::chart::scene::Ink;
use crate::chart::scene::Mark;
use crate::chart::scene::Points;
use crate::chart::scene::Scale;
use crate::chart::scene::Scene;
use crate::chart::scene::Side;
use crate::chart::scene::Span;
use crate::chart::scene::Stack;
use crate::chart::scene::Style;
use crate::data::level::Level;
use crate::data::series::GAP;
use crate::data::series::Matrix;
use crate::data::series::is_gap;
use crate::logs::place::Density;
use crate::panel::picture::Chart;
use crate::panel::picture::Legend;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::panel::picture::LegendRow;
use crate::panel::picture::Tooltip;
use crate::panel::picture::TooltipMode;
use crate::panel::picture::TooltipSort;
use crate::query::logql::count::counting;
use crate::query::logql::level;
use crate::time::Grid;
use crate::time::Millis;
use crate::time::Range;
use crate::time::interval::format_interval;
use crate::time::step::round_interval;

/// Bars over a range, about.
const BARS: i64 = 80;

/// No bar is of less time.
const LEAST: i64 = 1_000;

/// The instants of the bars of a range: each counts the step before it.
#[must_use]
pub fn grid(range: Range) -> Grid {
    let length = range.to.0.saturating_sub(range.from.0).max(1);
    let step = Millis(round_interval(Millis(length / BARS)).0.max(LEAST));
    let mut grid = Grid::aligned(range, step, 0);
    // The first instant is at or before the beginning; one more at the end counts what came since the last.
    grid.count += usize::from(grid.end() < range.to);
    grid
}

/// The query that counts what a query for lines finds.
#[must_use]
pub fn expr(query: &str, grid: Grid) -> String {
    counting(query, &format_interval(grid.step))
}

/// Counts of each level, in the order of a stack: the worst at the bottom. None is of lines that say no level.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Volume {
    grid: Option<Grid>,
    levels: Vec<(Option<Level>, Vec<f64>)>,
}

impl Volume {
    /// The counts in an answer: a series of each label that says a level.
    #[must_use]
    pub fn of(matrix: &Matrix) -> Self {
        let mut levels: Vec<(Option<Level>, Vec<f64>)> = Vec::new();
        for series in &matrix.series {
            let named = |name: &str| series.labels.get(name).and_then(Level::of_label);
            let level = named(level::LABEL).or_else(|| named(level::DETECTED));
            let level = level.filter(|level| *level != Level::Unknown);
            let place = levels.iter().position(|(known, _)| *known == level);
            let place = place.unwrap_or_else(|| {
                levels.push((level, vec![0.0; matrix.grid.count]));
                levels.len() - 1
            });
            let Some((_, counts)) = levels.get_mut(place) else {
                continue;
            };
            for (count, value) in counts.iter_mut().zip(series.values.iter()) {
                if !is_gap(*value) && value.is_finite() {
                    *count += value;
                }
            }
        }
        crate::lean::sort::by_key(&mut levels, |(level, _)| rank(*level));
        Self {
            grid: Some(matrix.grid),
            levels,
        }
    }

    /// All lines that match.
    #[must_use]
    pub fn total(&self) -> usize {
        self.density().total()
    }

    /// Lines of each level.
    #[must_use]
    pub fn totals(&self) -> Vec<(Option<Level>, usize)> {
        let sum = |counts: &Vec<f64>| counts.iter().sum::<f64>().max(0.0) as usize;
        let total = |(level, counts): &(Option<Level>, Vec<f64>)| (*level, sum(counts));
        self.levels.iter().map(total).collect()
    }

    /// How many lines lie where.
    #[must_use]
    pub fn density(&self) -> Density {
        let Some(grid) = self.grid else {
            return Density::default();
        };
        let mut counts = vec![0.0; grid.count];
        for (_, level) in &self.levels {
            for (sum, count) in counts.iter_mut().zip(level) {
                *sum += count;
            }
        }
        Density::new(grid, counts)
    }

    /// The bars; `name` says a level, and `ink` how it is drawn.
    #[must_use]
    pub fn chart(
        &self,
        range: Range,
        name: impl Fn(Option<Level>) -> String,
        ink: impl Fn(Option<Level>) -> Ink,
    ) -> Chart {
        let mut marks = Vec::new();
        let mut rows = Vec::new();
        for (level, counts) in &self.levels {
            let Some(grid) = self.grid else { continue };
            let name = name(*level);
            let total: f64 = counts.iter().sum();
            marks.push(mark(name.clone(), ink(*level), grid, counts));
            rows.push(LegendRow {
                name,
                ink: ink(*level),
                unit: String::from("short"),
                decimals: None,
                values: vec![Some(total)],
                unlisted: false,
                untold: false,
                origin: None,
                names: Vec::new(),
            });
        }
        let order = (0..rows.len()).collect();
        Chart {
            scene: Scene {
                range,
                left: axis(),
                right: None,
                marks,
                thresholds: Vec::new(),
                notes: Vec::new(),
            },
            legend: Legend {
                mode: LegendMode::List,
                place: LegendPlace::Bottom,
                calcs: Vec::new(),
                rows,
                order,
                width: None,
            },
            tooltip: Tooltip {
                mode: TooltipMode::All,
                sort: TooltipSort::None,
                hide_zeros: true,
            },
            cut: 0,
        }
    }
}

fn rank(level: Option<Level>) -> u8 {
    match level {
        Some(Level::Critical) => 0,
        Some(Level::Error) => 1,
        Some(Level::Warning) => 2,
        Some(Level::Info) => 3,
        Some(Level::Debug) => 4,
        Some(Level::Trace) => 5,
        Some(Level::Unknown) | None => 6,
    }
}

fn mark(name: String, ink: Ink, grid: Grid, counts: &[f64]) -> Mark {
    let value = |count: &f64| if *count > 0.0 { *count } else { GAP };
    Mark {
        name,
        ink,
        side: Side::Left,
        grid,
        values: counts.iter().map(value).collect(),
        style: Style::Bars {
            share: 1.0,
            align: -1,
        },
        width: 0.0,
        fill: 1.0,
        fades: false,
        bands: Vec::new(),
        floor: None,
        stack: Some(Stack {
            group: String::from("volume"),
            percent: false,
        }),
        span: Span::Never,
        points: Points::Never,
        point_size: 0.0,
        hidden: false,
        negative: false,
    }
}

fn axis() -> Axis {
    Axis {
        unit: String::from("short"),
        decimals: None,
        scale: Scale::Linear,
        min: Some(0.0),
        max: None,
        soft_min: None,
        soft_max: Some(1.0),
        centred_zero: false,
        label: String::new(),
        hidden: false,
        names: Vec::new(),
    }
}
