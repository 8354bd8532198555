//! What may stand in an address or a header of `config.json`. Whoever opens the page can read the file, so nothing in it
//! may open a door.

use crate::lean::find;
/// What was found out about an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Usable; ends with `/`, so that a path can be appended.
    Base(String),
    /// It carries a user name or a password.
    Secret,
    /// Neither relative nor http(s), or with a query.
    Unusable,
}

/// Reads an address: relative to the page, or http(s) with a host.
pub(super) fn read(text: &str) -> Address {
    let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '?' | '#');
    if text.is_empty() || text.starts_with("//") || text.contains(bad) {
        return Address::Unusable;
    }
    let first = text.split('/').next().unwrap_or(text);
    if find::has(first, ":") {
        let lower = text.to_ascii_lowercase();
        let rest = lower
            .strip_prefix("http://")
            .or_else(|| lower.strip_prefix("https://"));
        let host = rest.and_then(|rest| rest.split('/').next()).unwrap_or("");
        if find::has(host, "@") {
            return Address::Secret;
        }
        if host.is_empty() || host.starts_with(':') {
            return Address::Unusable;
        }
    }
    let slash = if text.ends_with('/') { "" } else { "/" };
    Address::Base(format!("{text}{slash}"))
}

/// Does a header of this name carry a secret?
pub(super) fn is_secret(header: &str) -> bool {
    const TELLTALE: [&str; 9] = [
        "auth",
        "cookie",
        "token",
        "secret",
        "password",
        "passwd",
        "credential",
        "api-key",
        "apikey",
    ];
    let header = header.to_ascii_lowercase();
    TELLTALE.iter().any(|word| find::has(&header, word))
}

/// Is this a header's name by RFC 9110?
pub(super) fn is_header_name(name: &str) -> bool {
    let allowed = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '!' | '#'
                    | '$'
                    | '%'
                    | '&'
                    | '\''
                    | '*'
                    | '+'
                    | '-'
                    | '.'
                    | '^'
                    | '_'
                    | '`'
                    | '|'
                    | '~'
            )
    };
    !name.is_empty() && name.chars().all(allowed)
}

/// May this be sent as a header's value?
pub(super) fn is_header_value(value: &str) -> bool {
    value.chars().all(|c| c == ' ' || c.is_ascii_graphic())
}
