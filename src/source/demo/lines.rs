//! Recorded log lines, repeated over time and moved to now: answers the questions of the page of log lines.
//!
//! Selectors, line filters and conditions on fields are done to the recorded lines, by the rules that Loki has for limit,
//! start, end and direction. The stretch that was recorded follows itself; nothing is written after now. A query with
//! anything that is not understood is [`Failure::NotRecorded`], and so is every other question.

use crate::data::labels::Labels;
use crate::data::level::Level;
use crate::data::lines::Builder;
use crate::data::lines::Direction;
use crate::data::lines::Lines;
use crate::data::lines::NANOS;
use crate::data::lines::Nanos;
use crate::data::lines::Window;
use crate::data::series::Column;
use crate::data::series::GAP;
use crate::data::series::Matrix;
use crate::data::series::Series;
use crate::lean::sort;
use crate::query::logql::Query;
use crate::query::logql::count::counted_by;
use crate::query::logql::filter::Filter;
use crate::query::logql::level::DETECTED;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::Reply;
use crate::source::demo::REPEATED;
use crate::source::log::LogAsk;
use crate::source::log::LogFound;
use crate::source::loki;
use crate::time::Grid;
use crate::time::Instant;
use std::sync::Arc;

/// Lines at most, as Loki has it unless configured otherwise.
const MOST: usize = 5_000;

/// The stretch is not repeated more often for one answer: a year of it counts nothing new.
const REPEATS: i64 = 3_000;

/// Recorded lines.
#[derive(Debug)]
pub struct Recorded {
    lines: Arc<Lines>,
    /// The oldest first.
    order: Vec<u32>,
    from: i64,
    length: i64,
}

/// Is it a question that recorded lines may answer?
#[must_use]
pub fn is_for(ask: &Ask) -> bool {
    match ask {
        Ask::Log(_) => true,
        Ask::Range { expr, .. } => counted_by(expr).is_some(),
        // With a metric to choose by, it is asked of metrics.
        Ask::LabelNames { matchers, .. } | Ask::LabelValues { matchers, .. } => matchers.is_empty(),
        Ask::Instant { .. }
        | Ask::Series { .. }
        | Ask::Metadata { .. }
        | Ask::BuildInfo
        | Ask::Rules
        | Ask::Alerts
        | Ask::Alerting(_)
        | Ask::Targets => false,
    }
}

impl Recorded {
    /// Reads what Loki replied to a question for lines.
    ///
    /// # Errors
    /// As [`loki::decode`].
    pub fn read(reply: &Reply) -> Result<Self, Failure> {
        let ask = Ask::Log(LogAsk::Lines {
            expr: String::new(),
            window: Window::default(),
            limit: 0,
            direction: Direction::Backward,
        });
        let Found::Log(LogFound::Lines(lines)) = loki::decode(&ask, reply)?.found else {
            return Err(Failure::NotRecorded);
        };
        let mut order = lines.newest_first();
        order.reverse();
        let time = |line: Option<&u32>| line.map_or(0, |line| lines.time(*line as usize).0);
        let from = time(order.first());
        let length = time(order.last())
            .saturating_sub(from)
            .saturating_add(NANOS);
        Ok(Self {
            order,
            from,
            length,
            lines,
        })
    }

    /// Times and lines of a window, from one of its ends, up to now.
    fn walk(
        &self,
        window: Window,
        direction: Direction,
        now: Instant,
        mut take: impl FnMut(Nanos, usize) -> bool,
    ) {
        let to = window.to.0.min(Nanos::of(now).0);
        let round = |at: i64| at.saturating_sub(self.from).div_euclid(self.length);
        let (first, last) = (round(window.from.0).max(round(to) - REPEATS), round(to));
        let count = last.saturating_sub(first).saturating_add(1);
        for step in 0..count {
            let round = match direction {
                Direction::Backward => last - step,
                Direction::Forward => first + step,
            };
            let moved = round.saturating_mul(self.length);
            let at = |line: usize| self.lines.time(line).0.saturating_add(moved);
            let start = self
                .order
                .partition_point(|line| at(*line as usize) < window.from.0);
            let end = self.order.partition_point(|line| at(*line as usize) < to);
            let inside = self.order.get(start..end).unwrap_or_default();
            for step in 0..inside.len() {
                let place = match direction {
                    Direction::Backward => inside.len() - 1 - step,
                    Direction::Forward => step,
                };
                let Some(line) = inside.get(place) else {
                    continue;
                };
                if !take(Nanos(at(*line as usize)), *line as usize) {
                    return;
                }
            }
        }
    }

    /// The recorded lines that a query keeps.
    fn kept(&self, expr: &str) -> Result<Vec<bool>, Failure> {
        let query = Query::read(expr).map_err(|_| Failure::NotRecorded)?;
        let filter = Filter::of(&query).ok_or(Failure::NotRecorded)?;
        Ok((0..self.lines.len())
            .map(|line| filter.keeps(&self.lines, line))
            .collect())
    }
}

/// The recorded answer, moved to now.
///
/// # Errors
/// [`Failure::NotRecorded`] where the recording does not hold the answer.
pub fn answer(recorded: &Recorded, ask: &Ask, now: Instant) -> Result<Answer, Failure> {
    let found = match ask {
        Ask::Log(LogAsk::Lines {
            expr,
            window,
            limit,
            direction,
        }) => lines(
            recorded,
            expr,
            *window,
            (*limit as usize).min(MOST),
            *direction,
            now,
        )?,
        Ask::Range { expr, grid } => counts(
            recorded,
            counted_by(expr).ok_or(Failure::NotRecorded)?,
            *grid,
            now,
        )?,
        Ask::LabelNames { .. } => names(recorded, |labels, names| {
            names.extend(labels.iter().map(|(name, _)| name.to_owned()));
        }),
        Ask::LabelValues { label, .. } => names(recorded, |labels, names| {
            names.extend(labels.get(label).map(str::to_owned));
        }),
        Ask::Log(_)
        | Ask::Instant { .. }
        | Ask::Series { .. }
        | Ask::Metadata { .. }
        | Ask::BuildInfo
        | Ask::Rules
        | Ask::Alerts
        | Ask::Alerting(_)
        | Ask::Targets => return Err(Failure::NotRecorded),
    };
    Ok(Answer {
        found,
        warnings: Vec::new(),
        infos: vec![REPEATED.to_owned()],
    })
}

fn lines(
    recorded: &Recorded,
    expr: &str,
    window: Window,
    limit: usize,
    direction: Direction,
    now: Instant,
) -> Result<Found, Failure> {
    let kept = recorded.kept(expr)?;
    let mut builder = Builder::new(direction, 0);
    let mut left = limit;
    if kept.contains(&true) {
        recorded.walk(window, direction, now, |at, line| {
            if left > 0 && kept.get(line) == Some(&true) {
                builder.copy(&recorded.lines, line, at);
                left -= 1;
            }
            left > 0
        });
    }
    let lines = builder.finish().ok_or(Failure::NotRecorded)?;
    Ok(Found::Log(LogFound::Lines(Arc::new(lines))))
}

/// Counts of the step before each instant, by a label of streams or by level.
fn counts(
    recorded: &Recorded,
    (label, expr): (&str, &str),
    grid: Grid,
    now: Instant,
) -> Result<Found, Failure> {
    let kept = recorded.kept(expr)?;
    let by_level = label.split(", ").any(|one| one == DETECTED);
    let label = if by_level { DETECTED } else { label };
    let groups: Vec<&str> = (0..recorded.lines.len())
        .map(|line| {
            if by_level {
                recorded.lines.level(line).map_or("unknown", Level::name)
            } else {
                let labels = recorded.lines.labels(line);
                labels.and_then(|labels| labels.get(label)).unwrap_or("")
            }
        })
        .collect();
    let step = grid.step.0.max(1).saturating_mul(NANOS);
    let start = Nanos::of(grid.start).0;
    // After the instant before the first, up to and with the last.
    let window = Window {
        from: Nanos(start.saturating_sub(step).saturating_add(1)),
        to: Nanos(Nanos::of(grid.end()).0.saturating_add(1)),
    };
    let mut found: Vec<(&str, Vec<f64>)> = Vec::new();
    recorded.walk(window, Direction::Forward, now, |at, line| {
        if kept.get(line) == Some(&true) {
            let group = groups.get(line).copied().unwrap_or("");
            let known = found.iter().position(|(known, _)| *known == group);
            let place = known.unwrap_or_else(|| {
                found.push((group, vec![GAP; grid.count]));
                found.len() - 1
            });
            let index =
                at.0.saturating_sub(start)
                    .saturating_add(step - 1)
                    .div_euclid(step);
            let counts = found.get_mut(place).map(|(_, counts)| counts);
            let count = usize::try_from(index)
                .ok()
                .and_then(|index| counts?.get_mut(index));
            if let Some(count) = count {
                *count = if count.is_nan() { 1.0 } else { *count + 1.0 };
            }
        }
        true
    });
    let series = found
        .into_iter()
        .map(|(group, counts)| Series {
            labels: Labels::from_pairs([(label, group)]),
            values: Column::from(counts),
            histograms: Vec::new(),
        })
        .collect();
    Ok(Found::Matrix(Matrix { grid, series }))
}

fn names(recorded: &Recorded, take: impl Fn(&Labels, &mut Vec<String>)) -> Found {
    let mut names = Vec::new();
    for labels in recorded.lines.streams() {
        take(labels, &mut names);
    }
    sort::by(&mut names, Ord::cmp);
    names.dedup();
    Found::Names(names)
}
