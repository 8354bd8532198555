//! Replies to answers. A range answer goes its own quick way (`matrix`, over `scan`, `number` and `column`); the others
//! are small and read as a whole first.

mod column;
mod envelope;
mod fields;
mod histogram;
mod instant;
mod matrix;
mod meta;
mod moment;
mod number;
mod refusal;
mod rules;
mod scan;
mod stop;
mod targets;

use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Reply;

/// By status first, then by what was asked.
pub(super) fn answer(ask: &Ask, reply: &Reply) -> Result<Answer, Failure> {
    if !(200..300).contains(&reply.status) {
        return Err(refusal::of(reply));
    }
    let answer = match ask {
        Ask::Range { grid, .. } => matrix::read(&reply.body, *grid),
        Ask::Instant { .. } => envelope::read(reply, instant::found),
        Ask::LabelNames { .. } | Ask::LabelValues { .. } => envelope::read(reply, meta::names),
        Ask::Series { .. } => envelope::read(reply, meta::series),
        Ask::Metadata { .. } => envelope::read(reply, meta::metadata),
        Ask::BuildInfo => envelope::read(reply, meta::build),
        Ask::Rules => envelope::read(reply, rules::groups),
        Ask::Alerts => envelope::read(reply, rules::alerts),
        Ask::Targets => envelope::read(reply, targets::found),
    };
    answer.map_err(|stop| stop.failure(reply))
}
