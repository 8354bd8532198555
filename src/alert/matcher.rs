//! Matchers: read and written as Alertmanager does (`severity=~"critical|warning", "name with spaces"!="x"`), and held
//! against labels.
//!
//! A list is read by the rules for UTF-8 names first and by the older ones, which take more values without quotes, where
//! those refuse; this is what Alertmanager does unless told otherwise. Regular expressions match the whole value.

use crate::alert::quote::lenient;
use crate::alert::quote::quoted;
use crate::alert::quote::reserved;
use crate::alert::quote::strict;
use crate::data::alert::Matcher;
use crate::data::alert::Op;
use crate::data::labels::Labels;
use crate::notation::pattern::Pattern;

/// Why a text is no list of matchers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something else stands at this byte.
    At {
        /// Byte of the text.
        at: usize,
        /// What should be there.
        expected: &'static str,
    },
    /// A regular expression that is none, or one of a kind that is not understood here.
    Regex(String),
}

/// Reads matchers, with or without braces around them; nothing is no matcher.
///
/// # Errors
/// The fault by the newer rules, when the older refuse the text too.
pub fn read(text: &str) -> Result<Vec<Matcher>, Fault> {
    Reading {
        text,
        rest: text.trim_start(),
    }
    .list()
    .or_else(|fault| classic(text).ok_or(fault))
}

/// A matcher as Alertmanager writes it.
#[must_use]
pub fn written(matcher: &Matcher) -> String {
    let name = if matcher.name.is_empty() || matcher.name.contains(reserved) {
        quoted(&matcher.name)
    } else {
        matcher.name.clone()
    };
    [&name, sign(matcher.op), &quoted(&matcher.value)].concat()
}

/// Matchers as one text.
#[must_use]
pub fn written_all(matchers: &[Matcher]) -> String {
    let all: Vec<String> = matchers.iter().map(written).collect();
    all.join(", ")
}

/// Matchers ready to be held against many label sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ready(Vec<(Matcher, Option<Pattern>)>);

impl Ready {
    /// Reads their regular expressions.
    ///
    /// # Errors
    /// [`Fault::Regex`] with the first that is none.
    pub fn new(matchers: &[Matcher]) -> Result<Self, Fault> {
        let ready = |matcher: &Matcher| {
            let pattern = match matcher.op {
                Op::Equal | Op::NotEqual => None,
                Op::Matches | Op::NotMatches => Some(
                    Pattern::whole(&matcher.value)
                        .ok_or_else(|| Fault::Regex(matcher.value.clone()))?,
                ),
            };
            Ok((matcher.clone(), pattern))
        };
        let all: Result<Vec<_>, Fault> = matchers.iter().map(ready).collect();
        all.map(Self)
    }

    /// Do all hold? No matcher at all holds always.
    #[must_use]
    pub fn hold(&self, labels: &Labels) -> bool {
        self.0.iter().all(|(matcher, pattern)| {
            holds(
                matcher,
                pattern.as_ref(),
                labels.get(&matcher.name).unwrap_or(""),
            )
        })
    }

    /// Each by itself: the name of its label, and whether a value of that label fulfils it.
    pub fn each(&self) -> impl Iterator<Item = (&str, impl Fn(&str) -> bool)> {
        self.0.iter().map(|(matcher, pattern)| {
            let holds = |value: &str| holds(matcher, pattern.as_ref(), value);
            (&*matcher.name, holds)
        })
    }

    /// Does none of them ask for something? Servers refuse such silences: they hit what nobody meant. A negation is enough
    /// for a server, although it holds for a label that is not there.
    #[must_use]
    pub fn ask_for_nothing(&self) -> bool {
        self.0.iter().all(|(matcher, pattern)| match matcher.op {
            Op::Equal | Op::Matches => holds(matcher, pattern.as_ref(), ""),
            Op::NotEqual | Op::NotMatches => false,
        })
    }
}

/// Matchers that hold for exactly these labels and what has more.
#[must_use]
pub fn of_labels(labels: &Labels) -> Vec<Matcher> {
    let equal = |(name, value): (&str, &str)| Matcher {
        name: name.to_owned(),
        op: Op::Equal,
        value: value.to_owned(),
    };
    labels.iter().map(equal).collect()
}

fn holds(matcher: &Matcher, pattern: Option<&Pattern>, value: &str) -> bool {
    let matches = || pattern.is_some_and(|pattern| pattern.matches(value));
    match matcher.op {
        Op::Equal => value == matcher.value,
        Op::NotEqual => value != matcher.value,
        Op::Matches => matches(),
        Op::NotMatches => !matches(),
    }
}

fn sign(op: Op) -> &'static str {
    match op {
        Op::Equal => "=",
        Op::NotEqual => "!=",
        Op::Matches => "=~",
        Op::NotMatches => "!~",
    }
}

/// The longer ones first, so that none is taken for its beginning.
const OPS: [Op; 4] = [Op::Matches, Op::NotMatches, Op::NotEqual, Op::Equal];

fn op(text: &str) -> Option<(Op, &str)> {
    let mut ops = OPS.into_iter();
    ops.find_map(|op| Some((op, text.strip_prefix(sign(op))?)))
}

/// A list by the newer rules.
struct Reading<'a> {
    text: &'a str,
    rest: &'a str,
}

impl Reading<'_> {
    fn list(mut self) -> Result<Vec<Matcher>, Fault> {
        let braced = self.take("{");
        let mut all = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with('}') {
            all.push(self.matcher()?);
            if !self.take(",") {
                break;
            }
        }
        if braced && !self.take("}") {
            return Err(self.fault("a comma or }"));
        }
        if self.rest.is_empty() {
            Ok(all)
        } else {
            Err(self.fault("a comma"))
        }
    }

    fn matcher(&mut self) -> Result<Matcher, Fault> {
        let name = self.word("a label name")?;
        if name.is_empty() {
            return Err(self.fault("a label name"));
        }
        let (op, after) = op(self.rest).ok_or_else(|| self.fault("=, !=, =~ or !~"))?;
        self.rest = after.trim_start();
        let value = self.word("a value")?;
        Ok(Matcher { name, op, value })
    }

    fn word(&mut self, expected: &'static str) -> Result<String, Fault> {
        let (word, after) = if let Some(inside) = self.rest.strip_prefix('"') {
            let end = closing(inside).ok_or_else(|| self.fault("a closing quote"))?;
            let (inside, after) = inside.split_at_checked(end).unwrap_or((inside, ""));
            let text = strict(inside).ok_or_else(|| self.fault("a text with valid escapes"))?;
            (text, after.strip_prefix('"').unwrap_or(after))
        } else {
            let end = self.rest.find(reserved).unwrap_or(self.rest.len());
            let (word, after) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
            if word.is_empty() {
                return Err(self.fault(expected));
            }
            (word.to_owned(), after)
        };
        self.rest = after.trim_start();
        Ok(word)
    }

    fn take(&mut self, sign: &str) -> bool {
        let after = self.rest.strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest).trim_start();
        after.is_some()
    }

    fn fault(&self, expected: &'static str) -> Fault {
        Fault::At {
            at: self.text.len() - self.rest.len(),
            expected,
        }
    }
}

/// Where the quote is that no backslash stands before.
fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !escaped => return Some(at),
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

/// A list by the older rules: commas outside of quotes part it, names are plain, values may be without quotes.
fn classic(text: &str) -> Option<Vec<Matcher>> {
    let text = text.trim();
    let text = text.strip_prefix('{').unwrap_or(text);
    let text = text.strip_suffix('}').unwrap_or(text);
    let mut all = Vec::new();
    let (mut start, mut inside, mut escaped) = (0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => inside = !inside,
            b',' if !inside => {
                all.push(classic_one(text.get(start..at)?)?);
                start = at + 1;
            }
            _ => {}
        }
    }
    let last = text.get(start..)?;
    if !last.trim().is_empty() {
        all.push(classic_one(last)?);
    }
    Some(all)
}

fn classic_one(text: &str) -> Option<Matcher> {
    let text = text.trim();
    let plain = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == ':';
    let end = text.find(|sign| !plain(sign))?;
    let (name, after) = text.split_at_checked(end)?;
    if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let (op, value) = op(after.trim_start())?;
    let value = value.trim();
    let value = match value.strip_prefix('"') {
        Some(inside) => inside.strip_suffix('"')?,
        None => value,
    };
    Some(Matcher {
        name: name.to_owned(),
        op,
        value: lenient(value)?,
    })
}
