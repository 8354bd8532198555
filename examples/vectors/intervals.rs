//! Round intervals, steps of Prometheus and Loki, `$__rate_interval`, alignment.

use super::row;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use atalaya::time::interval::format_duration;
use atalaya::time::interval::format_interval;
use atalaya::time::interval::parse_interval;
use atalaya::time::step::Snap;
use atalaya::time::step::StepQuery;
use atalaya::time::step::align;
use atalaya::time::step::interval;
use atalaya::time::step::loki_step;
use atalaya::time::step::min_interval;
use atalaya::time::step::rate_interval;
use atalaya::time::step::rate_interval_of;
use atalaya::time::step::round_interval;
use atalaya::time::step::round_interval_backend;
use atalaya::time::step::snap;
use atalaya::time::step::step;
use serde_json::Value;
use serde_json::json;

/// Holds a row about a random range.
pub(crate) fn check_random(row: &Value) -> Result<(), String> {
    let range = range(row::whole(row, "range_ms")?);
    let limit = row["min_interval"].as_str().map(parse_interval);
    let (text, millis) = match limit.transpose() {
        Err(_) => (Value::Null, Value::Null),
        Ok(limit) => {
            let got = interval(range, points(row, "max_data_points")?, limit);
            (json!(format_interval(got)), json!(got.0))
        }
    };
    row::same(&text, &row["interval"])?;
    row::same(&millis, &row["interval_ms"])?;
    let raw = row::number(&row["rounded_of_raw"], "raw")?;
    // The table's limits are whole, so cutting the fraction changes nothing.
    let rounded = round_interval(Millis(raw.floor() as i64));
    row::same(&json!(rounded.0), &row["rounded_of_raw"]["rounded"])
}

/// Holds a row of any kind.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let got = match row::text(row, "kind")? {
        "align-range" => align_range(row)?,
        "align-time" => {
            let at = Instant(row::number(row, "epochMs")? as i64);
            json!(align(at, millis(row, "stepMs", 1.0)?, offset(row)?).0)
        }
        "calculate-interval-backend" => {
            let query = StepQuery {
                interval: millis(row, "minIntervalMs", 1.0)?,
                ..query(row)?
            };
            json!(format_interval(asked(&query)?))
        }
        "calculate-interval-frontend" => {
            let limit = row["minInterval"].as_str().map(parse_interval);
            match limit.transpose() {
                Err(_) => json!("error"),
                Ok(limit) => {
                    let got = interval(own_range(row)?, points(row, "maxDataPoints")?, limit);
                    json!({ "interval": format_interval(got), "intervalMs": got.0 })
                }
            }
        }
        "format-duration-backend" => json!(format_interval(Millis(row::number(row, "ms")? as i64))),
        "interval-variable-auto" => {
            let least = parse_interval(row::text(row, "autoMinInterval")?)
                .map_err(|error| format!("{error:?}"))?;
            let count = points(row, "autoStepCount")?;
            json!(format_interval(interval(
                own_range(row)?,
                count,
                Some(least)
            )))
        }
        "loki-step" => {
            let got = loki_step(
                own_range(row)?,
                row::number(row, "intervalMs")?,
                u32::try_from(row::whole(row, "resolution")?).unwrap_or(0),
                row["queryStep"].as_str().unwrap_or(""),
            );
            json!(got.map_err(|error| format!("{error:?}"))?.0)
        }
        "metadata-range-snap" => metadata(row)?,
        "min-interval" => {
            let least = min_interval(
                row::text(row, "queryInterval")?,
                row::text(row, "dataSourceInterval")?,
                millis(row, "queryIntervalMs", 1.0)?,
            );
            json!(least.map_err(|error| format!("{error:?}"))?.0)
        }
        "prometheus-expr" => prometheus_expr(row)?,
        // Grafana's server multiplies by a factor below zero and asks for a negative step, which Prometheus refuses: a
        // mistake. Here a factor below 1 counts as 1.
        "prometheus-step" if row::whole(row, "intervalFactor")? < 0 => return Ok(()),
        "prometheus-step" => json!(asked(&query(row)?)?.0),
        "rate-interval" => {
            let interval = millis(row, "queryIntervalMs", 1.0)?;
            json!(rate_interval(interval, row::text(row, "scrapeInterval")?).0)
        }
        "round-interval-backend" => json!(round_interval_backend(millis(row, "ms", 1.0)?).0),
        "round-interval-frontend" => json!(round_interval(millis(row, "ms", 1.0)?).0),
        "safe-interval-backend" => {
            let length = row::whole(row, "rangeMs")? / row::whole(row, "points")?;
            json!(format_interval(round_interval_backend(Millis(length))))
        }
        other => return Err(format!("nothing checks {other}")),
    };
    let expected = [
        "expected",
        "expectedMs",
        "expectedStepMs",
        "expectedEpochMs",
    ];
    let expected = expected.iter().find_map(|key| row.get(key));
    row::same(&got, expected.unwrap_or(&Value::Null))
}

fn align_range(row: &Value) -> Result<Value, String> {
    let second = |key: &str| Ok::<_, String>(Instant(millis(row, key, 1e3)?.0));
    let range = Range {
        from: second("startSec")?,
        to: second("endSec")?,
    };
    let grid = Grid::aligned(range, millis(row, "stepSec", 1e3)?, offset(row)?);
    Ok(json!({ "start": grid.start.0 / 1_000, "end": grid.end().0 / 1_000 }))
}

fn metadata(row: &Value) -> Result<Value, String> {
    let range = Range {
        from: Instant(row::whole(row, "fromMs")?),
        to: Instant(row::whole(row, "toMs")?),
    };
    let level = match row::text(row, "cacheLevel")? {
        "Low" => Snap::Minute,
        "Medium" => Snap::TenMinutes,
        "High" => Snap::Hour,
        _ => Snap::Second,
    };
    let snapped = snap(range, level);
    let (start, end) = (snapped.from.0 / 1_000, snapped.to.0 / 1_000);
    Ok(json!({ "start": start, "end": end, "widthSec": end - start }))
}

fn prometheus_expr(row: &Value) -> Result<Value, String> {
    let step = asked(&query(row)?)?;
    // The interval of the request and the one of the target may differ in Grafana's interface; the page sends one.
    let target = StepQuery {
        interval: millis(row, "queryIntervalMs", 1.0)?,
        ..query(row)?
    };
    let rate = rate_interval_of(&target, step);
    let range = row::whole(row, "rangeMs")?;
    let seconds = (range as f64 / 1e3).round();
    let expr = row::text(row, "expr")?.replace("${__rate_interval}", "$__rate_interval");
    let expr = [
        ("$__rate_interval_ms", rate.0.to_string()),
        ("$__rate_interval", format_duration(rate)),
        ("$__range_ms", range.to_string()),
        ("$__range_s", seconds.to_string()),
        ("$__range", format!("{seconds}s")),
        ("$__interval_ms", step.0.to_string()),
        ("$__interval", format_interval(step)),
    ]
    .iter()
    .fold(expr, |expr, (name, value)| {
        let braced = format!("${{{}}}", name.trim_start_matches('$'));
        expr.replace(&braced, value).replace(name, value)
    });
    Ok(json!({ "expr": expr, "stepMs": step.0 }))
}

fn asked(query: &StepQuery<'_>) -> Result<Millis, String> {
    step(query).map_err(|error| format!("{error:?}"))
}

fn query(row: &Value) -> Result<StepQuery<'_>, String> {
    Ok(StepQuery {
        range: own_range(row)?,
        max_data_points: points(row, "maxDataPoints")?,
        min_step: row["minStep"].as_str().unwrap_or_default(),
        scrape_interval: row["scrapeInterval"].as_str().unwrap_or_default(),
        interval: Millis(row["intervalMs"].as_f64().unwrap_or(0.0).round() as i64),
        factor: row["intervalFactor"].as_i64().unwrap_or(1),
    })
}

fn own_range(row: &Value) -> Result<Range, String> {
    Ok(range(row::whole(row, "rangeMs")?))
}

fn range(length: i64) -> Range {
    Range {
        from: Instant(0),
        to: Instant(length),
    }
}

fn points(row: &Value, key: &str) -> Result<u32, String> {
    u32::try_from(row::whole(row, key)?).map_err(|error| error.to_string())
}

fn offset(row: &Value) -> Result<i32, String> {
    i32::try_from(row::whole(row, "utcOffsetSec")?).map_err(|error| error.to_string())
}

fn millis(row: &Value, key: &str, unit: f64) -> Result<Millis, String> {
    Ok(Millis((row::number(row, key)? * unit).round() as i64))
}
