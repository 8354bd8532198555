//! The small line behind a big value: no axes, no numbers; it says "rising" or "flat" and nothing else.

use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use crate::data::series::Column;
use crate::lean::digits::tenths;
use crate::ui::part::icon::token;
use leptos::prelude::*;
use std::fmt::Write;

/// A line never has more corners than this: about one for each two pixels of the widest tile.
const CORNERS: usize = 160;

/// A sparkline over the whole column, filling its place.
#[component]
pub fn Spark(
    /// The samples.
    column: Column,
    /// Its colour.
    ink: Option<Ink>,
) -> impl IntoView {
    let series = match ink {
        Some(Ink::Status(status)) if status != Status::Ok => token(status),
        Some(_) | None => "1",
    };
    path(&column).map(|(line, area)| {
        view! {
            <div class="spark" data-series=series aria-hidden="true">
                <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">
                    <path data-fill="" d=area></path>
                    <path d=line></path>
                </svg>
            </div>
        }
    })
}

/// Line and filled area in a box of 100 × 100; none with fewer than two samples. Gaps are bridged: a spark has no room
/// to show them, the chart does.
fn path(column: &[f64]) -> Option<(String, String)> {
    let stride = column.len().div_ceil(CORNERS).max(1);
    let samples: Vec<(usize, f64)> = column
        .chunks(stride)
        .enumerate()
        .filter_map(|(index, chunk)| {
            chunk
                .iter()
                .rev()
                .find(|value| value.is_finite())
                .map(|value| (index, *value))
        })
        .collect();
    let (first, last) = (samples.first()?.0, samples.last()?.0);
    if samples.len() < 2 || first == last {
        return None;
    }
    let low = samples
        .iter()
        .map(|(_, value)| *value)
        .fold(f64::INFINITY, f64::min);
    let high = samples
        .iter()
        .map(|(_, value)| *value)
        .fold(f64::NEG_INFINITY, f64::max);
    // A flat line stands in the middle; a moving one keeps 8 % of air above and below for its own thickness.
    let span = if high > low { high - low } else { 1.0 };
    let mut line = String::new();
    for (index, value) in &samples {
        #[allow(clippy::cast_precision_loss)]
        let x = (*index - first) as f64 / (last - first) as f64 * 100.0;
        let y = if high > low {
            92.0 - (value - low) / span * 84.0
        } else {
            50.0
        };
        let command = if line.is_empty() { 'M' } else { 'L' };
        // Writing to a String cannot fail.
        let _ = write!(line, "{command}{} {}", tenths(x), tenths(y));
    }
    let area = format!("{line}L100 100L0 100Z");
    Some((line, area))
}
