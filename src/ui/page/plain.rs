//! Pages that have little to say: not built yet, not found.

use crate::route::Route;
use crate::route::dashboards::List;
use crate::ui::hook::shell::Shell;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::PageLink;
use leptos::prelude::*;

/// A page of the plan that is not built: said plainly, with a way on.
#[component]
pub fn NotBuilt(
    /// Its name.
    name: &'static str,
    /// What will be there.
    coming: &'static str,
) -> impl IntoView {
    let words = Shell::here().words();
    view! { <Plain title=(words.page.not_built)(name) detail=coming.to_owned()/> }
}

/// An address that leads nowhere.
#[component]
pub fn NotFound(
    /// The path.
    path: String,
) -> impl IntoView {
    let words = Shell::here().words();
    view! { <Plain title=words.page.not_found.to_owned() detail=(words.page.not_found_detail)(&path)/> }
}

#[component]
fn Plain(title: String, detail: String) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    crate::browser::location::set_title(&format!("{title} · {}", words.shell.name));
    view! {
        <div class="content plain-page">
            <div class="panel-message">
                <Icon name="no-data"/>
                <h1>{title}</h1>
                <p>{detail}</p>
                <p>
                    <PageLink to=Route::Dashboards(List::default())>{words.page.to_dashboards}</PageLink>
                </p>
            </div>
        </div>
    }
}
