//! What is no dashboard: pages of the third file, and those that have little to say (not built yet, not found).

use crate::chart::scene::Status;
use crate::route::Route;
use crate::route::dashboards::List;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::later::Later;
use crate::ui::hook::shell::Shell;
use crate::ui::pages::Own;
use crate::ui::pages::Pages;
use crate::ui::part::erased::follow;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::PageLink;
use crate::ui::part::message::Message;
use leptos::prelude::*;

/// The page of a route that is no dashboard; said plainly and with a way on where there is none.
#[component]
pub fn Other() -> impl IntoView {
    let shell = Shell::here();
    // Changing the state of a page does not build it anew.
    let page = Memo::new(move |_| shell.route.with(own));
    let later = Later::here();
    let words = shell.words();
    // None while they are on their way.
    let pages: RwSignal<Option<Option<&'static Pages>>> = RwSignal::new(None);
    Effect::new(move |_| {
        if page.get().is_some() && !pages.with_untracked(|pages| matches!(pages, Some(Some(_)))) {
            leptos::task::spawn_local(async move {
                let came = match later {
                    Some(later) => later.pages().await,
                    None => None,
                };
                pages.try_set(Some(came));
            });
        }
    });
    follow(move || match (page.get(), pages.get()) {
        (Some(_), None) => ().into_any(),
        (Some(own), Some(Some(pages))) => (pages.page)(own),
        (Some(_), Some(None)) => view! {
            <Message
                status=Status::Warning
                title=words.first().part_missing
                detail=words.first().part_missing_detail
            />
        }
        .into_any(),
        (None, _) => {
            let (title, detail) = shell.route.with(|route| told(shell, route));
            view! { <Plain title detail/> }.into_any()
        }
    })
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
