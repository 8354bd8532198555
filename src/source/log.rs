//! What a store of logs is asked beside metrics, and what it finds. The paths are Loki's; times are nanoseconds.

use crate::data::lines::Direction;
use crate::data::lines::Lines;
use crate::data::lines::Window;
use crate::time::Instant;
use crate::time::Millis;
use std::sync::Arc;

/// A question about logs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LogAsk {
    /// `query_range` of a log query: lines.
    Lines {
        /// LogQL that selects lines.
        expr: String,
        /// Over which time; its last nanosecond is outside.
        window: Window,
        /// At most so many; Loki itself has a limit, 5,000 unless configured.
        limit: u32,
        /// Which lines come where there are more than the limit.
        direction: Direction,
    },
    /// `index/stats`: how much a selector would read.
    Stats {
        /// A stream selector.
        expr: String,
        /// Over which time.
        window: Window,
    },
    /// `index/volume`: bytes by label.
    Volume {
        /// A stream selector.
        expr: String,
        /// Over which time.
        window: Window,
        /// By which labels; empty is those of the selector.
        labels: Vec<String>,
        /// At most so many series.
        limit: u32,
    },
    /// `index/volume_range`: the same in steps.
    VolumeRange {
        /// A stream selector.
        expr: String,
        /// Over which time.
        window: Window,
        /// By which labels; empty is those of the selector.
        labels: Vec<String>,
        /// At most so many series.
        limit: u32,
        /// Length of a step.
        step: Millis,
    },
    /// `patterns`: what lines have in common.
    Patterns {
        /// A stream selector.
        expr: String,
        /// Over which time.
        window: Window,
        /// Length of a step of their counts.
        step: Millis,
    },
    /// `detected_labels`: labels and how many values each has.
    DetectedLabels {
        /// A stream selector; empty is all.
        expr: String,
        /// Over which time.
        window: Window,
    },
    /// `detected_fields`: fields found in a sample of lines.
    DetectedFields {
        /// A log query.
        expr: String,
        /// Over which time.
        window: Window,
        /// Lines looked at.
        sample: u32,
    },
    /// `detected_field/<name>/values`.
    FieldValues {
        /// Which field.
        field: String,
        /// A log query.
        expr: String,
        /// Over which time.
        window: Window,
        /// At most so many values.
        limit: u32,
    },
    /// `format_query`: the query as the server would write it.
    Format {
        /// LogQL.
        expr: String,
    },
}

impl LogAsk {
    /// The query in it.
    #[must_use]
    pub fn expr(&self) -> &str {
        match self {
            Self::Lines { expr, .. }
            | Self::Stats { expr, .. }
            | Self::Volume { expr, .. }
            | Self::VolumeRange { expr, .. }
            | Self::Patterns { expr, .. }
            | Self::DetectedLabels { expr, .. }
            | Self::DetectedFields { expr, .. }
            | Self::FieldValues { expr, .. }
            | Self::Format { expr } => expr,
        }
    }

    /// The time it is about.
    #[must_use]
    pub fn window(&self) -> Option<Window> {
        match self {
            Self::Lines { window, .. }
            | Self::Stats { window, .. }
            | Self::Volume { window, .. }
            | Self::VolumeRange { window, .. }
            | Self::Patterns { window, .. }
            | Self::DetectedLabels { window, .. }
            | Self::DetectedFields { window, .. }
            | Self::FieldValues { window, .. } => Some(*window),
            Self::Format { .. } => None,
        }
    }

    /// The same about another time.
    pub(crate) fn set_window(&mut self, to: Window) {
        match self {
            Self::Lines { window, .. }
            | Self::Stats { window, .. }
            | Self::Volume { window, .. }
            | Self::VolumeRange { window, .. }
            | Self::Patterns { window, .. }
            | Self::DetectedLabels { window, .. }
            | Self::DetectedFields { window, .. }
            | Self::FieldValues { window, .. } => *window = to,
            Self::Format { .. } => {}
        }
    }
}

/// What a store of logs found.
#[derive(Clone, Debug, PartialEq)]
pub enum LogFound {
    /// Lines; shared, for they may be large.
    Lines(Arc<Lines>),
    /// How much a selector would read.
    Stats(Stats),
    /// Labels and how many values each has.
    Labels(Vec<DetectedLabel>),
    /// Fields of a sample of lines.
    Fields(Vec<DetectedField>),
    /// What lines have in common.
    Patterns(Vec<Pattern>),
}

/// How much a selector would read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Streams.
    pub streams: u64,
    /// Chunks of them.
    pub chunks: u64,
    /// Lines.
    pub entries: u64,
    /// Bytes of text.
    pub bytes: u64,
}

/// A label of streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetectedLabel {
    /// Its name.
    pub name: String,
    /// How many values it has.
    pub cardinality: u64,
}

/// A field found in lines, or beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetectedField {
    /// Its name as a query would use it.
    pub name: String,
    /// `string`, `int`, `float`, `boolean`, `duration`, `bytes`.
    pub kind: String,
    /// How many values it has in the sample.
    pub cardinality: u64,
    /// What finds it (`json`, `logfmt`); none for structured metadata.
    pub parsers: Vec<String>,
    /// Its place in the JSON of a line.
    pub path: Vec<String>,
}

/// A pattern of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The lines, `<_>` for what differs.
    pub text: String,
    /// Their level as the server detected it; may be empty.
    pub level: String,
    /// How many lines at which times, in order of time.
    pub counts: Vec<(Instant, u64)>,
}
