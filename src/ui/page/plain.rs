//! Pages that have little to say: not built yet, not found.

use crate::route::Route;
use crate::route::dashboards::List;
use crate::ui::hook::held::Memo;
use crate::ui::hook::shell::Shell;
use crate::ui::page::alerts::AlertsPage;
use crate::ui::page::health::HealthPage;
use crate::ui::page::logs::LogsPage;
use crate::ui::page::overview::OverviewPage;
use crate::ui::page::sources::SourcesPage;
use crate::ui::page::status::StatusPage;
use crate::ui::part::erased::follow;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::PageLink;
use leptos::prelude::*;

/// The page of a route that has no page of its own, said plainly and with a way on.
#[component]
pub fn Other() -> impl IntoView {
    let shell = Shell::here();
    // Changing the state of a page does not build it anew.
    let page = Memo::new(move |_| shell.route.with(own));
    follow(move || match page.get() {
        Some(Own::Alerts) => view! { <AlertsPage/> }.into_any(),
        Some(Own::Health) => view! { <HealthPage/> }.into_any(),
        Some(Own::Logs) => view! { <LogsPage/> }.into_any(),
        Some(Own::Overview) => view! { <OverviewPage/> }.into_any(),
        Some(Own::Sources) => view! { <SourcesPage/> }.into_any(),
        Some(Own::Status) => view! { <StatusPage/> }.into_any(),
        None => {
            let (title, detail) = shell.route.with(|route| told(shell, route));
            view! { <Plain title detail/> }.into_any()
        }
    })
}

/// A page of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Own {
    Alerts,
    Health,
    Logs,
    Overview,
    Sources,
    Status,
}

fn own(route: &Route) -> Option<Own> {
    match route {
        Route::Alerts(_) => Some(Own::Alerts),
        Route::Health(_) => Some(Own::Health),
        Route::Logs(_) => Some(Own::Logs),
        Route::Overview(_) => Some(Own::Overview),
        Route::Sources(_) => Some(Own::Sources),
        Route::Status(_) => Some(Own::Status),
        Route::Explore(_)
        | Route::Traces(_)
        | Route::Slo(_)
        | Route::NotFound { .. }
        | Route::Dashboards(_)
        | Route::Dashboard(_) => None,
    }
}

fn told(shell: Shell, route: &Route) -> (String, String) {
    let words = shell.words();
    let (names, page) = (words.shell(), words.page());
    let (name, coming) = match route {
        Route::Explore(_) => (names.explore, page.explore_coming),
        Route::Traces(_) => (names.traces, page.traces_coming),
        Route::Slo(_) => (names.slo, page.slo_coming),
        Route::NotFound { path, .. } => {
            return (page.not_found.to_owned(), (page.not_found_detail)(path));
        }
        // These have pages; while one leaves for another, nothing is said.
        Route::Alerts(_)
        | Route::Health(_)
        | Route::Logs(_)
        | Route::Sources(_)
        | Route::Status(_)
        | Route::Overview(_)
        | Route::Dashboards(_)
        | Route::Dashboard(_) => {
            return Default::default();
        }
    };
    ((page.not_built)(name), coming.to_owned())
}

#[component]
fn Plain(title: String, detail: String) -> impl IntoView {
    let words = Shell::here().words();
    crate::browser::location::set_title(&format!("{title} · {}", words.first().name));
    view! {
        <div class="content plain-page">
            <div class="panel-message">
                <Icon name="no-data"/>
                <h1>{title}</h1>
                <p>{detail}</p>
                <p>
                    <PageLink to=Route::Dashboards(List::default())>{words.page().to_dashboards}</PageLink>
                </p>
            </div>
        </div>
    }
}
