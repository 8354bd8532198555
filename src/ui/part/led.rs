//! Links of dashboards, panels and values: followed within the page where they lead to one of ours.

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
use crate::ui::part::link::is_plain;
use crate::ui::part::panel::Frame;
use crate::ui::picture::reading;
use crate::unit::number::plain;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A link around what it says.
pub fn anchor(led: Led, class: &'static str, words: AnyView) -> AnyView {
    let (shell, menu) = (Shell::here(), Menu::here());
    let base = location::base();
    let route = inside::route(&base, &led.href);
    let href = match &route {
        Some(route) => address(route),
        None => inside::address(&base, &led.href),
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

/// Which icon tells where a link leads.
#[must_use]
pub fn icon(led: &Led) -> &'static str {
    let outside = led.new_page || inside::route(&location::base(), &led.href).is_none();
    if outside { "external" } else { "link" }
}

/// Links after a value: the first is followed by a click on the value itself.
pub fn icons(links: Vec<Led>) -> AnyView {
    if links.is_empty() {
        return ().into_any();
    }
    let each = links.into_iter().map(|led| {
        let (name, icon) = (led.title.clone(), icon(&led));
        let words = view! { <Icon name=icon/><span class="visually-hidden">{name}</span> };
        anchor(led, "data-link", words.into_any())
    });
    view! { <span class="data-links">{each.collect_view()}</span> }.into_any()
}

/// The links of a value that stands by itself: in a tile, on a dial, beside a meter.
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
        Some(icons(links))
    })
}

/// The links of a number, which the reader sees as `text`, at a time in milliseconds.
#[must_use]
pub fn of_number(origin: &Origin, value: Option<f64>, text: &str, time: &str) -> Vec<Led> {
    let number = value.map(plain).unwrap_or_default();
    let datum = Datum {
        value: Some(Cell {
            raw: &number,
            numeric: &number,
            text,
        }),
        time,
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
