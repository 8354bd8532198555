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

/// `unit`: Grafana's texts for every unit, and the page's own.
mod unit;
