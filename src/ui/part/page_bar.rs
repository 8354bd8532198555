//! The bar below the header: where one is, the page's own buttons, range, refresh, copy link.

use crate::browser::clipboard;
use crate::browser::clock::Timer;
use crate::browser::element;
use crate::browser::location;
use crate::time::Millis;
use crate::time::span::TimeSpan;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::shell::address;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::range_picker::RangePicker;
use crate::ui::part::refresh_picker::RefreshPicker;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// How long a button says that it has copied.
const COPIED: Millis = Millis(2_000);

/// Title at the left, the page's time at the right.
#[component]
pub fn PageBar(
    /// Breadcrumbs, title, star.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="page-bar">
            {children()}
            <div class="page-tools">
                <RangePicker/>
                <RefreshPicker/>
                <CopyLink/>
            </div>
        </div>
    }
}

#[component]
fn CopyLink() -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let words = shell.words();
    let told = RwSignal::new(None::<&'static str>);
    let timer = StoredValue::new_local(None::<Timer>);
    let copy = move |frozen: bool| {
        let text = link(shell, timing, frozen);
        leptos::task::spawn_local(async move {
            let copied = clipboard::copy(&text).await;
            told.set(Some(if copied {
                words.shell().copied
            } else {
                words.shell().not_copied
            }));
            timer.set_value(Timer::after(COPIED, move || told.set(None)));
        });
    };
    view! {
        <div class="anchor" data-phone="hide">
            <button
                type="button"
                class="button"
                data-icon-only=""
                data-kind="quiet"
                aria-label=words.shell().copy_link
                title=format!("{} (Shift: {})", words.shell().copy_link, words.shell().copy_frozen)
                aria-keyshortcuts="y"
                data-copy-link=""
                on:click=on(move |event: MouseEvent| copy(event.shift_key()))
            >
                {follow(move || view! { <Icon name=if told.get() == Some(words.shell().copied) { "check" } else { "link" }/> })}
            </button>
            <span class="visually-hidden" role="status">{follow(move || told.get().unwrap_or_default())}</span>
        </div>
    }
}

/// Presses the button, for the keyboard.
pub fn press_copy() {
    element::press("[data-copy-link]");
}

/// The whole address of what is shown: live, or frozen at the instants shown now.
fn link(shell: Shell, timing: Timing, frozen: bool) -> String {
    let mut route = shell.route.get_untracked();
    if frozen {
        let TimeSpan { from, to } = TimeSpan::absolute(timing.range.get_untracked());
        let span = &mut route.view_mut().span;
        (span.from, span.to) = (Some(from), Some(to));
    }
    format!("{}{}", location::origin(), address(&route))
}
