//! What stands at the end of a dashboard's bar: switches of its annotations, and its links.

use crate::cache::view::State;
use crate::chart::scene::Status;
use crate::dashboard::annotation;
use crate::dashboard::link;
use crate::dashboard::link::Led;
use crate::dashboard::model::Annotation;
use crate::dashboard::model::Link;
use crate::route::notes;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::page::dashboard::list;
use crate::ui::page::dashboard::list::Listed;
use crate::ui::page::local;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::led;
use crate::ui::picture::notes::is_on;
use crate::ui::picture::notes::watch;
use crate::words::reason::Asked;
use leptos::prelude::*;
use std::sync::Arc;

/// Dashboards of a link by tags that are listed, as many as Grafana lists.
const LISTED: usize = 100;

/// Switches and links.
#[component]
pub fn End(
    /// Of this dashboard.
    board: Board,
) -> impl IntoView {
    let say = Shell::here().words().linked();
    let dashboard = board.dashboard.get_value();
    let switches: Vec<_> = dashboard
        .annotations
        .iter()
        .filter(|annotation| !annotation.hidden)
        .map(|annotation| {
            view! { <Switch annotation=Arc::new(annotation.clone()) board/> }
        })
        .collect();
    let (menus, inline): (Vec<Link>, Vec<Link>) = dashboard
        .links
        .iter()
        .cloned()
        .partition(|link| link.url.is_empty() && link.menu);
    let listed = (dashboard.links.iter().any(|link| link.url.is_empty())).then(listed);
    let menus = menus
        .into_iter()
        .enumerate()
        .map(|(place, link)| view! { <TagMenu link place board listed/> })
        .collect_view();
    let has_inline = !inline.is_empty();
    let lines = follow(move || {
        let all = inline.iter().flat_map(|link| match link.url.is_empty() {
            true => by_tags(board, link, listed),
            false => vec![board.view(|_, view| link::of_dashboard(link, view))],
        });
        all.map(|led| {
            let (title, icon) = (led.title.clone(), led::icon(&led));
            let words = view! { <Icon name=icon/>{title} };
            view! { <li>{led::anchor(led, "button", words.into_any())}</li> }
        })
        .collect_view()
    });
    let no_switch = switches.is_empty();
    view! {
        <div class="push" role="group" aria-label=say.annotations hidden=no_switch>
            {switches}
        </div>
        {menus}
        {has_inline.then(|| view! { <ul class="bar-links" aria-label=say.links>{lines}</ul> })}
    }
}

#[component]
fn Switch(annotation: Arc<Annotation>, board: Board) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let name = annotation.name.clone();
    let known = watch(shell, board, Arc::clone(&annotation));
    let on_now = {
        let annotation = Arc::clone(&annotation);
        Memo::new(move |_| is_on(shell, &annotation))
    };
    // What is wrong with it, or what of it is left out.
    let told = Memo::new(move |_| {
        if !on_now.get() {
            return None;
        }
        let asked = Asked {
            source: "",
            address: "",
            query: &annotation.expr,
        };
        if let Err(Some(problem)) = board.view(|_, view| annotation::query(&annotation, view)) {
            let told = words.about(&problem);
            return Some((true, [told.title, told.detail].join(". ")));
        }
        known?.with(|view| match &view.as_ref()?.state {
            State::Failed { failure, .. } | State::Stale { failure, .. } => {
                let told = words.failed(failure, &asked);
                Some((true, [told.title, told.detail].join(". ")))
            }
            State::Fresh { answer, .. } | State::Refreshing { answer, .. } => {
                let full = annotation::noted(&annotation, answer).len() >= annotation::MOST;
                full.then(|| (false, (words.linked().cut)(annotation::MOST)))
            }
            State::Waiting { .. } => None,
        })
    });
    let turn = {
        let name = name.clone();
        move |_| shell.change(|route| notes::turn(route.view_mut(), &name))
    };
    view! {
        <button
            type="button"
            class="button"
            data-kind="quiet"
            aria-pressed=Signal::derive(move || on_now.get().to_string())
            title=Signal::derive(move || told.get().map(|(_, text)| text))
            on:click=on(turn)
        >
            {follow(move || match (on_now.get(), told.get()) {
                (_, Some((true, _))) => view! { <Glyph status=Status::Warning/> }.into_any(),
                (_, Some((false, _))) => view! { <Glyph status=Status::Info/> }.into_any(),
                (true, None) => view! { <Icon name="check"/> }.into_any(),
                (false, None) => view! { <Icon name="minus"/> }.into_any(),
            })}
            {name}
        </button>
    }
}

#[component]
fn TagMenu(
    link: Link,
    place: usize,
    board: Board,
    listed: Option<RwSignal<Vec<Listed>>>,
) -> impl IntoView {
    let menu = Menu::here();
    let say = Shell::here().words().linked();
    let id = format!("links-{place}");
    let title = match link.title.is_empty() {
        true => say.links.to_owned(),
        false => link.title.clone(),
    };
    let open = {
        let id = id.clone();
        Memo::new(move |_| menu.is_open(&id))
    };
    let list = {
        let (id, title) = (id.clone(), title.clone());
        move || {
            let lines: Vec<_> = by_tags(board, &link, listed)
                .into_iter()
                .map(|led| {
                    let words = led.title.clone().into_any();
                    view! { <li>{led::anchor(led, "", words)}</li> }
                })
                .collect();
            let none = lines.is_empty();
            view! {
                <div
                    class="popover menu variable-menu"
                    id=id.clone()
                    role="group"
                    aria-label=title.clone()
                    tabindex="-1"
                    data-first-focus=""
                >
                    <ul class="options menu-list">{lines}</ul>
                    {none.then(|| view! { <p class="list-foot">{say.no_dashboards}</p> })}
                </div>
            }
        }
    };
    let toggle = {
        let id = id.clone();
        move |_| menu.toggle(&id)
    };
    view! {
        <div class="anchor">
            <button
                type="button"
                class="button"
                data-kind="quiet"
                aria-haspopup="true"
                aria-controls=id
                aria-expanded=Signal::derive(move || open.get().to_string())
                on:click=on(toggle)
            >
                <Icon name="grid"/>
                {title}
                <Icon name="chevron-down"/>
            </button>
            {follow(move || open.get().then(&list))}
        </div>
    }
}

/// All dashboards there are, as soon as they are known.
#[must_use]
pub fn listed() -> RwSignal<Vec<Listed>> {
    let listed = RwSignal::new(local::all());
    let named = list::named_files(Shell::here());
    leptos::task::spawn_local(async move {
        let mut found = list::list(&named).await;
        listed.try_update(|listed| {
            // A local one stands in the place of the one that is served under its uid.
            found.retain(|one| !listed.iter().any(|local| local.uid == one.uid));
            listed.append(&mut found);
        });
    });
    listed
}

/// The other dashboards that a link by tags means.
fn by_tags(board: Board, link: &Link, listed: Option<RwSignal<Vec<Listed>>>) -> Vec<Led> {
    let Some(listed) = listed else {
        return Vec::new();
    };
    board.view(|dashboard, view| {
        listed.with(|listed| {
            let found = listed.iter();
            found
                .filter(|one| one.uid != dashboard.uid && link::means(link, &one.tags))
                .take(LISTED)
                .map(|one| link::to_dashboard(&one.uid, &one.title, link, view))
                .collect()
        })
    })
}
