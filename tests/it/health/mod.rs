//! Host tests of `health`.

/// Ways through the states.
mod course;
/// One result to a level.
mod judge;
/// All checks as rows.
mod list;
/// What teams write, what is kept in files.
mod notice;
/// Shares, pieces, incidents, services.
mod uptime;
