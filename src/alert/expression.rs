//! What of a rule's expression can be drawn: most compare something with a limit, and while nothing fires the whole
//! expression has no value.

use crate::lean::decimal;

/// An expression parted at its comparison with a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// What is compared.
    pub value: String,
    /// `>`, `>=`, `<`, `<=`, `==` or `!=`.
    pub sign: &'static str,
    /// With what.
    pub limit: f64,
}

const SIGNS: [&str; 6] = [">=", "<=", "==", "!=", ">", "<"];

/// Parts an expression whose only operator of lowest rank is a comparison with a number at its end; none for others.
#[must_use]
pub fn compared(expr: &str) -> Option<Compared> {
    let expr = outer(expr.trim());
    let mut found: Option<(usize, &'static str)> = None;
    let mut depth = 0_u32;
    let mut quote: Option<u8> = None;
    let mut escaped = false;
    let bytes = expr.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = expr.get(at..).unwrap_or("");
        match (quote, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(open), b'\\') if open != b'`' => escaped = true,
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'(' | b'{' | b'[') => depth += 1,
            (None, b')' | b'}' | b']') => depth = depth.saturating_sub(1),
            (None, b'#') => return None,
            (None, _) if depth > 0 => {}
            (None, _) => {
                if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
                    // Two comparisons, or one of a comparison's answer: too much for one line and one limit.
                    if found.is_some() {
                        return None;
                    }
                    found = Some((at, sign));
                    at += sign.len();
                    continue;
                }
                let starts = !at
                    .checked_sub(1)
                    .and_then(|before| bytes.get(before))
                    .is_some_and(|before| is_word(*before));
                if starts && ["and", "or", "unless"].iter().any(|word| is(rest, word)) {
                    return None;
                }
            }
        }
        at += 1;
    }
    let (at, sign) = found?;
    let value = expr.get(..at)?.trim();
    let limit = number(expr.get(at + sign.len()..)?.trim())?;
    (!value.is_empty()).then(|| Compared {
        value: value.to_owned(),
        sign,
        limit,
    })
}

/// The expression without parentheses around all of it.
fn outer(expr: &str) -> &str {
    let mut expr = expr;
    while let Some(inside) = expr
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        let mut depth = 1_i32;
        for byte in inside.bytes() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                // A parenthesis in a text would be counted; such an expression stays as it is.
                b'"' | b'\'' | b'`' if inside.contains(['(', ')']) => return expr,
                _ => {}
            }
            if depth == 0 {
                return expr;
            }
        }
        expr = inside.trim();
    }
    expr
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b':'
}

fn is(rest: &str, word: &str) -> bool {
    rest.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !rest
            .as_bytes()
            .get(word.len())
            .is_some_and(|after| is_word(*after))
}

/// A number as rules write limits, also as a product or quotient of such: `0.05`, `80 * 1e6`.
fn number(text: &str) -> Option<f64> {
    let text = outer(text);
    if let Some((a, b)) = text.rsplit_once('*') {
        return Some(number(a.trim())? * number(b.trim())?);
    }
    if let Some((a, b)) = text.rsplit_once('/') {
        return Some(number(a.trim())? / number(b.trim())?);
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text),
    };
    let first = digits.bytes().next()?;
    if !(first.is_ascii_digit() || first == b'.') {
        return None;
    }
    decimal::parse(digits).map(|number| sign * number)
}
