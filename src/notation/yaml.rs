//! YAML as configurations are printed in it: maps and lists by indentation or in brackets, plain and quoted texts, texts
//! of several lines, comments.
//!
//! Anchors, aliases, tags, several documents and keys that are no plain or quoted text are refused, with their line.
//! Every scalar is a text: what a number or a truth means is up to who asks. A key that stands twice counts the last
//! time.

mod flow;

use crate::notation::yaml::flow::Flow;

/// A value and the line it stands in, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its line.
    pub line: usize,
    /// What it is.
    pub value: Value,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing at all, `null` or `~`.
    Null,
    /// A scalar.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in their order.
    Map(Vec<(String, Node)>),
}

/// Why a text was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In which line, from 1.
    pub line: usize,
    /// What was expected there.
    pub expected: &'static str,
}

impl Node {
    /// The value of a key; none where there is no such key, or it is null.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Value::Map(members) = &self.value else {
            return None;
        };
        let found = members.iter().rfind(|(name, _)| name == key);
        found
            .map(|(_, node)| node)
            .filter(|node| node.value != Value::Null)
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Null | Value::Text(_) | Value::Map(_) => &[],
        }
    }
}

/// Deeper than any configuration; what is deeper was made to exhaust the stack.
const DEEPEST: usize = 100;

/// Reads one document.
///
/// # Errors
/// [`Fault`] with the line that is not understood.
pub fn read(text: &str) -> Result<Node, Fault> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (index, raw) in text.lines().enumerate() {
        let body = raw.trim_start_matches(' ');
        lines.push(Line {
            number: index + 1,
            indent: raw.len() - body.len(),
            text: body.trim_end(),
            raw,
        });
    }
    let mut reading = Reading { lines, at: 0 };
    reading.skip();
    if reading.current().is_some_and(|line| line.text == "---") {
        reading.at += 1;
    }
    let node = reading.block(0, 0)?;
    reading.skip();
    match reading.current() {
        Some(line) => Err(line.fault("the end, or a line of the same indentation")),
        None => Ok(node),
    }
}

#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    indent: usize,
    /// Without indentation and space at the end.
    text: &'a str,
    raw: &'a str,
}

impl Line<'_> {
    fn fault(&self, expected: &'static str) -> Fault {
        Fault {
            line: self.number,
            expected,
        }
    }

    fn is_item(&self) -> bool {
        self.text == "-" || self.text.starts_with("- ")
    }
}

struct Reading<'a> {
    lines: Vec<Line<'a>>,
    at: usize,
}

impl<'a> Reading<'a> {
    fn current(&self) -> Option<Line<'a>> {
        self.lines.get(self.at).copied()
    }

    /// Passes empty lines and comments.
    fn skip(&mut self) {
        while let Some(line) = self.current() {
            if !line.text.is_empty() && !line.text.starts_with('#') {
                return;
            }
            self.at += 1;
        }
    }

    /// The value whose lines have at least this indentation.
    fn block(&mut self, least: usize, depth: usize) -> Result<Node, Fault> {
        self.skip();
        let Some(line) = self.current().filter(|line| line.indent >= least) else {
            let before = self.lines.get(self.at.saturating_sub(1));
            return Ok(Node {
                line: before.map_or(1, |line| line.number),
                value: Value::Null,
            });
        };
        if depth > DEEPEST {
            return Err(line.fault("fewer levels"));
        }
        if line.text.starts_with('\t') {
            return Err(line.fault("spaces before the text, no tabs"));
        }
        let value = if line.is_item() {
            Value::List(self.list(line.indent, depth)?)
        } else if key(line.text, &line)?.is_some() {
            Value::Map(self.map(line.indent, depth)?)
        } else {
            self.at += 1;
            self.scalar(line.text, &line, least)?
        };
        Ok(Node {
            line: line.number,
            value,
        })
    }

    fn list(&mut self, indent: usize, depth: usize) -> Result<Vec<Node>, Fault> {
        let mut items = Vec::new();
        loop {
            self.skip();
            let here = self.current().filter(|line| line.indent == indent);
            let Some(line) = here.filter(Line::is_item) else {
                return Ok(items);
            };
            let after = line.text.get(1..).unwrap_or("");
            let text = after.trim_start();
            if text.is_empty() || text.starts_with('#') {
                self.at += 1;
                items.push(self.block(indent + 1, depth + 1)?);
                continue;
            }
            // What stands behind the dash is the first line of a value that is indented so far.
            let inner = indent + 1 + after.len() - text.len();
            if let Some(slot) = self.lines.get_mut(self.at) {
                slot.indent = inner;
                slot.text = text;
            }
            items.push(self.block(indent + 1, depth + 1)?);
        }
    }

    fn map(&mut self, indent: usize, depth: usize) -> Result<Vec<(String, Node)>, Fault> {
        let mut members = Vec::new();
        loop {
            self.skip();
            let Some(line) = self.current().filter(|line| line.indent == indent) else {
                return Ok(members);
            };
            if line.is_item() {
                return Ok(members);
            }
            let (name, rest) = key(line.text, &line)?.ok_or_else(|| line.fault("a key and :"))?;
            self.at += 1;
            let rest = without_comment(rest.trim_start());
            let node = if rest.is_empty() {
                self.skip();
                // A list may stand as far left as the key it belongs to.
                let list = |next: Line<'_>| next.indent == indent && next.is_item();
                let beside = self.current().is_some_and(list);
                self.block(if beside { indent } else { indent + 1 }, depth + 1)?
            } else {
                Node {
                    line: line.number,
                    value: self.scalar(rest, &line, indent + 1)?,
                }
            };
            members.push((name, node));
        }
    }

    /// A scalar or brackets that begin with this text; its further lines have at least this indentation.
    fn scalar(&mut self, text: &str, line: &Line<'_>, least: usize) -> Result<Value, Fault> {
        match text.as_bytes().first() {
            Some(b'|' | b'>') => return self.literal(text, line, least),
            Some(b'&' | b'*' | b'!' | b'%' | b'@' | b'`') => {
                return Err(line.fault("a value without anchor, alias or tag"));
            }
            _ => {}
        }
        let flows = text.starts_with(['"', '\'', '[', '{']);
        let mut whole = without_comment(text).to_owned();
        let mut empty = 0;
        loop {
            if flows {
                match Flow::read(&whole, line.number) {
                    Ok(Some(node)) => return Ok(node.value),
                    Err(fault) => return Err(fault),
                    Ok(None) => {}
                }
            }
            let Some(next) = self.current() else { break };
            if next.text.is_empty() {
                empty += 1;
                self.at += 1;
                continue;
            }
            if next.indent < least || (!flows && next.text.starts_with('#')) {
                break;
            }
            self.at += 1;
            let escaped = flows && whole.ends_with('\\');
            if escaped {
                whole.pop();
            }
            match (empty, escaped) {
                (0, true) => {}
                (0, false) => whole.push(' '),
                (lines, _) => whole.push_str(&"\n".repeat(lines)),
            }
            empty = 0;
            whole.push_str(if flows {
                next.text
            } else {
                without_comment(next.text)
            });
        }
        if flows {
            return Err(line.fault("a closing quote or bracket"));
        }
        Ok(plain(&whole))
    }

    /// A text of several lines: `|` keeps their ends, `>` joins them.
    fn literal(&mut self, head: &str, line: &Line<'_>, least: usize) -> Result<Value, Fault> {
        let head = without_comment(head);
        let known = |sign: char| "|>+-".contains(sign) || sign.is_ascii_digit();
        if !head.chars().all(known) {
            return Err(line.fault("nothing behind | or >"));
        }
        let said = head.chars().find_map(|sign| sign.to_digit(10));
        let mut indent = said.map(|more| least.saturating_sub(1) + more as usize);
        let mut rows: Vec<&str> = Vec::new();
        while let Some(next) = self.current() {
            if next.raw.trim().is_empty() {
                rows.push("");
            } else {
                if next.indent < indent.unwrap_or(least) {
                    break;
                }
                let cut = *indent.get_or_insert(next.indent);
                rows.push(next.raw.get(cut..).unwrap_or(""));
            }
            self.at += 1;
        }
        let ends = rows.iter().rev().take_while(|row| row.is_empty()).count();
        let kept = rows.get(..rows.len() - ends).unwrap_or_default();
        let mut text = String::new();
        let folds = head.starts_with('>');
        for (index, row) in kept.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|index| kept.get(index));
            match before {
                None => {}
                // Empty lines between joined ones are the ends of lines; what is indented further keeps its own.
                Some(before) if folds && !before.starts_with(' ') && !row.starts_with(' ') => {
                    match (before.is_empty(), row.is_empty()) {
                        (false, false) => text.push(' '),
                        (_, true) => text.push('\n'),
                        (true, false) => {}
                    }
                }
                Some(_) => text.push('\n'),
            }
            text.push_str(row);
        }
        if !head.contains('-') && !text.is_empty() {
            text.push('\n');
        }
        if head.contains('+') {
            text.push_str(&"\n".repeat(ends));
        }
        Ok(Value::Text(text))
    }
}

/// The key a line begins with and what follows its colon; none for a line that is no member of a map.
fn key<'a>(text: &'a str, line: &Line<'_>) -> Result<Option<(String, &'a str)>, Fault> {
    if text.starts_with("? ") {
        return Err(line.fault("a key that is a text"));
    }
    if text.starts_with(['"', '\'']) {
        return Ok(match Flow::leading(text, line.number)? {
            Some((Value::Text(name), after)) => {
                let after = after.trim_start().strip_prefix(':');
                after
                    .filter(|after| after.is_empty() || after.starts_with(' '))
                    .map(|after| (name, after))
            }
            _ => None,
        });
    }
    if text.starts_with(['[', '{', '|', '>']) {
        return Ok(None);
    }
    // Only the key is looked at: a comment's sign in what follows it may stand in quotes.
    let found = text
        .split_once(": ")
        .filter(|(name, _)| !name.contains(" #"));
    let found = found.or_else(|| {
        let name = without_comment(text).strip_suffix(':')?;
        Some((name, ""))
    });
    Ok(found.map(|(name, after)| (name.trim_end().to_owned(), after)))
}

/// A comment begins behind a space, outside of quotes. A text that begins with a quote is read elsewhere.
fn without_comment(text: &str) -> &str {
    if text.starts_with(['"', '\'', '[', '{']) {
        return text;
    }
    if text.starts_with('#') {
        return "";
    }
    text.split_once(" #")
        .map_or(text, |(before, _)| before.trim_end())
}

fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        text => Value::Text(text.to_owned()),
    }
}
