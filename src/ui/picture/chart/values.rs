//! A chart for those who cannot see it: a sentence, and all values as a table.

use crate::browser::element;
use crate::panel::picture::Chart;
use crate::time::Instant;
use crate::time::zone::Zone;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::on;
use crate::ui::picture::chart::Plot;
use crate::ui::picture::chart::tooltip::written;
use leptos::prelude::*;

/// The table has this many rows at most, evenly taken from the range: it is read, not searched. The whole answer is
/// saved as CSV.
const ROWS: usize = 120;
/// And this many columns.
const COLUMNS: usize = 12;
/// Series told of in the sentence.
const TOLD: usize = 3;

/// All values, newest first.
#[component]
pub fn Values(
    /// The chart whose values they are.
    plot: Plot,
    /// The panel's title.
    title: String,
    /// Set back to show the chart again.
    as_table: RwSignal<bool>,
) -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let words = shell.words();
    let close = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            as_table.set(false);
            focus_soon(plot.id, ".chart-layer");
        }
    };
    // Who came by the keyboard goes on from here: the chart that had it is gone.
    focus_soon(plot.id, ".values");
    let table = move || {
        let zone = timing.zone.get();
        let chart = plot.chart.get();
        let heads = chart
            .legend
            .rows
            .iter()
            .take(COLUMNS)
            .map(|row| view! { <th scope="col" class="num">{row.name.clone()}</th> })
            .collect_view();
        let lines = instants(&chart)
            .into_iter()
            .map(|at| {
                let cells = (0..chart.scene.marks.len().min(COLUMNS))
                    .map(|mark| view! { <td class="num">{cell(&shell, &chart, mark, at)}</td> })
                    .collect_view();
                view! { <tr><th scope="row" class="num">{words.exact(at, &zone)}</th>{cells}</tr> }
            })
            .collect_view();
        let more = chart.scene.marks.len().saturating_sub(COLUMNS);
        view! {
            <table class="table">
                <thead>
                    <tr><th scope="col">{words.chart().time}</th>{heads}</tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            {(more > 0).then(|| view! { <p class="list-foot">{(words.first().more)(more)}</p> })}
        }
    };
    view! {
        <div class="scroll values" tabindex="0" role="group" aria-label=title on:keydown=on(close)>
            {table}
        </div>
    }
}

/// Gives the keyboard to a part of this chart's panel that is about to be in the page.
fn focus_soon(panel: u64, part: &'static str) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        element::focus(&format!("[data-panel=\"{panel}\"] {part}"));
    });
}

/// What the chart shows, in a few sentences: title, range, how many series, where they stand and what was highest.
pub(super) fn summary(shell: &Shell, title: &str, plot: &Plot, zone: &Zone) -> String {
    let words = shell.words();
    let chart = plot.chart.get();
    let range = chart.scene.range;
    let mut text = vec![
        (words.chart().summary)(
            title,
            &words.exact(range.from, zone),
            &words.exact(range.to, zone),
        ),
        (words.chart().lines)(chart.scene.marks.len()),
    ];
    let rows = chart.scene.marks.iter().zip(&chart.legend.rows);
    for (mark, row) in rows.clone().take(TOLD) {
        if let Some(last) = mark.values.iter().rev().find(|value| value.is_finite()) {
            text.push((words.chart().last)(&row.name, &written(shell, row, *last)));
        }
    }
    let highest = rows
        .filter_map(|(mark, row)| {
            let values = mark
                .values
                .iter()
                .enumerate()
                .filter(|(_, value)| value.is_finite());
            let (index, value) = values.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
            Some((row, mark.grid.at(index), *value))
        })
        .max_by(|(_, _, a), (_, _, b)| a.total_cmp(b));
    if let Some((row, at, value)) = highest {
        text.push((words.chart().highest)(
            &row.name,
            &written(shell, row, value),
            &words.exact(at, zone),
        ));
    }
    text.push(words.chart().keys.to_owned());
    text.join(" ")
}

fn instants(chart: &Chart) -> Vec<Instant> {
    let Some(grid) = chart
        .scene
        .marks
        .iter()
        .map(|mark| mark.grid)
        .min_by_key(|grid| grid.step)
    else {
        return Vec::new();
    };
    let stride = grid.count.div_ceil(ROWS).max(1);
    (0..grid.count)
        .rev()
        .step_by(stride)
        .map(|index| grid.at(index))
        .collect()
}

fn cell(shell: &Shell, chart: &Chart, mark: usize, at: Instant) -> String {
    let value = chart.scene.marks.get(mark).and_then(|mark| {
        let index = at.0.checked_sub(mark.grid.start.0)? / mark.grid.step.0.max(1);
        mark.values
            .get(usize::try_from(index).ok()?)
            .copied()
            .filter(|value| value.is_finite())
    });
    match (value, chart.legend.rows.get(mark)) {
        (Some(value), Some(row)) => written(shell, row, value),
        (Some(_) | None, _) => shell.words().status().no_data.to_owned(),
    }
}
