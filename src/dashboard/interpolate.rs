//! Fills variables into texts: `$x`, `${x}`, `${x:format}`, `${x.path}`, `[[x]]`, `[[x:format]]`.
//!
//! There is no escape character. A name nobody knows leaves the text as it is and is reported; names of digits only
//! (`$1`, as in `label_replace`) are nobody's and are not. How a value is written is [`crate::dashboard::format`].
//!
//! Any text ends in bounded time and size: a value that names variables is filled a few times over and not for ever, and a
//! text longer than [`LONGEST`] is filled no further.

use crate::dashboard::format;
use crate::dashboard::format::Syntax;
use crate::dashboard::variable::Choice;
use crate::lean::find;

/// A value ready to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    /// Name of the variable; some formats write it.
    pub name: String,
    /// What is chosen; everything there is when all is.
    pub values: Vec<Choice>,
    /// The value is a list, though it may hold one element.
    pub list: bool,
    /// The variable may hold several values, so that PromQL reads it as a regular expression.
    pub multi: bool,
    /// All is chosen.
    pub all: bool,
    /// Text for all in place of the list.
    pub all_value: Option<String>,
    /// Its parts, where it has any: `${__field.labels.job}`. What a path does not lead to stays as written.
    pub fields: Vec<Part>,
    /// It is written as it stands, whatever the format: it is encoded already.
    pub verbatim: bool,
    /// Seconds the reader's wall is east of UTC at the moment this value is.
    pub east: i32,
}

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How it is reached: `labels`, `job`.
    pub path: Vec<String>,
    /// What it is.
    pub value: Choice,
}

impl Part {
    /// A part whose text is its value.
    #[must_use]
    pub fn plain(path: &[&str], value: &str) -> Self {
        Self {
            path: path.iter().map(|step| (*step).to_owned()).collect(),
            value: Choice::plain(value.to_owned()),
        }
    }
}

impl Bound {
    /// A single value that is its own text.
    #[must_use]
    pub fn single(value: String) -> Self {
        Self {
            values: vec![Choice::plain(value)],
            ..Self::default()
        }
    }
}

/// A text with its variables filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// Names nobody knows, each once, in order.
    pub unknown: Vec<String>,
}

/// Fills a text. `lookup` knows the values; `syntax` is how they are written where the text does not say.
#[must_use]
pub fn fill(text: &str, syntax: Syntax, lookup: &dyn Fn(&str) -> Option<Bound>) -> Filled {
    let mut filled = Filled {
        text: String::with_capacity(text.len()),
        unknown: Vec::new(),
    };
    write(text, syntax, lookup, DEPTH, &mut filled);
    filled
}

/// Names that a text uses, each once, in order.
#[must_use]
pub fn names(text: &str) -> Vec<String> {
    fill(text, Syntax::Glob, &|_| None).unknown
}

/// A text for all may name variables, and theirs again; one that names itself must end.
const DEPTH: u8 = 4;

/// Bytes after which nothing more is filled in. No server takes a query as long as this.
pub const LONGEST: usize = 1 << 20;

/// One use of a variable.
struct Use<'a> {
    name: &'a str,
    path: &'a str,
    format: Option<&'a str>,
    /// Bytes of the text it takes.
    length: usize,
}

fn write(
    text: &str,
    syntax: Syntax,
    lookup: &dyn Fn(&str) -> Option<Bound>,
    depth: u8,
    filled: &mut Filled,
) {
    let mut rest = text;
    while filled.text.len() < LONGEST
        && let Some(at) = rest.find(['$', '['])
    {
        let (before, from) = rest.split_at(at);
        filled.text.push_str(before);
        let used = one(from);
        // What is no use of a variable is a character like others.
        let length = used.as_ref().map_or(1, |used| used.length);
        let (piece, after) = from.split_at_checked(length).unwrap_or((from, ""));
        match used {
            None => filled.text.push_str(piece),
            Some(used) => match lookup(used.name) {
                Some(bound) => value(&bound, &used, piece, syntax, lookup, depth, filled),
                None => {
                    filled.text.push_str(piece);
                    let name = used.name.to_owned();
                    let digits = name.bytes().all(|byte| byte.is_ascii_digit());
                    if !digits && !filled.unknown.contains(&name) {
                        filled.unknown.push(name);
                    }
                }
            },
        }
        rest = after;
    }
    filled.text.push_str(rest);
}

fn value(
    bound: &Bound,
    used: &Use<'_>,
    piece: &str,
    syntax: Syntax,
    lookup: &dyn Fn(&str) -> Option<Bound>,
    depth: u8,
    filled: &mut Filled,
) {
    if bound.verbatim {
        for one in &bound.values {
            filled.text.push_str(&one.value);
        }
    } else if let Some(all) = bound.all_value.as_ref().filter(|_| bound.all) {
        match format::all(bound, all, used.format) {
            Some(text) => filled.text.push_str(&text),
            None if depth == 0 => filled.text.push_str(all),
            None => write(all, Syntax::Glob, lookup, depth - 1, filled),
        }
    } else if used.path.is_empty() {
        filled
            .text
            .push_str(&format::value(bound, used.format, syntax));
    } else {
        match format::part(bound, used.path) {
            Some(part) => filled
                .text
                .push_str(&format::value(&part, used.format, syntax)),
            None => filled.text.push_str(piece),
        }
    }
}

/// The use of a variable that a text begins with.
fn one(text: &str) -> Option<Use<'_>> {
    if let Some(inner) = text.strip_prefix("[[") {
        let inner = find::split(inner, "]]")?.0;
        let (name, format) = split_format(inner);
        let valid = word(name) == name.len() && !name.is_empty();
        let valid =
            valid && format.is_none_or(|format| word(format) == format.len() && !format.is_empty());
        return valid.then_some(Use {
            name,
            path: "",
            format,
            length: inner.len() + 4,
        });
    }
    if let Some(inner) = text.strip_prefix("${") {
        let inner = inner.split_once('}')?.0;
        let end = word(inner);
        let (name, rest) = inner.split_at_checked(end)?;
        let (path, format) = split_format(rest);
        let valid = !name.is_empty()
            && (path.is_empty() || path.starts_with(['.', '[']))
            && format != Some("");
        return valid.then_some(Use {
            name,
            path,
            format,
            length: inner.len() + 3,
        });
    }
    let name = text.strip_prefix('$')?;
    let name = name.get(..word(name)).filter(|name| !name.is_empty())?;
    Some(Use {
        name,
        path: "",
        format: None,
        length: name.len() + 1,
    })
}

fn split_format(text: &str) -> (&str, Option<&str>) {
    // A colon inside the brackets of a path is part of a name.
    let from = text
        .rfind(']')
        .filter(|_| text.starts_with(['.', '[']))
        .unwrap_or(0);
    let colon = text.get(from..).and_then(|behind| behind.find(':'));
    match colon.map(|colon| (text.get(..from + colon), text.get(from + colon + 1..))) {
        Some((Some(before), format)) => (before, format),
        _ => (text, None),
    }
}

/// How many bytes of letters, digits and underscores a text begins with.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(text.len())
}
