//! `/dashboards`: all dashboards by name and tag, those with a star first.

use crate::browser::file;
use crate::lean::lower::lower;
use crate::lean::sort;
use crate::route::Route;
use crate::route::dashboard::State;
use crate::route::dashboards::List;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::page::dashboard::list;
use crate::ui::page::dashboard::list::Listed;
use crate::ui::page::dashboard::load;
use crate::ui::page::local;
use crate::ui::page::local::Choose;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::PageLink;
use crate::ui::part::playlist::Play;
use crate::ui::part::quiet::quiet;
use leptos::prelude::*;

/// What was deleted since the list was opened, with its text: it can be had back.
type Gone = RwSignal<Vec<(String, String)>>;

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
    let named = list::named_files(shell);
    let gone: Gone = RwSignal::new(Vec::new());
    listed.set(local::all());
    leptos::task::spawn_local(async move {
        let mut found = list::list(&named).await;
        listed.try_update(|listed| {
            // A local one stands in the place of the one that is served under its uid.
            found.retain(|one| !listed.iter().any(|local| local.uid == one.uid));
            listed.append(&mut found);
        });
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
    let uids = { Memo::new(move |_| found().into_iter().map(|one| one.uid).collect::<Vec<_>>()) };
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
                <Play uids/>
                <Choose/>
            </div>
            <ul class="panel dashboard-list">{follow(move || rows(shell, found(), &state.get(), gone))}</ul>
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

/// What was opened last, the local ones, then folder by folder; what is searched for is one list.
fn rows(shell: Shell, found: Vec<Listed>, state: &List, gone: Gone) -> AnyView {
    let words = shell.words();
    if found.is_empty() && !state.search.is_empty() {
        return view! { <li class="panel-message">{(words.page().none_found)(&state.search)}</li> }
            .into_any();
    }
    let groups = if state.search.is_empty() && state.tags.is_empty() {
        grouped(shell, found)
    } else {
        vec![(String::new(), found)]
    };
    let mut lines: Vec<AnyView> = Vec::new();
    for (name, listed) in groups {
        if !name.is_empty() {
            lines.push(view! { <li class="group-head"><h2>{name}</h2></li> }.into_any());
        }
        for one in listed {
            lines.push(row(shell, one, gone));
        }
    }
    lines.into_any()
}

/// By name of the group, empty for the only one there is. Each dashboard stands in the first group that it is of.
fn grouped(shell: Shell, found: Vec<Listed>) -> Vec<(String, Vec<Listed>)> {
    let say = shell.words().local();
    let stars = shell.preferences.with(|chosen| chosen.stars.clone());
    let recent = local::recent();
    let mut groups: Vec<(String, Vec<Listed>)> = Vec::new();
    let mut add = |name: &str, one: Listed| match groups.iter_mut().find(|(known, _)| known == name)
    {
        Some((_, listed)) => listed.push(one),
        None => groups.push((name.to_owned(), vec![one])),
    };
    let mut rest = Vec::new();
    for one in found {
        if stars.contains(&one.uid) {
            add(say.starred, one);
        } else {
            rest.push(one);
        }
    }
    for uid in &recent {
        if let Some(at) = rest
            .iter()
            .position(|one| one.uid == *uid && !is_local(one))
        {
            add(say.recent, rest.remove(at));
        }
    }
    let (local, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(is_local);
    for one in local {
        add(say.local, one);
    }
    let (mut folders, others): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|one| !one.folder.is_empty());
    sort::by_key(&mut folders, |one| lower(&one.folder));
    for one in folders {
        let folder = one.folder.clone();
        add(&folder, one);
    }
    for one in others {
        add(say.others, one);
    }
    if let [(name, _)] = groups.as_mut_slice()
        && name.as_str() == say.others
    {
        name.clear();
    }
    groups
}

fn is_local(one: &Listed) -> bool {
    one.file.is_empty()
}

fn row(shell: Shell, one: Listed, gone: Gone) -> AnyView {
    let words = shell.words();
    let starred = shell
        .preferences
        .with(|chosen| chosen.stars.contains(&one.uid));
    let uid = one.uid.clone();
    let deleted = gone.with(|gone| gone.iter().any(|(known, _)| *known == uid));
    if deleted {
        let undo = move |_| {
            gone.update(|gone| {
                if let Some(at) = gone.iter().position(|(known, _)| *known == uid) {
                    let (uid, text) = gone.remove(at);
                    // There was room for it before.
                    let _ = local::keep(&uid, &text);
                }
            });
        };
        return view! {
            <li data-deleted="">
                <span class="truncate">{one.title}</span>
                <span class="page-note" role="status">{words.local().deleted}</span>
                <button type="button" class="button" data-size="small" on:click=on(undo)>
                    {words.local().undo}
                </button>
            </li>
        }
        .into_any();
    }
    let tags = one
        .tags
        .iter()
        .map(|tag| view! { <span class="tag">{tag.clone()}</span> })
        .collect_view();
    let tools = is_local(&one).then(|| local_tools(shell, &one, gone));
    view! {
        <li>
            <PageLink to=Route::Dashboard(State::new(&one.uid))>
                <Icon name=if starred { "star" } else { "grid" }/>
                <span>{one.title}</span>
            </PageLink>
            <span class="chips">{tags}</span>
            {tools}
        </li>
    }
    .into_any()
}

/// What can be done with a dashboard that is kept here: saved as a file, deleted. Deleting asks nothing and can be undone.
fn local_tools(shell: Shell, one: &Listed, gone: Gone) -> impl IntoView + use<> {
    let say = shell.words().local();
    let (saved, deleted) = (one.uid.clone(), one.uid.clone());
    let save = move || {
        if let Some(text) = load::local(&saved) {
            file::save(&format!("{saved}.json"), "application/json", &text);
        }
    };
    let delete = move || {
        if let Some(text) = load::local(&deleted) {
            local::forget(&deleted);
            gone.update(|gone| gone.push((deleted.clone(), text)));
        }
    };
    view! {
        <span class="tag" title=say.here_only>{say.local}</span>
        {quiet("download", (say.save)(&one.title), save)}
        {quiet("close", (say.delete)(&one.title), delete)}
    }
}
