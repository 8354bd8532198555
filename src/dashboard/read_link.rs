//! Reads links of dashboards and panels. Where they lead is judged when their addresses are complete.

use crate::dashboard::model::Link;
use crate::lean::find;
use crate::notation::json::Object;

/// What takes the dashboard's range along, in links of today.
const RANGE: &str = "$__url_time_range";

/// And what its variables.
const VARIABLES: &str = "$__all_variables";

/// The links of a list that have an address, or mean dashboards by their tags.
pub(crate) fn links(of: &Object<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    for one in of.objects("links") {
        let link = link(&one);
        if !link.url.is_empty() || is_by_tag(&one) {
            links.push(link);
        }
    }
    links
}

fn link(link: &Object<'_>) -> Link {
    let on = |key: &str| link.flag(key).unwrap_or(false);
    let text = |key: &str| link.text(key).unwrap_or_default();
    let by_tag = is_by_tag(link);
    let mut read = Link {
        title: text("title"),
        url: if by_tag { String::new() } else { text("url") },
        tooltip: text("tooltip"),
        tags: link.texts("tags"),
        menu: on("asDropdown"),
        new_page: on("targetBlank"),
        keep_time: on("keepTime"),
        include_vars: on("includeVars"),
    };
    if by_tag {
        return read;
    }
    read.tags.clear();
    if read.url.is_empty() {
        old(link, &mut read);
    }
    read
}

/// Does it mean dashboards by their tags? Without any tag it means all.
fn is_by_tag(link: &Object<'_>) -> bool {
    link.text("type").as_deref() == Some("dashboards")
}

/// Before schema version 19 panels linked to a dashboard by its name in addresses.
fn old(link: &Object<'_>, read: &mut Link) {
    let slug = |title: String| crate::lean::lower::lower(&title).replace(' ', "-");
    let uri = link.text("dashUri").map(|uri| format!("dashboard/{uri}"));
    let named = || {
        link.text("dashboard")
            .map(|title| format!("dashboard/db/{}", slug(title)))
    };
    let Some(mut url) = uri.or_else(named) else {
        return;
    };
    let mut add = |part: &str| {
        url.push(if find::has(&url, "?") { '&' } else { '?' });
        url.push_str(part);
    };
    if read.keep_time {
        add(RANGE);
    }
    if read.include_vars {
        add(VARIABLES);
    }
    if let Some(params) = link.text("params").filter(|params| !params.is_empty()) {
        add(&params);
    }
    (read.keep_time, read.include_vars) = (false, false);
    read.url = url;
}
