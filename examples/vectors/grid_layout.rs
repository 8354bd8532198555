//! `grid_layout`: rows of old files on the grid, and where the copies of rows and panels stand.

use atalaya::dashboard::layout::COLUMNS;
use atalaya::dashboard::layout::Placed;
use atalaya::dashboard::layout::layout;
use atalaya::dashboard::migrate::rows;
use atalaya::dashboard::model::Place;
use atalaya::dashboard::model::Repeat;
use atalaya::dashboard::read::read;
use atalaya::dashboard::repeat::block;
use atalaya::dashboard::repeat::expand;
use atalaya::dashboard::variable::Values;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use serde_json::Value;
use serde_json::json;

/// Says how our answer to a row differs from the one in it.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let expected = &row["expected"];
    let actual = match row["kind"].as_str() {
        Some("rows-to-grid") => {
            let rows = row["rows"].as_array().map_or(&[][..], Vec::as_slice);
            let actual = Value::from(rows::on_grid(rows));
            return match holds(expected, &actual) {
                true => Ok(()),
                false => Err(format!("{row}: {actual}")),
            };
        }
        Some("minspan-to-max-per-row") => json!(rows::max_per_row(count(&row["minSpan"]))),
        Some("repeat-panel") => panel(row),
        Some("repeat-row") => self::rows(row)?,
        kind => return Err(format!("nothing is known of {kind:?}")),
    };
    match actual == *expected {
        true => Ok(()),
        false => Err(format!("{row}: {actual}")),
    }
}

/// Is everything expected there? What was not asked about may be.
fn holds(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => expected.iter().all(|(key, value)| {
            let found = actual.get(key).unwrap_or(&Value::Null);
            holds(value, found)
        }),
        (Value::Array(expected), Value::Array(actual)) => {
            let pairs = expected.iter().zip(actual);
            expected.len() == actual.len() && pairs.into_iter().all(|(a, b)| holds(a, b))
        }
        (expected, actual) => expected == actual,
    }
}

fn count(value: &Value) -> u32 {
    value.as_u64().unwrap_or(0).try_into().unwrap_or(u32::MAX)
}

/// The copies of a panel as cells of their block.
fn panel(row: &Value) -> Value {
    let values = count(&row["values"]);
    let high = count(&row["itemHeight"]);
    let per_row = row["maxPerRow"]
        .as_u64()
        .map_or(4, |_| count(&row["maxPerRow"]));
    let repeat = Repeat {
        variable: String::new(),
        down: row["direction"] == "v",
        per_row,
    };
    let place = Place {
        x: 0,
        y: 0,
        w: COLUMNS,
        h: high,
    };
    let (places, total) = block(values, &repeat, place);
    let wide = places.first().map_or(COLUMNS, |place| place.w);
    let cells: Vec<Value> = places
        .iter()
        .map(|place| json!({"row": place.y / high.max(1), "column": place.x / wide}))
        .collect();
    json!({"totalHeight": total, "cells": cells, "columnsPerRow": COLUMNS / wide})
}

/// The copies of a row below a panel that is as high as the row stands low.
fn rows(row: &Value) -> Result<Value, String> {
    let y = count(&row["rowY"]);
    let values: Vec<String> = (0..count(&row["values"]))
        .map(|one| format!("v{one}"))
        .collect();
    let mut panels = vec![
        json!({"id": 1, "type": "text", "gridPos": {"x": 0, "y": 0, "w": 24, "h": y}}),
        json!({"id": 2, "type": "row", "repeat": "v", "gridPos": {"x": 0, "y": y, "w": 24, "h": 1}}),
    ];
    let inner = row["panels"].as_array().map_or(&[][..], Vec::as_slice);
    for (index, panel) in inner.iter().enumerate() {
        let place = json!({"x": 2 * index, "y": panel["y"], "w": 2, "h": panel["h"]});
        panels.push(json!({"id": 10 + index, "type": "text", "gridPos": place}));
    }
    let file = json!({"panels": panels, "templating": {"list": [{
        "type": "custom", "name": "v", "query": values.join(","), "multi": true, "includeAll": true,
        "current": {"value": "$__all"},
    }]}});
    let dashboard = read(&file.to_string()).map_err(|error| format!("{error:?}"))?;
    let mut chosen = Values::default();
    for variable in &dashboard.variables {
        let choices = own_choices(variable, &[]).unwrap_or_default();
        chosen.set(&variable.name, settle(variable, None, &choices), choices);
    }
    let mut copies: Vec<(u32, Vec<u32>)> = Vec::new();
    for placed in layout(&expand(&dashboard, &chosen), |_| true) {
        match placed {
            Placed::Row(_, place, _) => copies.push((place.y, Vec::new())),
            Placed::Panel(_, place) => {
                if let Some((_, panels)) = copies.last_mut() {
                    panels.push(place.y);
                }
            }
        }
    }
    let copies = copies.into_iter();
    Ok(copies
        .map(|(row, panels)| json!({"rowY": row, "panelY": panels}))
        .collect())
}
