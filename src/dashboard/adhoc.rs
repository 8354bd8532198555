//! Ad hoc filters: matchers a reader adds to every vector selector of every query.
//!
//! A query is only scanned, never parsed: what is no selector is copied as it is, so a text nobody understands comes out
//! as it went in, and any text ends in time that grows with its length.

use crate::dashboard::variable::Choice;

/// One matcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Label.
    pub key: String,
    /// `=`, `!=`, `=~`, `!~`, or `=|` and `!=|` for one of several values.
    pub operator: String,
    /// Value; several behind one another for one of several.
    pub values: Vec<String>,
}

/// Longest first, so that none is taken for another that it begins with.
const OPERATORS: [&str; 8] = ["!=|", "=|", "!=", "=~", "!~", "=", "<", ">"];

impl Filter {
    /// Reads `key|operator|value` as links have it, or `key operator value` as people type it (`job="api"`); none for
    /// another text or an operator nobody knows.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if !text.contains('|') {
            return Self::typed(text);
        }
        let mut pieces = text.split('|');
        let key = unescaped(pieces.next()?);
        let mut operator = pieces.next()?.to_owned();
        let mut rest = pieces.peekable();
        // The sign of one of several holds the separator.
        if matches!(operator.as_str(), "=" | "!=") && rest.peek() == Some(&"") {
            rest.next();
            operator.push('|');
        }
        let operator = unescaped(&operator);
        let values: Vec<String> = rest.map(unescaped).collect();
        let known = OPERATORS.contains(&operator.as_str());
        (known && !key.is_empty() && !values.is_empty()).then_some(Self {
            key,
            operator,
            values,
        })
    }

    fn typed(text: &str) -> Option<Self> {
        let sign = text.find(['=', '!', '<', '>'])?;
        let (key, rest) = text.split_at_checked(sign)?;
        let operator = OPERATORS
            .iter()
            .find(|operator| rest.starts_with(**operator))?;
        let value = rest.get(operator.len()..)?.trim().trim_matches('"');
        let key = key.trim();
        (!key.is_empty()).then(|| Self {
            key: key.to_owned(),
            operator: (*operator).to_owned(),
            values: vec![value.to_owned()],
        })
    }

    /// The text [`Filter::read`] reads back.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}|{}", escaped(&self.key), escaped(&self.operator));
        for value in &self.values {
            text.push('|');
            text.push_str(&escaped(value));
        }
        text
    }

    /// A choice that stands for it.
    #[must_use]
    pub fn choice(&self) -> Choice {
        let values = self.values.join(" | ");
        Choice {
            text: format!("{}{}\"{values}\"", self.key, self.operator),
            value: self.text(),
        }
    }

    /// The operator Prometheus knows, and the value as it stands between double quotes.
    fn matcher(&self) -> (&str, String) {
        let several = |value: &String| value.replace('\\', "\\\\").replace('\'', "\\\\'");
        let operator = match self.operator.as_str() {
            "=|" => "=~",
            "!=|" => "!~",
            other => other,
        };
        let value = match operator {
            "=~" | "!~" => {
                let values: Vec<String> = self.values.iter().map(several).collect();
                values.join("|").replace('"', "\\\"")
            }
            _ => exact(self.values.first().map_or("", String::as_str)),
        };
        (operator, value)
    }
}

/// A value between double quotes, to be taken as it is.
#[must_use]
pub fn exact(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('"', "\\\"")
}

/// A value between double quotes, to be matched as it is by a regular expression.
#[must_use]
pub fn literal(value: &str) -> String {
    let mut pattern = String::with_capacity(value.len());
    for c in value.chars() {
        if "*+?()|\\.[]{}^$".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    exact(&pattern)
}

/// A query with the filters added to each of its vector selectors.
#[must_use]
pub fn filtered(expr: &str, filters: &[Filter]) -> String {
    filters
        .iter()
        .fold(expr.to_owned(), |expr, filter| with(&expr, filter))
}

/// `|` and `,` inside parts of a link, as Grafana writes them.
const ESCAPES: [(&str, &str); 2] = [("|", "__gfp__"), (",", "__gfc__")];

fn escaped(part: &str) -> String {
    ESCAPES.iter().fold(part.to_owned(), |part, (sign, word)| {
        part.replace(sign, word)
    })
}

fn unescaped(part: &str) -> String {
    ESCAPES.iter().fold(part.to_owned(), |part, (sign, word)| {
        part.replace(word, sign)
    })
}

/// Words that stand where names of metrics could, and are none.
const KEYWORDS: [&str; 10] = [
    "and", "or", "unless", "atan2", "bool", "offset", "inf", "nan", "start", "end",
];

/// Words before a list of labels in parentheses.
const LISTS: [&str; 6] = [
    "by",
    "without",
    "on",
    "ignoring",
    "group_left",
    "group_right",
];

fn with(expr: &str, filter: &Filter) -> String {
    let mut text = String::with_capacity(expr.len() + 32);
    let mut rest = expr;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '"' | '\'' | '`' => quoted_length(rest, next),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '[' => rest.find(']').map_or(rest.len(), |end| end + 1),
            '$' => variable_length(rest),
            '0'..='9' | '.' => rest
                .find(|c: char| !is_word(c) && c != '.')
                .unwrap_or(rest.len()),
            '{' => {
                let length = braces_length(rest);
                let (braces, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
                text.push_str(&selector("", braces, filter));
                rest = after;
                continue;
            }
            c if is_word(c) => {
                let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
                let behind = after.trim_start();
                if LISTS.iter().any(|list| list.eq_ignore_ascii_case(word)) {
                    // The labels named are no selectors.
                    let gap = after.len() - behind.len();
                    let list = match behind.starts_with('(') {
                        true => behind.find(')').map_or(behind.len(), |end| end + 1),
                        false => 0,
                    };
                    end + gap + list
                } else if is_name(word, behind) {
                    let braces = match behind.starts_with('{') {
                        true => after.len() - behind.len() + braces_length(behind),
                        false => 0,
                    };
                    let (braces, after) = after.split_at_checked(braces).unwrap_or((after, ""));
                    text.push_str(&selector(word, braces.trim_start(), filter));
                    rest = after;
                    continue;
                } else {
                    end
                }
            }
            other => other.len_utf8(),
        };
        let (copied, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        text.push_str(copied);
        rest = after;
    }
    text
}

/// Is a word the name of a metric, given what follows it? Functions and aggregations have their arguments behind them.
fn is_name(word: &str, behind: &str) -> bool {
    let call = behind.starts_with('(');
    let aggregation = ["by", "without"].iter().any(|list| {
        let rest = behind.strip_prefix(*list);
        rest.is_some_and(|rest| rest.trim_start().starts_with('('))
    });
    let keyword = KEYWORDS
        .iter()
        .any(|keyword| keyword.eq_ignore_ascii_case(word));
    !call && !aggregation && !keyword
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | ':')
}

/// Bytes of a text in quotes, to its end where nothing closes it.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote != '`' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Bytes of `$name`, `${…}` or a lone sign.
fn variable_length(text: &str) -> usize {
    match text.strip_prefix("${") {
        Some(inner) => inner.find('}').map_or(text.len(), |end| end + 3),
        None => {
            let name = text.get(1..).unwrap_or("");
            1 + name.find(|c: char| !is_word(c)).unwrap_or(name.len())
        }
    }
}

/// Bytes of `{…}`, to the end where nothing closes it. Braces inside texts and of variables close nothing.
fn braces_length(text: &str) -> usize {
    let mut at = 1;
    while let Some(rest) = text.get(at..)
        && let Some(next) = rest.chars().next()
    {
        at += match next {
            '}' => return at + 1,
            '"' | '\'' | '`' => quoted_length(rest, next),
            '$' => variable_length(rest),
            other => other.len_utf8(),
        };
    }
    text.len()
}

/// A selector with a matcher more. `braces` is `{…}` or nothing.
fn selector(name: &str, braces: &str, filter: &Filter) -> String {
    let (operator, value) = filter.matcher();
    let key = match filter
        .key
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        true => filter.key.clone(),
        false => format!("\"{}\"", exact(&filter.key)),
    };
    let inner = braces
        .strip_prefix('{')
        .and_then(|braces| braces.strip_suffix('}'));
    if inner.is_none() && !braces.is_empty() {
        // Nothing closes it, so nobody knows where a matcher would belong.
        return format!("{name}{braces}");
    }
    let mut matchers: Vec<String> = Vec::new();
    let mut there = false;
    for matcher in pieces(inner.unwrap_or("")) {
        let rest = matcher.strip_prefix(key.as_str()).map(str::trim_start);
        let same = rest.is_some_and(|rest| {
            let signs = rest.find('"').unwrap_or(rest.len());
            let (signs, quoted) = rest.split_at_checked(signs).unwrap_or((rest, ""));
            ["=", "!=", "=~", "!~"].contains(&signs.trim()) && quoted == format!("\"{value}\"")
        });
        match same {
            // The same value under another operator would contradict it.
            true if there => {}
            true => {
                there = true;
                matchers.push(format!("{key}{operator}\"{value}\""));
            }
            false => matchers.push(matcher.to_owned()),
        }
    }
    if !there {
        matchers.push(format!("{key}{operator}\"{value}\""));
    }
    format!("{name}{{{}}}", matchers.join(", "))
}

/// What stands between the commas of braces, without the space around it.
fn pieces(inner: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(rest) = inner.get(at..)
        && let Some(next) = rest.chars().next()
    {
        if next == ',' {
            pieces.push(inner.get(start..at).unwrap_or("").trim());
            start = at + 1;
        }
        at += match next {
            '"' | '\'' | '`' => quoted_length(rest, next),
            '$' => variable_length(rest),
            other => other.len_utf8(),
        };
    }
    pieces.push(inner.get(start..).unwrap_or("").trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
