//! Regular expressions as dashboards write them: `/…/flags`, or text that must match whole.
//!
//! Lookarounds and back references of JavaScript are not understood: such a pattern is refused when it is read.

use regex_lite::Captures;
use regex_lite::Regex;

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
        let regex = Regex::new(&body.replace("\\/", "/")).ok()?;
        Some(Self {
            source: source.to_owned(),
            regex,
            global: flags.contains('g'),
        })
    }

    /// Does the text match?
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// The matches with their groups; only the first without the flag `g`.
    pub fn captures<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        let count = if self.global { usize::MAX } else { 1 };
        self.regex.captures_iter(text).take(count)
    }

    /// The text with what matches replaced, as JavaScript does it: `$1` is the first group, `$&` the match, `$$` a `$`.
    #[must_use]
    pub fn replace(&self, text: &str, with: &str) -> String {
        let with = &self.replacement(with)[..];
        if self.global {
            self.regex.replace_all(text, with).into_owned()
        } else {
            self.regex.replace(text, with).into_owned()
        }
    }

    /// JavaScript's way to write a replacement in the way of the library; a group that is not there is plain text.
    fn replacement(&self, with: &str) -> String {
        let mut text = String::new();
        let mut rest = with;
        while let Some((before, after)) = rest.split_once('$') {
            text.push_str(before);
            let digits = after.bytes().take(2).take_while(u8::is_ascii_digit).count();
            let group = (1..=digits).rev().find_map(|length| {
                let number = after.get(..length)?;
                let known = (1..self.regex.captures_len()).contains(&number.parse().ok()?);
                known.then_some(number)
            });
            rest = match (group, after.as_bytes().first()) {
                (Some(number), _) => {
                    text.extend(["${", number.trim_start_matches('0'), "}"]);
                    after.get(number.len()..).unwrap_or("")
                }
                (None, Some(b'&')) => {
                    text.push_str("${0}");
                    after.get(1..).unwrap_or("")
                }
                (None, first) => {
                    text.push_str("$$");
                    let doubled = usize::from(first == Some(&b'$'));
                    after.get(doubled..).unwrap_or("")
                }
            };
        }
        text + rest
    }
}

fn delimited(source: &str) -> Option<(&str, &str)> {
    let (body, flags) = source.strip_prefix('/')?.rsplit_once('/')?;
    let known = |flag: char| matches!(flag, 'g' | 'i' | 'm' | 'y' | 's');
    flags.chars().all(known).then_some((body, flags))
}
