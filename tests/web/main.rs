//! The product in Chromium: the built page, opened, pointed at and typed into as a person would.
//!
//! The page comes from `dist/` (or the folder that `ATALAYA_SITE` names). [`stack`] serves it with nginx, as shipped, over a
//! real Prometheus; [`server`] serves it beside a source that misbehaves as told. What the tests start ends with them,
//! however they end ([`leash`]). Every visit fails on an error in the browser's console, a violation of the
//! Content-Security-Policy among them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

/// The browser's driver, one for all tests.
mod driver;
/// Pointing and typing.
mod hand;
/// Processes that end when the tests end.
mod leash;
/// A page in a browser: open, click, see.
mod page;
/// Ports of servers that come back to them.
mod ports;
/// What a page is asked through the debugging protocol.
mod protocol;
/// A web server that answers in Prometheus' place, as badly as told.
mod server;
/// The built page.
mod site;
/// The real servers.
mod stack;
/// A Prometheus and Alertmanagers of a test's own.
mod watch;

/// For everyone: what axe-core finds, and the keyboard.
mod access;
/// The page of alerts over a real Alertmanager.
mod alerts;
/// The page of alerts over rules that wait and fail, and a cluster whose members die.
mod alerts_watch;
/// Garbage in the address bar.
mod bad_address;
/// A Prometheus that fails.
mod bad_answer;
/// Broken and missing files beside the page.
mod bad_file;
/// Every question of the shipped dashboards.
mod boards;
/// Pointing at a chart.
mod chart;
/// One service asked by the browser and by the blackbox exporter, and its uptime.
mod checks;
/// Looking behind panels, saving them, dropping files.
mod desk;
/// The status page and a panel in somebody else's frame.
mod embed;
/// Checks: every state in its order, bad answers.
mod health;
/// The first page: every tile, its link, a source that fails.
mod home;
/// Files that mean ill, and huge ones.
mod hostile;
/// Where a dashboard leads: links, annotations, lists.
mod links;
/// What the shipped dashboards ask of Loki.
mod logql;
/// The page of log lines.
mod logs;
/// The page of log lines over a Loki that fails, is slow, stops, is not allowed or is the demo.
mod logs_outage;
/// Lines and what is counted of them on a dashboard, and for a tenant.
mod logs_panels;
/// How far one gets on the page of log lines: the oldest line, many services, what Loki refuses.
mod logs_reach;
/// What a real Loki said once, on the page of log lines.
mod logs_recorded;
/// What is done on the page of log lines beside reading: editing, counting, saving, looking.
mod logs_use;
/// A server in Loki's place.
mod loki;
/// Moving through time and machines.
mod navigate;
/// Panels over a real node exporter, against Prometheus' own answers.
mod node;
/// Prometheus goes away and comes back.
mod outage;
/// System overview over a real Prometheus.
mod overview;
/// Dashboards that follow each other.
mod playlist;
/// Silences, made and ended from both sides.
mod silences;
/// The page cannot start, or stops.
mod start;
/// A long table.
mod table;

/// Snapshot and feeds, written from a real Prometheus and read without it.
mod snapshot;
/// Sources: advice for each failure, rights, what the page costs.
mod sources;
/// The status page: a snapshot, notices, broken files.
mod status;

/// The page without its second file.
mod second_file;
