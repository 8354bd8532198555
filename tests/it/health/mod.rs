//! Host tests of `health`.

/// Ways through the states.
mod course;
/// All checks as rows.
mod list;
/// One result to a level.
mod judge;
/// What teams write, what is kept in files.
mod notice;
/// Shares, pieces, incidents, services.
mod uptime;
