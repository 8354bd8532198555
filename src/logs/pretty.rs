//! JSON in several lines, with its names in the order they were written and every number as it was written.

use serde::de::IgnoredAny;

/// Spaces of a level.
const INDENT: usize = 2;

/// Deeper than this it stays as it is: nobody reads it, and its indents would be most of it.
const DEEPEST: usize = 60;

/// A text of JSON in several lines; none for what is no JSON, or neither an object nor a list.
#[must_use]
pub fn pretty(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    serde_json::from_slice::<IgnoredAny>(text.as_bytes()).ok()?;
    let mut written = String::with_capacity(text.len() * 2);
    let mut depth: usize = 0;
    let (mut in_text, mut escaped, mut opened) = (false, false, false);
    for one in text.chars() {
        if in_text {
            written.push(one);
            in_text = escaped || one != '"';
            escaped = one == '\\' && !escaped;
            continue;
        }
        if one.is_ascii_whitespace() {
            continue;
        }
        // What is empty stays on one line.
        if opened && !matches!(one, '}' | ']') {
            line(&mut written, depth);
        }
        match one {
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if !opened {
                    line(&mut written, depth);
                }
                written.push(one);
            }
            ',' => {
                written.push(one);
                line(&mut written, depth);
            }
            ':' => written.push_str(": "),
            _ => written.push(one),
        }
        opened = matches!(one, '{' | '[');
        depth += usize::from(opened);
        if depth > DEEPEST {
            return None;
        }
        in_text = one == '"';
    }
    Some(written)
}

fn line(written: &mut String, depth: usize) {
    written.push('\n');
    for _ in 0..depth * INDENT {
        written.push(' ');
    }
}
