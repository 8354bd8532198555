//! Frames as the rows write them, and back.

use super::row;
use atalaya::data::labels::Labels;
use atalaya::data::series::GAP;
use atalaya::frame::Config;
use atalaya::frame::Field;
use atalaya::frame::Frame;
use atalaya::frame::Kind;
use atalaya::frame::Nulls;
use atalaya::frame::cell::Cell;
use atalaya::frame::column::Column;
use atalaya::frame::name::Known;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// What JSON cannot write: a row that is not there.
pub(crate) const UNDEFINED: &str = "__undefined__";

/// The frames of a row.
pub(crate) fn read(frames: &Value) -> Result<Vec<Frame>, String> {
    let frames = frames.as_array().ok_or("the frames are no list")?;
    frames.iter().map(frame).collect()
}

/// A frame; fields without a name are numbered.
pub(crate) fn frame(value: &Value) -> Result<Frame, String> {
    let fields = value["fields"].as_array().ok_or("the fields are no list")?;
    let mut fields: Vec<Field> = fields.iter().map(field).collect();
    for (at, field) in fields.iter_mut().enumerate() {
        if field.name.is_empty() {
            field.name = format!("Field {}", at + 1);
        }
    }
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Ok(Frame {
        ref_id: text("refId"),
        name: text("name"),
        fields,
    })
}

fn field(value: &Value) -> Field {
    let config = &value["config"];
    let text = |key: &str| config[key].as_str().map(str::to_owned);
    let kind = value["type"]
        .as_str()
        .and_then(Kind::read)
        .unwrap_or_default();
    let values = value["values"].as_array().into_iter().flatten();
    let shown = value["display_name"].as_str();
    Field {
        name: value["name"].as_str().unwrap_or_default().to_owned(),
        labels: labels(&value["labels"]),
        kind,
        values: Column::new(values.map(|value| cell(value, kind)).collect()),
        config: Config {
            display_name: text("displayName"),
            from_source: text("displayNameFromDS"),
            unit: text("unit"),
            decimals: None,
            nulls: nulls(config["nullValueMode"].as_str()),
        },
        joined: false,
        known: shown.map(|name| Known {
            name: name.to_owned(),
            among: false,
        }),
    }
}

/// What the rows say about gaps.
pub(crate) fn nulls(mode: Option<&str>) -> Nulls {
    match mode {
        Some("null") => Nulls::Keep,
        Some("null as zero") => Nulls::Zero,
        _ => Nulls::Ignore,
    }
}

/// Labels; none where there are none.
pub(crate) fn labels(value: &Value) -> Labels {
    let pairs = value.as_object().into_iter().flatten();
    Labels::from_pairs(
        pairs.map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default())),
    )
}

/// A value; in columns of numbers what JSON cannot write is a text.
pub(crate) fn cell(value: &Value, kind: Kind) -> Cell {
    match (value.as_str(), kind) {
        (Some(UNDEFINED | "undefined"), _) => Cell::Missing,
        (Some(_), Kind::Number) => row::float(value).map_or(Cell::from(value), Cell::Number),
        _ => Cell::from(value),
    }
}

/// A value as the rows write it. Those of random inputs write nothing for what is not there.
pub(crate) fn written(cell: &Cell) -> Value {
    match cell {
        Cell::Missing | Cell::Null => Value::Null,
        Cell::Number(number) => row::written(*number),
        Cell::Text(text) => json!(text.as_ref()),
        Cell::Boolean(flag) => json!(flag),
        Cell::List(cells) => cells.iter().map(written).collect(),
        Cell::Json(value) => value.as_ref().clone(),
    }
}

/// A frame with what both kinds of rows tell of it.
pub(crate) fn told(frame: &Frame) -> Value {
    let fields: Vec<Value> = frame
        .fields
        .iter()
        .map(|field| {
            let mut told = Map::new();
            told.insert("name".to_owned(), json!(field.name));
            told.insert("type".to_owned(), json!(kind(field.kind)));
            told.insert("labels".to_owned(), pairs(&field.labels));
            told.insert(
                "values".to_owned(),
                field.values.iter().map(|cell| written(&cell)).collect(),
            );
            Value::Object(told)
        })
        .collect();
    json!({"refId": frame.ref_id, "name": frame.name, "fields": fields})
}

fn pairs(labels: &Labels) -> Value {
    let pairs = labels
        .iter()
        .map(|(name, value)| (name.to_owned(), json!(value)));
    Value::Object(pairs.collect())
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Time => "time",
        Kind::Number => "number",
        Kind::Text => "string",
        Kind::Boolean => "boolean",
        Kind::Other => "other",
    }
}

/// A gap, for columns of plain numbers.
pub(crate) fn sample(value: &Value) -> f64 {
    row::float(value).unwrap_or(GAP)
}
