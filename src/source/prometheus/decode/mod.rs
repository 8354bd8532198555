//! Replies to answers. A range answer goes its own quick way (`matrix`, over `scan`, `number` and `column`); the others
//! are small and read as a whole first.

mod column;
pub(in crate::source) mod envelope;
pub(in crate::source) mod fields;
mod histogram;
pub(in crate::source) mod instant;
pub(in crate::source) mod matrix;
pub(in crate::source) mod meta;
pub(in crate::source) mod moment;
mod number;
pub(in crate::source) mod refusal;
pub(in crate::source) mod rules;
pub(in crate::source) mod scan;
pub(in crate::source) mod stop;
mod targets;

use crate::lean::late::Late;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::Reply;
use crate::source::prometheus::decode::stop::Stop;
use crate::time::Grid;
use serde_json::Value;

/// Reads the `data` of an answer.
pub(in crate::source) type Reader = fn(&Value) -> Result<Found, Stop>;

/// By status first, then by what was asked.
pub(super) fn answer(ask: &Ask, reply: &Reply) -> Result<Answer, Failure> {
    if !(200..300).contains(&reply.status) {
        return Err(refusal::of(reply));
    }
    let answer = match reader(ask) {
        Ok(found) => envelope::read(&reply.body).and_then(|body| envelope::open(&body, found)),
        Err(grid) => matrix::read(&reply.body, grid),
    };
    answer.map_err(|stop| stop.failure(reply))
}

/// The same for a body that was parsed before; none for a range query.
pub(super) fn body(ask: &Ask, body: &Value) -> Option<Answer> {
    envelope::open(body, reader(ask).ok()?).ok()
}

/// Does reading this answer take code of the second file? Then that has to be there before [`answer`] is called.
pub(super) fn is_rarer(ask: &Ask) -> bool {
    match ask {
        Ask::Range { .. }
        | Ask::Instant { .. }
        | Ask::LabelNames { .. }
        | Ask::LabelValues { .. }
        | Ask::Series { .. } => false,
        Ask::Metadata { .. }
        | Ask::BuildInfo
        | Ask::Rules
        | Ask::Alerts
        | Ask::Targets
        | Ask::Log(_) => true,
    }
}

static RARER: Late<fn(&Ask) -> Reader> = Late::new();

/// Brings what reads the answers that no first chart needs; the second file's to call.
pub(super) fn arrive() {
    RARER.put(rarer);
}

/// What reads `data`, or the grid of a range query, which goes its own way.
fn reader(ask: &Ask) -> Result<Reader, Grid> {
    Ok(match ask {
        Ask::Range { grid, .. } => return Err(*grid),
        Ask::Instant { .. } => instant::found,
        Ask::LabelNames { .. } | Ask::LabelValues { .. } => meta::names,
        Ask::Series { .. } => meta::series,
        ask => match RARER.get(rarer) {
            Some(rarer) => rarer(ask),
            None => |_| Err(Stop::shape("an answer that the page can read by now")),
        },
    })
}

fn rarer(ask: &Ask) -> Reader {
    match ask {
        Ask::Metadata { .. } => meta::metadata,
        Ask::BuildInfo => meta::build,
        Ask::Rules => rules::groups,
        Ask::Alerts => rules::alerts,
        Ask::Targets => targets::found,
        Ask::Log(_)
        | Ask::Range { .. }
        | Ask::Instant { .. }
        | Ask::LabelNames { .. }
        | Ask::LabelValues { .. }
        | Ask::Series { .. } => |_| Err(Stop::shape("an answer of Prometheus")),
    }
}
