//! What is drawn for each mark: its own values, or its place in a stack.
//!
//! Marks are stacked when group, side, style and grid are equal and most of their values point the same way; positive
//! ones grow up from zero, negative ones down. A gap in a stacked mark keeps the running sum where another mark of its
//! stack has a value, and stays a gap where none has. NaN and ±Inf count as gaps.

use crate::chart::scene::Mark;
use crate::chart::scene::Scale;
use crate::chart::scene::Scene;
use crate::chart::scene::Side;
use crate::chart::scene::Style;
use crate::data::series::Column;
use crate::data::series::GAP;

/// The values of a mark as they are drawn, by index into its grid.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Line, tops of bars.
    pub top: Column,
    /// What it stands on, where it is stacked and not the lowest; else zero.
    pub base: Option<Column>,
}

/// One per mark of the scene, in the same order; hidden marks take no part in stacks.
#[must_use]
pub fn stack(scene: &Scene) -> Vec<Drawn> {
    let mut drawn: Vec<Drawn> = scene.marks.iter().map(|mark| own(scene, mark)).collect();
    let mut done = vec![false; drawn.len()];
    for (index, mark) in scene.marks.iter().enumerate() {
        if done.get(index) == Some(&true) || mark.hidden || mark.stack.is_none() {
            continue;
        }
        let up = drawn.get(index).is_some_and(|lead| points_up(&lead.top));
        let members: Vec<usize> = (index..scene.marks.len())
            .filter(|other| {
                scene
                    .marks
                    .get(*other)
                    .is_some_and(|other| stacks_on(mark, other))
                    && drawn
                        .get(*other)
                        .is_some_and(|other| points_up(&other.top) == up)
            })
            .collect();
        let percent = mark.stack.as_ref().is_some_and(|stack| stack.percent);
        let columns: Vec<Column> = members
            .iter()
            .filter_map(|member| drawn.get(*member).map(|drawn| drawn.top.clone()))
            .collect();
        let tops = sums(&columns, percent);
        let mut below: Option<Column> = None;
        for (member, top) in members.into_iter().zip(tops) {
            if let Some(done) = done.get_mut(member) {
                *done = true;
            }
            if let Some(drawn) = drawn.get_mut(member) {
                *drawn = Drawn {
                    top: top.clone(),
                    base: below.replace(top),
                };
            }
        }
    }
    drawn
}

/// A mark's values with its sign, without what its axis cannot show.
fn own(scene: &Scene, mark: &Mark) -> Drawn {
    let axis = match mark.side {
        Side::Left => &scene.left,
        Side::Right => scene.right.as_ref().unwrap_or(&scene.left),
    };
    let logarithmic = matches!(axis.scale, Scale::Log(_));
    let top = if mark.negative || logarithmic {
        let sign = if mark.negative { -1.0 } else { 1.0 };
        let shown = |value: f64| value.is_finite() && !(logarithmic && value <= 0.0);
        let signed = mark.values.iter().map(|value| value * sign);
        signed
            .map(|value| if shown(value) { value } else { GAP })
            .collect()
    } else {
        mark.values.clone()
    };
    Drawn { top, base: None }
}

fn stacks_on(mark: &Mark, other: &Mark) -> bool {
    let same_way = match (mark.style, other.style) {
        (Style::Line(one), Style::Line(two)) => one == two,
        (Style::Bars { align: one, .. }, Style::Bars { align: two, .. }) => one == two,
        (Style::Points, Style::Points) => true,
        (Style::Line(_) | Style::Bars { .. } | Style::Points, _) => false,
    };
    !other.hidden
        && same_way
        && mark.stack == other.stack
        && mark.side == other.side
        && mark.grid == other.grid
}

fn points_up(values: &[f64]) -> bool {
    let finite = values.iter().filter(|value| value.is_finite());
    let balance = finite.fold(0_i64, |balance, value| {
        balance + i64::from(*value > 0.0) - i64::from(*value < 0.0)
    });
    balance >= 0
}

/// The running sums, one column per column given.
fn sums(columns: &[Column], percent: bool) -> Vec<Column> {
    let count = columns.iter().map(|column| column.len()).max().unwrap_or(0);
    let finite = |column: &Column, index: usize| {
        column.get(index).copied().filter(|value| value.is_finite())
    };
    let mut running: Vec<f64> = (0..count)
        .map(|index| {
            let any = columns.iter().any(|column| finite(column, index).is_some());
            if any { 0.0 } else { GAP }
        })
        .collect();
    let totals: Option<Vec<f64>> = percent.then(|| {
        (0..count)
            .map(|index| {
                columns
                    .iter()
                    .filter_map(|column| finite(column, index))
                    .sum()
            })
            .collect()
    });
    columns
        .iter()
        .map(|column| {
            for (index, sum) in running.iter_mut().enumerate() {
                let Some(value) = finite(column, index) else {
                    continue;
                };
                *sum += match totals.as_ref().and_then(|totals| totals.get(index)) {
                    Some(total) if *total == 0.0 => 0.0,
                    Some(total) => value / total.abs(),
                    None => value,
                };
            }
            Column::from(running.clone())
        })
        .collect()
}
