//! A text in a text, byte by byte: the standard library's searcher never takes longer than both texts together, and costs
//! every reader a kilobyte for it. What is looked for here has a few bytes.
//!
//! `contains` with a letter, `split_once`, `find` and `replace` with a text all bring that searcher; `find` with a letter
//! does not. Nothing of it is inlined: it is called from twenty places.

/// Where `part` begins first.
#[must_use]
#[inline(never)]
pub fn find(text: &str, part: &str) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    (0..=text.len()).find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(part)))
}

/// Is `part` in it?
#[must_use]
#[inline(never)]
pub fn has(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// What stands before the first `part` and what behind it.
#[must_use]
#[inline(never)]
pub fn split<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, part)?;
    text.get(..at).zip(text.get(at + part.len()..))
}

/// The text with `new` for each `part`; an empty one is nowhere.
#[must_use]
#[inline(never)]
pub fn replaced(text: &str, part: &str, new: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !part.is_empty()
        && let Some((before, after)) = split(rest, part)
    {
        out.push_str(before);
        out.push_str(new);
        rest = after;
    }
    out.push_str(rest);
    out
}
