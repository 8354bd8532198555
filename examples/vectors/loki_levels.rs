//! Levels of log lines and labels, lines that repeat, values of fields, volumes, and the LogQL Grafana writes for them.

use super::row;
use atalaya::dashboard::logql;
use atalaya::data::level::Level;
use atalaya::data::log;
use atalaya::data::log::Dedup;
use atalaya::data::log::Volume;
use atalaya::time::Instant;
use atalaya::time::Range;
use atalaya::time::step::loki_step;
use serde_json::Value;
use serde_json::json;

/// Holds a row of any kind.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let level = |level: Option<Level>| json!(level.map_or("none", Level::name));
    let got = match row::text(row, "kind")? {
        "level-from-line" => level(Level::of_line(row::text(row, "line")?)),
        "level-from-label" => level(match &row["value"] {
            Value::String(value) => Level::of_label(value),
            value => Level::of_label(&value.to_string()),
        }),
        "dedup" => dedup(row)?,
        "field-stats" => field_values(row),
        "volume-query" => {
            let mut asked = row["expected"].clone();
            asked["expr"] = json!(logql::volume(row::text(row, "expr")?));
            asked
        }
        "volume-merge" => volumes(row)?,
        "unescape-line" => json!(log::unescape(row::text(row, "line")?)),
        "loki-auto-range" => {
            let range = Range {
                from: Instant(0),
                to: Instant(row::whole(row, "rangeMs")?),
            };
            let step = loki_step(range, row::number(row, "intervalMs")?, 1, "");
            let step = step.map_err(|error| format!("{error:?}"))?;
            let instant = row["queryType"] == "instant";
            json!(logql::with_auto(
                row::text(row, "expr")?,
                instant,
                range,
                step
            ))
        }
        other => return Err(format!("nothing checks {other}")),
    };
    row::same(&got, &row["expected"])
}

fn dedup(row: &Value) -> Result<Value, String> {
    let lines: Vec<&str> = list(&row["lines"])
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let how = match row::text(row, "strategy")? {
        "exact" => Dedup::Exact,
        "numbers" => Dedup::Numbers,
        "signature" => Dedup::Signature,
        _ => Dedup::None,
    };
    let kept = log::dedup(&lines, how).into_iter().map(|kept| {
        let counted = (how != Dedup::None).then_some(kept.duplicates);
        json!({ "line": lines[kept.index], "duplicates": counted })
    });
    Ok(kept.collect())
}

fn field_values(row: &Value) -> Value {
    let values: Vec<Option<&str>> = list(&row["values"])
        .iter()
        .map(|value| value.as_str().filter(|value| *value != "__undefined__"))
        .collect();
    log::field_values(&values)
        .iter()
        .map(|one| json!({ "value": one.value, "count": one.count, "proportion": one.proportion }))
        .collect()
}

fn volumes(row: &Value) -> Result<Value, String> {
    let mut volumes = Vec::new();
    for frame in list(&row["frames"]) {
        let times = list(&frame[1]).iter().filter_map(Value::as_i64);
        let counts = list(&frame[2]).iter().filter_map(Value::as_f64);
        volumes.push(Volume {
            level: Level::of_label(frame[0].as_str().unwrap_or("")),
            counts: times.zip(counts).collect(),
        });
    }
    let merged = log::merge(&volumes);
    let series: Vec<Value> = merged
        .iter()
        .map(|volume| {
            let (times, counts): (Vec<i64>, Vec<f64>) = volume.counts.iter().copied().unzip();
            json!([volume.level.map_or("none", Level::name), times, counts])
        })
        .collect();
    Ok(json!({ "series": series, "maximumTotal": log::most(&merged) }))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
