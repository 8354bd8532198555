//! A recording as a file: JSON, with each column as the short text of `column`. Read by the page, written by the program
//! that records.

use crate::data::labels::Labels;
use crate::data::series::Column;
use crate::data::series::Series;
use crate::source::demo::Recorded;
use crate::source::demo::Recording;
use crate::source::demo::column;
use crate::source::prometheus::decode::fields;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// The one version there is.
const VERSION: i64 = 1;

/// Steps of a recording at most: a week of minutes. A wrong file must not claim all memory.
const MOST_STEPS: usize = 10_080;

/// What is written.
#[derive(Serialize)]
struct File<'a> {
    version: i64,
    /// Milliseconds since the epoch.
    start: i64,
    /// Milliseconds.
    step: i64,
    count: usize,
    free: &'a BTreeMap<String, Vec<String>>,
    ranges: Vec<RangeFile<'a>>,
    replies: &'a Map<String, Value>,
}

#[derive(Serialize)]
struct RangeFile<'a> {
    expr: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    any_window: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    warnings: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    infos: &'a [String],
    /// Labels, exponent, column.
    series: Vec<(BTreeMap<&'a str, &'a str>, i32, String)>,
}

/// Why a file is not a recording, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError(String);

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FileError {}

impl Recording {
    /// Reads a file.
    ///
    /// # Errors
    /// With line and column for what is not JSON, with its name for a member that is missing or of another kind, with the
    /// expression for a column that cannot be read.
    pub fn parse(bytes: &[u8]) -> Result<Self, FileError> {
        let file: Value = serde_json::from_slice(bytes)
            .map_err(|error| FileError(format!("not a recording: {error}")))?;
        let number = |key| need(key, file.get(key).and_then(Value::as_i64));
        let (version, step, count) = (number("version")?, number("step")?, number("count")?);
        if version != VERSION {
            return Err(FileError(format!(
                "a recording of version {version}, this page reads version {VERSION}"
            )));
        }
        let steps = usize::try_from(count).unwrap_or(0);
        if step < 1 || !(1..=MOST_STEPS).contains(&steps) {
            return Err(FileError(format!(
                "a recording of {count} steps of {step} ms; expected 1 to {MOST_STEPS} steps of at least 1 ms"
            )));
        }
        let grid = Grid {
            start: Instant(number("start")?),
            step: Millis(step),
            count: steps,
        };
        let mut recording = Self::new(grid, need("free", free(&file))?);
        if let Some(replies) = file.get("replies") {
            recording.replies = need("replies", replies.as_object())?.clone();
        }
        for range in need("ranges", file.get("ranges").and_then(Value::as_array))? {
            let recorded = recording.read_range(range)?;
            recording.ranges.push(recorded);
        }
        Ok(recording)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// None that is known.
    pub fn to_json(&self) -> Result<String, FileError> {
        let file = File {
            version: VERSION,
            start: self.grid.start.0,
            step: self.grid.step.0,
            count: self.grid.count,
            free: &self.free,
            ranges: self.ranges.iter().map(range_file).collect(),
            replies: &self.replies,
        };
        serde_json::to_string(&file).map_err(|error| FileError(error.to_string()))
    }

    fn read_range(&self, range: &Value) -> Result<Recorded, FileError> {
        let expr = need("expr", range.get("expr").and_then(Value::as_str))?;
        let list = need("series", range.get("series").and_then(Value::as_array))?;
        let mut series = Vec::with_capacity(list.len());
        for one in list {
            let (labels, exponent, text) = need("series", written(one))?;
            let Some(values) = column::read(exponent, text, self.grid.count) else {
                return Err(FileError(format!(
                    "`{expr}`: a column that is not {} values",
                    self.grid.count
                )));
            };
            series.push(Series {
                labels,
                values: Column::from(values),
                histograms: Vec::new(),
            });
        }
        Ok(Recorded {
            exact: self.shape(expr, false),
            loose: self.shape(expr, true),
            expr: expr.to_owned(),
            any_window: range.get("any_window") == Some(&Value::Bool(true)),
            series,
            warnings: need("warnings", texts(range.get("warnings")))?,
            infos: need("infos", texts(range.get("infos")))?,
        })
    }
}

fn need<T>(key: &str, found: Option<T>) -> Result<T, FileError> {
    found.ok_or_else(|| FileError(format!("not a recording: `{key}` is missing or wrong")))
}

fn free(file: &Value) -> Option<BTreeMap<String, Vec<String>>> {
    let mut free = BTreeMap::new();
    if let Some(labels) = file.get("free") {
        for (label, values) in labels.as_object()? {
            free.insert(label.clone(), texts(Some(values))?);
        }
    }
    Some(free)
}

/// A list of texts; none where there is no list.
fn texts(list: Option<&Value>) -> Option<Vec<String>> {
    let text = |text: &Value| text.as_str().map(str::to_owned);
    list.map_or_else(
        || Some(Vec::new()),
        |list| list.as_array()?.iter().map(text).collect(),
    )
}

/// Labels, exponent and column of a series.
fn written(series: &Value) -> Option<(Labels, i32, &str)> {
    let [labels, exponent, column] = series.as_array()?.as_slice() else {
        return None;
    };
    let labels = fields::labels(labels)?;
    let exponent = i32::try_from(exponent.as_i64()?).ok()?;
    Some((labels, exponent, column.as_str()?))
}

fn range_file(recorded: &Recorded) -> RangeFile<'_> {
    let series = recorded.series.iter().map(|series| {
        let (exponent, text) = column::write(&series.values);
        (series.labels.iter().collect(), exponent, text)
    });
    RangeFile {
        expr: &recorded.expr,
        any_window: recorded.any_window,
        warnings: &recorded.warnings,
        infos: &recorded.infos,
        series: series.collect(),
    }
}
