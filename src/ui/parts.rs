//! What the first chart does not need: menus, dialogs, pages that are not open. Its code lies in a second file of wasm.
//!
//! What is named here and nowhere else in `ui` is in that file; [`crate::ui::hook::later`] shows it. A component that
//! names one of these directly pulls it back into the first file: `make size` shows it.

use crate::dashboard::variable::Variable;
use crate::source::Failure;
use crate::ui::hook::board::Board;
use crate::ui::page::dashboards::DashboardsPage;
use crate::ui::page::plain::Plain;
use crate::ui::part::finder::Dialog;
use crate::ui::part::header::Places;
use crate::ui::part::panel::Frame;
use crate::ui::part::panel::tools::PanelMenu;
use crate::ui::part::range_picker::Picker;
use crate::ui::part::refresh_picker::Intervals;
use crate::ui::part::shortcuts::Overlay;
use crate::ui::part::theme_menu::Looks;
use crate::ui::part::variable::Choices;
use leptos::prelude::*;
use std::sync::Arc;

/// The second file's views.
#[derive(Debug)]
pub struct Parts {
    /// Pages on narrow screens.
    pub places: fn() -> AnyView,
    /// The dialog that finds pages and dashboards.
    pub finder: fn() -> AnyView,
    /// The keys of the page.
    pub shortcuts: fn() -> AnyView,
    /// Theme and language.
    pub looks: fn() -> AnyView,
    /// Ranges and zones.
    pub ranges: fn() -> AnyView,
    /// Refresh intervals.
    pub intervals: fn() -> AnyView,
    /// What can be done with a panel.
    pub panel_menu: fn(Frame, String) -> AnyView,
    /// The choices of a variable.
    pub choices: fn(Arc<Variable>, Board, String, Option<Failure>) -> AnyView,
    /// The list of dashboards.
    pub dashboards: fn() -> AnyView,
    /// A page that has a title and a sentence.
    pub plain: fn(String, String) -> AnyView,
}

static PARTS: Parts = Parts {
    places: || view! { <Places/> }.into_any(),
    finder: || view! { <Dialog/> }.into_any(),
    shortcuts: || view! { <Overlay/> }.into_any(),
    looks: || view! { <Looks/> }.into_any(),
    ranges: || view! { <Picker/> }.into_any(),
    intervals: || view! { <Intervals/> }.into_any(),
    panel_menu: |frame, id| view! { <PanelMenu frame id/> }.into_any(),
    choices: |variable, board, id, failure| {
        view! { <Choices variable board id failure/> }.into_any()
    },
    dashboards: || view! { <DashboardsPage/> }.into_any(),
    plain: |title, detail| view! { <Plain title detail/> }.into_any(),
};

/// All of them. Only the function that `main.rs` has split off may call this.
#[must_use]
pub fn parts() -> &'static Parts {
    &PARTS
}
