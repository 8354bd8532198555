//! `/d/<uid>`: a dashboard: variables above, panels on the grid, or one panel alone.

mod grid;
pub mod load;
pub mod problems;

use crate::chart::scene::Status;
use crate::config::preference::Refresh;
use crate::dashboard::model::Dashboard;
use crate::route::Route;
use crate::route::dashboards::List;
use crate::time::span::TimeSpan;
use crate::ui::hook::board::Board;
use crate::ui::hook::hover::Hover;
use crate::ui::hook::later::later;
use crate::ui::hook::shell::Early;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Defaults;
use crate::ui::hook::timing::Timing;
use crate::ui::page::dashboard::grid::Grid;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::PageLink;
use crate::ui::part::message::Message;
use crate::ui::part::page_bar::PageBar;
use crate::ui::part::variable::VariableBar;
use crate::words::Told;
use leptos::prelude::*;
use std::sync::Arc;

type Loaded = Result<Arc<Dashboard>, Told>;

/// The page of one dashboard.
#[component]
pub fn DashboardPage(
    /// Which.
    uid: String,
) -> impl IntoView {
    let shell = Shell::here();
    let loaded = RwSignal::new(None::<Loaded>);
    let wanted = uid.clone();
    let early = shell.early.get_untracked();
    shell.early.set(Early::None);
    if let Some(config) = shell.config.get_untracked() {
        leptos::task::spawn_local(async move {
            let result = load::dashboard(&wanted, &config, shell.words(), early).await;
            loaded.try_set(Some(result));
        });
    }
    let defaults = Signal::derive(move || match loaded.get() {
        Some(Ok(dashboard)) => defaults(&dashboard),
        Some(Err(_)) | None => Defaults::default(),
    });
    let timing = Timing::provide(defaults);
    Hover::provide();
    let title = {
        let uid = uid.clone();
        Memo::new(move |_| match loaded.get() {
            Some(Ok(dashboard)) => dashboard.title.clone(),
            Some(Err(_)) | None => uid.clone(),
        })
    };
    Effect::new(move |_| {
        crate::browser::location::set_title(&format!(
            "{} · {}",
            title.get(),
            shell.words().shell().name
        ));
    });
    let kiosk = Memo::new(move |_| shell.route.with(|route| route.view().kiosk));
    let body = move || {
        match loaded.get() {
        None => view! { <div class="content"></div> }.into_any(),
        Some(Err(told)) => view! {
            <div class="content"><Message status=Status::Critical title=told.title detail=told.detail/></div>
        }
        .into_any(),
        Some(Ok(dashboard)) => match shell.live.get_untracked() {
            Some(live) => {
                Board::provide(Arc::clone(&dashboard), live, timing);
                let file_problems = !dashboard.problems.is_empty();
                // The variables' questions go out first; the panels, which wait for their answers, are built meanwhile.
                let asked = RwSignal::new(false);
                leptos::task::spawn_local(async move {
                    leptos::task::tick().await;
                    asked.try_set(true);
                });
                view! {
                    <VariableBar/>
                    <div class="content">
                        {later(
                            move || file_problems,
                            move |parts| (parts.file_problems)(Arc::clone(&dashboard)),
                        )}
                        {follow(move || asked.get().then(|| view! { <Grid/> }))}
                    </div>
                }
                .into_any()
            }
            None => view! { <div class="content"></div> }.into_any(),
        },
    }
    };
    view! {
        {follow(move || {
            let uid = uid.clone();
            (!kiosk.get()).then(|| view! { <PageBar><Title uid title/></PageBar> })
        })}
        {later(
            move || timing.wrong.with(Option::is_some) || timing.unknown_zone.with(Option::is_some),
            move |parts| (parts.time_problems)(timing),
        )}
        {body}
    }
}

#[component]
fn Title(uid: String, title: Memo<String>) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let starred = {
        let uid = uid.clone();
        Memo::new(move |_| shell.preferences.with(|chosen| chosen.stars.contains(&uid)))
    };
    let turn = move |_| {
        shell.preferences.update(|chosen| {
            if chosen.stars.contains(&uid) {
                chosen.stars.retain(|other| *other != uid);
            } else {
                chosen.stars.push(uid.clone());
            }
        });
    };
    let name = move || {
        if starred.get() {
            words.page().unstar
        } else {
            words.page().star
        }
    };
    view! {
        <nav class="breadcrumbs" aria-label=words.shell().dashboards>
            <ol>
                <li>
                    <PageLink to=Route::Dashboards(List::default())>{words.shell().dashboards}</PageLink>
                    <Icon name="chevron-right"/>
                </li>
                <li>
                    <h1 class="page-title" aria-current="page">{follow(move || title.get())}</h1>
                </li>
            </ol>
        </nav>
        <button
            type="button"
            class="button"
            data-icon-only=""
            data-kind="quiet"
            data-size="small"
            aria-label=name
            title=name
            aria-pressed=Signal::derive(move || starred.get().to_string())
            on:click=on(turn)
        >
            <Icon name="star"/>
        </button>
    }
}

fn defaults(dashboard: &Dashboard) -> Defaults {
    let said = |text: &String| (!text.is_empty()).then(|| text.clone());
    let span = said(&dashboard.from).zip(said(&dashboard.to));
    Defaults {
        span: span.map(|(from, to)| TimeSpan { from, to }),
        timezone: said(&dashboard.timezone),
        // An empty refresh is the file's own "off"; the configuration does not overrule it.
        refresh: Some(Refresh::read(&dashboard.refresh).unwrap_or(Refresh::Off)),
    }
}
