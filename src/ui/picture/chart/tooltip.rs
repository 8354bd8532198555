//! What the samples under the crosshair are.

use crate::chart::hit;
use crate::chart::hit::Hit;
use crate::chart::layout::Layout;
use crate::chart::scene::Named;
use crate::dashboard::link::Led;
use crate::lean::digits::tenths;
use crate::lean::sort;
use crate::lean::within::Within;
use crate::panel::picture::Chart;
use crate::panel::picture::LegendRow;
use crate::panel::picture::TooltipMode;
use crate::panel::picture::TooltipSort;
use crate::time::Instant;
use crate::time::zone::Zone;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::led;
use crate::ui::picture::chart::Plot;
use crate::ui::picture::chart::legend::fixed;
use crate::ui::picture::chart::legend::ink_name;
use crate::unit;
use leptos::prelude::*;
use std::sync::Arc;

/// More rows than this cannot be read while pointing.
const ROWS: usize = 10;
/// Values read aloud at once.
const SPOKEN: usize = 5;

/// The box beside the crosshair.
#[component]
pub(super) fn Tooltip(
    plot: Plot,
    at: Instant,
    hits: Vec<Hit>,
    layout: Arc<Layout>,
    y: f64,
    pinned: RwSignal<bool>,
) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let zone = Timing::here().zone.get();
    let near = hit::nearest_mark(&hits, y).map(|hit| hit.mark);
    let chart = plot.chart.get();
    let stacked = chart.scene.marks.iter().any(|mark| mark.stack.is_some());
    let mut rows: Vec<&Hit> = hits.iter().filter(|hit| hit.value.is_some()).collect();
    let value = |hit: &Hit| hit.value.unwrap_or(f64::NAN);
    rows.retain(|hit| {
        let told = chart
            .legend
            .rows
            .get(hit.mark)
            .is_none_or(|row| !row.untold);
        told && !(chart.tooltip.hide_zeros && hit.value == Some(0.0))
    });
    match (chart.tooltip.mode, chart.tooltip.sort) {
        (TooltipMode::Single, _) => rows.retain(|hit| Some(hit.mark) == near),
        (_, TooltipSort::Ascending) => sort::by(&mut rows, |a, b| value(a).total_cmp(&value(b))),
        (_, TooltipSort::Descending) => sort::by(&mut rows, |a, b| value(b).total_cmp(&value(a))),
        // A stack is read from its top, as it stands; lines are read from the highest.
        (_, TooltipSort::None) if stacked => {}
        (_, TooltipSort::None) => sort::by(&mut rows, |a, b| value(b).total_cmp(&value(a))),
    }
    let total = (stacked && rows.len() > 1).then(|| rows.iter().map(|hit| value(hit)).sum::<f64>());
    let all = rows.len();
    let shown = shown(rows, near);
    let more = all - shown.len();
    let first = chart.legend.rows.first().cloned();
    let lines = shown
        .into_iter()
        .filter_map(|hit| Some((hit, chart.legend.rows.get(hit.mark)?)))
        .map(|(hit, row)| {
            view! {
                <div class="row" data-near=(Some(hit.mark) == near).then_some("")>
                    <i class="swatch" data-series=ink_name(row.ink) style:--colour=fixed(row.ink)></i>
                    <span class="truncate">{row.name.clone()}</span>
                    <b>{written(&shell, row, value(hit))}</b>
                </div>
            }
        })
        .collect_view();
    let links = {
        let near = near.and_then(|near| hits.iter().find(|hit| hit.mark == near));
        near.map_or_else(Vec::new, |hit| links(&shell, &chart, hit, at))
    };
    let links = StoredValue::new(links);
    let x = layout.x(at);
    let right = x < layout.size.width / 2.0;
    let y = y.within(layout.size.height * 0.2, layout.size.height * 0.8);
    view! {
        <div
            class="tooltip"
            data-pinned=Signal::derive(move || pinned.get().then_some(""))
            data-side=if right { "right" } else { "left" }
            style:--x=format!("{}px", tenths(x))
            style:--y=format!("{}px", tenths(y))
        >
            <div class="when">
                <span>{words.exact(at, &zone)}</span>
                <span>{zone.at(at).map(|offset| offset.abbreviation.clone())}</span>
            </div>
            {lines}
            {total.zip(first).map(|(total, row)| view! {
                <div class="row">
                    <i class="swatch" data-series={"none"}></i>
                    <span>{words.chart().total}</span>
                    <b>{written(&shell, &row, total)}</b>
                </div>
            })}
            {(more > 0).then(|| view! { <div class="foot">{(words.first().more)(more)}</div> })}
            {follow(move || pinned.get().then(|| view! {
                {led_lines(links.get_value())}
                <div class="foot">{words.chart().pinned}</div>
            }))}
        </div>
    }
}

/// Where the sample that stands out leads.
fn links(shell: &Shell, chart: &Chart, hit: &Hit, at: Instant) -> Vec<Led> {
    let row = chart.legend.rows.get(hit.mark);
    let Some((row, origin)) = row.and_then(|row| Some((row, row.origin.as_deref()?))) else {
        return Vec::new();
    };
    let text = hit.value.map(|value| written(shell, row, value));
    led::of_number(
        origin,
        hit.value,
        &text.unwrap_or_default(),
        &at.0.to_string(),
    )
}

/// Links, each on a line of the tooltip.
pub(in crate::ui::picture) fn led_lines(links: Vec<Led>) -> AnyView {
    links
        .into_iter()
        .map(|led| view! { <div class="row">{led::line(led)}</div> })
        .collect_view()
        .into_any()
}

/// A value as the legend of its series writes it.
pub(super) fn written(shell: &Shell, row: &LegendRow, value: f64) -> String {
    match Named::of(&row.names, value) {
        Some(name) => name.to_owned(),
        None => unit::show(value, &row.unit, row.decimals, &shell.locale()).to_string(),
    }
}

/// What the keyboard's cursor stands on, as a sentence.
pub(super) fn reading_aloud(
    shell: &Shell,
    plot: &Plot,
    at: Instant,
    hits: &[Hit],
    zone: &Zone,
) -> String {
    let words = shell.words();
    let chart = plot.chart.get();
    let values: Vec<String> = hits
        .iter()
        .filter_map(|hit| Some((hit.value?, chart.legend.rows.get(hit.mark)?)))
        .take(SPOKEN)
        .map(|(value, row)| format!("{} {}", row.name, written(shell, row, value)))
        .collect();
    let values = if values.is_empty() {
        words.status().no_data.to_owned()
    } else {
        values.join(", ")
    };
    (words.chart().at)(&words.exact(at, zone), &values)
}

/// As many rows as can be read, the nearest always among them.
fn shown(mut rows: Vec<&Hit>, near: Option<usize>) -> Vec<&Hit> {
    let nearest = rows.iter().position(|hit| Some(hit.mark) == near);
    if let Some(place) = nearest.filter(|place| *place >= ROWS) {
        rows.swap(place, ROWS - 1);
    }
    rows.truncate(ROWS);
    rows
}
