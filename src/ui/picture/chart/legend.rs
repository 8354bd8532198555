//! The legend: names with colours, in a row or as a table with figures. A click shows one series alone, Ctrl with a click
//! leaves one out.

use crate::chart::scene::Ink;
use crate::lean::map;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendRow;
use crate::ui::hook::palette::Palettes;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::token;
use crate::ui::picture::bars::PLACES;
use crate::ui::picture::chart::Plot;
use crate::ui::picture::chart::tooltip::written;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A legend never puts more rows than this into the page; the tooltip and the table of values have all.
const ROWS: usize = 200;

/// The legend below or beside a chart.
#[component]
pub(super) fn Legend(plot: Plot, mode: LegendMode) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let more = move || {
        plot.chart
            .with(|chart| chart.legend.rows.len().checked_sub(ROWS))
            .filter(|more| *more > 0)
            .map(|more| {
                view! { <p class="foot-note">{(words.first().more)(more)}</p> }
            })
    };
    match mode {
        LegendMode::Table => view! {
            <div class="legend-scroll" tabindex="0" role="group" aria-label=words.first().series>
                <table class="legend-table">
                    <thead>
                        <tr>
                            <th scope="col">{words.first().series}</th>
                            {follow(move || plot.chart.with(|chart| {
                                chart
                                    .legend
                                    .calcs
                                    .iter()
                                    .map(|calc| view! { <th scope="col">{(words.first().reducer)(*calc)}</th> })
                                    .collect_view()
                            }))}
                        </tr>
                    </thead>
                    <tbody>{follow(move || rows(plot, &shell, true))}</tbody>
                </table>
                {more}
            </div>
        }
        .into_any(),
        LegendMode::List | LegendMode::Hidden => view! {
            <div class="legend">{follow(move || rows(plot, &shell, false))} {more}</div>
        }
        .into_any(),
    }
}

fn rows(plot: Plot, shell: &Shell, as_table: bool) -> AnyView {
    let chart = plot.chart.get();
    let row = |(index, row): (usize, &LegendRow)| {
        let button = view! { <Name plot index name=row.name.clone() ink=row.ink/> };
        if !as_table {
            return button.into_any();
        }
        let cells = row
            .values
            .iter()
            .map(|value| {
                let text = match value {
                    Some(value) => written(shell, row, *value),
                    None => shell.words().status().no_data.to_owned(),
                };
                view! { <td>{text}</td> }
            })
            .collect_view();
        view! { <tr><td>{button}</td>{cells}</tr> }.into_any()
    };
    let legend = &chart.legend;
    let order = legend
        .order
        .iter()
        .filter_map(|index| Some((*index, legend.rows.get(*index)?)));
    order
        .filter(|(_, row)| !row.unlisted)
        .take(ROWS)
        .map(row)
        .collect_view()
        .into_any()
}

#[component]
fn Name(plot: Plot, index: usize, name: String, ink: Ink) -> impl IntoView {
    let title = name.clone();
    let shown = {
        let name = name.clone();
        move || plot.hidden.with(|hidden| !hidden.contains(&name))
    };
    let click = {
        let name = name.clone();
        move |event: MouseEvent| {
            if event.ctrl_key() || event.meta_key() {
                toggle(plot, &name);
            } else {
                isolate(plot, &name);
            }
        }
    };
    view! {
        <button
            type="button"
            aria-pressed=Signal::derive(move || shown().to_string())
            title=title
            on:click=on(click)
            on:pointerenter=on(move |_| plot.raised.set(Some(index)))
            on:pointerleave=on(move |_| plot.raised.set(None))
        >
            <i class="swatch" data-series=ink_name(ink) data-dash=dash(ink) style:--colour=fixed(ink)></i>
            <span class="truncate">{name}</span>
        </button>
    }
}

/// Only this one; all of them when it already is the only one.
fn isolate(plot: Plot, name: &str) {
    let mut others = map::Set::new();
    plot.chart.with_untracked(|chart| {
        for mark in &chart.scene.marks {
            if mark.name != name {
                others.insert(mark.name.clone());
            }
        }
    });
    plot.hidden.update(|hidden| {
        *hidden = if *hidden == others {
            map::Set::new()
        } else {
            others
        }
    });
}

fn toggle(plot: Plot, name: &str) {
    plot.hidden.update(|hidden| {
        if !hidden.remove(name) {
            hidden.insert(name.to_owned());
        }
    });
}

/// The colour as the style names it.
pub(in crate::ui::picture) fn ink_name(ink: Ink) -> &'static str {
    match ink {
        Ink::Series(..) if fixed(ink).is_some() => "fixed",
        Ink::Series(place, _) => PLACES
            .get(usize::from(place) % PLACES.len())
            .copied()
            .unwrap_or("1"),
        Ink::Status(status) => token(status),
        Ink::Rgb(..) => "fixed",
        Ink::Muted | Ink::Clear => "grey",
    }
}

/// A colour that is no token of the style, as CSS.
pub(in crate::ui::picture) fn fixed(ink: Ink) -> Option<String> {
    let (red, green, blue) = Palettes::here().fixed(ink)?;
    Some(format!("rgb({red} {green} {blue})"))
}

/// Repeated colours are told apart by their dash, in the legend too.
fn dash(ink: Ink) -> Option<&'static str> {
    match ink {
        Ink::Series(_, 1) => Some("long"),
        Ink::Series(_, 2..) => Some("short"),
        Ink::Series(..) | Ink::Status(_) | Ink::Rgb(..) | Ink::Muted | Ink::Clear => None,
    }
}
