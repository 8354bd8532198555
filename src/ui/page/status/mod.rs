//! `/status`: for people who know nothing of us: one state in words, services with their days, what the team says.
//!
//! Live figures come from Prometheus. Where there is none, or it cannot be reached, a snapshot beside the page takes
//! their place and says its age. With `?embed=1` the page has nothing around it and tells its height to the outer page.

mod board;
mod live;
mod notices;
mod services;

use crate::browser::element;
use crate::chart::scene::Status as Mark;
use crate::config::pages::Pages;
use crate::config::preference::Refresh;
use crate::health::check::Shown;
use crate::health::notice::Kind;
use crate::health::notice::Phase;
use crate::health::service::Overall;
use crate::health::service::Standing;
use crate::health::snapshot::Figure;
use crate::health::snapshot::Snapshot;
use crate::route::status::Status;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::span::TimeSpan;
use crate::ui::hook::asked;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::hover::Hover;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Defaults;
use crate::ui::hook::timing::Timing;
use crate::ui::page::status::board::Folder;
use crate::ui::page::status::live::Live;
use crate::ui::page::status::notices::Now;
use crate::ui::page::status::notices::Rest;
use crate::ui::page::status::services::Services;
use crate::ui::part::erased::follow;
use crate::ui::part::figure;
use crate::ui::part::figure::Shape;
use crate::ui::part::icon::Mark as Logo;
use crate::ui::part::message::Message;
use crate::ui::part::theme_menu::ThemeMenu;
use crate::unit;
use leptos::prelude::*;
use std::sync::Arc;

/// How often a visitor's page asks again, unless the link says otherwise.
const EVERY: Millis = Millis(60_000);

/// What the parts of the page share; copies are the same page.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    shell: Shell,
    timing: Timing,
    pages: StoredValue<Arc<Pages>>,
    folder: RwSignal<Folder>,
    /// How everything stands, and since when that is known; none while nothing is.
    stand: Memo<Option<Arc<Stand>>>,
    live: StoredValue<Option<Live>>,
}

/// How everything stands at a moment.
#[derive(Clone, Debug, PartialEq)]
struct Stand {
    at: Instant,
    /// From the snapshot, not from the servers.
    frozen: bool,
    services: Vec<Standing>,
    figures: Vec<Figure>,
}

/// The page.
#[component]
pub fn StatusPage() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let say = words.visitor();
    let config = shell.config.get_untracked();
    let (pages, problems) = config
        .as_ref()
        .map(|config| Pages::of(config))
        .unwrap_or_default();
    let name = config.as_ref().and_then(|config| config.name.clone());
    let title = pages.title.clone().or(name);
    let title = title.unwrap_or_else(|| say.title.to_owned());
    crate::browser::location::set_title(&title);
    let timing = Timing::provide(Signal::derive(|| Defaults {
        span: Some(TimeSpan::new("now-6h", "now")),
        refresh: Some(Refresh::Every(EVERY)),
        ..Defaults::default()
    }));
    Hover::provide();
    let source = config
        .as_ref()
        .and_then(|config| asked::prometheus(config, pages.source.as_deref()));
    let desk = desk(shell, timing, Arc::new(pages), source);
    let state = Memo::new(move |_| shell.route.with(|route| Status::read(&route.view().others)));
    let place = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        let colour = desk.pages.with_value(|pages| pages.colour.clone());
        if let (Some(element), Some(colour)) = (place.get(), colour) {
            element::set_property(&element, "--brand", &colour);
        }
    });
    let troubles = problems
        .iter()
        .map(|problem| {
            let title = (words.config().problem)(problem);
            view! { <Message status=Mark::Warning title detail=words.config().rest_works/> }
        })
        .collect_view();
    view! {
        <div
            class="status-page"
            node_ref=place
            data-embed=move || state.get().embed.then_some("")
            data-transparent=move || state.get().transparent.then_some("")
        >
            <div class="public">
                <header class="public-header">
                    <span class="brand truncate">
                        {logo(desk)}
                        {title}
                    </span>
                    <div class="page-tools"><ThemeMenu/></div>
                </header>
                {troubles}
                {follow(move || faults(desk))}
                {follow(move || frozen(desk))}
                {follow(move || overall(desk))}
                <Now desk/>
                <Services desk/>
                {follow(move || figures(desk))}
                {live::response(desk)}
                <Rest desk/>
                <footer class="public-footer">
                    <span>{follow(move || (say.times_in)(&desk.timing.zone.with(|zone| zone.name.clone())))}</span>
                    {follow(move || feeds(desk))}
                    <span>{say.made_with}</span>
                </footer>
            </div>
        </div>
    }
}

fn desk(shell: Shell, timing: Timing, pages: Arc<Pages>, source: Option<(String, String)>) -> Desk {
    let folder = RwSignal::new(Folder::default());
    let snapshot = RwSignal::new(None::<Snapshot>);
    let zone = timing.zone.get_untracked();
    leptos::task::spawn_local(async move {
        let read = board::read(&zone).await;
        folder.try_set(read);
    });
    let live = Live::start(shell, timing, Arc::clone(&pages), source, folder);
    let live = StoredValue::new(live);
    // The snapshot is fetched once it is needed, and again at each refresh while it is.
    Effect::new(move |_| {
        let _ = timing.now();
        let wanted = live.with_value(|live| live.as_ref().is_none_or(Live::is_out_of_reach));
        let has = folder.with(|folder| folder.files.iter().any(|name| name == "status.json"));
        if wanted && has {
            leptos::task::spawn_local(async move {
                // One that cannot be read leaves the one before it; what is wrong is told when there is none.
                if let Ok(read) = board::snapshot().await {
                    snapshot.try_set(Some(read));
                }
            });
        }
    });
    let stand = Memo::new(move |_| {
        let now = live.with_value(|live| live.as_ref().and_then(Live::stand));
        let frozen = || {
            snapshot.get().map(|snapshot| Stand {
                at: snapshot.at,
                frozen: true,
                services: snapshot.services,
                figures: snapshot.figures,
            })
        };
        now.or_else(frozen).map(Arc::new)
    });
    Desk {
        shell,
        timing,
        pages: StoredValue::new(pages),
        folder,
        stand,
        live,
    }
}

fn logo(desk: Desk) -> AnyView {
    match desk.pages.with_value(|pages| pages.logo.clone()) {
        Some(address) => view! { <img class="public-logo" src=address alt=""/> }.into_any(),
        None => view! { <Logo/> }.into_any(),
    }
}

/// What cannot be read of the team's own files: it is told to whoever can mend it, and hides nothing.
fn faults(desk: Desk) -> impl IntoView + use<> {
    let say = desk.shell.words().visitor();
    let faults = desk.folder.with(|folder| folder.faults.clone());
    faults
        .into_iter()
        .map(|(file, fault)| {
            let title = (say.bad_notice)(&file, fault.line, &(say.why)(&fault.why));
            view! { <Message status=Mark::Warning title detail=""/> }
        })
        .collect_view()
}

/// The age of a snapshot, or that there is not even one.
fn frozen(desk: Desk) -> Option<AnyView> {
    let words = desk.shell.words();
    let say = words.visitor();
    let stand = desk.stand.get();
    let now = desk.timing.now();
    let title = match stand {
        Some(stand) if stand.frozen => {
            let zone = desk.timing.zone.get();
            let when = words.moment(stand.at, now, &zone);
            (say.snapshot)(&when, &figure::between(&desk.shell, stand.at, now))
        }
        Some(_) => return None,
        None => {
            let gone = desk
                .live
                .with_value(|live| live.as_ref().is_none_or(|live| live.is_out_of_reach()));
            let has_none = desk
                .folder
                .with(|folder| !folder.files.iter().any(|name| name == "status.json"));
            if !gone {
                return None;
            }
            if has_none {
                say.out_of_reach.to_owned()
            } else {
                say.bad_snapshot.to_owned()
            }
        }
    };
    Some(
        view! { <div class="snapshot-age"><Message status=Mark::Warning title detail=""/></div> }
            .into_any(),
    )
}

fn overall(desk: Desk) -> AnyView {
    let words = desk.shell.words();
    let say = words.visitor();
    let stand = desk.stand.get();
    let found = stand.as_ref().map_or(Overall::Unknown, |stand| {
        crate::health::service::overall(&stand.services)
    });
    let waits = stand.is_none()
        && desk
            .live
            .with_value(|live| live.as_ref().is_some_and(|live| !live.is_out_of_reach()));
    let now = desk.timing.now();
    // What people have written about it says more than any rule.
    let incident = desk.folder.with(|folder| {
        let mut notices = folder.notices.iter();
        let found =
            notices.find(|notice| notice.kind == Kind::Incident && notice.phase(now) == Phase::Now);
        found.map(|notice| notice.title.clone())
    });
    let shown = match found {
        Overall::AllDown | Overall::SomeDown => Shown::Unhealthy,
        Overall::Degraded => Shown::Degraded,
        Overall::Working if incident.is_some() => Shown::Degraded,
        Overall::Unknown if incident.is_some() => Shown::Degraded,
        Overall::Working => Shown::Healthy,
        Overall::Maintenance => Shown::Maintenance,
        Overall::Unknown => Shown::NoData,
    };
    let title = if waits {
        say.asking.to_owned()
    } else {
        incident.unwrap_or_else(|| (say.overall)(found).to_owned())
    };
    // Beside what people have written, "all is well" would only contradict.
    let is_well = matches!(found, Overall::Working | Overall::Unknown);
    let detail = if waits || (is_well && shown == Shown::Degraded) {
        ""
    } else {
        (say.detail)(found)
    };
    let when = stand.filter(|stand| !stand.frozen).map(|stand| {
        let zone = desk.timing.zone.get();
        let offset = zone.at(stand.at).map(|offset| offset.abbreviation.clone());
        (say.updated)(
            &words.moment(stand.at, now, &zone),
            &offset.unwrap_or_default(),
        )
    });
    view! {
        <section class="overall" data-status=figure::token(shown) aria-label=say.overall_label>
            <Shape shown/>
            <div>
                <h1>{title}</h1>
                <p>{detail}</p>
                <p class="when num">{when}</p>
            </div>
        </section>
    }
    .into_any()
}

fn figures(desk: Desk) -> Option<AnyView> {
    let say = desk.shell.words().visitor();
    let stand = desk.stand.get()?;
    if stand.figures.is_empty() {
        return None;
    }
    let tiles = stand
        .figures
        .iter()
        .map(|tile| {
            let (number, suffix) = match tile.value {
                Some(value) => {
                    let written =
                        unit::show(value, &tile.unit, tile.decimals, &desk.shell.locale());
                    (
                        format!("{}{}", written.prefix, written.number),
                        written.suffix,
                    )
                }
                None => (
                    desk.shell.words().status().no_data.to_owned(),
                    String::new(),
                ),
            };
            view! {
                <li class="panel stat short">
                    <div class="head"><h3 class="truncate">{tile.title.clone()}</h3></div>
                    <p class="value">{number}<small>{suffix}</small></p>
                </li>
            }
        })
        .collect_view();
    Some(view! { <h2>{say.figures}</h2><ul class="public-figures">{tiles}</ul> }.into_any())
}

/// Links to the feeds that are there.
fn feeds(desk: Desk) -> impl IntoView + use<> {
    let files = desk.folder.with(|folder| folder.files.clone());
    [("feed.json", "JSON"), ("feed.xml", "RSS")]
        .into_iter()
        .filter(|(file, _)| files.iter().any(|name| name == file))
        .map(|(file, name)| {
            let href = format!("{}status/{file}", crate::browser::location::base());
            view! { <a href=href target="_top" rel="noopener">{name}</a> }
        })
        .collect_view()
}
