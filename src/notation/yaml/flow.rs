//! What stands between quotes and brackets, once all its lines are one.

use crate::notation::yaml::DEEPEST;
use crate::notation::yaml::Fault;
use crate::notation::yaml::Node;
use crate::notation::yaml::Value;
use crate::notation::yaml::plain;

/// A text being read. "None" means that it breaks off: there may be more in the next line.
pub(super) struct Flow<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Flow<'a> {
    /// The whole text as one value; only a comment may follow.
    pub(super) fn read(text: &'a str, line: usize) -> Result<Option<Node>, Fault> {
        let mut flow = Self { rest: text, line };
        let node = flow.node(0)?;
        let rest = flow.rest.trim_start();
        if node.is_some() && !rest.is_empty() && !rest.starts_with('#') {
            return Err(flow.fault("the end of the line"));
        }
        Ok(node)
    }

    /// The value a text begins with, and what follows.
    pub(super) fn leading(text: &'a str, line: usize) -> Result<Option<(Value, &'a str)>, Fault> {
        let mut flow = Self { rest: text, line };
        let node = flow.node(0)?;
        Ok(node.map(|node| (node.value, flow.rest)))
    }

    fn node(&mut self, depth: usize) -> Result<Option<Node>, Fault> {
        if depth > DEEPEST {
            return Err(self.fault("fewer levels"));
        }
        self.rest = self.rest.trim_start();
        let value = match self.rest.as_bytes().first() {
            None => None,
            Some(b'"') => self.double()?.map(Value::Text),
            Some(b'\'') => self.single().map(Value::Text),
            Some(b'[') => self.list(depth)?.map(Value::List),
            Some(b'{') => self.map(depth)?.map(Value::Map),
            Some(b'&' | b'*' | b'!') => {
                return Err(self.fault("a value without anchor, alias or tag"));
            }
            Some(_) => Some(plain(self.word())),
        };
        Ok(value.map(|value| Node {
            line: self.line,
            value,
        }))
    }

    fn list(&mut self, depth: usize) -> Result<Option<Vec<Node>>, Fault> {
        self.take('[');
        let mut items = Vec::new();
        loop {
            if self.take(']') {
                return Ok(Some(items));
            }
            let Some(item) = self.node(depth + 1)? else {
                return Ok(None);
            };
            items.push(item);
            if !self.separated(']')? {
                return Ok(None);
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Option<Vec<(String, Node)>>, Fault> {
        self.take('{');
        let mut members = Vec::new();
        loop {
            if self.take('}') {
                return Ok(Some(members));
            }
            let Some(name) = self.node(depth + 1)? else {
                return Ok(None);
            };
            let Some(name) = name.text().map(str::to_owned) else {
                return Err(self.fault("a key that is a text"));
            };
            if self.rest.trim_start().is_empty() {
                return Ok(None);
            }
            if !self.take(':') {
                return Err(self.fault("a colon"));
            }
            let Some(value) = self.node(depth + 1)? else {
                return Ok(None);
            };
            members.push((name, value));
            if !self.separated('}')? {
                return Ok(None);
            }
        }
    }

    /// A comma, or the bracket that closes, which stays; false where the text breaks off.
    fn separated(&mut self, closing: char) -> Result<bool, Fault> {
        self.rest = self.rest.trim_start();
        if self.rest.is_empty() {
            return Ok(false);
        }
        if self.rest.starts_with(closing) || self.take(',') {
            return Ok(true);
        }
        Err(self.fault("a comma or a closing bracket"))
    }

    fn take(&mut self, sign: char) -> bool {
        let after = self.rest.trim_start().strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// A plain text between brackets.
    fn word(&mut self) -> &'a str {
        let mut end = self.rest.len();
        for (at, sign) in self.rest.char_indices() {
            let after = self.rest.get(at + sign.len_utf8()..).unwrap_or("");
            let colon =
                sign == ':' && (after.is_empty() || after.starts_with([' ', ',', '}', ']']));
            if ",[]{}".contains(sign) || colon {
                end = at;
                break;
            }
        }
        let (word, after) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        // A bracket that belongs to nothing would never be passed.
        self.rest = if end == 0 {
            after.get(1..).unwrap_or("")
        } else {
            after
        };
        word.trim_end()
    }

    /// `'…'`, where two quotes are one.
    fn single(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut rest = self.rest.strip_prefix('\'')?;
        loop {
            let (before, after) = rest.split_once('\'')?;
            text.push_str(before);
            rest = after;
            match rest.strip_prefix('\'') {
                Some(after) => {
                    text.push('\'');
                    rest = after;
                }
                None => {
                    self.rest = rest;
                    return Some(text);
                }
            }
        }
    }

    /// `"…"` with its escapes.
    fn double(&mut self) -> Result<Option<String>, Fault> {
        let mut text = String::new();
        let inside = self.rest.strip_prefix('"').unwrap_or(self.rest);
        let mut signs = inside.chars();
        while let Some(sign) = signs.next() {
            match sign {
                '"' => {
                    self.rest = signs.as_str();
                    return Ok(Some(text));
                }
                '\\' => {
                    let Some(escape) = signs.next() else {
                        return Ok(None);
                    };
                    let digits = match escape {
                        'x' => 2,
                        'u' => 4,
                        'U' => 8,
                        escape => {
                            let simple = simple(escape);
                            text.push(simple.ok_or_else(|| self.fault("a valid escape"))?);
                            continue;
                        }
                    };
                    let code = signs.as_str().get(..digits).unwrap_or("");
                    let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
                    text.push(code.ok_or_else(|| self.fault("a valid escape"))?);
                    signs = signs.as_str().get(digits..).unwrap_or("").chars();
                }
                sign => text.push(sign),
            }
        }
        Ok(None)
    }

    fn fault(&self, expected: &'static str) -> Fault {
        Fault {
            line: self.line,
            expected,
        }
    }
}

fn simple(escape: char) -> Option<char> {
    Some(match escape {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' => ' ',
        '"' => '"',
        '/' => '/',
        '\\' => '\\',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        _ => return None,
    })
}
