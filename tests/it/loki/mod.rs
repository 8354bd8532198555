//! Questions to Loki as requests, its replies as answers. No Loki can be run where these tests do: what it answers is
//! known from recordings alone.

/// Fields inside a line.
mod fields;
/// From the JSON of a dashboard to a picture.
mod flow;
/// Order, nanoseconds, text: what a line is stays what it is.
mod lines;
/// All recorded replies and tails in `tests/reply/loki`.
mod recorded;
/// The files of `tests/reply/loki`.
mod reply;
/// Questions as requests.
mod request;
/// Foreign text as it may stand in a page.
mod visible;
