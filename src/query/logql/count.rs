//! The query that counts what a query for lines finds, by level, for the bars above the lines.

/// What stands before and after the query for lines.
const BEFORE: &str = "sum by (level, detected_level) (count_over_time(";
const AFTER: &str = " | drop __error__[";
const END: &str = "]))";

/// Counts over windows of this length, such as `30s`.
#[must_use]
pub fn counting(query: &str, window: &str) -> String {
    [BEFORE, query, AFTER, window, END].concat()
}

/// The query for lines in one that counts them as [`counting`] does.
#[must_use]
pub fn counted(expr: &str) -> Option<&str> {
    let inside = expr.strip_prefix(BEFORE)?.strip_suffix(END)?;
    let (query, window) = inside.rsplit_once(AFTER)?;
    (!window.is_empty() && window.chars().all(|one| one.is_ascii_alphanumeric())).then_some(query)
}
