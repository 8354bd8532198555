//! Pages that have little to say: not built yet, not found.

use crate::route::Route;
use crate::route::dashboards::List;
use crate::ui::hook::shell::Shell;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::PageLink;
use leptos::prelude::*;

/// A page that has little to say: a title, a sentence, a way on.
#[component]
pub fn Plain(
    /// What.
    title: String,
    /// Why, or where.
    detail: String,
) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    crate::browser::location::set_title(&format!("{title} · {}", words.shell().name));
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
