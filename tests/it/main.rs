//! Host tests at the boundary of each room: data in, text out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

/// `time`: Grafana's date math, steps, aligning, zones.
mod time;

/// `time` against Grafana's vectors: date math, names, intervals, steps, aligning.
mod vector;

/// `time::tick`: the marks of a time axis.
mod tick;

/// `panel`: options and answers to pictures.
mod panel;

/// `panel` against Grafana's vectors: reducers, names, thresholds, mappings.
mod panel_vector;

/// `dashboard`: files to models, places and questions.
mod dashboard;

/// `dashboard` against Grafana's vectors: formats, templates, escaping, variables.
mod dashboard_vector;
