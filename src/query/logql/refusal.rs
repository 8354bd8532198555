//! Where Loki stopped reading a query, as it says so itself.

/// The byte of the text at which Loki's message says that it stopped: `parse error at line 1, col 12: …`. None where the
/// message names no place.
#[must_use]
pub fn place(message: &str, text: &str) -> Option<usize> {
    let (_, place) = message.split_once("parse error at line ")?;
    let (line, place) = place.split_once(", col ")?;
    let end = place
        .find(|one: char| !one.is_ascii_digit())
        .unwrap_or(place.len());
    let (line, column): (usize, usize) = (line.parse().ok()?, place.get(..end)?.parse().ok()?);
    let before: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    // Loki counts from 1, and says the place after the last letter for an end that came too soon.
    let at = before + column.saturating_sub(1);
    Some(at.min(text.len().saturating_sub(1)))
}
