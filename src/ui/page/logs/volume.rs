//! Bars of how many lines there were when, by level. Dragging over them chooses that time.

use crate::browser::theme;
use crate::chart::scene::Ink;
use crate::data::level::Level;
use crate::panel::picture::Chart;
use crate::time::format;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::model::told;
use crate::ui::part::erased::follow;
use crate::ui::part::icon::Skeleton;
use crate::ui::picture::chart::ChartView;
use crate::unit;
use leptos::prelude::*;
use std::sync::Arc;

/// Tells the chart from others.
const ID: u64 = 1;

/// The style's colours of the levels' bars: those of the lines' edges and the buttons.
const FILLS: [&str; 7] = [
    "--log-fatal-fill",
    "--log-error-fill",
    "--log-warn-fill",
    "--log-info-fill",
    "--log-debug-fill",
    "--log-trace-fill",
    "--log-unknown-fill",
];

/// The panel of the bars.
#[component]
pub(super) fn VolumePanel() -> impl IntoView {
    let logs = Logs::here()?;
    let words = logs.shell.words();
    let say = words.logs();
    let inks = Memo::new(move |_| {
        logs.shell.dark.track();
        theme::colours(&FILLS)
    });
    let chart = Memo::new(move |_| {
        let volume = logs.counted.volume.get()?;
        let range = logs.timing.range.get();
        let inks = inks.get();
        let name = |level| (say.level)(level).to_owned();
        Some(Arc::new(
            volume.chart(range, name, |level| ink(&inks, level)),
        ))
    });
    let drawn = Memo::new(move |_| chart.with(Option::is_some));
    let per = move || {
        let step = crate::logs::volume::grid(logs.timing.range.get()).step;
        (say.per)(&(words.time().length)(format::parts(step)))
    };
    let reads = move || {
        let stats = logs.counted.stats.get()?;
        let bytes = unit::text(stats.bytes as f64, "decbytes", None, &logs.shell.locale());
        Some(view! {
            <span class="unit push" data-phone="hide">{(say.reads)(&bytes, stats.streams as usize)}</span>
        })
    };
    let as_table = RwSignal::new(false);
    let body = move || match drawn.get() {
        true => view! { <Bars chart as_table/> }.into_any(),
        false => {
            let failed = logs.counted.volume_failure.get().map(|failure| {
                let told = told(logs, &failure);
                view! { <p class="page-note" title=told.detail>{say.volume_failed}" "{told.title}"."</p> }
            });
            // What is not asked does not come.
            let asked = logs.asked.selector.with(Option::is_some) && logs.counted.may_ask.get();
            let wait = (asked && failed.is_none()).then(|| view! { <Skeleton/> });
            view! { <div class="chart volume">{failed}{wait}</div> }.into_any()
        }
    };
    Some(view! {
        <section class="panel volume-panel" aria-label=say.volume>
            <header>
                <h2>{say.volume}</h2>
                <span class="unit" data-phone="hide">{follow(per)}</span>
                {follow(reads)}
            </header>
            <div class="body">{follow(body)}</div>
        </section>
    })
}

#[component]
fn Bars(chart: Memo<Option<Arc<Chart>>>, as_table: RwSignal<bool>) -> impl IntoView {
    let logs = Logs::here()?;
    let title = logs.shell.words().logs().volume.to_owned();
    let first = chart.get_untracked()?;
    // Once there is no chart this component is about to go, and shows what it had.
    let chart = Memo::new(move |before: Option<&Arc<Chart>>| {
        let chart = chart.get().or_else(|| before.cloned());
        chart.unwrap_or_else(|| Arc::clone(&first))
    });
    Some(view! {
        <ChartView id=ID title chart as_table/>
    })
}

fn ink(fills: &[(u8, u8, u8)], level: Option<Level>) -> Ink {
    let place = match level {
        Some(Level::Critical) => 0,
        Some(Level::Error) => 1,
        Some(Level::Warning) => 2,
        Some(Level::Info) => 3,
        Some(Level::Debug) => 4,
        Some(Level::Trace) => 5,
        Some(Level::Unknown) | None => 6,
    };
    match fills.get(place) {
        Some((red, green, blue)) => Ink::Rgb(*red, *green, *blue),
        None => Ink::Muted,
    }
}
