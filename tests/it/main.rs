//! Host tests at the boundary of each room: data in, text out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

/// The map of rooms in `lib.rs` holds.
mod rooms;

/// `style/`: its files end as they begin.
mod style;

/// `time`: Grafana's date math, steps, aligning, zones.
mod time;

/// `time::moment`: instants by the letters of moment.js.
mod moment;

/// `time::tick`: the marks of a time axis.
mod tick;

/// What Grafana would answer: the checks of `examples/vectors` over the copies in `tests/vectors`.
mod vectors;

/// `unit`: Grafana's texts for every unit, and the page's own.
mod unit;

/// `source/prometheus`: questions to requests, replies to answers.
mod prometheus;

/// `source/alertmanager`: questions and orders to requests, replies to answers.
mod alertmanager;
/// `source/loki` and the columns of lines: questions to requests, replies to answers, by recordings alone.
mod loki;

/// The page of log lines: filters, paging, counting, files.
mod logs;

/// `source/demo`: recorded answers, moved to now.
mod demo;

/// `public/demo/`: what was recorded answers what the shipped dashboards ask.
mod recording;

/// `cache`: the state machine of queries, told as stories with a made-up clock.
mod cache;

/// `cache::tail`: asking only the tail and joining shows what asking for everything shows.
mod tail;

/// `chart`: scenes to primitives on a recording backend; properties of scales, ticks and decimation; no scene panics.
mod chart;

/// `frame`: answers to columns, and what transformations make of them; no columns make them panic or grow without end.
mod frame;

/// `alert`: matchers, groups, silences, history, routing; and `notation::yaml`.
mod alert;
/// `source/alerting`: rules page by page.
mod alerting;
/// `route/alerts`: the state of the page of alerts.
mod alerts_route;

/// `health`: results to states, uptime, incidents, notices, snapshots.
mod health;
/// `source/obstacle` and `source/about`: what stands between, what a source says of itself.
mod obstacle;
/// `overview`: figures, budgets, the verdict.
mod overview;

/// `panel`: options and answers to pictures.
mod panel;

/// `panel`: texts in place of numbers.
mod panel_mapping;
/// `panel`: states over time, bars, pies, heatmaps, histograms; where their parts lie and what is under the pointer.
mod panel_rare;
/// `panel`: rows of states in pages.
mod panel_tiles;

/// `panel::csv`: pictures as lines.
mod panel_csv;
/// `panel`: every option and property is shown or told.
mod panel_honoured;
/// `panel::html`: HTML of text panels.
mod panel_html;
/// `panel::table`: order, filters, sums and room of tables; what their cells hold.
mod panel_table;
/// Answers from text and pictures as text.
mod panel_text;

/// `dashboard`: files to models and places.
mod dashboard;

/// `dashboard` and `panel`: no file makes them panic.
mod dashboard_any;

/// `dashboard`: panels and choices to questions.
mod dashboard_query;

/// `dashboard::migrate`: old panels as panels of today.
mod dashboard_old;

/// `dashboard`: broken, hostile and huge files.
mod dashboard_hostile;

/// `dashboard::report`: what a file says and does not get, by name.
mod dashboard_report;

/// `dashboard::repeat`: copies of rows and panels.
mod dashboard_repeat;

/// `dashboard`: rows of old files on the grid.
mod dashboard_grid;
/// `dashboard`: variables and texts with variables, also hostile ones.
mod variable;

/// The shipped dashboards as files.
mod shipped;
/// The dashboards shipped, and their index.
mod system_overview;

/// `config`: what holds and what was wrong in `config.json`; its schema and its manual.
mod config;

/// `route`: links in, page state out, and back.
mod route;

/// `route::playlist` and `route::inspect`: what links say of them.
mod playlist;
/// `words`: every text in both languages, and which sentence a failure gets.
mod words;

/// From an address to a picture: the whole way without a browser.
mod flow;

/// `data::series`: when two columns are the same.
mod series;

/// `lean`: what it replaces does the same.
mod lean;
/// `lean::turns`: long work in pieces.
mod turns;

/// Where links lead: addresses filled in, judged, and taken for pages of ours.
mod links;

/// `dashboard::annotation`: what annotations ask, and what is noted of the answers.
mod annotations;

/// Alert list panels: rules of Prometheus in, what is listed as text out.
mod alertlist;
