//! Replies that are no answer. Loki writes its errors as plain text; some of its paths, and what is built upon it, as
//! JSON.

use crate::source::Failure;
use crate::source::Reply;
use crate::source::prometheus::decode::fields::Fields;
use crate::source::prometheus::decode::refusal;
use serde_json::Value;

/// Characters of Loki's own words that are worth showing: some name every label of a stream.
const WORDS_MOST: usize = 1_000;

/// What Loki calls a question that it cannot answer; Prometheus' word, for Loki has none.
const KIND: &str = "bad_data";

/// The failure that an HTTP error stands for.
pub(super) fn of(reply: &Reply) -> Failure {
    let own = match reply.status {
        400 | 422 => json(reply).or_else(|| text(reply)),
        _ => None,
    };
    match own {
        Some(message) => Failure::Refused {
            kind: KIND.to_owned(),
            message: cut(&message),
            code: reply.status,
        },
        None => refusal::of(reply),
    }
}

fn json(reply: &Reply) -> Option<String> {
    let json: Value = serde_json::from_slice(&reply.body).ok()?;
    let fields = Fields::of(&json)?;
    let message = fields.get("error").or_else(|| fields.get("message"))?;
    Some(message.as_str()?.to_owned())
}

/// A page is a proxy's, and a body that says nothing says nothing of the question.
fn text(reply: &Reply) -> Option<String> {
    let text = String::from_utf8_lossy(&reply.body);
    let text = text.trim();
    let own = reply.content_type.starts_with("text/plain") && !text.starts_with('<');
    (own && !text.is_empty()).then(|| text.to_owned())
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(WORDS_MOST) {
        Some((at, _)) => [text.get(..at).unwrap_or_default(), "…"].concat(),
        None => text.to_owned(),
    }
}
