//! Regular expressions as dashboards write them: `/…/flags`, or text that must match whole.
//!
//! Lookarounds and back references of JavaScript are not understood: such a pattern is refused when it is read.

use crate::lean::late::Late;
use regex_lite::Captures;
use regex_lite::Regex;
use regex_lite::RegexBuilder;

/// A regular expression and the text it came from.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
    regex: Regex,
    /// The flag `g`: every match counts, not only the first.
    pub global: bool,
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
        (ENGINE.get(&WHOLE)?.read)(source)
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
            regex,
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
            regex,
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
        let engine = ENGINE.get(&WHOLE);
        engine.is_some_and(|engine| (engine.matches)(self, text))
    }

    /// The matches with their groups; only the first without the flag `g`.
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Vec<Captures<'t>> {
        let engine = ENGINE.get(&WHOLE);
        engine.map_or_else(Vec::new, |engine| (engine.captures)(self, text))
    }

    fn all_captures<'t>(&self, text: &'t str) -> Vec<Captures<'t>> {
        let count = if self.global { usize::MAX } else { 1 };
        self.regex.captures_iter(text).take(count).collect()
    }

    /// The text with what matches replaced. As in JavaScript `$1` is the first group, `$&` the match, `$<x>` the group of
    /// that name, `$$` the sign; what names no group stays.
    #[must_use]
    pub fn replace(&self, text: &str, with: &str) -> String {
        let engine = ENGINE.get(&WHOLE);
        engine.map_or_else(
            || text.to_owned(),
            |engine| (engine.replace)(self, text, with),
        )
    }

    fn replaced(&self, text: &str, with: &str) -> String {
        let by = |groups: &Captures<'_>| expanded(groups, with);
        if self.global {
            self.regex.replace_all(text, by).into_owned()
        } else {
            self.regex.replace(text, by).into_owned()
        }
    }
}

/// What regular expressions are made and matched with: a good part of the page's bytes, and few dashboards need it.
#[derive(Debug)]
struct Engine {
    read: fn(&str) -> Option<Pattern>,
    matches: fn(&Pattern, &str) -> bool,
    captures: for<'t> fn(&Pattern, &'t str) -> Vec<Captures<'t>>,
    replace: fn(&Pattern, &str, &str) -> String,
}

static ENGINE: Late<&'static Engine> = Late::new();

static WHOLE: Engine = Engine {
    read: Pattern::compile,
    matches: |pattern, text| pattern.regex.is_match(text),
    captures: Pattern::all_captures,
    replace: Pattern::replaced,
};

/// Brings the engine; the second file's to call.
pub fn arrive() {
    ENGINE.put(&WHOLE);
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
