//! Host tests at the boundary of each room: data in, text out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

/// `cache`: the state machine of queries, told as stories with a made-up clock.
mod cache;
/// `config`: what holds and what was wrong in `config.json`; its schema and its manual.
mod config;
/// `route`: links in, page state out, and back.
mod route;
/// `cache::tail`: asking only the tail and joining shows what asking for everything shows.
mod tail;
/// `time`: Grafana's date math, steps, aligning, zones.
mod time;

/// `time` against Grafana's vectors: date math, names, intervals, steps, aligning.
mod vector;

/// `time::tick`: the marks of a time axis.
mod tick;

/// `source/demo`: recorded answers, moved to now.
mod demo;
/// `source/prometheus`: questions to requests, replies to answers.
mod prometheus;

/// `public/demo/`: what was recorded answers what the shipped dashboards ask.
mod recording;
/// `words`: every text in both languages, and which sentence a failure gets.
mod words;

/// Answers from text and pictures as text.
mod panel_text;
/// `unit`: Grafana's texts for every unit, and the page's own.
mod unit;

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
/// `chart`: scenes to primitives on a recording backend; properties of scales, ticks and decimation; no scene panics.
mod chart;

/// `lean`: what it replaces does the same.
mod lean;
