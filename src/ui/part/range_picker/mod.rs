//! The time shown: quick ranges, exact ones, arrows, zoom out, the zone.

mod absolute;
mod quick;
mod zone;

use crate::time::span::Direction;
use crate::time::span::TimeSpan;
use crate::time::span::shift;
use crate::time::span::zoom_out;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::later::later;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::range_picker::absolute::Absolute;
use crate::ui::part::range_picker::quick::Quick;
use crate::ui::part::range_picker::zone::Zone;
use leptos::prelude::*;

/// Id of the picker.
pub const ID: &str = "range";

/// Absolute ranges remembered on this browser.
const RECENT: usize = 4;

/// The button with its picker, and the buttons that move the range.
#[component]
pub fn RangePicker() -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let menu = Menu::here();
    let words = shell.words();
    let name = move || {
        timing
            .span
            .with(|span| words.span(span, timing.now(), &timing.zone.get()))
    };
    let zone = move || {
        let zone = timing.zone.get();
        zone.at(timing.range.get().to)
            .map(|offset| offset.abbreviation.clone())
            .unwrap_or_default()
    };
    view! {
        <Move name=words.range().back icon="chevron-left" act=move || turn(shell, timing, Direction::Back) key="["/>
        <div class="anchor range-button">
            <button
                type="button"
                class="button"
                aria-haspopup="dialog"
                aria-controls=ID
                aria-keyshortcuts="."
                aria-expanded=Signal::derive(move || menu.is_open(ID).to_string())
                on:click=on(move |_| menu.toggle(ID))
            >
                <Icon name="clock"/>
                <span class="visually-hidden">{(words.range().title)("")}</span>
                <span class="num">{name}</span>
                <span class="zone">{zone}</span>
                <Icon name="chevron-down"/>
            </button>
            {later(move || menu.is_open(ID), |parts| (parts.ranges)())}
        </div>
        <Move name=words.range().forward icon="chevron-right" act=move || turn(shell, timing, Direction::Forward) key="]"/>
        <Move name=words.range().zoom_out icon="zoom-out" act=move || widen(shell, timing) key="z"/>
    }
}

#[component]
fn Move(
    name: &'static str,
    icon: &'static str,
    act: impl Fn() + 'static,
    key: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button"
            data-icon-only=""
            data-kind="plain"
            data-phone="hide"
            aria-label=name
            title=name
            aria-keyshortcuts=key
            on:click=on(move |_| act())
        >
            <Icon name=icon/>
        </button>
    }
}

/// Half a range earlier or later.
pub fn turn(shell: Shell, timing: Timing, direction: Direction) {
    let range = timing.range.get_untracked();
    choose(
        shell,
        &TimeSpan::absolute(shift(range, direction, timing.now_untracked())),
    );
}

/// Twice the range around the same middle.
pub fn widen(shell: Shell, timing: Timing) {
    choose(
        shell,
        &TimeSpan::absolute(zoom_out(timing.range.get_untracked())),
    );
}

fn choose(shell: Shell, span: &TimeSpan) {
    if !span.is_relative() {
        let pair = (span.from.clone(), span.to.clone());
        shell.preferences.update(|chosen| {
            chosen.recent.retain(|other| *other != pair);
            chosen.recent.insert(0, pair);
            chosen.recent.truncate(RECENT);
        });
    }
    let (from, to) = (span.from.clone(), span.to.clone());
    shell.change(|route| {
        let shown = &mut route.view_mut().span;
        (shown.from, shown.to) = (Some(from), Some(to));
    });
}

/// The picker.
#[component]
pub fn Picker() -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    let words = shell.words();
    let changing_zone = RwSignal::new(false);
    let pick = move |span: &TimeSpan| {
        menu.close();
        choose(shell, span);
    };
    view! {
        <div class="popover range-picker" id=ID role="dialog" aria-label=(words.range().title)("")>
            <Quick pick/>
            <Absolute pick/>
            <footer>{follow(move || view! { <Zone changing_zone/> })}</footer>
        </div>
    }
}
