//! Replies to answers. Metrics are read as Prometheus' are; lines go their own quick way (`streams`, over `text`); what
//! remains is small and read as a whole first.

mod meta;
mod refusal;
mod streams;
mod text;

use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::Reply;
use crate::source::log::LogAsk;
use crate::source::loki::Tailed;
use crate::source::prometheus::decode::Reader;
use crate::source::prometheus::decode::envelope;
use crate::source::prometheus::decode::instant;
use crate::source::prometheus::decode::matrix;
use crate::source::prometheus::decode::meta as names;
use crate::source::prometheus::decode::rules;
use crate::source::prometheus::decode::stop::Stop;

/// By status first, then by what was asked.
pub(super) fn answer(ask: &Ask, reply: &Reply) -> Result<Answer, Failure> {
    if !(200..300).contains(&reply.status) {
        return Err(refusal::of(reply));
    }
    let body = &reply.body;
    let in_envelope =
        |found: Reader| envelope::read(body).and_then(|json| envelope::open(&json, found));
    let answer = match ask {
        Ask::Range { grid, .. } => matrix::read(body, *grid),
        Ask::Instant { at, .. } => in_envelope(instant::found).map(|mut answer| {
            // The time of a scalar is no time at all.
            if let Found::Vector(samples) = &mut answer.found
                && let [only] = samples.as_mut_slice()
                && only.labels.is_empty()
            {
                only.at = *at;
            }
            answer
        }),
        Ask::LabelNames { .. } | Ask::LabelValues { .. } => in_envelope(names::names),
        Ask::Series { .. } => in_envelope(names::series),
        Ask::Rules => in_envelope(rules::groups),
        Ask::Alerts => in_envelope(rules::alerts),
        Ask::BuildInfo => bare(body, names::build),
        Ask::Metadata { .. } | Ask::Targets | Ask::Alerting(_) => {
            Err(Stop::shape("a question that Loki answers"))
        }
        Ask::Log(ask) => match ask {
            LogAsk::Lines { direction, .. } => streams::read(body, *direction),
            LogAsk::Stats { .. } => bare(body, meta::stats),
            LogAsk::Volume { .. } | LogAsk::VolumeRange { .. } => in_envelope(instant::found),
            LogAsk::Patterns { .. } => in_envelope(meta::patterns),
            LogAsk::DetectedLabels { .. } => bare(body, meta::detected_labels),
            LogAsk::DetectedFields { .. } => bare(body, meta::detected_fields),
            LogAsk::FieldValues { .. } => bare(body, meta::field_values),
            LogAsk::Format { .. } => in_envelope(meta::formatted),
        },
    };
    answer.map_err(|stop| stop.failure(reply))
}

/// One message of a tail.
pub(super) fn tailed(message: &str) -> Result<Tailed, Failure> {
    streams::tailed(message.as_bytes()).map_err(|stop| {
        stop.failure(&Reply {
            status: 200,
            content_type: String::new(),
            body: message.as_bytes().to_vec(),
        })
    })
}

/// Answers that come without an envelope.
fn bare(body: &[u8], found: Reader) -> Result<Answer, Stop> {
    let json = envelope::read(body)?;
    Ok(Answer {
        found: found(&json)?,
        warnings: Vec::new(),
        infos: Vec::new(),
    })
}
