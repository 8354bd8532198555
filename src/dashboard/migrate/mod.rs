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
use crate::lean::late::Late;
use serde_json::Value;

/// From this schema version on a `table` is the one of today.
const NEW_TABLE: u32 = 24;

/// A panel of today from one of a file of this schema version.
pub(crate) fn panel(panel: &mut Json, version: u32) {
    if is_old(panel, version)
        && let Some(migrate) = PANEL.get(old_panel)
    {
        migrate(panel, version);
    }
}

static PANEL: Late<fn(&mut Json, u32)> = Late::new();

static FILL: Late<fn(&mut Json)> = Late::new();

/// Fills in what an export left open.
pub(crate) fn fill_inputs(root: &mut Json) {
    if root.contains_key("__inputs")
        && let Some(fill) = FILL.get(inputs::fill)
    {
        fill(root);
    }
}

static LIBRARY: Late<fn(&Json, &Json) -> Option<Json>> = Late::new();

/// The model of a library panel that came along with the file.
pub(crate) fn library(panel: &Json, root: &Json) -> Option<Json> {
    (LIBRARY.get(inputs::library)?)(panel, root)
}

type OnGrid = fn(&[Value]) -> Vec<Value>;

static ROWS: Late<OnGrid> = Late::new();

/// The panels of rows of old files, with their places.
pub(crate) fn on_grid(rows: &[Value]) -> Vec<Value> {
    ROWS.get(rows::on_grid)
        .map_or_else(Vec::new, |on_grid| on_grid(rows))
}

/// Brings what makes old files new; the second file's to call.
pub(crate) fn arrive() {
    PANEL.put(old_panel);
    FILL.put(inputs::fill);
    LIBRARY.put(inputs::library);
    ROWS.put(rows::on_grid);
}

/// Is there anything to do to this panel? Files of today have nothing, and need none of this room's code.
fn is_old(panel: &Json, version: u32) -> bool {
    let has = |key: &str| panel.contains_key(key);
    let option = |key: &str| {
        let options = panel.get("options").and_then(Value::as_object);
        options.is_some_and(|options| options.contains_key(key))
    };
    match word(panel, "type").unwrap_or_default() {
        "graph"
        | "singlestat"
        | "grafana-singlestat-panel"
        | "table-old"
        | "table2"
        | "text2"
        | "grafana-piechart-panel" => true,
        "table" => version < NEW_TABLE && has("styles"),
        "heatmap" => has("dataFormat"),
        "stat" | "gauge" | "bargauge" => {
            has("options-gauge") || option("valueOptions") || option("fieldOptions")
        }
        _ => false,
    }
}

fn old_panel(panel: &mut Json, version: u32) {
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
