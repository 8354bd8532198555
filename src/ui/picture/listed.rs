//! Lists in panels: alerts of Prometheus' rules, and dashboards.

use crate::alert::severity::Severity;
use crate::cache::view::Priority;
use crate::cache::view::State as Asked;
use crate::chart::scene::Status;
use crate::dashboard::link;
use crate::dashboard::link::Led;
use crate::dashboard::model::Link;
use crate::dashboard::model::SourceRef;
use crate::lean::lower::lower;
use crate::lean::sort;
use crate::panel::alertlist;
use crate::panel::alertlist::Item;
use crate::panel::alertlist::State;
use crate::panel::options::list::AlertListOptions;
use crate::panel::options::list::DashListOptions;
use crate::panel::options::list::ListOptions;
use crate::source::Ask;
use crate::source::Found;
use crate::source::Query;
use crate::time::Millis;
use crate::time::format;
use crate::ui::hook::board::Board;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::page::dashboard::list::Listed;
use crate::ui::page::local;
use crate::ui::part::erased::follow;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use crate::ui::part::led;
use crate::ui::part::variable_end::listed;
use crate::words::reason;
use leptos::prelude::*;

/// What the panel lists.
pub fn view(options: ListOptions, title: String) -> AnyView {
    match options {
        ListOptions::Alerts(options) => view! { <Alerts options title/> }.into_any(),
        ListOptions::Dashboards(options) => view! { <Dashboards options title/> }.into_any(),
    }
}

#[component]
fn Alerts(options: AlertListOptions, title: String) -> impl IntoView {
    let shell = Shell::here();
    let (Some(board), Some(live)) = (Board::here(), shell.live.get_untracked()) else {
        return ().into_any();
    };
    let wanted = SourceRef {
        kind: String::new(),
        uid: options.source.clone(),
    };
    let known = live.watch(move || {
        let source = board.view(|_, view| view.prometheus(&wanted).ok().cloned())?;
        let query = Query {
            source: source.id,
            ask: Ask::Rules,
        };
        Some((query, Priority::Visible))
    });
    let list = follow(move || {
        let words = shell.words();
        known.with(|view| match &view.as_ref()?.state {
            Asked::Fresh { answer, .. }
            | Asked::Refreshing { answer, .. }
            | Asked::Stale { answer, .. } => match &answer.found {
                Found::Rules(rules) => {
                    Some(alerts(shell, &options, &alertlist::listed(&options, rules)))
                }
                _ => None,
            },
            Asked::Waiting { .. } => None,
            Asked::Failed { failure, .. } => {
                let asked = reason::Asked {
                    source: "",
                    address: "",
                    query: "",
                };
                let told = words.failed(failure, &asked);
                let text = [told.title, told.detail].join(". ");
                Some(view! { <p class="panel-message">{text}</p> }.into_any())
            }
        })
    });
    view! { <div class="scroll panel-list" tabindex="0" role="group" aria-label=title>{list}</div> }
        .into_any()
}

fn alerts(shell: Shell, options: &AlertListOptions, listed: &alertlist::Listed) -> AnyView {
    let say = shell.words().linked();
    if options.figure {
        let count = (say.alerts)(listed.count);
        return view! { <p class="figure">{count}</p> }.into_any();
    }
    if listed.groups.is_empty() {
        return view! {
            <p class="panel-message"><Glyph status=Status::Ok/><b>{say.no_alerts}</b></p>
        }
        .into_any();
    }
    let now = Timing::here().now();
    let groups = listed.groups.iter().map(|(heading, items)| {
        let lines = items
            .iter()
            .map(|item| alert(shell, item, now.0))
            .collect_view();
        let heading = (!heading.is_empty()).then(|| view! { <h3>{heading.clone()}</h3> });
        view! { {heading}<ul>{lines}</ul> }
    });
    let cut = (listed.cut > 0).then(|| {
        let more = (shell.words().first().more)(listed.cut);
        view! { <p class="list-foot">{more}</p> }
    });
    view! { {groups.collect_view()}{cut} }.into_any()
}

fn alert(shell: Shell, item: &Item, now: i64) -> AnyView {
    let words = shell.words();
    let status = match (item.state, item.severity) {
        (State::Normal, _) => Status::Ok,
        (State::Pending, _) => Status::Pending,
        (State::Firing, Severity::Critical) => Status::Critical,
        (State::Firing, Severity::Warning | Severity::Other) => Status::Warning,
        (State::Firing, Severity::Info) => Status::Info,
    };
    let search = crate::dashboard::format::encoded(&item.name);
    let led = Led {
        title: item.name.clone(),
        tooltip: item.summary.clone(),
        href: Some(["/alerts?search=", &search].concat()),
        new_page: false,
        at_once: false,
    };
    let since = item.since.map(|since| {
        let length = format::parts(Millis(now.saturating_sub(since.0)));
        let length = (words.time().length)(length);
        let told = (words.linked().since)(&length);
        view! { <span class="num">{told}</span> }
    });
    let said = match item.summary.is_empty() {
        true => item.labels.pairs(),
        false => item.summary.clone(),
    };
    let labels = item.labels.pairs();
    view! {
        <li title=labels>
            <span class="status" data-status=token(status)>
                <Glyph status/>
                <span class="visually-hidden">{words.status().of(status)}</span>
            </span>
            {led::anchor(led, "name", item.name.clone().into_any())}
            <span class="said truncate">{said}</span>
            {since}
        </li>
    }
    .into_any()
}

#[component]
fn Dashboards(options: DashListOptions, title: String) -> impl IntoView {
    let shell = Shell::here();
    let Some(board) = Board::here() else {
        return ().into_any();
    };
    let all = listed();
    let list = follow(move || {
        let stars = shell.preferences.with(|chosen| chosen.stars.clone());
        all.with(|all| {
            let say = shell.words();
            let parts = sections(&options, all, &stars);
            let empty = parts.iter().all(|(_, found)| found.is_empty());
            let heading = |part: Part| match part {
                Part::Starred => say.local().starred,
                Part::Recent => say.local().recent,
                Part::Found => say.linked().found,
            };
            let link = Link {
                keep_time: options.keep_time,
                include_vars: options.include_vars,
                ..Link::default()
            };
            let lists = parts.into_iter().filter(|(_, found)| !found.is_empty());
            let lists = lists.map(|(part, found)| {
                let lines = found.into_iter().map(|one| {
                    let led = board
                        .view(|_, view| link::to_dashboard(&one.uid, &one.title, &link, view));
                    let icon = match part {
                        Part::Starred => "star",
                        Part::Recent => "history",
                        Part::Found => "grid",
                    };
                    let words = view! { <Icon name=icon/><span class="truncate">{one.title.clone()}</span> };
                    view! { <li>{led::anchor(led, "name", words.into_any())}</li> }
                });
                let heading = options
                    .headings
                    .then(|| view! { <h3>{heading(part)}</h3> });
                view! { {heading}<ul>{lines.collect_view()}</ul> }
            });
            let none = empty.then(|| {
                let none = (say.page().found)(0);
                view! { <p class="panel-message">{none}</p> }
            });
            view! { {lists.collect_view()}{none} }
        })
    });
    view! { <div class="scroll panel-list" tabindex="0" role="group" aria-label=title>{list}</div> }
        .into_any()
}

/// A part of the list.
#[derive(Clone, Copy)]
enum Part {
    Starred,
    Recent,
    Found,
}

fn sections<'a>(
    options: &DashListOptions,
    all: &'a [Listed],
    stars: &[String],
) -> Vec<(Part, Vec<&'a Listed>)> {
    let most = usize::try_from(options.limit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    if options.starred {
        let mut found: Vec<&Listed> = all.iter().filter(|one| stars.contains(&one.uid)).collect();
        sort::by_key(&mut found, |one| lower(&one.title));
        parts.push((Part::Starred, found));
    }
    if options.recent {
        let recent = local::recent();
        let of = |uid: &String| all.iter().find(|one| one.uid == *uid);
        parts.push((Part::Recent, recent.iter().filter_map(of).collect()));
    }
    if options.search {
        let wanted = lower(&options.query);
        // Folders are Grafana's, by ids nobody knows here; one that is known by its name is meant.
        let folder = Some(&options.folder).filter(|folder| {
            all.iter()
                .any(|one| one.folder == **folder && !folder.is_empty())
        });
        let mut found: Vec<&Listed> = all
            .iter()
            .filter(|one| lower(&one.title).contains(&wanted))
            .filter(|one| options.tags.iter().all(|tag| one.tags.contains(tag)))
            .filter(|one| folder.is_none_or(|folder| one.folder == *folder))
            .collect();
        sort::by_key(&mut found, |one| lower(&one.title));
        parts.push((Part::Found, found));
    }
    for (_, found) in &mut parts {
        found.truncate(most);
    }
    parts
}
