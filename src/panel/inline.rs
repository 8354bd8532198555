//! A line of markdown to pieces: emphasis, code, links, escapes. What closes nothing or opens nothing is the text it is.
//!
//! Time is linear in the text, whatever is in it. Knows nothing of blocks.

use crate::panel::picture::Inline;

/// An address longer than this is no link.
const ADDRESS_MOST: usize = 2_000;

/// Characters that can be written by name; any other as `&#233;` or `&#xe9;`.
const NAMED: [(&str, char); 6] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
];

/// Bytes of the longest character reference, `&#1114111;`.
const REFERENCE_MOST: usize = 10;

/// Reads the text of one block.
pub(super) fn line(text: &str) -> Vec<Inline> {
    let mut tokens = tokens(text);
    emphasize(&mut tokens);
    let mut line = Vec::new();
    let (mut strong, mut emphasis) = (0, 0);
    for token in tokens {
        strong += token.strong;
        emphasis += token.emphasis;
        let piece = match token.what {
            What::Code(code) => Inline::Code(code),
            What::Link(text, href) if safe(&href) => Inline::Link { text, href },
            What::Text(text) | What::Link(text, _) => styled(text, strong, emphasis),
            What::Bracket(text) => styled(text.to_owned(), strong, emphasis),
            What::Run(run) => styled(run.text(), strong, emphasis),
        };
        push(&mut line, piece);
    }
    line
}

struct Token {
    what: What,
    /// How many spans of each kind begin, or, negative, have ended, before this token.
    strong: i32,
    emphasis: i32,
}

enum What {
    Text(String),
    Code(String),
    /// Words and address.
    Link(String, String),
    /// `[` or `![`, of which it is not known yet whether it begins a link.
    Bracket(&'static str),
    Run(Run),
}

/// Asterisks or underscores in a row, as many as no span has used.
struct Run {
    sign: char,
    count: usize,
    opens: bool,
    closes: bool,
}

impl Run {
    fn new(sign: char, count: usize, before: Option<char>, after: Option<char>) -> Self {
        let solid = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        // Underscores inside a word are part of it.
        let inside = |c: Option<char>| {
            sign == '_' && c.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_punctuation())
        };
        Self {
            sign,
            count,
            opens: solid(after) && !inside(before),
            closes: solid(before) && !inside(after),
        }
    }

    fn text(&self) -> String {
        self.sign.to_string().repeat(self.count)
    }
}

/// Cuts the text into what stands for itself and what may mean something.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut brackets: Vec<usize> = Vec::new();
    let mut before = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (what, after) = match first {
            '*' | '_' => {
                let after = rest.trim_start_matches(first);
                let run = Run::new(
                    first,
                    rest.len() - after.len(),
                    before,
                    after.chars().next(),
                );
                (What::Run(run), after)
            }
            '!' if rest.starts_with("![") => {
                brackets.push(tokens.len());
                (What::Bracket("!["), skipped(rest, 2))
            }
            '[' => {
                brackets.push(tokens.len());
                (What::Bracket("["), skipped(rest, 1))
            }
            ']' => {
                let opened = brackets.pop();
                match opened.and_then(|at| Some((at, address(skipped(rest, 1))?))) {
                    Some((at, (href, after))) => {
                        let words = tokens.split_off(at).into_iter().skip(1).map(words);
                        (What::Link(words.collect(), href), after)
                    }
                    None => plain(rest, 1),
                }
            }
            '`' => code(rest),
            '<' => match bare_link(rest) {
                Some((href, after)) => (What::Link(href.to_owned(), href.to_owned()), after),
                None => plain(rest, 1),
            },
            '&' => match referred(rest) {
                Some((c, after)) => (What::Text(c.to_string()), after),
                None => plain(rest, 1),
            },
            '\\' => match rest.chars().nth(1) {
                Some(c) if c.is_ascii_punctuation() => plain(skipped(rest, 1), 1),
                _ => plain(rest, 1),
            },
            _ => {
                let size = first.len_utf8();
                let more = skipped(rest, size).find(SIGNS);
                plain(rest, more.map_or(rest.len(), |more| size + more))
            }
        };
        before = taken(rest, after).chars().next_back();
        rest = after;
        tokens.push(Token {
            what,
            strong: 0,
            emphasis: 0,
        });
    }
    tokens
}

/// What may begin something other than plain text.
const SIGNS: [char; 9] = ['*', '_', '!', '[', ']', '`', '<', '&', '\\'];

fn plain(rest: &str, size: usize) -> (What, &str) {
    let after = skipped(rest, size);
    (What::Text(taken(rest, after).to_owned()), after)
}

fn skipped(text: &str, size: usize) -> &str {
    text.get(size..).unwrap_or_default()
}

/// What stands in `rest` before its end `after`.
fn taken<'a>(rest: &'a str, after: &str) -> &'a str {
    rest.get(..rest.len() - after.len()).unwrap_or_default()
}

/// The words of a link say what they say without any signs.
fn words(token: Token) -> String {
    match token.what {
        What::Text(text) | What::Code(text) | What::Link(text, _) => text,
        What::Bracket(text) => text.to_owned(),
        What::Run(run) if run.opens || run.closes => String::new(),
        What::Run(run) => run.text(),
    }
}

/// A code span, if as many backticks close it as open it.
fn code(rest: &str) -> (What, &str) {
    let content = rest.trim_start_matches('`');
    let ticks = taken(rest, content);
    let mut from = 0;
    while let Some(at) = content.get(from..).and_then(|text| text.find('`')) {
        let tail = skipped(content, from + at);
        let after = tail.trim_start_matches('`');
        if tail.len() - after.len() == ticks.len() {
            let code = taken(content, tail);
            // One space on both sides only keeps backticks apart.
            let inner = code
                .strip_prefix(' ')
                .and_then(|code| code.strip_suffix(' '));
            let code = inner.filter(|code| !code.trim().is_empty()).unwrap_or(code);
            return (What::Code(code.to_owned()), after);
        }
        from = content.len() - after.len();
    }
    (What::Text(ticks.to_owned()), content)
}

/// `(address)`, `(<address>)`, `(address "title")`, and what follows.
fn address(rest: &str) -> Option<(String, &str)> {
    let rest = rest.strip_prefix('(')?.trim_start();
    let (href, after) = match rest.strip_prefix('<') {
        Some(rest) => rest.split_once('>')?,
        None => rest.split_at_checked(address_end(rest)?)?,
    };
    if href.len() > ADDRESS_MOST {
        return None;
    }
    let after = after.trim_start();
    let after = match after.chars().next()? {
        quote @ ('"' | '\'') => skipped(after, 1).split_once(quote)?.1.trim_start(),
        _ => after,
    };
    Some((unescaped(href), after.strip_prefix(')')?))
}

/// An address ends at white space or at the parenthesis that it did not open.
fn address_end(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().take(ADDRESS_MOST) {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ if c.is_whitespace() => return Some(at),
            _ => {}
        }
    }
    None
}

fn unescaped(href: &str) -> String {
    let mut text = String::with_capacity(href.len());
    let mut rest = href;
    while let Some(c) = rest.chars().next() {
        let (c, after) = referred(rest).unwrap_or((c, skipped(rest, c.len_utf8())));
        text.push(c);
        rest = after;
    }
    text
}

/// `<https://example.org>`.
fn bare_link(rest: &str) -> Option<(&str, &str)> {
    let end = rest
        .char_indices()
        .take(ADDRESS_MOST)
        .skip(1)
        .find(|(_, c)| matches!(c, '>' | '<') || c.is_whitespace())?
        .0;
    let href = rest.get(1..end)?;
    let known = ["http://", "https://", "mailto:"];
    let known = known.iter().any(|scheme| href.starts_with(scheme));
    Some((href, skipped(rest, end).strip_prefix('>')?)).filter(|_| known)
}

/// The character that a reference such as `&amp;` or `&#39;` stands for.
fn referred(rest: &str) -> Option<(char, &str)> {
    let rest = rest.strip_prefix('&')?;
    let end = rest.bytes().take(REFERENCE_MOST).position(|c| c == b';')?;
    let (name, after) = (rest.get(..end)?, skipped(rest, end + 1));
    let c = match name.strip_prefix('#') {
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
        Some(digits) => {
            let hex = digits.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| digits.parse(), |hex| u32::from_str_radix(hex, 16));
            char::from_u32(code.ok()?).filter(|c| *c != '\0')?
        }
    };
    Some((c, after))
}

/// Joins each run that closes with the nearest that opened: two signs of each are strong, one is emphasis.
fn emphasize(tokens: &mut [Token]) {
    // Of each sign, the runs that could still be closed: where, and how many signs are left.
    let mut open: [Vec<(usize, usize)>; 2] = [Vec::new(), Vec::new()];
    for at in 0..tokens.len() {
        let Some(Token {
            what: What::Run(run),
            ..
        }) = tokens.get(at)
        else {
            continue;
        };
        let (opens, closes, mut count) = (run.opens, run.closes, run.count);
        let [stars, lines] = &mut open;
        let (same, other) = match run.sign {
            '*' => (stars, lines),
            _ => (lines, stars),
        };
        while closes && count > 0 {
            let Some((from, left)) = same.last_mut() else {
                break;
            };
            let from = *from;
            let used = if *left >= 2 && count >= 2 { 2 } else { 1 };
            *left -= used;
            count -= used;
            if *left == 0 {
                same.pop();
            }
            // A span never ends inside another: what opened within it and is open still is text.
            while other.last().is_some_and(|(inner, _)| *inner > from) {
                other.pop();
            }
            mark(tokens, from, used, 1);
            mark(tokens, at, used, -1);
        }
        if opens && count > 0 {
            same.push((at, count));
        }
    }
}

/// Takes the signs that a span has used out of a run; the span changes from the next token on.
fn mark(tokens: &mut [Token], at: usize, used: usize, step: i32) {
    if let Some(Token {
        what: What::Run(run),
        ..
    }) = tokens.get_mut(at)
    {
        run.count -= used;
    }
    // An end is also right at the run itself, and there always is a token; a beginning has one behind it.
    let next = if step > 0 { at + 1 } else { at };
    if let Some(token) = tokens.get_mut(next) {
        match used {
            2 => token.strong += step,
            _ => token.emphasis += step,
        }
    }
}

fn styled(text: String, strong: i32, emphasis: i32) -> Inline {
    match (strong, emphasis) {
        (0, 0) => Inline::Text(text),
        (0, _) => Inline::Emphasis(text),
        _ => Inline::Strong(text),
    }
}

/// Appends to the line; neighbours of the same style are one.
fn push(line: &mut Vec<Inline>, piece: Inline) {
    match (line.last_mut(), &piece) {
        (_, Inline::Text(more) | Inline::Strong(more) | Inline::Emphasis(more))
            if more.is_empty() => {}
        (Some(Inline::Text(text)), Inline::Text(more))
        | (Some(Inline::Strong(text)), Inline::Strong(more))
        | (Some(Inline::Emphasis(text)), Inline::Emphasis(more)) => text.push_str(more),
        _ => line.push(piece),
    }
}

/// http(s), mailto, or an address without a scheme. Control characters hide schemes from eyes but not from browsers.
pub(crate) fn safe(href: &str) -> bool {
    if href.is_empty() || href.chars().any(char::is_control) {
        return false;
    }
    let scheme = href
        .find([':', '/', '?', '#'])
        .and_then(|at| href.get(..at).filter(|_| href.get(at..=at) == Some(":")));
    scheme.is_none_or(|scheme| {
        ["http", "https", "mailto"]
            .iter()
            .any(|known| scheme.trim().eq_ignore_ascii_case(known))
    })
}
