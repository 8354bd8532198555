//! A JSON text read part by part, each part knowing its line and its name.
//!
//! A part is a slice of the text itself, so its place is where the slice begins. Whatever is asked of a part that it is
//! not becomes a [`Problem`] and `None`; reading goes on with the other parts.

use crate::config::problem::Expected;
use crate::config::problem::Problem;
use crate::config::problem::nearest;
use crate::config::problem::quote;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::MapAccess;
use serde::de::Visitor;
use serde_json::value::RawValue;
use std::fmt;

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
        match serde_json::from_str::<&RawValue>(self.text) {
            Ok(raw) => Some(Part {
                raw: raw.get(),
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
        let Ok(Members(members)) = serde_json::from_str::<Members<'a>>(part.raw) else {
            self.refuse(part, Expected::Object);
            return None;
        };
        let within = |key: String, value: &'a RawValue| {
            let dot = if part.at.is_empty() { "" } else { "." };
            let at = format!("{}{dot}{}", part.at, quote(&key));
            let raw = value.get();
            (key, Part { raw, at })
        };
        Some(members.into_iter().map(|(k, v)| within(k, v)).collect())
    }

    /// The items of a list.
    pub(super) fn list(&mut self, part: &Part<'a>) -> Option<Vec<Part<'a>>> {
        let Ok(items) = serde_json::from_str::<Vec<&'a RawValue>>(part.raw) else {
            self.refuse(part, Expected::List);
            return None;
        };
        let item = |(index, raw): (usize, &'a RawValue)| Part {
            raw: raw.get(),
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
        let text = serde_json::from_str::<String>(part.raw).ok();
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

    /// One of the names of a table.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        part: &Part<'a>,
        names: &[(&'static str, T)],
    ) -> Option<T> {
        let words: Vec<&'static str> = names.iter().map(|(name, _)| *name).collect();
        let written = serde_json::from_str::<String>(part.raw).unwrap_or_default();
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
        self.note(part, at, quote(&format!("{id:?}")), Expected::Unique);
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

/// An object's members in order, repeated keys included: a map would hide them.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}
