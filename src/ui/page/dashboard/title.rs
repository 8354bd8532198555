//! The bar of a dashboard: where it is, its name, its star.

use crate::route::Route;
use crate::route::dashboards::List;
use crate::ui::hook::held::Memo;
use crate::ui::hook::shell::Shell;
use crate::ui::page::dashboard::report::ReportButton;
use crate::ui::page::local;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::PageLink;
use crate::ui::part::page_bar::PageBar;
use leptos::prelude::*;

/// The whole bar.
#[component]
pub fn Bar(
    /// Which dashboard.
    uid: String,
    /// Its name.
    title: Memo<String>,
) -> impl IntoView {
    local::opened(&uid);
    view! { <PageBar><Title uid title/></PageBar> }
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
        <ReportButton/>
    }
}
