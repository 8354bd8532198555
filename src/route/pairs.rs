//! A query as pairs in order, from which each page takes what it knows.

use crate::route::Problem;
use crate::route::Why;
use form_urlencoded::Serializer;

/// A value longer than this is not one a person chose; browsers and proxies cut addresses far below.
const LONGEST_VALUE: usize = 65_536;

/// More parameters than this are not a link anyone made.
const MOST_PAIRS: usize = 2_000;

/// As much of a value as a problem repeats, in characters.
const LONGEST_QUOTE: usize = 60;

/// Parameters not yet taken, in order.
#[derive(Debug)]
pub(super) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Reads a query; whatever is not UTF-8 or not percent-encoded rightly is replaced, never refused.
    pub(super) fn read(query: &str, problems: &mut Vec<Problem>) -> Self {
        let mut pairs = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if pairs.len() == MOST_PAIRS {
                problems.push(problem(&name, &value, Why::TooMany(MOST_PAIRS)));
                break;
            }
            if name.len() + value.len() > LONGEST_VALUE {
                problems.push(problem(&name, &value, Why::TooLong(LONGEST_VALUE)));
                continue;
            }
            pairs.push((name.into_owned(), value.into_owned()));
        }
        Self(pairs)
    }

    /// Takes all values of a name.
    pub(super) fn all(&mut self, name: &str) -> Vec<String> {
        let taken = self.0.extract_if(.., |(other, _)| other == name);
        taken.map(|(_, value)| value).collect()
    }

    /// Takes the first value of a name; others are a problem.
    pub(super) fn one(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<String> {
        let mut values = self.all(name).into_iter();
        let first = values.next();
        if let Some(second) = values.next() {
            problems.push(problem(name, &second, Why::Repeated));
        }
        first
    }

    /// Takes the first value of a name through `read`; an empty one is none, one that cannot be read is a problem.
    pub(super) fn read_one<T>(
        &mut self,
        name: &str,
        why: Why,
        problems: &mut Vec<Problem>,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.one(name, problems)?;
        if value.trim().is_empty() {
            return None;
        }
        let good = read(value.trim());
        if good.is_none() {
            problems.push(problem(name, &value, why));
        }
        good
    }

    /// Takes every parameter whose name begins so, grouped by the rest of the name in order of appearance.
    pub(super) fn grouped(&mut self, prefix: &str) -> Vec<(String, Vec<String>)> {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        let named = |name: &str| name.len() > prefix.len() && name.starts_with(prefix);
        for (name, value) in self.0.extract_if(.., |(name, _)| named(name)) {
            let name = name.get(prefix.len()..).unwrap_or_default();
            match groups.iter_mut().find(|(other, _)| other == name) {
                Some((_, values)) => values.push(value),
                None => groups.push((name.to_owned(), vec![value])),
            }
        }
        groups
    }

    /// What nobody took.
    pub(super) fn rest(self) -> Vec<(String, String)> {
        self.0
    }
}

/// Something wrong with a parameter.
pub(super) fn problem(name: &str, value: &str, why: Why) -> Problem {
    let cut = |text: &str| {
        let mut cut: String = text.chars().take(LONGEST_QUOTE).collect();
        if cut.len() < text.len() {
            cut.push('…');
        }
        cut
    };
    Problem {
        param: cut(name),
        value: cut(value),
        why,
    }
}

/// Writes a query in the order given.
pub(super) struct Writer(Serializer<'static, String>);

impl Writer {
    pub(super) fn new() -> Self {
        Self(Serializer::new(String::new()))
    }

    /// One pair.
    pub(super) fn pair(&mut self, name: &str, value: &str) {
        self.0.append_pair(name, value);
    }

    /// One pair, if there is something to write.
    pub(super) fn option(&mut self, name: &str, value: Option<impl AsRef<str>>) {
        if let Some(value) = value {
            self.pair(name, value.as_ref());
        }
    }

    /// A name without a value.
    pub(super) fn flag(&mut self, name: &str, on: bool) {
        if on {
            self.0.append_key_only(name);
        }
    }

    /// The query.
    pub(super) fn finish(mut self) -> String {
        self.0.finish()
    }
}
