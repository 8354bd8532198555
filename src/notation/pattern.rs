//! Regular expressions as dashboards write them: `/…/flags`, or text that must match whole.
//!
//! Lookarounds and back references of JavaScript are not understood: such a pattern is refused when it is read.

use crate::lean::late::Late;
use regex_lite::Captures;
use regex_lite::Regex;
use regex_lite::RegexBuilder;
use std::fmt::Debug;
use std::sync::Arc;

/// A regular expression and the text it came from.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
    engine: Arc<dyn Engine>,
    /// The flag `g`: every match counts, not only the first.
    pub global: bool,
}

/// A match: its groups by place, the whole of it first, with their names. A group that took no part has no text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups<'t>(Vec<(Option<String>, Option<&'t str>)>);

impl<'t> Groups<'t> {
    /// The text of a group.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&'t str> {
        self.0.get(place)?.1
    }

    /// The text of the group of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&'t str> {
        let is = |known: &Option<String>| known.as_deref() == Some(name);
        self.0.iter().find(|(known, _)| is(known))?.1
    }

    /// Nothing but the whole match.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.0.len() == 1
    }
}

/// What matches texts. Behind a trait, so that who holds a pattern knows nothing of what it is made of: a good part of the
/// page's bytes, and few dashboards need it.
trait Engine: Debug + Send + Sync {
    fn matches(&self, text: &str) -> bool;
    /// So many matches at most.
    fn groups<'t>(&self, text: &'t str, count: usize) -> Vec<Groups<'t>>;
    fn replace(&self, text: &str, with: &str, count: usize) -> String;
}

impl Engine for Regex {
    fn matches(&self, text: &str) -> bool {
        self.is_match(text)
    }

    fn groups<'t>(&self, text: &'t str, count: usize) -> Vec<Groups<'t>> {
        let of = |captures: Captures<'t>| {
            let names = self.capture_names();
            let texts = captures
                .iter()
                .map(|group| group.map(|group| group.as_str()));
            Groups(
                names
                    .map(|name| name.map(str::to_owned))
                    .zip(texts)
                    .collect(),
            )
        };
        self.captures_iter(text).take(count).map(of).collect()
    }

    fn replace(&self, text: &str, with: &str, count: usize) -> String {
        let by = |captures: &Captures<'_>| expanded(captures, with);
        // None is all of them to the engine.
        let count = if count == usize::MAX { 0 } else { count };
        self.replacen(text, count, by).into_owned()
    }
}

/// Equal when written equally.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Pattern {
    /// Reads a pattern; none when it is not valid.
    #[must_use]
    pub fn read(source: &str) -> Option<Self> {
        (READ.get(Self::compile)?)(source)
    }

    fn compile(source: &str) -> Option<Self> {
        if source.len() > LONGEST {
            return None;
        }
        let (body, flags) = match delimited(source) {
            Some((body, flags)) => (body.to_owned(), flags),
            None => (["^", source, "$"].concat(), ""),
        };
        let inner: String = flags
            .chars()
            .filter(|flag| matches!(flag, 'i' | 'm' | 's'))
            .collect();
        let body = if inner.is_empty() {
            body
        } else {
            format!("(?{inner}){body}")
        };
        // JavaScript allows an escaped slash; here a slash needs no escape.
        let regex = RegexBuilder::new(&body.replace("\\/", "/"))
            .size_limit(LARGEST)
            .build()
            .ok()?;
        Some(Self {
            source: source.to_owned(),
            engine: Arc::new(regex),
            global: flags.contains('g'),
        })
    }

    /// Reads a pattern as Prometheus and Alertmanager do: no flags around it, and it must match the whole text.
    #[must_use]
    pub fn whole(source: &str) -> Option<Self> {
        if source.len() > LONGEST {
            return None;
        }
        let regex = RegexBuilder::new(&["^(?:", source, ")$"].concat())
            .size_limit(LARGEST)
            .build()
            .ok()?;
        Some(Self {
            source: source.to_owned(),
            engine: Arc::new(regex),
            global: false,
        })
    }

    /// The text it was read from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Does the text match?
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.engine.matches(text)
    }

    /// The matches with their groups; only the first without the flag `g`.
    #[must_use]
    pub fn groups<'t>(&self, text: &'t str) -> Vec<Groups<'t>> {
        self.engine.groups(text, self.most())
    }

    /// The text with what matches replaced. As in JavaScript `$1` is the first group, `$&` the match, `$<x>` the group of
    /// that name, `$$` the sign; what names no group stays.
    #[must_use]
    pub fn replace(&self, text: &str, with: &str) -> String {
        self.engine.replace(text, with, self.most())
    }

    /// How many matches count.
    fn most(&self) -> usize {
        if self.global { usize::MAX } else { 1 }
    }
}

static READ: Late<fn(&str) -> Option<Pattern>> = Late::new();

/// Brings what reads patterns; the second file's to call.
pub fn arrive() {
    READ.put(Pattern::compile);
}

fn expanded(groups: &Captures<'_>, with: &str) -> String {
    let mut text = String::new();
    let mut rest = with;
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        rest = after;
        let group = |index: usize| groups.get(index).map_or("", |group| group.as_str());
        if let Some(after) = after.strip_prefix('$') {
            text.push('$');
            rest = after;
        } else if let Some(after) = after.strip_prefix('&') {
            text.push_str(group(0));
            rest = after;
        } else if let Some((name, after)) = after
            .strip_prefix('<')
            .and_then(|name| name.split_once('>'))
        {
            text.push_str(groups.name(name).map_or("", |group| group.as_str()));
            rest = after;
        } else {
            // Two digits, if there are so many groups; else one.
            let index = |digits: usize| {
                let index = after.get(..digits)?.parse::<usize>().ok()?;
                (1..groups.len())
                    .contains(&index)
                    .then_some((index, digits))
            };
            match index(2).or_else(|| index(1)) {
                Some((index, digits)) => {
                    text.push_str(group(index));
                    rest = after.get(digits..).unwrap_or("");
                }
                None => text.push('$'),
            }
        }
    }
    text + rest
}

/// Longer ones nobody wrote; and a match takes the time of pattern times text.
const LONGEST: usize = 4_000;
/// Bytes of a pattern made ready; repeats of repeats end here.
const LARGEST: usize = 1 << 18;

fn delimited(source: &str) -> Option<(&str, &str)> {
    let (body, flags) = source.strip_prefix('/')?.rsplit_once('/')?;
    let known = |flag: char| matches!(flag, 'g' | 'i' | 'm' | 'y' | 's');
    flags.chars().all(known).then_some((body, flags))
}
