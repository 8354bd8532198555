//! Older files made into newer ones, as Grafana does when it opens them: JSON in, JSON out.
//!
//! [`rows`] puts rows on the grid, [`inputs`] fills in what an export left open, and [`panel`] turns panels of types that
//! Grafana gave up into those that took their place. What has no counterpart there is lost there too. Nothing here reads
//! a panel: that is [`crate::dashboard::read_panel`]'s.

mod axis;
pub(crate) mod edit;
mod graph;
mod graph_grid;
mod graph_override;
mod heatmap;
pub(crate) mod inputs;
mod old_mapping;
mod pie;
pub mod rows;
mod single;
mod singlestat;
mod table;

use crate::dashboard::migrate::edit::Json;
use crate::dashboard::migrate::edit::word;

/// From this schema version on a `table` is the one of today.
const NEW_TABLE: u32 = 24;

/// A panel of today from one of a file of this schema version.
pub(crate) fn panel(panel: &mut Json, version: u32) {
    let kind = word(panel, "type").unwrap_or_default().to_owned();
    match kind.as_str() {
        "graph" => graph::migrate(panel),
        "singlestat" | "grafana-singlestat-panel" => singlestat::migrate(panel),
        "table-old" => table::migrate(panel),
        "table" if version < NEW_TABLE && panel.contains_key("styles") => table::migrate(panel),
        "table2" => edit::put(panel, "type", "table"),
        "text2" => edit::put(panel, "type", "text"),
        "grafana-piechart-panel" => pie::migrate(panel),
        "heatmap" if panel.contains_key("dataFormat") => heatmap::migrate(panel),
        "stat" | "gauge" | "bargauge" => single::migrate(panel),
        _ => {}
    }
}
