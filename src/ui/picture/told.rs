//! What the rarer pictures share: the frame of picture, table and legend; the rows of their tooltip.

use crate::browser::element;
use crate::chart::scene::Ink;
use crate::panel::picture::LegendPlace;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::picture::chart::legend::fixed;
use crate::ui::picture::chart::legend::ink_name;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// A table has this many rows at most: it is read, not searched.
const ROWS: usize = 500;

/// A line of a legend or a tooltip: colour, name, and what is said of it.
pub type Line = (Ink, String, String);

/// A picture that can be shown as a table too. All of it is tracked.
pub trait Pictured: Copy + Send + Sync + 'static {
    /// Where its legend stands.
    fn place(self) -> LegendPlace;
    /// The picture, under the panel's title.
    fn plot(self, title: String, as_table: RwSignal<bool>) -> AnyView;
    /// Heads and rows of its values.
    fn table(self) -> (Vec<String>, Vec<Vec<String>>);
    /// Its legend.
    fn legend(self) -> Option<AnyView>;
}

/// A picture of a panel, or its values as a table, with its legend.
pub fn framed(
    picture: impl Pictured,
    id: u64,
    title: String,
    as_table: RwSignal<bool>,
) -> impl IntoView {
    let side = move || match picture.place() {
        LegendPlace::Right => "right",
        LegendPlace::Bottom => "bottom",
    };
    // Times are written in it, after what is pictured was read.
    let zone = Timing::here().zone;
    let body = follow(move || {
        zone.track();
        let title = title.clone();
        if as_table.get() {
            focus_soon(id, ".values");
            let (heads, rows) = picture.table();
            return table(id, title, as_table, heads, rows);
        }
        picture.plot(title, as_table)
    });
    view! {
        <div class="chart-with-legend" data-legend=side>
            {body}
            {follow(move || {
                zone.track();
                picture.legend()
            })}
        </div>
    }
}

/// Lines of a tooltip.
pub fn lines(lines: Vec<Line>) -> AnyView {
    lines
        .into_iter()
        .map(|(ink, name, value)| {
            view! {
                <div class="row">
                    <i class="swatch" data-shape="square" data-series=ink_name(ink) style:--colour=fixed(ink)></i>
                    <span class="truncate">{name}</span>
                    <b>{value}</b>
                </div>
            }
        })
        .collect_view()
        .into_any()
}

/// A legend that only tells.
pub fn legend(lines: Vec<Line>) -> AnyView {
    let entries = lines
        .into_iter()
        .map(|(ink, name, value)| {
            let title = name.clone();
            view! {
                <li title=title>
                    <i class="swatch" data-shape="square" data-series=ink_name(ink) style:--colour=fixed(ink)></i>
                    <span class="truncate">{name}</span>
                    <b>{value}</b>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="legend told">{entries}</ul> }.into_any()
}

/// The values as a table, until Escape.
fn table(
    id: u64,
    title: String,
    as_table: RwSignal<bool>,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
) -> AnyView {
    let words = Shell::here().words();
    let close = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            as_table.set(false);
            focus_soon(id, ".chart-layer");
        }
    };
    let more = rows.len().saturating_sub(ROWS);
    let heads = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect_view();
    let lines = rows
        .into_iter()
        .take(ROWS)
        .map(|row| {
            let cells = row.into_iter().map(|cell| view! { <td>{cell}</td> });
            view! { <tr>{cells.collect_view()}</tr> }
        })
        .collect_view();
    view! {
        <div class="scroll values" tabindex="0" role="group" aria-label=title on:keydown=on(close)>
            <table class="table">
                <thead><tr>{heads}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
            {(more > 0).then(|| view! { <p class="list-foot">{(words.first().more)(more)}</p> })}
        </div>
    }
    .into_any()
}

/// Gives the keyboard to a part of this panel that is about to be in the page.
fn focus_soon(panel: u64, part: &'static str) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        element::focus(&format!("[data-panel=\"{panel}\"] {part}"));
    });
}

/// How far an arrow key goes to the right and upwards.
#[must_use]
pub fn arrow(event: &KeyboardEvent) -> Option<(i64, i64)> {
    Some(match event.key().as_str() {
        "ArrowLeft" => (-1, 0),
        "ArrowRight" => (1, 0),
        "ArrowUp" => (0, 1),
        "ArrowDown" => (0, -1),
        "PageUp" => (-10, 0),
        "PageDown" => (10, 0),
        "Home" => (i64::MIN, 0),
        "End" => (i64::MAX, 0),
        _ => return None,
    })
}
