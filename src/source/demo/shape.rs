//! What two askings of one panel have in common: an expression without the parts that the range and the variables of the
//! page write into it.
//!
//! Blanks are normalised, comments dropped; matchers of *free* labels (those the page's variables choose) are taken out and listed; on
//! request, windows of functions that only smooth (`rate(x[4m])` and `rate(x[1m])` draw the same curve, `increase` does
//! not) become `[]`. Reads text, does not parse: what it cannot follow stays as it is, and so matches only itself.

use crate::lean::decimal;
use crate::lean::sort;

/// Functions whose result does not grow with the window.
const SMOOTHING: [&str; 8] = [
    "rate",
    "irate",
    "deriv",
    "avg_over_time",
    "min_over_time",
    "max_over_time",
    "quantile_over_time",
    "last_over_time",
];

/// Windows that follow from the width of a step are not longer, even for a month; longer ones are meant as written.
const LONGEST_FREE_WINDOW: f64 = 3_600.0;

/// An expression taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shape {
    /// The expression without what is free.
    pub(super) text: String,
    /// What was taken out, in order.
    pub(super) free: Vec<Matcher>,
}

/// A matcher on a free label: `label="value"` or `label=~"value"`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Matcher {
    pub(super) label: String,
    pub(super) regex: bool,
    pub(super) value: String,
}

/// Takes an expression apart. `windows`: free them too.
pub(super) fn shape(expr: &str, is_free: &dyn Fn(&str) -> bool, windows: bool) -> Shape {
    let mut shape = Shape::default();
    // The word before each parenthesis that is still open.
    let mut calls: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut rest = expr.trim();
    while let Some(first) = rest.chars().next() {
        let after = rest.get(first.len_utf8()..).unwrap_or("");
        if first.is_whitespace() {
            rest = after.trim_start();
            let between = |c: Option<char>| c.is_some_and(is_word);
            if between(shape.text.chars().last()) && between(rest.chars().next()) {
                shape.text.push(' ');
                word.clear();
            }
            continue;
        }
        if first == '#' {
            rest = after
                .find('\n')
                .and_then(|end| after.get(end..))
                .unwrap_or("");
            continue;
        }
        let mut taken = first.len_utf8();
        match first {
            '"' | '\'' | '`' => taken = string_end(rest).unwrap_or(rest.len()),
            '{' => {
                if let Some((matchers, end)) = selector(rest) {
                    push_matchers(&mut shape, matchers, is_free);
                    rest = rest.get(end..).unwrap_or("");
                    word.clear();
                    continue;
                }
            }
            '[' if windows && calls.last().is_some_and(|call| is_smoothing(call)) => {
                if let Some(end) = after.find(']')
                    && after.get(..end).is_some_and(is_free_window)
                {
                    shape.text.push_str("[]");
                    rest = after.get(end + 1..).unwrap_or("");
                    continue;
                }
            }
            '(' => calls.push(std::mem::take(&mut word)),
            ')' => {
                calls.pop();
            }
            _ => {}
        }
        if is_word(first) {
            word.push(first);
        } else {
            word.clear();
        }
        shape.text.push_str(rest.get(..taken).unwrap_or(""));
        rest = rest.get(taken..).unwrap_or("");
    }
    shape
}

impl Matcher {
    /// Does it accept this value? None for a pattern beyond alternatives of plain text, `.*` and `.+`.
    pub(super) fn accepts(&self, value: &str) -> Option<bool> {
        if !self.regex {
            return Some(self.value == value);
        }
        let mut accepted = false;
        let pattern = self.value.as_str();
        let bare = pattern
            .strip_prefix('(')
            .and_then(|inner| inner.strip_suffix(')'))
            .unwrap_or(pattern);
        for alternative in bare.split('|') {
            accepted |= match alternative {
                ".*" => true,
                ".+" => !value.is_empty(),
                plain => literal_accepts(plain, value)?,
            };
        }
        Some(accepted)
    }
}

/// A pattern of characters, escaped characters, and `.` for any one; none for anything else.
fn literal_accepts(pattern: &str, value: &str) -> Option<bool> {
    let mut signs = pattern.chars();
    let mut value = value.chars();
    let mut same = true;
    while let Some(sign) = signs.next() {
        let found = value.next();
        same &= match sign {
            '\\' => {
                // `\d` and the like are classes; only signs are themselves when escaped.
                let escaped = signs.next().filter(|sign| !sign.is_alphanumeric())?;
                found == Some(escaped)
            }
            '.' => found.is_some(),
            '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '^' | '$' => return None,
            plain => found == Some(plain),
        };
    }
    Some(same && value.next().is_none())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == ':' || c == '.'
}

fn is_smoothing(call: &str) -> bool {
    SMOOTHING.contains(&call)
}

/// `4m0s`, `90s`: a plain duration of at most an hour.
fn is_free_window(text: &str) -> bool {
    let mut seconds = 0.0;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(digits);
        let unit = after
            .find(|c: char| !c.is_ascii_lowercase())
            .unwrap_or(after.len());
        let (unit, after) = after.split_at(unit);
        let Some(number) = decimal::parse(number) else {
            return false;
        };
        seconds += number
            * match unit {
                "ms" => 0.001,
                "s" => 1.0,
                "m" => 60.0,
                "h" => 3_600.0,
                _ => return false,
            };
        rest = after;
    }
    seconds > 0.0 && seconds <= LONGEST_FREE_WINDOW
}

/// Length of the string literal at the beginning of `text`, quotes included.
fn string_end(text: &str) -> Option<usize> {
    let mut signs = text.char_indices();
    let (_, quote) = signs.next()?;
    let mut escaped = false;
    for (at, sign) in signs {
        if escaped {
            escaped = false;
        } else if sign == '\\' && quote != '`' {
            escaped = true;
        } else if sign == quote {
            return Some(at + 1);
        }
    }
    None
}

/// Label, operator and quoted value of one matcher as written.
pub(super) type Written<'a> = (&'a str, &'a str, &'a str);

/// The matchers of the `{…}` at the beginning of `text` and its length.
pub(super) fn selector(text: &str) -> Option<(Vec<Written<'_>>, usize)> {
    let mut matchers = Vec::new();
    let mut rest = text.strip_prefix('{')?;
    loop {
        rest = rest.trim_start().trim_start_matches(',').trim_start();
        if let Some(after) = rest.strip_prefix('}') {
            return Some((matchers, text.len() - after.len()));
        }
        let (label, after) = rest.split_at(rest.find(|c| !is_word(c))?);
        let after = after.trim_start();
        let operator = ["=~", "!~", "!=", "="]
            .into_iter()
            .find(|operator| after.starts_with(operator))?;
        let after = after.get(operator.len()..)?.trim_start();
        let quoted = after.get(..string_end(after)?)?;
        if !quoted.starts_with(['"', '\'', '`']) {
            return None;
        }
        matchers.push((label, operator, quoted));
        rest = after.get(quoted.len()..)?;
    }
}

/// Writes the matchers that stay, in order of labels, and lists the free ones.
fn push_matchers(
    shape: &mut Shape,
    mut matchers: Vec<Written<'_>>,
    is_free: &dyn Fn(&str) -> bool,
) {
    matchers.retain(|(label, operator, quoted)| {
        let value = if is_free(label) && !operator.starts_with('!') {
            unquoted(quoted)
        } else {
            None
        };
        let kept = value.is_none();
        shape.free.extend(value.map(|value| Matcher {
            label: (*label).to_owned(),
            regex: *operator == "=~",
            value,
        }));
        kept
    });
    if matchers.is_empty() && shape.text.chars().last().is_some_and(is_word) {
        return;
    }
    sort::by(&mut matchers, Ord::cmp);
    let written: Vec<String> = matchers
        .iter()
        .map(|(label, operator, quoted)| format!("{label}{operator}{quoted}"))
        .collect();
    shape.text.push('{');
    shape.text.push_str(&written.join(","));
    shape.text.push('}');
}

/// The text of a string literal; none where it has escapes other than of quotes and backslashes.
pub(super) fn unquoted(quoted: &str) -> Option<String> {
    let inner = quoted.get(1..quoted.len().checked_sub(1)?)?;
    if quoted.starts_with('`') {
        return Some(inner.to_owned());
    }
    let mut text = String::new();
    let mut signs = inner.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => text.push(signs.next().filter(|next| "\\\"'".contains(*next))?),
            plain => text.push(plain),
        }
    }
    Some(text)
}
