//! `status.json`: how everything stood at one moment, for a status page that reaches no Prometheus.
//!
//! Written by `make status-snapshot`, read by the page. What a file holds beyond this, or of another type, is left out;
//! a file without its moment or without services is a [`Fault`]. No more than [`MOST`] services and days are read.

use crate::health::beat::Beat;
use crate::health::beat::Piece;
use crate::health::check::Shown;
use crate::health::service::Standing;
use crate::lean::decimal;
use crate::time::Instant;
use crate::time::Range;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// Larger files are no snapshot.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// More services, days or tiles than this are not shown to anybody.
pub const MOST: usize = 2_000;

/// Everything a status page shows, at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// When it was taken.
    pub at: Instant,
    /// Services in the order of the configuration.
    pub services: Vec<Standing>,
    /// Figures beside them.
    pub figures: Vec<Figure>,
}

/// A figure as a tile.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is.
    pub title: String,
    /// Its value; none while nothing is known.
    pub value: Option<f64>,
    /// Grafana's id of its unit.
    pub unit: String,
    /// Digits after the decimal sign; none is up to the size of the value.
    pub decimals: Option<u8>,
}

/// Why a file is no snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// So many bytes.
    TooLarge(usize),
    /// Not JSON, or it breaks off.
    NotJson,
    /// JSON without this key.
    Missing(&'static str),
}

/// States and beats by the words they are written with.
const STATES: [(&str, Shown); 8] = [
    ("unhealthy", Shown::Unhealthy),
    ("unreachable", Shown::Unreachable),
    ("degraded", Shown::Degraded),
    ("recovering", Shown::Recovering),
    ("starting", Shown::Starting),
    ("unknown", Shown::NoData),
    ("maintenance", Shown::Maintenance),
    ("healthy", Shown::Healthy),
];
const BEATS: [(&str, Beat); 5] = [
    ("up", Beat::Up),
    ("degraded", Beat::Degraded),
    ("down", Beat::Down),
    ("maintenance", Beat::Maintenance),
    ("unknown", Beat::NoData),
];

/// The word of a state, as feeds and files have it.
#[must_use]
pub fn word(state: Shown) -> &'static str {
    named(&STATES, state)
}

impl Snapshot {
    /// The file.
    #[must_use]
    pub fn write(&self) -> String {
        let services: Vec<Value> = self.services.iter().map(standing).collect();
        let figures: Vec<Value> = self.figures.iter().map(figure).collect();
        json!({
            "version": 1,
            "at": self.at.0,
            "services": services,
            "figures": figures,
        })
        .to_string()
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Where there is nothing to show at all.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        if bytes.len() > LARGEST {
            return Err(Fault::TooLarge(bytes.len()));
        }
        let json: Value = serde_json::from_slice(bytes).map_err(|_| Fault::NotJson)?;
        let at = json.get("at").and_then(Value::as_i64);
        let list = |key| json.get(key).and_then(Value::as_array);
        let services = list("services").ok_or(Fault::Missing("services"))?;
        let figures = list("figures").map_or(&[] as &[Value], Vec::as_slice);
        Ok(Self {
            at: Instant(at.ok_or(Fault::Missing("at"))?),
            services: services
                .iter()
                .take(MOST)
                .filter_map(read_standing)
                .collect(),
            figures: figures.iter().take(MOST).filter_map(read_figure).collect(),
        })
    }
}

fn standing(one: &Standing) -> Value {
    let days: Vec<Value> = one
        .days
        .iter()
        .map(|day| {
            json!({
                "from": day.range.from.0,
                "to": day.range.to.0,
                "share": day.share,
                "was": named(&BEATS, day.beat),
            })
        })
        .collect();
    json!({
        "id": one.id,
        "name": one.name,
        "group": one.group,
        "state": word(one.state),
        "seconds": one.took,
        "uptime": one.uptime,
        "days": days,
    })
}

fn figure(one: &Figure) -> Value {
    json!({
        "title": one.title,
        "value": one.value,
        "unit": one.unit,
        "decimals": one.decimals,
    })
}

fn read_standing(json: &Value) -> Option<Standing> {
    let object = json.as_object()?;
    let id = text(object, "id")?;
    let days = object.get("days").and_then(Value::as_array);
    let state = text(object, "state").and_then(|word| of_name(&STATES, &word));
    Some(Standing {
        name: text(object, "name").unwrap_or_else(|| id.clone()),
        id,
        group: text(object, "group"),
        state: state.unwrap_or(Shown::NoData),
        took: number(object, "seconds"),
        days: days
            .into_iter()
            .flatten()
            .take(MOST)
            .filter_map(read_day)
            .collect(),
        uptime: number(object, "uptime").map(|share| share.clamp(0.0, 1.0)),
    })
}

fn read_day(json: &Value) -> Option<Piece> {
    let object = json.as_object()?;
    let instant = |key| object.get(key)?.as_i64().map(Instant);
    let range = Range {
        from: instant("from")?,
        to: instant("to")?,
    };
    let was = text(object, "was").and_then(|word| of_name(&BEATS, &word));
    (range.to > range.from).then(|| Piece {
        range,
        share: number(object, "share").map(|share| share.clamp(0.0, 1.0)),
        beat: was.unwrap_or(Beat::NoData),
    })
}

fn read_figure(json: &Value) -> Option<Figure> {
    let object = json.as_object()?;
    let decimals = object.get("decimals").and_then(Value::as_u64);
    Some(Figure {
        title: text(object, "title")?,
        value: number(object, "value"),
        unit: text(object, "unit").unwrap_or_default(),
        decimals: decimals.and_then(|digits| u8::try_from(digits).ok()),
    })
}

fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::to_owned)
}

fn number(object: &Map<String, Value>, key: &str) -> Option<f64> {
    let number = match object.get(key)? {
        // Through its text: the digits decide, not how the parser rounds them.
        Value::Number(number) => decimal::parse(&number.to_string())?,
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            return None;
        }
    };
    number.is_finite().then_some(number)
}

fn named<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    let found = names.iter().find(|(_, other)| *other == value);
    found.map_or("", |(name, _)| name)
}

fn of_name<T: Copy>(names: &[(&'static str, T)], name: &str) -> Option<T> {
    let found = names.iter().find(|(other, _)| *other == name);
    found.map(|(_, value)| *value)
}
