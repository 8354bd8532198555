//! `/d/<uid>`: a dashboard: variables above, panels on the grid, or one panel alone.

mod grid;
pub mod list;
pub mod load;
pub mod problems;
pub mod report;
pub mod title;

use crate::browser::pieces;
use crate::config::preference::Refresh;
use crate::dashboard::model::Dashboard;
use crate::dashboard::variable::Variable;
use crate::time::span::TimeSpan;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::hover::Hover;
use crate::ui::hook::later::Later;
use crate::ui::hook::later::later;
use crate::ui::hook::later::later_in;
use crate::ui::hook::later::later_now;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Early;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Defaults;
use crate::ui::hook::timing::Timing;
use crate::ui::page::dashboard::grid::Grid;
use crate::ui::page::dashboard::load::Unopened;
use crate::ui::part::erased::follow;
use leptos::prelude::*;
use std::sync::Arc;

type Loaded = Result<Arc<Dashboard>, Unopened>;

/// The page of one dashboard.
#[component]
pub fn DashboardPage(
    /// Which.
    uid: String,
) -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    let loaded = RwSignal::new(None::<Loaded>);
    let wanted = uid.clone();
    let file = Later::here();
    let early = shell.early.get_untracked();
    shell.early.set(Early::None);
    if let Some(config) = shell.config.get_untracked() {
        leptos::task::spawn_local(async move {
            let result = load::dashboard(&wanted, &config, early, file).await;
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
            shell.words().first().name
        ));
    });
    let kiosk = Memo::new(move |_| shell.route.with(|route| route.view().kiosk));
    let body = move || {
        match loaded.get() {
            None => view! { <div class="content"></div> }.into_any(),
            Some(Err(unopened)) => later_now(move |parts| (parts.unopened)(unopened.clone())),
            Some(Ok(dashboard)) => match shell.live.get_untracked() {
                Some(live) => {
                    Board::provide(Arc::clone(&dashboard), live, timing);
                    let has_bar = dashboard.variables.iter().any(Variable::is_shown)
                        || !dashboard.annotations.is_empty()
                        || !dashboard.links.is_empty();
                    let is_long = dashboard.panels().nth(grid::AT_ONCE).is_some();
                    let file_problems = !dashboard.problems.is_empty();
                    // The variables' questions go out first; the panels, which wait for their answers, are built meanwhile.
                    let asked = RwSignal::new(false);
                    leptos::task::spawn_local(async move {
                        match is_long {
                            true => pieces::rest(),
                            false => pieces::behind(2),
                        }
                        .await;
                        asked.try_set(true);
                    });
                    view! {
                        {later_in("variable-bar", move || has_bar, |parts| (parts.variables)())}
                        <div class="content">
                            {later(
                                move || file_problems,
                                move |parts| (parts.file_problems)(Arc::clone(&dashboard)),
                            )}
                            {follow(move || asked.get().then(|| view! { <Grid/> }))}
                            {later(move || menu.is_open(report::ID), |parts| (parts.report)())}
                        </div>
                    }
                    .into_any()
                }
                None => view! { <div class="content"></div> }.into_any(),
            },
        }
    };
    view! {
        {later_in("page-bar", move || !kiosk.get(), move |parts| (parts.page_bar)(uid.clone(), title))}
        {later(
            move || timing.wrong.with(Option::is_some) || timing.unknown_zone.with(Option::is_some),
            move |parts| (parts.time_problems)(timing),
        )}
        {body}
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
