//! Replies that are no answer: the API's error JSON, texts and pages of proxies and logins, cut-off bodies.

use crate::lean::find;
use crate::source::Failure;
use crate::source::Reply;
use crate::source::prometheus::decode::fields::Fields;
use serde_json::Value;

/// Characters of a foreign text that are worth showing.
const TEXT_MOST: usize = 200;

/// Bytes of a body in which a text or a page's title is looked for.
const LOOKED_AT: usize = 64 * 1024;

/// The failure that an HTTP error, or an envelope of `"status":"error"`, stands for.
pub(in crate::source) fn of(reply: &Reply) -> Failure {
    refused(reply).unwrap_or_else(|| Failure::Status {
        code: reply.status,
        text: words(reply),
    })
}

fn refused(reply: &Reply) -> Option<Failure> {
    let json: Value = serde_json::from_slice(&reply.body).ok()?;
    let fields = Fields::of(&json)?;
    if fields.get("status")?.as_str()? != "error" {
        return None;
    }
    Some(Failure::Refused {
        kind: fields.text("errorType")?,
        message: fields.text("error")?,
        code: reply.status,
    })
}

/// A success by status whose body stops being JSON at byte `at`.
pub(in crate::source) fn not_json(reply: &Reply, at: usize) -> Failure {
    let looks_json = matches!(reply.body.trim_ascii_start().first(), Some(b'{' | b'['));
    Failure::NotJson {
        at: if looks_json { at } else { 0 },
        begins: words(reply),
    }
}

/// The title of a page, or the first line of anything else; cut.
pub(in crate::source) fn words(reply: &Reply) -> String {
    let beginning = reply.body.get(..LOOKED_AT).unwrap_or(&reply.body);
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim();
    let is_page = reply.content_type.starts_with("text/html") || text.starts_with('<');
    let title = if is_page { title(text) } else { None };
    let line = title.unwrap_or_else(|| text.lines().next().unwrap_or_default());
    cut(line.trim())
}

fn title(page: &str) -> Option<&str> {
    // Lower case of ASCII alone keeps every byte where it was.
    let lower = page.to_ascii_lowercase();
    let tag = find::find(&lower, "<title")?;
    let from = tag + lower.get(tag..)?.find('>')? + 1;
    let to = from + find::find(lower.get(from..)?, "</title")?;
    let text = page.get(from..to)?.trim();
    (!text.is_empty()).then_some(text)
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(TEXT_MOST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
