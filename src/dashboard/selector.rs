//! Where vector selectors stand in a PromQL query, and a matcher more in each of them.
//!
//! A query is only scanned, never parsed: what is no selector is copied as it is, so a text nobody understands comes out
//! as it went in, and any text ends in time that grows with its length.

/// A matcher to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matcher {
    /// Label, in quotes where its name needs them.
    pub key: String,
    /// Operator.
    pub operator: String,
    /// Value as it stands between double quotes.
    pub value: String,
}

impl Matcher {
    /// Has another matcher the same label and value? Under another operator it would contradict this one.
    fn contradicts(&self, other: &str) -> bool {
        let rest = other.strip_prefix(self.key.as_str()).map(str::trim_start);
        rest.is_some_and(|rest| {
            let signs = rest.find('"').unwrap_or(rest.len());
            let (signs, quoted) = rest.split_at_checked(signs).unwrap_or((rest, ""));
            let operator = ["=", "!=", "=~", "!~"].contains(&signs.trim());
            operator && quoted == format!("\"{}\"", self.value)
        })
    }
}

/// A query with a matcher more in each of its vector selectors.
#[must_use]
pub fn with(expr: &str, matcher: &Matcher) -> String {
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
                text.push_str(&selector("", braces, matcher));
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
                    text.push_str(&selector(word, braces.trim_start(), matcher));
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
fn selector(name: &str, braces: &str, matcher: &Matcher) -> String {
    let inner = braces
        .strip_prefix('{')
        .and_then(|braces| braces.strip_suffix('}'));
    if inner.is_none() && !braces.is_empty() {
        // Nothing closes it, so nobody knows where a matcher would belong.
        return format!("{name}{braces}");
    }
    let written = format!("{}{}\"{}\"", matcher.key, matcher.operator, matcher.value);
    let mut matchers: Vec<&str> = Vec::new();
    let mut there = false;
    for one in pieces(inner.unwrap_or("")) {
        if !matcher.contradicts(one) {
            matchers.push(one);
        } else if !there {
            there = true;
            matchers.push(&written);
        }
    }
    if !there {
        matchers.push(&written);
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
