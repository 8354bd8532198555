//! What a silence that is being written would hit now.

use crate::alert::silence;
use crate::chart::scene::Status;
use crate::data::alert::Matcher;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::say;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use crate::ui::part::message::Message;
use leptos::prelude::*;

/// Hits that are named in the preview.
const NAMED: usize = 8;

/// What the matchers hit now.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit {
    pub(super) count: usize,
    of: usize,
    named: Vec<(Status, String, String)>,
    all: bool,
    wrong: bool,
}

pub(super) fn hit(desk: Desk) -> Hit {
    let said = desk.said.get();
    // A silence says nothing to alerts that no Alertmanager holds, but it will once they fire.
    let items = &said.listing.0.items;
    let matchers = desk.form.with(|form| {
        let form = form.as_ref();
        form.map(|form| complete(&form.matchers))
            .unwrap_or_default()
    });
    let preview = match matchers.is_empty() {
        true => None,
        false => silence::preview(&matchers, &said.pairs).ok(),
    };
    let hits = preview
        .as_ref()
        .map(|preview| preview.hits.as_slice())
        .unwrap_or_default();
    let named = hits
        .iter()
        .filter_map(|place| items.get(*place))
        .take(NAMED);
    Hit {
        count: hits.len(),
        of: items.len(),
        named: named
            .map(|item| {
                let by = ["instance", "service", "job", "route"];
                let by = by
                    .iter()
                    .find_map(|name| item.labels.get(name))
                    .unwrap_or("");
                (say::shown(item), say::name(item), say::cut(by, 40))
            })
            .collect(),
        all: preview.as_ref().is_some_and(|preview| preview.all),
        wrong: preview.is_none() && !matchers.is_empty(),
    }
}

/// Lines that somebody has begun.
pub(super) fn complete(matchers: &[Matcher]) -> Vec<Matcher> {
    let begun = |one: &&Matcher| !(one.name.trim().is_empty() && one.value.is_empty());
    matchers.iter().filter(begun).cloned().collect()
}

pub(super) fn preview(desk: Desk, hit: &Hit) -> AnyView {
    let say = desk.shell.words().alerts();
    let sentence = match (hit.wrong, hit.count) {
        (true, _) => say.bad_regex.to_owned(),
        (false, 0) => (say.hits_none)(hit.of),
        (false, count) => (say.hits)(count, hit.of),
    };
    let named = hit
        .named
        .iter()
        .map(|(status, name, by)| {
            view! {
                <li data-status=token(*status)>
                    <Glyph status=*status/>
                    <bdi>{name.clone()}</bdi>
                    <span><bdi>{by.clone()}</bdi></span>
                </li>
            }
        })
        .collect_view();
    let more = hit.count.saturating_sub(hit.named.len());
    let more = (more > 0).then(|| view! { <li><span>{(say.and_more)(more)}</span></li> });
    let all = hit.all.then(|| {
        view! { <Message status=Status::Warning title=say.hits_all detail=say.hits_all_detail/> }
    });
    view! {
        <div class="preview" aria-live="polite">
            <p>{sentence}</p>
            <ul>{named}{more}</ul>
        </div>
        {all}
    }
    .into_any()
}
