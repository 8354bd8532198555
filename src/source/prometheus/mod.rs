//! Prometheus' HTTP API (<https://prometheus.io/docs/prometheus/latest/querying/api/>) and what speaks it: Prometheus
//! 2.x and 3.x, VictoriaMetrics, and by intention Thanos and Mimir.
//!
//! A range answer is decoded from bytes straight into columns over exactly the asked grid. A server that answers other
//! instants than the asked ones (some align the range to their own multiples of the step) gets [`Failure::Shape`]: its
//! samples are not moved, because no answer is drawn under a range it was not asked for. Ask for grids that are
//! multiples of their step and all servers agree; for the others [`request`] tells VictoriaMetrics not to align.
//!
//! It does not know who sends the request, whose credentials go with it, or what the answer is for.

pub(in crate::source) mod decode;
mod request;

use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Reply;
use crate::source::Request;
use serde_json::Value;

/// The request that asks this. POST where the server takes it, so that a long query fits.
#[must_use]
pub fn request(ask: &Ask) -> Request {
    request::write(ask)
}

/// What the server's reply says to this question.
///
/// # Errors
/// [`Failure::Refused`] for the API's own error JSON, [`Failure::Status`] for any other HTTP error,
/// [`Failure::NotJson`] for a success that is not JSON, [`Failure::Shape`] for JSON that does not answer this question.
pub fn decode(ask: &Ask, reply: &Reply) -> Result<Answer, Failure> {
    decode::answer(ask, reply)
}

/// Does reading this answer take code of the page's second file? That has to be there before [`decode`] is called.
#[must_use]
pub fn is_rarer(ask: &Ask) -> bool {
    decode::is_rarer(ask)
}

/// Brings what reads the answers that no first chart needs; the second file's to call.
pub fn arrive() {
    decode::arrive();
}

/// Reads the body of a success that was parsed before, if it answers the question. Not for range queries: their answers
/// are too large to be parsed as a whole.
#[must_use]
pub fn decode_body(ask: &Ask, body: &Value) -> Option<Answer> {
    decode::body(ask, body)
}
