//! JSON from bytes, for the one answer that is too large for a general parser.
//!
//! The scanner walks objects and arrays itself and hands every value it has no short way for to `serde_json`, so any
//! legal JSON is read: white space, key order, escapes, unknown keys. It never recurses, and `serde_json` has its own
//! limit of depth.

use crate::data::labels::Builder;
use crate::data::labels::Labels;
use crate::source::prometheus::decode::fields;
use crate::source::prometheus::decode::stop::Stop;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::borrow::Cow;

/// A place in a body.
pub(in crate::source) struct Scanner<'a> {
    size: usize,
    /// What is not read yet. Short ways may take from it what they understand in full.
    pub(in crate::source) rest: &'a [u8],
    /// Room to read a label set in, kept from one to the next.
    labels: Builder,
}

impl<'a> Scanner<'a> {
    /// At the beginning.
    pub(in crate::source) fn new(body: &'a [u8]) -> Self {
        Self {
            size: body.len(),
            rest: body,
            labels: Builder::default(),
        }
    }

    /// Reads `{…}`; `member` reads the value of each key.
    pub(in crate::source) fn object(
        &mut self,
        expected: &'static str,
        mut member: impl FnMut(&mut Self, &str) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.open(b'{', expected)?;
        if self.take(b'}') {
            return Ok(());
        }
        loop {
            let key = self.key()?;
            self.demand(b':')?;
            member(self, &key)?;
            if !self.take(b',') {
                return self.demand(b'}');
            }
        }
    }

    /// Reads a label set; its names come in any order, of two with one name the later wins.
    pub(in crate::source) fn labels(&mut self, expected: &'static str) -> Result<Labels, Stop> {
        let mut labels = std::mem::take(&mut self.labels);
        self.object(expected, |scan, name| {
            // Whatever is wrong in it, the label set is what is named.
            let value = scan.text(expected)?;
            labels.add(name, &value);
            Ok(())
        })?;
        let found = labels.finish();
        self.labels = labels;
        Ok(found)
    }

    /// Reads `[…]`; `item` reads each value.
    #[inline(always)]
    pub(in crate::source) fn array(
        &mut self,
        expected: &'static str,
        mut item: impl FnMut(&mut Self, usize) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.open(b'[', expected)?;
        if self.take(b']') {
            return Ok(());
        }
        for index in 0.. {
            item(self, index)?;
            if !self.take(b',') {
                break;
            }
        }
        self.demand(b']')
    }

    /// Enters `[…]` or `{…}` by its first byte: is there something in it? For who reads it with pauses, which the closures
    /// above cannot have.
    pub(in crate::source) fn begin(
        &mut self,
        byte: u8,
        expected: &'static str,
    ) -> Result<bool, Stop> {
        self.open(byte, expected)?;
        // The closing brackets of ASCII stand two behind the opening ones.
        Ok(!self.take(byte + 2))
    }

    /// Behind an item or a member: does another one follow before the closing byte?
    pub(in crate::source) fn goes_on(&mut self, byte: u8) -> Result<bool, Stop> {
        if self.take(b',') {
            return Ok(true);
        }
        self.demand(byte).map(|()| false)
    }

    /// The name of a member; its value is next.
    pub(in crate::source) fn member(&mut self) -> Result<Cow<'a, str>, Stop> {
        let key = self.key()?;
        self.demand(b':')?;
        Ok(key)
    }

    /// Reads any value.
    pub(in crate::source) fn value<T>(
        &mut self,
        expected: &'static str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<T, Stop> {
        read(&self.next()?).ok_or_else(|| Stop::shape(expected))
    }

    /// Reads a text.
    pub(in crate::source) fn text(&mut self, expected: &'static str) -> Result<Cow<'a, str>, Stop> {
        self.space();
        if let [b'"', text @ ..] = self.rest {
            let plain =
                |byte: &u8| *byte == b'"' || *byte == b'\\' || !(b' '..=b'~').contains(byte);
            let end = text.iter().position(plain).unwrap_or(text.len());
            if let Some((text, [b'"', after @ ..])) = text.split_at_checked(end)
                && let Ok(text) = std::str::from_utf8(text)
            {
                self.rest = after;
                return Ok(Cow::Borrowed(text));
            }
        }
        self.value(expected, fields::text).map(Cow::Owned)
    }

    /// Passes over a value, whatever it is.
    pub(in crate::source) fn skip(&mut self) -> Result<(), Stop> {
        self.next::<IgnoredAny>().map(|_| ())
    }

    fn next<T: Deserialize<'a>>(&mut self) -> Result<T, Stop> {
        let mut values = serde_json::Deserializer::from_slice(self.rest).into_iter();
        match values.next() {
            Some(Ok(value)) => {
                self.rest = self.rest.get(values.byte_offset()..).unwrap_or_default();
                Ok(value)
            }
            Some(Err(error)) => Err(Stop::Json(self.at() + offset(self.rest, &error))),
            None => Err(Stop::Json(self.size)),
        }
    }

    /// Takes the JSON `null`, if it is there.
    pub(in crate::source) fn null(&mut self) -> bool {
        self.space();
        let after = self.rest.strip_prefix(b"null");
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// Nothing but white space may be left.
    pub(in crate::source) fn end(&mut self) -> Result<(), Stop> {
        self.space();
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(Stop::Json(self.at()))
        }
    }

    /// The byte that is next.
    pub(in crate::source) fn at(&self) -> usize {
        self.size - self.rest.len()
    }

    #[inline(always)]
    fn space(&mut self) {
        while let [b' ' | b'\n' | b'\t' | b'\r', after @ ..] = self.rest {
            self.rest = after;
        }
    }

    /// Takes `byte`, if it is the next one after white space.
    #[inline(always)]
    fn take(&mut self, byte: u8) -> bool {
        if self.rest.first() != Some(&byte) {
            self.space();
        }
        match self.rest {
            [first, after @ ..] if *first == byte => {
                self.rest = after;
                true
            }
            _ => false,
        }
    }

    #[inline(always)]
    fn demand(&mut self, byte: u8) -> Result<(), Stop> {
        if self.take(byte) {
            Ok(())
        } else {
            Err(Stop::Json(self.at()))
        }
    }

    /// The beginning of an object or array; another value is a wrong shape, anything else no JSON.
    fn open(&mut self, byte: u8, expected: &'static str) -> Result<(), Stop> {
        if self.take(byte) {
            return Ok(());
        }
        self.skip()?;
        Err(Stop::shape(expected))
    }

    fn key(&mut self) -> Result<Cow<'a, str>, Stop> {
        self.space();
        match self.rest {
            [b'"', ..] => self.text("a key"),
            _ => Err(Stop::Json(self.at())),
        }
    }
}

/// Where in `text` the error is: the byte that should not be there, or the end.
pub(in crate::source) fn offset(text: &[u8], error: &serde_json::Error) -> usize {
    let before: usize = text
        .split_inclusive(|byte| *byte == b'\n')
        .take(error.line().saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    // Columns count from one; at the end of the text there is no byte to point at.
    let column = error.column().saturating_sub(usize::from(!error.is_eof()));
    (before + column).min(text.len())
}
