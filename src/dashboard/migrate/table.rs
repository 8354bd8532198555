//! `table-old` panels, and `table` panels with `styles`, as tables of today.

use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use crate::dashboard::migrate::edit::Rule;
use crate::notation::json;
use serde_json::Value;

/// The pattern of the style that is for every column.
const EVERY: &str = "/.*/";

/// Makes the panel one of today.
pub(crate) fn migrate(panel: &mut Json) {
    let old = panel.clone();
    edit::put(panel, "type", "table");
    transform(&old, panel);
    for style in edit::objects(&old, "styles") {
        let pattern = edit::word(style, "pattern").unwrap_or_default();
        if pattern == EVERY {
            for (id, value) in every(style) {
                edit::put(panel, &format!("fieldConfig.defaults.{id}"), value);
            }
        } else {
            let mut rule = Rule::of(pattern);
            for (id, value) in properties(style) {
                rule.set(id, value);
            }
            rule.add_to(panel);
        }
    }
    edit::put(panel, "options.showHeader", true);
    sort(&old, panel);
}

fn transform(old: &Json, panel: &mut Json) {
    let (id, aggregates) = match edit::word(old, "transform") {
        Some("timeseries_to_rows") => ("seriesToRows", false),
        Some("timeseries_to_columns") => ("seriesToColumns", false),
        Some("timeseries_aggregations") => ("reduce", true),
        Some("table") => ("merge", false),
        _ => return,
    };
    let mut options = Json::new();
    if aggregates {
        let columns = edit::objects(old, "columns");
        let reducers = columns
            .filter_map(|column| edit::word(column, "value"))
            .map(|value| Value::from(edit::reducer(value)));
        edit::put(&mut options, "includeTimeField", false);
        edit::put(&mut options, "reducers", reducers.collect::<Vec<_>>());
    }
    let one = edit::pair(("id", id.into()), ("options", options.into()));
    edit::push(panel, "transformations", one);
}

/// What a style says that is for every column: not what they are, only how they are written.
fn every(style: &Json) -> Vec<(&'static str, Value)> {
    let mut found = properties(style);
    found.retain(|(id, _)| !matches!(*id, "links" | "custom.hidden"));
    found
}

fn properties(style: &Json) -> Vec<(&'static str, Value)> {
    let mut found: Vec<(&'static str, Value)> = Vec::new();
    if let Some(alias) = edit::filled(style, "alias") {
        found.push(("displayName", alias.into()));
    }
    if let Some(unit) = edit::filled(style, "unit") {
        found.push(("unit", unit.into()));
    }
    if let Some(decimals) = edit::number(style, "decimals") {
        found.push(("decimals", decimals.into()));
    }
    match edit::word(style, "type") {
        Some("date") => {
            let format = edit::word(style, "dateFormat").unwrap_or_default();
            found.push(("unit", format!("time: {format}").into()));
        }
        Some("hidden") => found.push(("custom.hidden", true.into())),
        _ => {}
    }
    if edit::truthy(style, "link") {
        let mut link = Json::new();
        edit::copy(style, "linkTooltip", &mut link, "title");
        edit::copy(style, "linkUrl", &mut link, "url");
        edit::copy(style, "linkTargetBlank", &mut link, "targetBlank");
        found.push(("links", Value::Array(vec![link.into()])));
    }
    let cell = match edit::word(style, "colorMode") {
        Some("cell" | "row") => Some("color-background"),
        Some("value") => Some("color-text"),
        _ => None,
    };
    if let Some(cell) = cell {
        found.push(("custom.cellOptions", edit::single("type", cell)));
    }
    if let Some(align) = edit::filled(style, "align").filter(|align| *align != "auto") {
        found.push(("custom.align", align.into()));
    }
    if let Some(steps) = steps(style) {
        found.push(("thresholds", edit::thresholds(steps)));
    }
    found
}

/// The first colour below all thresholds, and one from each on.
fn steps(style: &Json) -> Option<Vec<Value>> {
    let levels = style.get("thresholds")?.as_array()?;
    let colours = style.get("colors")?.as_array()?;
    if levels.is_empty() {
        return None;
    }
    let from = levels.iter().filter_map(json::number).map(Some);
    let colours = colours.iter().filter_map(Value::as_str);
    let steps = std::iter::once(None).chain(from).zip(colours);
    Some(
        steps
            .map(|(from, colour)| edit::step(from, colour))
            .collect(),
    )
}

/// `sort: {col, desc}` is a column by number, whose name is not known here unless the columns are listed.
fn sort(old: &Json, panel: &mut Json) {
    let column = edit::below(old, "sort").and_then(|sort| {
        let at = edit::number(sort, "col")? as usize;
        let column = edit::objects(old, "columns").nth(at)?;
        Some((edit::filled(column, "text")?, edit::truthy(sort, "desc")))
    });
    if let Some((column, descending)) = column {
        let sort = edit::pair(("displayName", column.into()), ("desc", descending.into()));
        edit::put(panel, "options.sortBy", Value::Array(vec![sort]));
    }
}
