//! Links of dashboards, panels and values: followed within the page where they lead to one of ours.
//!
//! One that is not safe to follow keeps its words and is no link: a press on it says why.

use crate::browser::location;
use crate::dashboard::datum::Cell;
use crate::dashboard::datum::Datum;
use crate::dashboard::link;
use crate::dashboard::link::Led;
use crate::panel::link::Origin;
use crate::panel::picture::Reading;
use crate::route::inside;
use crate::ui::hook::board::Board;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::shell::address;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::led_menu;
use crate::ui::part::link::is_plain;
use crate::ui::part::panel::Frame;
use crate::ui::picture::reading;
use crate::unit::number::plain;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

/// Each reason of the page has an id of its own.
static LAST: AtomicU32 = AtomicU32::new(0);

/// A link around what it says.
pub fn anchor(led: Led, class: &'static str, words: AnyView) -> AnyView {
    let (shell, menu) = (Shell::here(), Menu::here());
    let Some(url) = led.href else {
        return refused(class, words, shell.words().linked().not_followed);
    };
    let base = location::base();
    let route = inside::route(&base, &url);
    let href = match &route {
        Some(route) => address(route),
        None => inside::address(&base, &url),
    };
    let outside = led.new_page || route.is_none();
    let route = route.filter(|_| !led.new_page);
    let open = move |event: MouseEvent| {
        // What the browser is to do with a link of ours, it does with its address.
        if let Some(route) = route.clone().filter(|_| is_plain(&event)) {
            event.prevent_default();
            menu.close();
            shell.go(route);
        }
    };
    let hover = match led.tooltip.is_empty() {
        true => led.title,
        false => led.tooltip,
    };
    view! {
        <a
            class=class
            href=href
            title=hover
            target=led.new_page.then_some("_blank")
            rel=outside.then_some("noopener noreferrer")
            on:click=on(open)
        >
            {words}
        </a>
    }
    .into_any()
}

/// The words of a link that is not followed. Why stands above the page, for a cell would cut it off; the browser opens
/// and closes it.
fn refused(class: &'static str, words: AnyView, why: &'static str) -> AnyView {
    let id = format!("why-{}", LAST.fetch_add(1, Ordering::Relaxed));
    view! {
        <button
            type="button"
            class=class
            data-refused=""
            title=why
            aria-describedby=id.clone()
            popovertarget=id.clone()
        >
            {words}
        </button>
        <span class="why" role="note" popover="auto" id=id>{why}</span>
    }
    .into_any()
}

/// Which icon tells where a link leads.
#[must_use]
pub fn icon(led: &Led) -> &'static str {
    let inside = |url: &String| inside::route(&location::base(), url).is_some();
    match &led.href {
        None => "close",
        Some(url) if !led.new_page && inside(url) => "link",
        Some(_) => "external",
    }
}

/// A link with its icon and its title, as a line of a menu or a tooltip has it.
pub fn line(led: Led) -> AnyView {
    let (title, icon) = (led.title.clone(), icon(&led));
    let words = view! { <Icon name=icon/><span class="truncate">{title}</span> };
    anchor(led, "", words.into_any())
}

/// What a value says, as the link it has; where it has several, they are chosen from. One that is followed at once needs
/// no choice.
pub fn around(mut links: Vec<Led>, class: &'static str, words: AnyView) -> AnyView {
    let at_once = |led: &Led| led.at_once && led.href.is_some();
    let leads = links.iter().any(|led| led.href.is_some());
    if let Some(place) = links.iter().position(at_once) {
        return anchor(links.swap_remove(place), class, words);
    }
    match links.len() {
        0 => words,
        1 => anchor(links.remove(0), class, words),
        _ if leads => led_menu::opener(links, class, words),
        _ => anchor(links.swap_remove(0), class, words),
    }
}

/// The links of a value that stands by itself: in a tile, on a dial, beside a meter. A click on the value follows the
/// link, or opens the choice of several.
#[component]
pub fn Linked(
    /// The value.
    reading: Reading,
) -> impl IntoView {
    let shell = Shell::here();
    follow(move || {
        let origin = reading.origin.as_deref()?;
        let text = reading::text(&shell, &reading);
        let links = of_number(origin, reading.value, &text, "");
        let (icon, name) = match links.as_slice() {
            [] => return None,
            [one] => (icon(one), one.title.clone()),
            [..] => ("more", shell.words().linked().links.to_owned()),
        };
        let words = view! { <Icon name=icon/><span class="visually-hidden">{name}</span> };
        let leading = around(links, "data-link", words.into_any());
        Some(view! { <span class="data-links">{leading}</span> })
    })
}

/// The links of a number, which the reader sees as `text`, at a time in milliseconds.
#[must_use]
pub fn of_number(origin: &Origin, value: Option<f64>, text: &str, time: &str) -> Vec<Led> {
    of_number_among(origin, value, text, time, &[])
}

/// The same, where the number stands in a row of other values with the names of their fields.
#[must_use]
pub fn of_number_among(
    origin: &Origin,
    value: Option<f64>,
    text: &str,
    time: &str,
    row: &[(&str, Cell<'_>)],
) -> Vec<Led> {
    let number = value.map(plain).unwrap_or_default();
    let datum = Datum {
        value: Some(Cell {
            raw: &number,
            numeric: &number,
            text,
        }),
        time,
        row,
        ..Datum::default()
    };
    of_datum(origin, &datum)
}

/// The links of a value that is known with all that stands around it.
#[must_use]
pub fn of_datum(origin: &Origin, datum: &Datum<'_>) -> Vec<Led> {
    let Some(board) = Board::here() else {
        return Vec::new();
    };
    let (path, params) = location::current();
    let params = ["?", &params].concat();
    let datum = Datum {
        field: &origin.shown,
        shown: &origin.shown,
        labels: Some(&origin.labels),
        path: &path,
        params: &params,
        ..*datum
    };
    let panel = use_context::<Frame>().map(Frame::panel);
    board.view(|_, view| link::of_value(&origin.links, &datum, panel.as_deref(), view))
}
