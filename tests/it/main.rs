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

/// Answers from text and pictures as text.
mod panel_text;

/// `panel`: options and answers to pictures.
mod panel;

/// `panel` against Grafana's vectors: reducers, names, thresholds, mappings.
mod panel_vector;

/// `dashboard`: files to models and places.
mod dashboard;

/// `dashboard`: panels and choices to questions.
mod dashboard_query;

/// `dashboard` and `panel`: no file makes them panic.
mod dashboard_any;

/// The dashboards shipped, and their index.
mod system_overview;

/// `dashboard` against Grafana's vectors: formats, templates, escaping, variables.
mod dashboard_vector;
