//! Grafana's data frames: answers as named columns, what the columns are called, reducers, transformations.
//!
//! A time series is drawn straight from its answer; it becomes a frame only where a transformation or a table asks for
//! columns. Nothing here knows panels, colours or languages.

pub mod answer;
pub mod cell;
pub mod column;
pub mod expression;
pub mod legend;
pub mod matcher;
pub mod name;
pub mod order;
mod pass;
pub mod reduce;
pub mod reducer;
pub mod transform;

use crate::data::labels::Labels;
use crate::frame::column::Column;
use crate::frame::name::Known;

/// Grafana's name of a column of instants.
pub const TIME: &str = "Time";

/// Grafana's name of a column of values.
pub const VALUE: &str = "Value";

/// Beginning of Grafana's name of a column of series, behind which stands the letter of their query.
pub const TREND: &str = "Trend #";

/// Columns side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Letter of its query, or what transformations made of several; empty is none.
    pub ref_id: String,
    /// Its name; empty is none.
    pub name: String,
    /// Its columns. They are of one length, save for what a short one lacks at its end.
    pub fields: Vec<Field>,
}

/// A column with its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    /// Its own name: `Time`, `Value`, a label.
    pub name: String,
    /// Labels of the series it holds.
    pub labels: Labels,
    /// What it holds.
    pub kind: Kind,
    /// Its values.
    pub values: Column,
    /// What transformations and names need to know of its configuration.
    pub config: Config,
    /// It stands beside others that a transformation brought together: then even columns of instants are numbered where
    /// there are several.
    pub joined: bool,
    /// The name it was last shown under. A column keeps it when its neighbours leave.
    pub known: Option<Known>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Instants, in milliseconds since the epoch.
    Time,
    /// Numbers.
    #[default]
    Number,
    /// Texts.
    Text,
    /// True or false.
    Boolean,
    /// Lists and objects.
    Other,
}

/// What the source or a transformation says about a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The name a transformation gave.
    pub display_name: Option<String>,
    /// The name the source gave: the legend of a query.
    pub from_source: Option<String>,
    /// Grafana unit id.
    pub unit: Option<String>,
    /// Decimals.
    pub decimals: Option<u8>,
    /// What reducers make of gaps.
    pub nulls: Nulls,
}

/// Grafana's `nullValueMode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nulls {
    /// Gaps are skipped (`connected`, and where nothing is said).
    #[default]
    Ignore,
    /// Gaps count as values (`null`).
    Keep,
    /// Gaps are 0 (`null as zero`).
    Zero,
}

impl Frame {
    /// How many rows: the length of its longest column.
    #[must_use]
    pub fn rows(&self) -> usize {
        let lengths = self.fields.iter().map(|field| field.values.len());
        lengths.max().unwrap_or(0)
    }

    /// The first column of instants.
    #[must_use]
    pub fn time(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.kind == Kind::Time)
    }
}

impl Field {
    /// A column without labels and configuration.
    #[must_use]
    pub fn new(name: &str, kind: Kind, values: Column) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            values,
            ..Self::default()
        }
    }

    /// The same column with other values.
    #[must_use]
    pub fn with(&self, values: Column) -> Self {
        Self {
            name: self.name.clone(),
            labels: self.labels.clone(),
            kind: self.kind,
            values,
            config: self.config.clone(),
            joined: self.joined,
            known: self.known.clone(),
        }
    }
}

impl Kind {
    /// The kind of Grafana's name; none for those that no answer here has.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        Some(match name {
            "time" => Self::Time,
            "number" => Self::Number,
            "string" => Self::Text,
            "boolean" => Self::Boolean,
            "other" => Self::Other,
            _ => return None,
        })
    }
}
