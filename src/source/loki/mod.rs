//! Loki's HTTP API (<https://grafana.com/docs/loki/latest/reference/loki-http-api/>), as Loki 3 answers it.
//!
//! Metrics over logs are asked and read as Prometheus' are. Lines are decoded from bytes straight into
//! [`crate::data::lines::Lines`]; their times stay integers. Errors are plain text: what comes with 400 is Loki's own
//! word about the question, anything else an HTTP error like any other.
//!
//! Loki answers multiples of the step, whatever start is asked: grids have to be aligned without an offset.
//!
//! It does not know who sends the request, whose credentials go with it, or what the answer is for.

mod decode;
mod request;

use crate::data::lines::Lines;
use crate::data::lines::Nanos;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Reply;
use crate::source::Request;

/// The header that keeps what stands beside a line apart from the labels of its stream. Without it every value of a
/// structured metadata makes a stream of its own.
pub const CATEGORIZE: (&str, &str) = ("X-Loki-Response-Encoding-Flags", "categorize-labels");

/// The request that asks this. GET, as Loki's paths want it; POST for a query too long for an address, where Loki takes
/// it.
#[must_use]
pub fn request(ask: &Ask) -> Request {
    request::write(ask)
}

/// What the server's reply says to this question.
///
/// # Errors
/// [`Failure::Refused`] for Loki's own word about the question, [`Failure::Status`] for any other HTTP error,
/// [`Failure::NotJson`] for a success that is not JSON, [`Failure::Shape`] for JSON that does not answer this question.
pub fn decode(ask: &Ask, reply: &Reply) -> Result<Answer, Failure> {
    decode::answer(ask, reply)
}

/// Lines as they are written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tail {
    /// LogQL that selects lines.
    pub expr: String,
    /// The first line wanted.
    pub start: Nanos,
    /// At most so many older lines to begin with.
    pub limit: u32,
}

/// The WebSocket address that follows a tail; `base` is the source's address, absolute (`http…`) and with its slash.
///
/// A browser sends no headers with it: a tenant, and [`CATEGORIZE`], are for the proxy to add.
#[must_use]
pub fn tail_url(base: &str, tail: &Tail) -> String {
    request::tail_url(base, tail)
}

/// One message of a tail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tailed {
    /// Lines, in the order they were written within a stream.
    pub lines: Lines,
    /// How many lines Loki left out because they were too many.
    pub dropped: usize,
}

/// Reads one message of a tail.
///
/// # Errors
/// As [`decode`].
pub fn decode_tail(message: &str) -> Result<Tailed, Failure> {
    decode::tailed(message)
}
