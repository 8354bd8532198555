//! The address of a link with everything filled in that it names, if it is safe to follow.

use crate::dashboard::format;
use crate::dashboard::format::Syntax;
use crate::dashboard::interpolate::Bound;
use crate::dashboard::interpolate::fill;
use crate::dashboard::model::Link;
use crate::dashboard::variable;
use crate::dashboard::variable::Chosen;
use crate::dashboard::view::View;
use crate::panel::inline;

/// Where a link leads; none where it leads nowhere safe.
#[must_use]
pub fn href(link: &Link, view: &View<'_>) -> Option<String> {
    let lookup = |name: &str| match name {
        "__url_time_range" => Some(Bound::single(range(view))),
        "__all_variables" => Some(Bound::single(variables(view))),
        name => view.bound(name),
    };
    let mut url = fill(&link.url, Syntax::Glob, &lookup).text;
    url.retain(|c| c != '\n' && c != '\r');
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
    inline::safe(&url).then_some(url)
}

/// `from=now-6h&to=now`.
fn range(view: &View<'_>) -> String {
    let (from, to) = (encoded(&view.span.from), encoded(&view.span.to));
    format!("from={from}&to={to}")
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
            text.push_str(&encoded(&known.name));
            text.push('=');
            text.push_str(&encoded(value));
        }
    }
    text
}

fn encoded(text: &str) -> String {
    let bound = Bound::single(text.to_owned());
    format::value(&bound, Some("percentencode"), Syntax::Glob)
}
