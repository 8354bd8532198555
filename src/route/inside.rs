//! Links that a dashboard's file has: which lead to a page of ours, and what the browser makes of the others.
//!
//! Grafana's links lie below where it is served, so ours lie below where the page is: `/d/x` and `d/x` are the same, and so is
//! what has the base before it already.

use crate::route;
use crate::route::Route;
use crate::route::base;

/// The page of ours that a link means; none for one that leads elsewhere, or nowhere in particular.
#[must_use]
pub fn route(base: &str, href: &str) -> Option<Route> {
    let (path, query) = below(base, href)?;
    // Grafana named dashboards by their title once.
    let by_name = path.strip_prefix("/dashboard/db/");
    let path = by_name.map_or_else(|| path.clone(), |name| ["/d/", name].concat());
    let (route, _) = route::parse(&path, query);
    match route {
        Route::NotFound { .. } => None,
        route => Some(route),
    }
}

/// The address as the browser is to have it: one that is relative is meant from where the page lies, not from the address
/// that it shows.
#[must_use]
pub fn address(base: &str, href: &str) -> String {
    let relative = !href.starts_with(['/', '?', '#', '\\']) && !has_scheme(href);
    match relative {
        true => base::join_base(base, href),
        false => href.to_owned(),
    }
}

/// Path below the base, and query.
fn below<'a>(base: &str, href: &'a str) -> Option<(String, &'a str)> {
    // A backslash is a slash to a browser: two of either name a host.
    let host = href.starts_with("//") || href.contains('\\');
    if host || href.starts_with(['?', '#']) || has_scheme(href) {
        return None;
    }
    let href = href.split_once('#').map_or(href, |(before, _)| before);
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    let path = ["/", path.trim_start_matches('/')].concat();
    let below = base::strip_base(base, &path).unwrap_or(&path);
    Some((below.to_owned(), query))
}

fn has_scheme(href: &str) -> bool {
    let end = href.find([':', '/', '?', '#']);
    end.is_some_and(|end| href.get(end..=end) == Some(":"))
}
