//! A notice above the content, never over it and never instead of it.

use crate::chart::scene::Status;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use leptos::prelude::*;

/// A page level notice: what is wrong in bold, then the rest.
#[component]
pub fn Message(
    /// How bad it is.
    status: Status,
    /// What, in a few words.
    #[prop(into)]
    title: String,
    /// Where, why, what to do.
    #[prop(into)]
    detail: String,
) -> impl IntoView {
    view! {
        <div class="message" data-status=token(status) role="status">
            <Glyph status/>
            <div>
                <strong>{title}</strong>
                " "
                {detail}
            </div>
        </div>
    }
}
