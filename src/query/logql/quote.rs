//! Texts in quotes, read and written as Go does: LogQL's are Go's.

use crate::data::quote::quote;

/// What a text in quotes or back quotes says; none where it is not closed or an escape means nothing.
#[must_use]
pub fn unquote(quoted: &str) -> Option<String> {
    if let Some(raw) = quoted.strip_prefix('`') {
        // Go leaves out carriage returns of raw texts.
        return raw.strip_suffix('`').map(|raw| raw.replace('\r', ""));
    }
    let inside = quoted.strip_prefix('"')?.strip_suffix('"')?;
    // Escapes may be of single bytes.
    let mut bytes: Vec<u8> = Vec::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(letter) = rest.chars().next() {
        rest = rest.get(letter.len_utf8()..)?;
        if letter != '\\' {
            push(&mut bytes, letter);
            continue;
        }
        let sign = rest.chars().next()?;
        rest = rest.get(sign.len_utf8()..)?;
        let mut number = |digits: usize, base: u32| {
            let text = rest.get(..digits)?;
            if text.starts_with(['+', '-']) {
                return None;
            }
            rest = rest.get(digits..)?;
            u32::from_str_radix(text, base).ok()
        };
        match sign {
            '"' | '\\' => push(&mut bytes, sign),
            'a' => bytes.push(7),
            'b' => bytes.push(8),
            'f' => bytes.push(12),
            'n' => bytes.push(b'\n'),
            'r' => bytes.push(b'\r'),
            't' => bytes.push(b'\t'),
            'v' => bytes.push(11),
            'x' => bytes.push(u8::try_from(number(2, 16)?).ok()?),
            'u' => push(&mut bytes, char::from_u32(number(4, 16)?)?),
            'U' => push(&mut bytes, char::from_u32(number(8, 16)?)?),
            '0'..='7' => {
                let rest = number(2, 8)?;
                bytes.push(u8::try_from(sign.to_digit(8)? * 64 + rest).ok()?);
            }
            _ => return None,
        }
    }
    String::from_utf8(bytes).ok()
}

fn push(bytes: &mut Vec<u8>, letter: char) {
    let mut space = [0; 4];
    bytes.extend_from_slice(letter.encode_utf8(&mut space).as_bytes());
}

/// A text in quotes. Signs that turn the order of reading are written by their number: who reads the query would see
/// another one.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for letter in quote(text).chars() {
        match letter {
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                quoted.push_str("\\u");
                for place in [12, 8, 4, 0] {
                    let digit = (u32::from(letter) >> place) & 15;
                    quoted.extend(char::from_digit(digit, 16));
                }
            }
            letter => quoted.push(letter),
        }
    }
    quoted
}

/// A text for a regular expression that means itself.
#[must_use]
pub fn literal(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\.+*?()|[]{}^$".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

/// The texts a regular expression names if it is only alternatives of plain texts, maybe under `(?i)`; none otherwise.
#[must_use]
pub fn alternatives(pattern: &str) -> Option<Vec<String>> {
    let pattern = pattern.strip_prefix("(?i)").unwrap_or(pattern);
    let mut all = vec![String::new()];
    let mut signs = pattern.chars();
    while let Some(sign) = signs.next() {
        let sign = match sign {
            '|' => {
                all.push(String::new());
                continue;
            }
            // Only signs stand for themselves when escaped; letters are classes.
            '\\' => signs.next().filter(|sign| !sign.is_alphanumeric())?,
            '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '^' | '$' => return None,
            sign => sign,
        };
        all.last_mut()?.push(sign);
    }
    Some(all)
}
