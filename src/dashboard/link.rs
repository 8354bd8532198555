//! The addresses of links with everything filled in that they name, if they are safe to follow: of dashboards, of panels, and
//! of values.
//!
//! An address is judged when it is complete, because a variable may have brought what a file could not: one that is not
//! http(s), mailto or relative leads nowhere. Its words stay, and [`refused`] names it for the import report. It does not know
//! where the page itself lies.

use crate::dashboard::datum::Datum;
use crate::dashboard::format;
use crate::dashboard::format::Syntax;
use crate::dashboard::interpolate::Bound;
use crate::dashboard::interpolate::fill;
use crate::dashboard::model::Link;
use crate::dashboard::model::Panel;
use crate::dashboard::query::in_scope;
use crate::dashboard::query::text;
use crate::dashboard::variable;
use crate::dashboard::variable::Chosen;
use crate::dashboard::view::View;
use crate::panel::inline;
use crate::panel::link::DataLink;
use crate::panel::link::read;

/// A link with everything filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Led {
    /// Its words; the address where the file has none.
    pub title: String,
    /// Words shown on hover; may be empty.
    pub tooltip: String,
    /// Where to; none where that is not safe to follow.
    pub href: Option<String>,
    /// It opens a page of its own.
    pub new_page: bool,
    /// Of several links of a value, a click on the value follows this one.
    pub at_once: bool,
}

/// A link of a dashboard to one address.
#[must_use]
pub fn of_dashboard(link: &Link, view: &View<'_>) -> Led {
    let lookup = |name: &str| match name {
        "__url_time_range" => Some(Bound::single(range(view))),
        "__all_variables" => Some(Bound::single(variables(view))),
        name => view.bound(name),
    };
    let url = fill(&link.url, Syntax::Glob, &lookup).text;
    led(link, with_state(url, link, view), view)
}

/// The line for one of the dashboards that a link by tags means.
#[must_use]
pub fn to_dashboard(uid: &str, title: &str, link: &Link, view: &View<'_>) -> Led {
    let url = ["/d/", &format::encoded(uid)].concat();
    Led {
        title: title.to_owned(),
        tooltip: String::new(),
        href: Some(with_state(url, link, view)),
        new_page: link.new_page,
        at_once: false,
    }
}

/// Does a link by tags mean a dashboard of these?
#[must_use]
pub fn means(link: &Link, tags: &[String]) -> bool {
    link.tags.iter().all(|tag| tags.contains(tag))
}

/// The links of a panel; in a copy of a repeated one with the copy's values.
#[must_use]
pub fn of_panel(panel: &Panel, view: &View<'_>) -> Vec<Led> {
    in_scope(panel, view, |view| {
        let links = panel.links.iter();
        links
            .map(|link| {
                let lookup = |name: &str| own(panel, name).or_else(|| view.bound(name));
                let url = fill(&link.url, Syntax::Named(URI), &lookup).text;
                led(link, with_state(url, link, view), view)
            })
            .collect()
    })
}

/// The addresses of a panel's links, its values' among them, that are not safe to follow, as far as that is known before
/// there are values.
#[must_use]
pub fn refused(panel: &Panel, view: &View<'_>) -> Vec<String> {
    let spec = &panel.spec;
    let overrides = spec.overrides.iter().flat_map(|one| &one.properties);
    let overrides = overrides
        .filter(|(id, _)| id == "links")
        .filter_map(|(_, value)| read(value).ok())
        .flatten();
    let of_values = spec.defaults.links.iter().cloned().chain(overrides);
    let own_links = panel.links.iter().map(|link| link.url.clone());
    let urls = own_links.chain(of_values.map(|link| link.url));
    in_scope(panel, view, |view| {
        let lookup = |name: &str| own(panel, name).or_else(|| view.bound(name));
        urls.filter(|url| leads_astray(url, &lookup)).collect()
    })
}

/// The addresses of a dashboard's own links that are not safe to follow.
#[must_use]
pub fn refused_of(links: &[Link], view: &View<'_>) -> Vec<String> {
    let urls = links.iter().map(|link| &link.url);
    let astray = urls.filter(|url| leads_astray(url, &|name| view.bound(name)));
    astray.cloned().collect()
}

fn leads_astray(url: &str, lookup: &dyn Fn(&str) -> Option<Bound>) -> bool {
    let filled = fill(url, Syntax::Named(URI), lookup).text;
    // What still begins with a variable is judged when there is a value.
    !filled.is_empty() && !filled.starts_with('$') && checked(filled).is_none()
}

/// The links of a value.
#[must_use]
pub fn of_value(
    links: &[DataLink],
    datum: &Datum<'_>,
    panel: Option<&Panel>,
    view: &View<'_>,
) -> Vec<Led> {
    let all = |view: &View<'_>| {
        let own = |name: &str| own(panel?, name);
        let lookup = |name: &str| {
            let near = datum.bound(name).or_else(|| own(name));
            near.or_else(|| view.bound(name))
        };
        let one = |link: &DataLink| {
            let url = fill(&link.url, Syntax::Named(URI), &lookup).text;
            let title = fill(&link.title, Syntax::Glob, &lookup).text;
            Led {
                title: or_address(title, &url),
                tooltip: String::new(),
                href: checked(url),
                new_page: link.new_page,
                at_once: link.one_click,
            }
        };
        links.iter().map(one).collect()
    };
    match panel {
        Some(panel) => in_scope(panel, view, all),
        None => all(view),
    }
}

/// The one value that a variable has in a copy of a repeated panel: it is no list of one there.
fn own(panel: &Panel, name: &str) -> Option<Bound> {
    let values = &panel.copy.as_ref()?.values;
    let (_, choice) = values.iter().find(|(known, _)| known == name)?;
    Some(Bound {
        name: name.to_owned(),
        values: vec![choice.clone()],
        ..Bound::default()
    })
}

/// How values are written into addresses of panels and values, as Grafana has it.
const URI: &str = "uriencode";

fn led(link: &Link, url: String, view: &View<'_>) -> Led {
    Led {
        title: or_address(text(&link.title, view), &url),
        tooltip: text(&link.tooltip, view),
        href: checked(url),
        new_page: link.new_page,
        at_once: false,
    }
}

fn or_address(title: String, url: &str) -> String {
    match title.trim().is_empty() {
        true => url.to_owned(),
        false => title,
    }
}

/// The address on one line, if it is safe to follow.
fn checked(mut url: String) -> Option<String> {
    url.retain(|c| c != '\n' && c != '\r');
    inline::safe(&url).then_some(url)
}

/// With the range and the values of variables, where the link takes them along.
fn with_state(mut url: String, link: &Link, view: &View<'_>) -> String {
    let mut add = |more: String| {
        if !more.is_empty() {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&more);
        }
    };
    if link.keep_time {
        add(range(view));
    }
    if link.include_vars {
        add(variables(view));
    }
    url
}

/// `from=now-6h&to=now`.
fn range(view: &View<'_>) -> String {
    let (from, to) = (
        format::encoded(&view.span.from),
        format::encoded(&view.span.to),
    );
    ["from=", &from, "&to=", &to].concat()
}

/// `var-a=1&var-b=2`, each value of each variable; all without a text of its own is Grafana's word for it.
fn variables(view: &View<'_>) -> String {
    let mut text = String::new();
    for known in view.variables {
        let Some(chosen) = view.values.chosen(&known.name) else {
            continue;
        };
        let values: Vec<&str> = match chosen {
            Chosen::All => vec![variable::ALL],
            Chosen::These(these) => these.iter().map(|one| one.value.as_str()).collect(),
        };
        for value in values {
            if !text.is_empty() {
                text.push('&');
            }
            text.push_str("var-");
            text.push_str(&format::encoded(&known.name));
            text.push('=');
            text.push_str(&format::encoded(value));
        }
    }
    text
}
