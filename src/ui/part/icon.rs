//! Icons and status glyphs of the sprite in `index.html`.

use crate::chart::scene::Status;
use leptos::prelude::*;

/// An icon of 16 × 16 px. It says nothing to a screen reader: its button or the words beside it do.
#[component]
pub fn Icon(
    /// Name in the sprite, without `i-`.
    name: &'static str,
) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href=format!("#i-{name}")></use></svg> }
}

/// The shape of a state.
#[component]
pub fn Glyph(
    /// The state.
    status: Status,
) -> impl IntoView {
    view! { <svg class="glyph" aria-hidden="true"><use href=format!("#s-{}", token(status))></use></svg> }
}

/// The product's mark.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg aria-hidden="true">
            <use href={"#mark"}></use>
        </svg>
    }
}

/// The grid of a chart that is not there yet.
#[component]
pub fn Skeleton() -> impl IntoView {
    let lines = std::iter::repeat_with(|| view! { <i></i> })
        .take(5)
        .collect_view();
    view! { <div class="skeleton">{lines}</div> }
}

/// The state as the style names it: `data-status`, tokens and glyphs.
#[must_use]
pub fn token(status: Status) -> &'static str {
    match status {
        Status::Critical => "critical",
        Status::Warning => "warning",
        Status::Info => "info",
        Status::Ok => "ok",
        Status::Unknown => "unknown",
        Status::Pending => "pending",
        Status::Silenced => "silenced",
    }
}
