//! The header: where one is, where one can go, help, light or dark.

use crate::route::Route;
use crate::route::dashboards::List;
use crate::route::view::View;
use crate::ui::hook::later::later;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::finder;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::Mark;
use crate::ui::part::link::PageLink;
use crate::ui::part::shortcuts;
use crate::ui::part::theme_menu::ThemeMenu;
use crate::words::Words;
use leptos::prelude::*;

/// Id of the menu of pages on narrow screens.
const MENU: &str = "pages";

/// A page that the header leads to.
pub struct Place {
    /// Its name.
    pub name: fn(Words) -> &'static str,
    /// Its icon in narrow menus.
    pub icon: &'static str,
    /// Where it is.
    pub route: fn() -> Route,
    /// Is this route on it?
    pub holds: fn(&Route) -> bool,
}

/// The pages that are built, in the order of the header. A page that is not stands behind no link.
pub const PLACES: &[Place] = &[
    Place {
        name: |words| words.shell().overview,
        icon: "home",
        route: || Route::Overview(View::default()),
        holds: |route| matches!(route, Route::Overview(_)),
    },
    Place {
        name: |words| words.shell().dashboards,
        icon: "grid",
        route: || Route::Dashboards(List::default()),
        holds: |route| matches!(route, Route::Dashboards(_) | Route::Dashboard(_)),
    },
    Place {
        name: |words| words.shell().alerts,
        icon: "alert",
        route: || Route::Alerts(View::default()),
        holds: |route| matches!(route, Route::Alerts(_)),
    },
    Place {
        name: |words| words.shell().logs,
        icon: "logs",
        route: || Route::Logs(View::default()),
        holds: |route| matches!(route, Route::Logs(_)),
    },
    Place {
        name: |words| words.shell().health,
        icon: "heart-pulse",
        route: || Route::Health(View::default()),
        holds: |route| matches!(route, Route::Health(_)),
    },
    Place {
        name: |words| words.shell().status_page,
        icon: "monitor",
        route: || Route::Status(View::default()),
        holds: |route| matches!(route, Route::Status(_)),
    },
    Place {
        name: |words| words.shell().sources,
        icon: "server",
        route: || Route::Sources(View::default()),
        holds: |route| matches!(route, Route::Sources(_)),
    },
];

/// The header of every page.
#[component]
pub fn Header() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let menu = Menu::here();
    let name = move || {
        shell
            .config
            .with(|config| config.as_ref().and_then(|config| config.name.clone()))
    };
    view! {
        <header class="header">
            <span class="anchor">
                <button
                    type="button"
                    class="button menu-button"
                    data-icon-only=""
                    data-kind="quiet"
                    aria-label=words.shell().open_menu
                    title=words.shell().open_menu
                    aria-haspopup="true"
                    aria-controls=MENU
                    aria-expanded=Signal::derive(move || menu.is_open(MENU).to_string())
                    on:click=on(move |_| menu.toggle(MENU))
                >
                    <Icon name="menu"/>
                </button>
                {later(move || menu.is_open(MENU), |parts| (parts.places)())}
            </span>
            <span class="brand-link">
                <PageLink to=Route::Overview(Default::default())>
                    <span class="brand">
                        <Mark/>
                        {words.first().name}
                    </span>
                </PageLink>
            </span>
            {follow(move || name().map(|name| view! { <span class="page-note truncate">{name}</span> }))}
            <nav class="nav" aria-label=words.shell().pages>
                {places(shell)}
            </nav>
            <div class="header-tools">
                <button
                    type="button"
                    class="finder"
                    aria-label=words.shell().go_to
                    aria-keyshortcuts="/"
                    aria-haspopup="dialog"
                    aria-controls=finder::ID
                    on:click=on(move |_| menu.open(finder::ID))
                >
                    <Icon name="search"/>
                    <span>{words.shell().go_to}</span>
                    <kbd aria-hidden="true">{"/"}</kbd>
                </button>
                <button
                    type="button"
                    class="button"
                    data-icon-only=""
                    data-kind="quiet"
                    aria-label=words.shell().help
                    title=words.shell().help
                    aria-haspopup="dialog"
                    aria-controls=shortcuts::ID
                    on:click=on(move |_| menu.open(shortcuts::ID))
                >
                    <Icon name="help"/>
                </button>
                <ThemeMenu/>
            </div>
        </header>
    }
}

/// The places as a menu, where the header has no room for them.
#[component]
pub fn Places() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let links = PLACES
        .iter()
        .map(|place| {
            let current = Signal::derive(move || shell.route.with(place.holds));
            view! {
                <li>
                    <PageLink to=(place.route)() current>
                        <Icon name=place.icon/>
                        <span>{(place.name)(words)}</span>
                    </PageLink>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="popover menu places-menu" data-touch="" id=MENU aria-label=words.shell().pages>
            <ul class="options menu-list">{links}</ul>
        </nav>
    }
}

/// Links to all places, the open one marked.
fn places(shell: Shell) -> impl IntoView {
    let words = shell.words();
    PLACES
        .iter()
        .map(|place| {
            let current = Signal::derive(move || shell.route.with(place.holds));
            view! { <PageLink to=(place.route)() current>{(place.name)(words)}</PageLink> }
        })
        .collect_view()
}
