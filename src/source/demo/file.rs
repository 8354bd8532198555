//! A recording as a file: JSON, with each column as the short text of `column`. Read by the page, written by the program
//! that records.

use crate::data::labels::Labels;
use crate::data::series::Series;
use crate::source::demo::Recorded;
use crate::source::demo::Recording;
use crate::source::demo::column;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use serde::Deserialize;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The one version there is.
const VERSION: u32 = 1;

/// Steps of a recording at most: a week of minutes. A wrong file must not claim all memory.
const MOST_STEPS: usize = 10_080;

#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    /// Milliseconds since the epoch.
    start: i64,
    /// Milliseconds.
    step: i64,
    count: usize,
    #[serde(default)]
    free: BTreeMap<String, Vec<String>>,
    ranges: Vec<RangeFile>,
    #[serde(default)]
    replies: BTreeMap<String, Box<RawValue>>,
}

#[derive(Serialize, Deserialize)]
struct RangeFile {
    expr: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    any_window: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    infos: Vec<String>,
    /// Labels, exponent, column.
    series: Vec<(BTreeMap<String, String>, i32, String)>,
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
    /// With line and column for what is not JSON of this form, with the expression for a column that cannot be read.
    pub fn parse(bytes: &[u8]) -> Result<Self, FileError> {
        let file: File = serde_json::from_slice(bytes)
            .map_err(|error| FileError(format!("not a recording: {error}")))?;
        if file.version != VERSION {
            return Err(FileError(format!(
                "a recording of version {}, this page reads version {VERSION}",
                file.version
            )));
        }
        if file.step < 1 || file.count < 1 || file.count > MOST_STEPS {
            return Err(FileError(format!(
                "a recording of {} steps of {} ms; expected 1 to {MOST_STEPS} steps of at least 1 ms",
                file.count, file.step
            )));
        }
        let grid = Grid {
            start: Instant(file.start),
            step: Millis(file.step),
            count: file.count,
        };
        let mut recording = Self::new(grid, file.free);
        recording.replies = file
            .replies
            .into_iter()
            .map(|(key, body)| (key, body.get().to_owned()))
            .collect();
        for range in file.ranges {
            let recorded = recording.read_range(range)?;
            recording.ranges.push(recorded);
        }
        Ok(recording)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// When a reply that was added is not JSON.
    pub fn to_json(&self) -> Result<String, FileError> {
        let wrong = |error: serde_json::Error| FileError(error.to_string());
        let replies = self.replies.iter().map(|(key, body)| {
            let body = RawValue::from_string(body.clone()).map_err(wrong)?;
            Ok((key.clone(), body))
        });
        let file = File {
            version: VERSION,
            start: self.grid.start.0,
            step: self.grid.step.0,
            count: self.grid.count,
            free: self.free.clone(),
            ranges: self.ranges.iter().map(range_file).collect(),
            replies: replies.collect::<Result<_, FileError>>()?,
        };
        serde_json::to_string(&file).map_err(wrong)
    }

    fn read_range(&self, range: RangeFile) -> Result<Recorded, FileError> {
        let mut series = Vec::with_capacity(range.series.len());
        for (labels, exponent, text) in range.series {
            let Some(values) = column::read(exponent, &text, self.grid.count) else {
                let expr = &range.expr;
                return Err(FileError(format!(
                    "`{expr}`: a column that is not {} values",
                    self.grid.count
                )));
            };
            series.push(Series {
                labels: Labels::from_pairs(labels),
                values: Arc::new(values),
                histograms: Vec::new(),
            });
        }
        Ok(Recorded {
            exact: self.shape(&range.expr, false),
            loose: self.shape(&range.expr, true),
            expr: range.expr,
            any_window: range.any_window,
            series,
            warnings: range.warnings,
            infos: range.infos,
        })
    }
}

fn range_file(recorded: &Recorded) -> RangeFile {
    let series = recorded.series.iter().map(|series| {
        let (exponent, text) = column::write(&series.values);
        let labels = series
            .labels
            .iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        (labels, exponent, text)
    });
    RangeFile {
        expr: recorded.expr.clone(),
        any_window: recorded.any_window,
        warnings: recorded.warnings.clone(),
        infos: recorded.infos.clone(),
        series: series.collect(),
    }
}
