//! Questions to Loki as requests, its replies as answers. No Loki can be run where these tests do: what it answers is
//! known from recordings alone.

/// Fields inside a line.
mod fields;
/// Order, nanoseconds, text: what a line is stays what it is.
mod lines;
/// All recorded replies and tails in `tests/reply/loki`.
mod recorded;
/// The files of `tests/reply/loki`.
mod reply;
/// Questions as requests.
mod request;
