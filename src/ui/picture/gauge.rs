//! Dials: a half circle with the value's share filled and the thresholds as a ring around it.

use crate::browser::circle;
use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use crate::lean::digits::tenths;
use crate::lean::within::Within;
use crate::panel::picture::Gauge;
use crate::ui::hook::shell::Shell;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use crate::ui::picture::reading;
use crate::ui::picture::reading::Value;
use leptos::prelude::*;
use std::f64::consts::PI;

/// Length of the half circle of radius 42 that is the dial.
const DIAL: f64 = 42.0 * PI;
/// That half circle.
const ARC: &str = "M8 52A42 42 0 0 1 92 52";

/// All dials of a panel.
#[component]
pub fn Gauges(
    /// One dial each.
    gauges: Vec<Gauge>,
) -> impl IntoView {
    let count = gauges.len().min(6);
    view! {
        <div class="gauges" data-count=count>
            {gauges.into_iter().map(|gauge| view! { <Dial gauge/> }).collect_view()}
        </div>
    }
}

#[component]
fn Dial(gauge: Gauge) -> impl IntoView {
    let shell = Shell::here();
    let state = gauge.reading.status.unwrap_or(Status::Ok);
    let word = shell.words().status().of(state);
    let told = format!(
        "{}: {}, {}",
        gauge.name,
        reading::text(&shell, &gauge.reading),
        word
    );
    let share = share(&gauge, gauge.reading.value.unwrap_or(f64::NAN));
    let marked = gauge.reading.status;
    let bands = bands(&gauge);
    view! {
        <div class="gauge" data-status=token(state) role="img" aria-label=told>
            <svg viewBox="0 0 100 56" aria-hidden="true">
                <path class="track" d={ARC}></path>
                <path
                    class="fill"
                    d={ARC}
                    stroke-dasharray=format!("{} {}", tenths(share * DIAL), tenths(DIAL + 1.0))
                ></path>
                {bands
                    .into_iter()
                    .map(|(series, arc)| view! { <path class="band" data-series=series d=arc></path> })
                    .collect_view()}
            </svg>
            <div class="reading"><Value reading=gauge.reading/></div>
            <div class="name truncate" title=gauge.name.clone()>{gauge.name.clone()}</div>
            {marked.map(|status| view! {
                <span class="status" data-status=token(status)><Glyph status/>{word}</span>
            })}
        </div>
    }
}

/// Where a value stands between the ends, 0 to 1; 0 for what is no number.
#[must_use]
pub fn share(gauge: &Gauge, value: f64) -> f64 {
    let share = (value - gauge.min) / (gauge.max - gauge.min);
    if share.is_finite() {
        share.within(0.0, 1.0)
    } else {
        0.0
    }
}

/// Arcs of the outer ring with the name of their colour, with a small gap between neighbours.
fn bands(gauge: &Gauge) -> Vec<(&'static str, String)> {
    const GAP: f64 = 0.008;
    let starts: Vec<f64> = gauge
        .bands
        .iter()
        .map(|(from, _)| share(gauge, *from))
        .collect();
    let ends = starts.iter().skip(1).map(|next| next - GAP).chain([1.0]);
    gauge
        .bands
        .iter()
        .zip(starts.iter().zip(ends))
        .filter(|(_, (from, to))| to > *from)
        .map(|((_, ink), (from, to))| (name(*ink), arc(*from, to)))
        .collect()
}

fn arc(from: f64, to: f64) -> String {
    let point = |share: f64| {
        let (x, y) = circle::point(PI * (1.0 - share));
        format!("{} {}", tenths(50.0 + 49.0 * x), tenths(52.0 - 49.0 * y))
    };
    format!("M{}A49 49 0 0 1 {}", point(from), point(to))
}

fn name(ink: Ink) -> &'static str {
    match ink {
        Ink::Status(status) => token(status),
        Ink::Series(..) | Ink::Rgb(..) => "1",
        Ink::Muted | Ink::Clear => "grey",
    }
}
