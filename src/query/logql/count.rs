//! The queries that count what a query for lines finds: by level, for the bars above the lines, or by another label.

/// What stands around the labels that are counted by, and around the query for lines.
const BEFORE: &str = "sum by (";
const OF: &str = ") (count_over_time(";
const AFTER: &str = " | drop __error__[";
const END: &str = "]))";

/// Both labels that may say a level.
const LEVELS: &str = "level, detected_level";

/// Counts by level, over windows of this length, such as `30s`.
#[must_use]
pub fn counting(query: &str, window: &str) -> String {
    counting_by(LEVELS, query, window)
}

/// The same by a label.
#[must_use]
pub fn counting_by(label: &str, query: &str, window: &str) -> String {
    [BEFORE, label, OF, query, AFTER, window, END].concat()
}

/// The query for lines in one that counts them as [`counting`] does.
#[must_use]
pub fn counted(expr: &str) -> Option<&str> {
    let (label, query) = counted_by(expr)?;
    (label == LEVELS).then_some(query)
}

/// The label and the query for lines in one that counts them as [`counting_by`] does.
#[must_use]
pub fn counted_by(expr: &str) -> Option<(&str, &str)> {
    let (label, inside) = expr.strip_prefix(BEFORE)?.split_once(OF)?;
    let is_plain = |one: char| one.is_ascii_alphanumeric() || matches!(one, '_' | ',' | ' ');
    let (query, window) = inside.strip_suffix(END)?.rsplit_once(AFTER)?;
    let is_window = !window.is_empty() && window.chars().all(|one| one.is_ascii_alphanumeric());
    (is_window && label.chars().all(is_plain)).then_some((label, query))
}
