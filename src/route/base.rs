//! The page may live below a path (`/tools/atalaya/`): what is before the page's own path, off and on again.

/// The path below the base, always with a leading `/`; none when the path is not below it.
///
/// `base` may be given with or without slashes at its ends.
#[must_use]
pub fn strip_base<'a>(base: &str, full_path: &'a str) -> Option<&'a str> {
    let base = base.trim_end_matches('/');
    match full_path.strip_prefix(base)? {
        "" => Some("/"),
        below if below.starts_with('/') => Some(below),
        // `/atalaya-old` is not below `/atalaya`.
        _ => None,
    }
}

/// A path and query below the base as the browser's address wants it.
#[must_use]
pub fn join_base(base: &str, below: &str) -> String {
    let base = base.trim_end_matches('/');
    format!("{base}/{}", below.trim_start_matches('/'))
}
