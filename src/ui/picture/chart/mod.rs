//! A time series chart: a canvas with the marks, a layer above it for pointer and keyboard, a legend.
//!
//! The canvas is drawn once for each change, and only while it is in view. Pointing, hovering and selecting move elements of
//! the layer and never draw a series again.

pub mod layer;
pub(in crate::ui::picture) mod legend;
mod paint;
mod selection;
mod tooltip;
pub mod values;

use crate::chart::layout::Layout;
use crate::chart::scene::Scene;
use crate::lean::digits::tenths;
use crate::lean::map::Set;
use crate::panel::picture::Chart;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::ui::hook::held::LocalSignal;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::later::later;
use crate::ui::hook::later::later_now;
use crate::ui::part::erased::follow;
use crate::ui::picture::chart::legend::Legend;
use crate::ui::picture::chart::paint::paint;
use leptos::prelude::*;
use std::sync::Arc;

/// What the parts of one chart share; copies are the same chart.
#[derive(Clone, Copy)]
pub struct Plot {
    /// Tells this chart from the others of the page.
    id: u64,
    /// What is shown; replaced in place by a refresh.
    chart: Memo<Arc<Chart>>,
    /// Names left out by the legend. Names and not places: a refresh may bring the series in another order.
    hidden: RwSignal<Set<String>>,
    /// The mark that stands out: under the pointer in the legend.
    raised: RwSignal<Option<usize>>,
    /// The scene with what is hidden marked so.
    scene: Memo<Arc<Scene>>,
    /// Where everything lies since the last drawing.
    layout: LocalSignal<Option<Arc<Layout>>>,
}

/// A chart with its legend.
#[component]
pub fn ChartView(
    /// Number of the panel: tells its chart from the others of the page.
    id: u64,
    /// The panel's title, for those who cannot see the picture.
    title: String,
    /// What is shown.
    chart: Memo<Arc<Chart>>,
    /// Show the values as a table instead.
    as_table: RwSignal<bool>,
) -> impl IntoView {
    let hidden = RwSignal::new(Set::new());
    let scene = Memo::new(move |_| {
        let mut scene = chart.with(|chart| chart.scene.clone());
        hidden.with(|hidden: &Set<String>| {
            for mark in &mut scene.marks {
                mark.hidden |= hidden.contains(&mark.name);
            }
        });
        Arc::new(scene)
    });
    let plot = Plot {
        id,
        chart,
        hidden,
        raised: RwSignal::new(None),
        scene,
        layout: LocalSignal::new_local(None),
    };
    let side = move || {
        chart.with(|chart| match chart.legend.place {
            LegendPlace::Right => "right",
            LegendPlace::Bottom => "bottom",
        })
    };
    let width = move || {
        chart.with(|chart| {
            chart
                .legend
                .width
                .map(|width| format!("{}px", tenths(f64::from(width))))
        })
    };
    let legend = Memo::new(move |_| chart.with(|chart| chart.legend.mode));
    let body = move || {
        if as_table.get() {
            {
                let title = title.clone();
                later_now(move |parts| (parts.values)(plot, title.clone(), as_table))
            }
        } else {
            let title = title.clone();
            view! {
                <div class="chart">
                    {paint(plot)}
                    {later(|| true, move |parts| (parts.layer)(plot, title.clone(), as_table))}
                </div>
            }
            .into_any()
        }
    };
    view! {
        <div class="chart-with-legend" data-legend=side style:--legend=width>
            {body}
            {follow(move || (legend.get() != LegendMode::Hidden).then(|| view! { <Legend plot mode=legend.get()/> }))}
        </div>
    }
}
