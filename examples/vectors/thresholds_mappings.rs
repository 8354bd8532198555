//! Steps and a value, mappings and a value, what is shown of a value, and the colours of series.

use super::display::config;
use super::display::finite;
use super::display::numbers;
use super::display::same_colour;
use super::display::subject;
use super::field_overrides;
use super::row;
use super::zone::zone;
use atalaya::chart::grafana;
use atalaya::chart::grafana::Theme;
use atalaya::panel::display::Column;
use atalaya::panel::display::Kind;
use atalaya::panel::display::range;
use atalaya::panel::display::series_colour;
use atalaya::panel::field_config::FieldConfig;
use atalaya::panel::field_config::SeriesBy;
use atalaya::panel::mapping;
use atalaya::unit::ENGLISH;
use serde_json::Value;
use serde_json::json;

/// Holds a row of any kind.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    match row::text(row, "kind")? {
        "active-threshold" => active(row),
        "value-mapping" => mapped(row),
        "display" => display(row),
        "palette-classic" => {
            let place = usize::try_from(row::whole(row, "seriesIndex")?).unwrap_or(0);
            let theme = theme(row);
            same_colour(grafana::classic(place, theme), &row["expected"], theme)
        }
        "palette-classic-by-name" => {
            let theme = theme(row);
            let got = grafana::by_name(row::text(row, "displayName")?, theme);
            same_colour(got, &row["expected"], theme)
        }
        "shades" => {
            let colour = json!({ "mode": "shades", "fixedColor": row["fixedColor"] });
            let config = config(&json!({ "color": colour }))?;
            series(row, &config, &[])
        }
        "series-color-by-value" => {
            let config = config(&row["config"])?;
            series(row, &config, &numbers(list(&row["values"])))
        }
        "field-overrides" => field_overrides::check(row),
        other => Err(format!("nothing checks {other}")),
    }
}

fn active(row: &Value) -> Result<(), String> {
    let mut steps = row["steps"].clone();
    finite(&mut steps);
    let config = config(&json!({ "thresholds": { "steps": steps } }))?;
    let reached = config
        .thresholds
        .reached_at(row::number(row, "value")?, 0.0);
    let got = match reached {
        None => json!({ "value": 0, "color": "#808080" }),
        Some((_, step)) => json!({ "value": row::written(step.from), "color": step.colour }),
    };
    row::same(&got, &row["expected"])
}

fn mapped(row: &Value) -> Result<(), String> {
    let config = config(&json!({ "mappings": row["mappings"] }))?;
    let Some(mapped) = mapping::of(&config.mappings, subject(&row["value"])) else {
        return row::same(&Value::Null, &row["expected"]);
    };
    let mut got = serde_json::Map::new();
    for (key, value) in [("text", mapped.text), ("color", mapped.colour)] {
        got.extend(value.map(|value| (key.to_owned(), json!(value))));
    }
    // Grafana's editor keeps a result's place in its list; here the list does.
    let index = row["expected"].get("index");
    got.extend(index.map(|index| ("index".to_owned(), index.clone())));
    row::same(&Value::Object(got), &row["expected"])
}

fn display(row: &Value) -> Result<(), String> {
    let config = config(&row["config"])?;
    let values = numbers(list(&row["values"]));
    let names = names(&row["config"]["type"]["enum"]);
    let zone = zone(row::text(row, "timezone")?)?;
    let shown = Column {
        config: &config,
        kind: match row::text(row, "fieldType")? {
            "string" => Kind::Text,
            "boolean" => Kind::Flag,
            "enum" => Kind::Enum(&names),
            "time" => Kind::Time {
                milli: values.len() > 1 && (values[values.len() - 1] - values[0]).abs() < 60_000.0,
            },
            _ => Kind::Number,
        },
        range: range(&config, &values),
        index: 0,
        name: "",
        theme: Theme::Dark,
        zone: &zone,
        locale: &ENGLISH,
    }
    .display(subject(&row["value"]));
    let expected = &row["expected"];
    let text = &shown.text;
    row::same(&json!(text.to_string()), &expected["full"])?;
    row::same(&json!(text.number), &expected["text"])?;
    row::same(&json!(text.prefix), &expected["prefix"])?;
    row::same(&json!(text.suffix), &expected["suffix"])?;
    row::same(&row::written(shown.numeric), &expected["numeric"])?;
    row::same(
        &shown.percent.map_or(Value::Null, row::written),
        &expected["percent"],
    )?;
    same_colour(shown.colour, &expected["color"], Theme::Dark)
}

/// Texts and colours of an enumeration.
fn names(written: &Value) -> Vec<(String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let named = |(index, name): (usize, &Value)| {
        (
            text(name).unwrap_or_default(),
            text(&written["color"][index]),
        )
    };
    list(&written["text"])
        .iter()
        .enumerate()
        .map(named)
        .collect()
}

/// The colour of a series as a whole.
fn series(row: &Value, config: &FieldConfig, values: &[f64]) -> Result<(), String> {
    let theme = theme(row);
    let zone = zone("utc")?;
    let column = Column {
        config,
        kind: Kind::Number,
        range: range(config, values),
        index: usize::try_from(row["seriesIndex"].as_u64().unwrap_or(0)).unwrap_or(0),
        name: "",
        theme,
        zone: &zone,
        locale: &ENGLISH,
    };
    let value = match config.series_by {
        SeriesBy::Last => values.last().copied(),
        SeriesBy::Min => values.iter().copied().reduce(f64::min),
        SeriesBy::Max => values.iter().copied().reduce(f64::max),
    };
    let got = series_colour(&column, value.unwrap_or(0.0));
    same_colour(got, &row["expected"], theme)
}

fn theme(row: &Value) -> Theme {
    match row["theme"].as_str() {
        Some("light") => Theme::Light,
        _ => Theme::Dark,
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
