//! `/dashboards`: all dashboards by name and tag, those with a star first.

use crate::lean::lower::lower;
use crate::lean::sort;
use crate::route::Route;
use crate::route::dashboard::State;
use crate::route::dashboards::List;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::page::dashboard::load;
use crate::ui::page::dashboard::load::Listed;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::PageLink;
use leptos::prelude::*;

/// The list.
#[component]
pub fn DashboardsPage() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let listed = RwSignal::new(Vec::<Listed>::new());
    crate::browser::location::set_title(&format!(
        "{} · {}",
        words.shell().dashboards,
        words.first().name
    ));
    leptos::task::spawn_local(async move {
        let found = load::list().await;
        listed.try_set(found);
    });
    let state = Memo::new(move |_| {
        shell.route.with(|route| match route {
            Route::Dashboards(list) => list.clone(),
            _ => List::default(),
        })
    });
    let found = move || {
        let List { search, tags, .. } = state.get();
        let stars = shell.preferences.with(|chosen| chosen.stars.clone());
        let wanted = lower(&search);
        let mut found = listed.get();
        found.retain(|one| {
            lower(&one.title).contains(&wanted) && tags.iter().all(|tag| one.tags.contains(tag))
        });
        sort::by_key(&mut found, |one| {
            (!stars.contains(&one.uid), lower(&one.title))
        });
        found
    };
    let search = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        shell.adjust(|route| {
            if let Route::Dashboards(list) = route {
                list.search = text;
            }
        });
    };
    view! {
        <div class="page-bar">
            <h1 class="page-title">{words.shell().dashboards}</h1>
            <span class="page-note num" role="status">{follow(move || (words.page().found)(found().len()))}</span>
        </div>
        <div class="content">
            <div class="filter-bar">
                <label class="search">
                    <span class="visually-hidden">{words.page().search_dashboards}</span>
                    <Icon name="search"/>
                    <input
                        class="input"
                        placeholder=words.page().search_dashboards
                        prop:value=Signal::derive(move || state.get().search)
                        on:input=on(search)
                    />
                </label>
                {follow(move || tags(shell, &listed.get(), &state.get()))}
            </div>
            <ul class="panel dashboard-list">{follow(move || rows(shell, found(), &state.get().search))}</ul>
        </div>
    }
}

fn tags(shell: Shell, listed: &[Listed], state: &List) -> impl IntoView + use<> {
    let mut all: Vec<String> = listed
        .iter()
        .flat_map(|one| one.tags.iter().cloned())
        .collect();
    sort::by(&mut all, Ord::cmp);
    all.dedup();
    let chosen = state.tags.clone();
    let buttons = all
        .into_iter()
        .map(move |tag| {
            let pressed = chosen.contains(&tag);
            let name = tag.clone();
            let turn = move |_| {
                shell.change(|route| {
                    if let Route::Dashboards(list) = route {
                        if pressed {
                            list.tags.retain(|other| *other != tag);
                        } else {
                            list.tags.push(tag.clone());
                        }
                    }
                });
            };
            view! {
                <button
                    type="button"
                    class="button"
                    data-size="small"
                    aria-pressed=pressed.to_string()
                    on:click=on(turn)
                >
                    {name}
                </button>
            }
        })
        .collect_view();
    view! { <div class="chips" role="group" aria-label=shell.words().page().tags>{buttons}</div> }
}

fn rows(shell: Shell, found: Vec<Listed>, search: &str) -> AnyView {
    let words = shell.words();
    if found.is_empty() && !search.is_empty() {
        return view! { <li class="panel-message">{(words.page().none_found)(search)}</li> }
            .into_any();
    }
    let stars = shell.preferences.with(|chosen| chosen.stars.clone());
    found
        .into_iter()
        .map(|one| {
            let starred = stars.contains(&one.uid);
            let tags = one
                .tags
                .iter()
                .map(|tag| view! { <span class="tag">{tag.clone()}</span> })
                .collect_view();
            view! {
                <li>
                    <PageLink to=Route::Dashboard(State::new(&one.uid))>
                        <Icon name=if starred { "star" } else { "grid" }/>
                        <span>{one.title}</span>
                    </PageLink>
                    <span class="chips">{tags}</span>
                </li>
            }
        })
        .collect_view()
        .into_any()
}
