//! The URL: page state to text and back. Nothing else knows what URL text means.
//!
//! [`parse`] never fails: what cannot be read becomes a [`Problem`] and its default. `parse(format(route)) == route` for
//! every route that [`parse`] gives, and defaults are not written. Parameters have Grafana's names, so its links open
//! here; unknown ones are kept in order. What `now-1d/d` means is not known here: ranges stay text.

pub mod base;
pub mod dashboard;
pub mod dashboards;
pub mod health;
pub mod inside;
pub mod inspect;
pub mod logs;
pub mod notes;
pub mod status;
pub mod view;

mod pairs;

use crate::route::dashboard::State;
use crate::route::dashboards::List;
use crate::route::pairs::Pairs;
use crate::route::view::View;
use percent_encoding::AsciiSet;
use percent_encoding::CONTROLS;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::percent_decode_str;
use percent_encoding::utf8_percent_encode;

/// What stays readable in a path segment: RFC 3986's unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What an unknown path may not hold when it is written again: it would end the path, or name another host.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\');

/// A page and everything of its state that one would share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/`
    Overview(View),
    /// `/dashboards`
    Dashboards(List),
    /// `/d/<uid>`
    Dashboard(State),
    /// `/explore`; Prometheus' `/query` and `/graph` too. Its parameters are kept in the view.
    Explore(View),
    /// `/logs`
    Logs(View),
    /// `/alerts`
    Alerts(View),
    /// `/health`
    Health(View),
    /// `/status`
    Status(View),
    /// `/traces`
    Traces(View),
    /// `/slo`
    Slo(View),
    /// `/sources`
    Sources(View),
    /// Any other path.
    NotFound {
        /// The path as it came, percent-encoded.
        path: String,
        /// The rest.
        view: View,
    },
}

/// A parameter that was not understood; its default is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its name.
    pub param: String,
    /// Its value, cut.
    pub value: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Not a point in time such as `now-6h`.
    Time,
    /// Not a length of time such as `30s`.
    Length,
    /// Not `browser`, `utc` or an IANA name.
    Zone,
    /// Not a panel's number.
    Panel,
    /// Not `light`, `dark` or `system`.
    Theme,
    /// Not a language the page speaks.
    Language,
    /// There twice; the first one counts.
    Repeated,
    /// Longer than this many bytes; left out.
    TooLong(usize),
    /// More parameters than this; the rest is left out.
    TooMany(usize),
}

/// Reads a path below the base (see [`base`]) and a query without `?`.
#[must_use]
pub fn parse(path: &str, query: &str) -> (Route, Vec<Problem>) {
    let mut problems = Vec::new();
    let pairs = Pairs::read(query.strip_prefix('?').unwrap_or(query), &mut problems);
    let decoded: Vec<String> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect();
    let segments: Vec<&str> = decoded.iter().map(String::as_str).collect();
    let problems_to = &mut problems;
    let route = match segments.as_slice() {
        [] => Route::Overview(View::read(pairs, problems_to)),
        ["dashboards"] => Route::Dashboards(List::read(pairs, problems_to)),
        // The slug after the uid is for people: the uid alone decides.
        ["d", uid] | ["d", uid, _] => Route::Dashboard(State::read(uid, pairs, problems_to)),
        ["d-solo", uid] | ["d-solo", uid, _] => {
            Route::Dashboard(State::read_solo(uid, pairs, problems_to))
        }
        ["explore"] | ["query"] | ["graph"] => Route::Explore(View::read(pairs, problems_to)),
        ["logs"] => Route::Logs(View::read(pairs, problems_to)),
        ["errors"] => Route::Logs(logs::errors(View::read(pairs, problems_to))),
        ["alerts"] | ["alerting", "list"] => Route::Alerts(View::read(pairs, problems_to)),
        ["health"] => Route::Health(View::read(pairs, problems_to)),
        ["status"] => Route::Status(View::read(pairs, problems_to)),
        ["traces"] => Route::Traces(View::read(pairs, problems_to)),
        ["slo"] => Route::Slo(View::read(pairs, problems_to)),
        ["sources"] => Route::Sources(View::read(pairs, problems_to)),
        _ => Route::NotFound {
            path: utf8_percent_encode(path, PATH).to_string(),
            view: View::read(pairs, problems_to),
        },
    };
    (route, problems)
}

impl Route {
    /// Path and query, to be put behind the base (see [`base`]).
    #[must_use]
    pub fn format(&self) -> String {
        let (path, query) = match self {
            Self::Overview(view) => ("/".to_owned(), view.format()),
            Self::Dashboards(list) => ("/dashboards".to_owned(), list.format()),
            Self::Dashboard(state) => {
                let uid = utf8_percent_encode(&state.uid, SEGMENT);
                (format!("/d/{uid}"), state.format())
            }
            Self::Explore(view) => ("/explore".to_owned(), view.format()),
            Self::Logs(view) => ("/logs".to_owned(), view.format()),
            Self::Alerts(view) => ("/alerts".to_owned(), view.format()),
            Self::Health(view) => ("/health".to_owned(), view.format()),
            Self::Status(view) => ("/status".to_owned(), view.format()),
            Self::Traces(view) => ("/traces".to_owned(), view.format()),
            Self::Slo(view) => ("/slo".to_owned(), view.format()),
            Self::Sources(view) => ("/sources".to_owned(), view.format()),
            Self::NotFound { path, view } => (path.clone(), view.format()),
        };
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }

    /// What all pages share: range, zone, refresh, theme, language.
    #[must_use]
    pub fn view(&self) -> &View {
        match self {
            Self::Dashboards(list) => &list.view,
            Self::Dashboard(state) => &state.view,
            Self::Overview(view)
            | Self::Explore(view)
            | Self::Logs(view)
            | Self::Alerts(view)
            | Self::Health(view)
            | Self::Status(view)
            | Self::Traces(view)
            | Self::Slo(view)
            | Self::Sources(view)
            | Self::NotFound { view, .. } => view,
        }
    }

    /// The same, to be changed.
    pub fn view_mut(&mut self) -> &mut View {
        match self {
            Self::Dashboards(list) => &mut list.view,
            Self::Dashboard(state) => &mut state.view,
            Self::Overview(view)
            | Self::Explore(view)
            | Self::Logs(view)
            | Self::Alerts(view)
            | Self::Health(view)
            | Self::Status(view)
            | Self::Traces(view)
            | Self::Slo(view)
            | Self::Sources(view)
            | Self::NotFound { view, .. } => view,
        }
    }
}
