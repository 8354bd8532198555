//! Icons, and the status glyphs of the sprite in `index.html`.

use crate::chart::scene::Status;
use crate::ui::part::icons;
use leptos::prelude::*;

/// An icon of 16 × 16 px. It says nothing to a screen reader: its button or the words beside it do.
#[component]
pub fn Icon(
    /// One of [`icons`].
    name: &'static str,
) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=icons::path(name)></path></svg> }
}

/// What a head that folds what is below it shows: down while that is open. Rows of a dashboard have one before the second
/// file is there, so it is not one of [`icons`].
#[component]
pub fn Fold(
    /// What is below is shown.
    open: bool,
) -> impl IntoView {
    let path = if open {
        "M4 6.25l4 4 4-4"
    } else {
        "M6.25 4l4 4-4 4"
    };
    view! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=path></path></svg> }
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
