//! The root: reads the configuration, keeps the shell, shows the page of the route.

use crate::browser::http;
use crate::browser::http::Abort;
use crate::browser::location;
use crate::chart::scene::Status;
use crate::config::Config;
use crate::config::Source;
use crate::live::Live;
use crate::live::demo::Coming;
use crate::live::send::Elsewhere;
use crate::live::send::Speech;
use crate::route::Route;
use crate::source::Answer;
use crate::source::Failure;
use crate::source::Query;
use crate::source::alerting::Topic;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::later::Later;
use crate::ui::hook::later::Load;
use crate::ui::hook::later::LoadPages;
use crate::ui::hook::later::later;
use crate::ui::hook::later::later_in;
use crate::ui::hook::later::later_now;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::palette::Palettes;
use crate::ui::hook::shell::Early;
use crate::ui::hook::shell::Shell;
use crate::ui::page::dashboard::DashboardPage;
use crate::ui::page::dashboard::load;
use crate::ui::part::erased::follow;
use crate::ui::part::finder;
use crate::ui::part::message::Message;
use crate::ui::part::notices::Trouble;
use crate::ui::part::notices::is_demo;
use crate::ui::part::shortcuts;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// Mounts the app into the page's body; `load` brings what the first chart does not need, `load_pages` the pages beside
/// dashboards.
pub fn mount(load: Load, load_pages: LoadPages) {
    leptos::mount::mount_to_body(move || view! { <App load load_pages/> });
}

#[component]
fn App(load: Load, load_pages: LoadPages) -> impl IntoView {
    Later::provide(load, load_pages);
    let shell = Shell::provide();
    let later = Later::here();
    let _ = (Menu::provide(), Palettes::provide());
    Effect::new(move |_| {
        if let Some(parts) = later.and_then(Later::arrived) {
            (parts.start)(shell);
        }
    });
    match shell.route.with_untracked(place) {
        Place::Dashboard(uid) => load::ask_early(shell, &uid),
        Place::Dashboards | Place::Other => {}
    }
    let troubles = RwSignal::new(Vec::new());
    leptos::task::spawn_local(async move {
        let (config, found) = read_config().await;
        shell.live.set(Some(Live::new(
            config.sources.clone(),
            Elsewhere {
                demo: Rc::new(move |query| demo(later, query)),
                loki: Rc::new(move || Box::pin(loki(later))),
                alerting: Rc::new(move |source, topic, abort| {
                    Box::pin(alerting(later, source, topic, abort))
                }),
            },
        )));
        troubles.set(found);
        shell.config.set(Some(Arc::new(config)));
    });
    // Words are not followed one by one: another language is another page, and the cache still has its answers.
    move || {
        shell.language.track();
        view! { <Frame shell troubles/> }
    }
}

#[component]
fn Frame(shell: Shell, troubles: RwSignal<Vec<Trouble>>) -> impl IntoView {
    let words = shell.words();
    let menu = Menu::here();
    let kiosk = Memo::new(move |_| shell.route.with(|route| route.view().kiosk));
    let ready =
        Memo::new(move |_| shell.config.with(Option::is_some) && shell.early.get() != Early::Asked);
    view! {
        <a class="skip-link" href="#content">{words.first().skip}</a>
        <div class="header-place" inert=Signal::derive(move || menu.is_modal())>
            {later_in("header", move || !kiosk.get(), |parts| (parts.header)())}
        </div>
        <main id="content" inert=Signal::derive(move || menu.is_modal())>
            {follow(move || Later::here().is_some_and(Later::failed).then(|| view! {
                <Message
                    status=Status::Warning
                    title=words.first().part_missing
                    detail=words.first().part_missing_detail
                />
            }))}
            {later(move || has_notices(shell, troubles), move |parts| (parts.page_notices)(troubles))}
            {follow(move || ready.get().then(|| view! { <Page shell/> }))}
        </main>
        {later(move || menu.is_open(finder::ID), |parts| (parts.finder)())}
        {later(move || menu.is_open(shortcuts::ID), |parts| (parts.shortcuts)())}
        {later(|| true, |parts| (parts.drop)())}
    }
}

/// The page of the route. Changing the state of a page does not build it anew, going to another does.
#[component]
fn Page(shell: Shell) -> impl IntoView {
    let place = Memo::new(move |_| shell.route.with(place));
    move || match place.get() {
        Place::Dashboards => later_now(|parts| (parts.dashboards)()),
        Place::Dashboard(uid) => view! { <DashboardPage uid/> }.into_any(),
        Place::Other => later_now(|parts| (parts.other)()),
    }
}

fn demo(later: Option<Later>, query: Query) -> Coming {
    Box::pin(async move {
        match later {
            Some(later) => match later.get().await {
                Some(parts) => (parts.demo)(query).await,
                None => Err(Failure::Unreachable),
            },
            None => Err(Failure::Unreachable),
        }
    })
}

async fn alerting(
    later: Option<Later>,
    source: Source,
    topic: Topic,
    abort: Abort,
) -> Result<Answer, Failure> {
    let pages = later.ok_or(Failure::Unreachable)?.pages().await;
    let pages = pages.ok_or(Failure::Unreachable)?;
    (pages.alerting)(source, topic, abort).await
}

async fn loki(later: Option<Later>) -> Option<Speech> {
    later?.get().await.map(|parts| parts.loki)
}

fn has_notices(shell: Shell, troubles: RwSignal<Vec<Trouble>>) -> bool {
    troubles.with(|troubles| !troubles.is_empty())
        || shell.problems.with(|problems| !problems.is_empty())
        || is_demo(shell)
}

/// Which page a route is of, without its state.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    Dashboards,
    Dashboard(String),
    Other,
}

fn place(route: &Route) -> Place {
    match route {
        Route::Dashboards(_) => Place::Dashboards,
        Route::Dashboard(state) => Place::Dashboard(state.uid.clone()),
        Route::Overview(_)
        | Route::Explore(_)
        | Route::Logs(_)
        | Route::Alerts(_)
        | Route::Health(_)
        | Route::Status(_)
        | Route::Traces(_)
        | Route::Slo(_)
        | Route::Sources(_)
        | Route::NotFound { .. } => Place::Other,
    }
}

/// `config.json`, and what to tell about it. A missing file is the demo.
async fn read_config() -> (Config, Vec<Trouble>) {
    let url = format!("{}config.json", location::base());
    let reply = http::file(&url).await;
    match reply {
        Ok(reply) if reply.status == 200 => {
            let (config, problems) = Config::read(&String::from_utf8_lossy(&reply.body));
            (config, problems.into_iter().map(Trouble::File).collect())
        }
        Ok(reply) if reply.status == 404 => (Config::demo(), Vec::new()),
        Ok(reply) => (Config::demo(), vec![Trouble::Status(reply.status)]),
        Err(_) => (Config::demo(), vec![Trouble::Unreachable]),
    }
}
