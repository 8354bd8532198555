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

/// `chart`: scenes to primitives on a recording backend; properties of scales, ticks and decimation; no scene panics.
mod chart;
/// `source/prometheus`: questions to requests, replies to answers.
mod prometheus;
