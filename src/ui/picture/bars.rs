//! Meters: a name, a bar and its number, one line each.

use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use crate::lean::digits::tenths;
use crate::panel::picture::Bars;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use crate::ui::picture::gauge::share;
use crate::ui::picture::reading::Value;
use leptos::prelude::*;

/// A bar gauge panel. Standing bars are drawn lying too: names need the room, and a narrow page has only width.
#[component]
pub fn Meters(
    /// The meters.
    bars: Bars,
) -> impl IntoView {
    view! {
        <ul class="meters">
            {bars
                .rows
                .into_iter()
                .map(|row| {
                    let part = share(&row, row.reading.value.unwrap_or(f64::NAN));
                    let status = row.reading.status;
                    let ink = row.reading.ink;
                    view! {
                        <li data-status=status.map(token)>
                            <span class="name truncate" title=row.name.clone()>{row.name.clone()}</span>
                            <Meter share=part ink/>
                            <span class="num">
                                {status.map(|status| view! { <Glyph status/> })}
                                <span><Value reading=row.reading/></span>
                            </span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// The bar alone: quiet until a threshold is passed.
#[component]
pub fn Meter(
    /// Filled part, 0 to 1.
    share: f64,
    /// Colour of the value's threshold.
    ink: Option<Ink>,
) -> impl IntoView {
    let series = match ink {
        Some(Ink::Status(status)) if status != Status::Ok => Some(token(status)),
        Some(Ink::Series(place, _)) => Some(
            PLACES
                .get(usize::from(place) % PLACES.len())
                .copied()
                .unwrap_or("1"),
        ),
        Some(Ink::Status(_) | Ink::Rgb(..) | Ink::Muted | Ink::Clear) | None => None,
    };
    view! {
        <span class="meter" data-series=series style:--share=format!("{}%", tenths(share * 100.0))>
            <i></i>
        </span>
    }
}

/// Palette places as the style names them.
pub const PLACES: [&str; 12] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
];
