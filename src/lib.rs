//! Atalaya: an observability dashboard that is only static files.
//!
//! The list of modules below is the map of the house and the path that data takes. **A room may use only rooms listed
//! before it.** Above the line is pure Rust, compiled and tested on the host; below it, wasm32 only.
//!
//! Invariants, each with a test (`tests/it/rooms.rs` unless another is named):
//! - No room uses a room listed after it. No room above the line knows that a browser exists.
//! - Only `browser` names web APIs; only `live` starts requests; only `route` knows what URL text means.
//! - `data` does not know who sent it; `panel` does not know how it is drawn; `chart` does not know what it means.
//! - Nothing typed, linked, configured or answered can panic or blank the page.
//! - A refresh that fails removes nothing from the screen. No answer is drawn under a range it was not asked for
//!   (`tests/it/cache/`).
#![forbid(unsafe_code)]

/// What keeps the first fetch small: sorting, lower case, numbers, small maps, functions that come later.
pub mod lean;

/// Instants, ranges, Grafana's and Prometheus' time syntax, steps, aligning, zones as offsets given in.
pub mod time;

/// What came back, whoever sent it: label sets, series as columns, histograms, rules, targets.
pub mod data;

/// Grafana unit ids and a number to text, in the reader's locale.
pub mod unit;

/// How people write what a dashboard says: JSON with forgiveness, regular expressions.
pub mod notation;

/// Query languages as text under the cursor: tokens, completion, lint, filters in and out.
pub mod query;

/// One file per backend: query to request, reply to answer; no IO. The demo answers from recordings.
pub mod source;

/// What to do about a query now: send, wait, abort, extend the tail, keep the old answer. It is given `now`.
pub mod cache;

/// Marks in data units to pixels on any plotters backend: scales, ticks, decimation, hit test.
pub mod chart;

/// Grafana's data frames: answers as named columns, what columns are called, reducers, transformations.
pub mod frame;

/// Alerts of several servers as one list: matchers, groups, order, silences, history, routing.
pub mod alert;

/// One file per panel type: options and answers to a picture. Never fetches, never draws.
pub mod panel;

/// Health over time: results to states, uptime with its gaps, incidents, the status page's notices.
pub mod health;

/// Dashboards as data: Grafana's JSON model in, variables, interpolation, layout.
pub mod dashboard;

/// Log lines on a page of their own: pages joined to one list, what is searched, folded, counted and saved of it.
pub mod logs;

/// The first page: its figures and what they mean together.
pub mod overview;

/// `config.json` and its problems.
pub mod config;

/// The URL: page state to text and back.
pub mod route;

/// Every word the page shows, in English and Spanish; a missing translation does not compile.
pub mod words;

// ---- the line: below it the host does not compile -------------------------------------------------------------------

/// The only room that names web APIs: http, canvas, clock, storage, elements, theme.
#[cfg(target_arch = "wasm32")]
pub mod browser;

/// Live queries as signals: cache, http, timers and visibility.
#[cfg(target_arch = "wasm32")]
pub mod live;

/// What a person sees: app, pages, pictures, parts, hooks.
#[cfg(target_arch = "wasm32")]
pub mod ui;
