//! A JSON text read part by part, each part knowing its line and its name.
//!
//! A part is a slice of the text itself, so its place is where the slice begins. Whatever is asked of a part that it is
//! not becomes a [`Problem`] and `None`; reading goes on with the other parts.

use crate::config::problem::Expected;
use crate::config::problem::Problem;
use crate::config::problem::nearest;
use crate::config::problem::quote;
use serde::de::IgnoredAny;
use serde_json::Value;

/// A value in the text.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    /// The slice of the text.
    raw: &'a str,
    /// Its name, such as `sources[1].kind`.
    pub(super) at: String,
}

/// Members of an object, in order.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    whole: Part<'a>,
    members: Vec<(String, Part<'a>)>,
}

/// Reads one text and keeps what was wrong with it.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    text: &'a str,
    /// What was wrong so far.
    pub(super) problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            problems: Vec::new(),
        }
    }

    /// The whole text as a part, or the place where it stops being JSON.
    pub(super) fn whole(&mut self) -> Option<Part<'a>> {
        match serde_json::from_slice::<IgnoredAny>(self.text.as_bytes()) {
            Ok(_) => Some(Part {
                raw: self.text.trim(),
                at: String::new(),
            }),
            Err(error) => {
                self.problems.push(Problem {
                    line: error.line().max(1),
                    column: error.column().max(1),
                    at: String::new(),
                    found: String::new(),
                    expected: if error.is_eof() {
                        Expected::MoreJson
                    } else {
                        Expected::Json
                    },
                });
                None
            }
        }
    }

    /// An object with these keys; others and repeated ones are problems and are left out.
    pub(super) fn object(
        &mut self,
        part: Part<'a>,
        keys: &'static [&'static str],
    ) -> Option<Fields<'a>> {
        let mut members: Vec<(String, Part<'a>)> = Vec::new();
        for (key, member) in self.members(&part)? {
            if !keys.contains(&key.as_str()) {
                let nearest = nearest(&key, keys.iter().copied());
                self.refuse(&member, Expected::KnownKey { keys, nearest });
            } else if members.iter().any(|(other, _)| *other == key) {
                self.refuse(&member, Expected::Unique);
            } else {
                members.push((key, member));
            }
        }
        Some(Fields {
            whole: part,
            members,
        })
    }

    /// The members of an object whose keys are free.
    pub(super) fn members(&mut self, part: &Part<'a>) -> Option<Vec<(String, Part<'a>)>> {
        let Some(members) = pieces(part.raw, '{', '}') else {
            self.refuse(part, Expected::Object);
            return None;
        };
        let within = |member: &'a str| {
            let (key, value) = member.split_at_checked(end(member, b':'))?;
            let key = text(key)?;
            let dot = if part.at.is_empty() { "" } else { "." };
            let at = format!("{}{dot}{}", part.at, quote(&key));
            let raw = value.strip_prefix(':')?.trim();
            Some((key, Part { raw, at }))
        };
        Some(members.into_iter().filter_map(within).collect())
    }

    /// The items of a list.
    pub(super) fn list(&mut self, part: &Part<'a>) -> Option<Vec<Part<'a>>> {
        let Some(items) = pieces(part.raw, '[', ']') else {
            self.refuse(part, Expected::List);
            return None;
        };
        let item = |(index, raw): (usize, &'a str)| Part {
            raw,
            at: format!("{}[{index}]", part.at),
        };
        Some(items.into_iter().enumerate().map(item).collect())
    }

    /// A text that is not empty, without space around it.
    pub(super) fn text(&mut self, part: &Part<'a>) -> Option<String> {
        self.text_as(part, Expected::Text, |text| Some(text.to_owned()))
    }

    /// A text that is something more; `expected` tells what.
    pub(super) fn text_as<T>(
        &mut self,
        part: &Part<'a>,
        expected: Expected,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = text(part.raw);
        let value = text
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .and_then(read);
        if value.is_none() {
            self.refuse(part, expected);
        }
        value
    }

    /// A whole number between these, both included.
    pub(super) fn count(&mut self, part: &Part<'a>, least: u32, most: u32) -> Option<u32> {
        let count: Option<u32> = serde_json::from_slice(part.raw.as_bytes()).ok();
        let count = count.filter(|count| (least..=most).contains(count));
        if count.is_none() {
            self.refuse(part, Expected::Count { least, most });
        }
        count
    }

    /// One of the names of a table.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        part: &Part<'a>,
        names: &[(&'static str, T)],
    ) -> Option<T> {
        let words: Vec<&'static str> = names.iter().map(|(name, _)| *name).collect();
        let written = text(part.raw).unwrap_or_default();
        let nearest = nearest(&written, words.iter().copied());
        self.text_as(part, Expected::OneOf { words, nearest }, |text| {
            let (_, value) = names.iter().find(|(name, _)| *name == text)?;
            Some(*value)
        })
    }

    /// Keeps the problem that this part is not what was expected.
    pub(super) fn refuse(&mut self, part: &Part<'a>, expected: Expected) {
        // What may be a secret is not shown on the page either.
        let found = if expected == Expected::NoSecret {
            String::new()
        } else {
            quote(part.raw)
        };
        self.note(part, part.at.clone(), found, expected);
    }

    /// Keeps the problem that an object lacks a key.
    pub(super) fn missing(&mut self, fields: &Fields<'a>, key: &str, expected: Expected) {
        let at = format!("{}.{key}", fields.whole.at);
        self.note(&fields.whole, at, String::new(), expected);
    }

    /// Keeps the problem that the id of this object was used before.
    pub(super) fn repeated(&mut self, part: &Part<'a>, id: &str) {
        let at = format!("{}.id", part.at);
        self.note(
            part,
            at,
            quote(&crate::data::quote::quote(id)),
            Expected::Unique,
        );
    }

    fn note(&mut self, part: &Part<'a>, at: String, found: String, expected: Expected) {
        // Parts are slices of the text, so the distance between the two addresses is the offset.
        let offset = (part.raw.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        self.problems.push(Problem {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            at,
            found,
            expected,
        });
    }
}

impl<'a> Fields<'a> {
    /// Takes a member out.
    pub(super) fn take(&mut self, key: &str) -> Option<Part<'a>> {
        let at = self.members.iter().position(|(name, _)| name == key)?;
        Some(self.members.swap_remove(at).1)
    }
}

/// The pieces of an object or a list, as they stand between its commas; none where the text, which is JSON, is another
/// value.
fn pieces(raw: &str, open: char, close: char) -> Option<Vec<&str>> {
    let inner = raw.strip_prefix(open)?.strip_suffix(close)?;
    let mut pieces = Vec::new();
    let mut rest = inner;
    while !rest.trim().is_empty() {
        let end = end(rest, b',');
        pieces.push(rest.get(..end)?.trim());
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    Some(pieces)
}

/// Where `sign` stands outside of any text, list or object; the end where it does not.
fn end(json: &str, sign: u8) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in json.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ if byte == sign && depth == 0 => return at,
            _ => {}
        }
    }
    json.len()
}

/// A JSON text without its quotes and escapes.
fn text(raw: &str) -> Option<String> {
    match serde_json::from_slice(raw.as_bytes()) {
        Ok(Value::String(text)) => Some(text),
        Ok(_) | Err(_) => None,
    }
}
