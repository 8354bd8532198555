//! Big values, each with the line behind it.

use crate::panel::picture::Stat;
use crate::ui::hook::shell::Shell;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use crate::ui::picture::reading::Value;
use crate::ui::picture::spark::Spark;
use leptos::prelude::*;

/// The tiles of a stat panel: one fills it, several share it.
#[component]
pub fn Tiles(
    /// The values.
    stats: Vec<Stat>,
) -> impl IntoView {
    let several = stats.len() > 1;
    view! {
        <div class="tiles" class:several=several>
            {stats.into_iter().map(|stat| view! { <Tile stat/> }).collect_view()}
        </div>
    }
}

#[component]
fn Tile(stat: Stat) -> impl IntoView {
    let words = Shell::here().words();
    let status = stat.reading.status;
    let ink = stat.reading.ink;
    view! {
        <div class="tile" data-status=status.map(token)>
            {status.map(|status| view! {
                <span class="status" data-status=token(status)><Glyph status/><span class="tile-word">{words.status().of(status)}</span></span>
            })}
            <p class="value"><Value reading=stat.reading/></p>
            {(!stat.name.is_empty()).then(|| view! { <p class="note truncate" title=stat.name.clone()>{stat.name.clone()}</p> })}
            {stat.spark.map(|column| view! { <Spark column ink/> })}
        </div>
    }
}
