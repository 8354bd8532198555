//! Which colour a series or a state has, by role: the theme decides what it looks like.
//!
//! A series keeps its place in the palette as long as the same series come with it: places follow from names, not from
//! the order of an answer. Colours that a dashboard gives to thresholds are states when they are red, orange, yellow or
//! green, so that they look alike everywhere and can be told apart without colour.

use crate::chart::grafana;
use crate::chart::grafana::Theme;
use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use crate::data::labels::Labels;
use crate::lean::sort;

/// Places of the palette.
const PLACES: u8 = 12;

/// Dashes that tell repeats of a place apart, the solid line included.
const DASHES: u8 = 3;

/// Grafana's colour where none is said.
pub(crate) const FALLBACK: &str = "#808080";

/// Below this saturation a colour is a grey and no state.
const GREY: f64 = 0.3;

/// A colour as a dashboard writes it: a name of Grafana's, `#rgb`, `#rrggbb` or `rgb(…)`; none when it is no colour.
#[must_use]
pub fn fixed(colour: &str) -> Option<Ink> {
    match colour.trim() {
        "transparent" => Some(Ink::Clear),
        "text" => Some(Ink::Muted),
        named => {
            let grafana::Colour { rgb, alpha } = grafana::colour(named, Theme::Dark)?;
            let (red, green, blue) = rgb;
            Some(match alpha > 0.0 {
                true => Ink::Rgb(red, green, blue),
                false => Ink::Clear,
            })
        }
    }
}

/// A colour that judges: of a threshold or a mapping.
#[must_use]
pub fn judging(colour: &str) -> Option<Ink> {
    let ink = fixed(colour)?;
    Some(match ink {
        Ink::Rgb(red, green, blue) => match status(red, green, blue) {
            Some(status) => Ink::Status(status),
            None => ink,
        },
        Ink::Series(..) | Ink::Status(_) | Ink::Muted | Ink::Clear => ink,
    })
}

/// The colour of the series at this place among all of a panel's.
#[must_use]
pub fn place(index: usize) -> Ink {
    // What every palette begins anew after, so that the place fits a byte and is the same in each.
    let place = u8::try_from(index % ROUND).unwrap_or(0);
    let dash = (index / usize::from(PLACES)) % usize::from(DASHES);
    Ink::Series(place, u8::try_from(dash).unwrap_or(0))
}

/// The first multiple of Atalaya's twelve places and Grafana's sixty-four.
const ROUND: usize = 192;

/// Colours for series, in the order given, the same whatever that order is.
#[must_use]
pub fn places(series: &[(&str, &Labels)]) -> Vec<Ink> {
    let mut order: Vec<usize> = (0..series.len()).collect();
    sort::by_key(&mut order, |index| series.get(*index));
    let mut inks = vec![Ink::Series(0, 0); series.len()];
    let mut taken = [false; (PLACES * DASHES) as usize];
    for index in order {
        let Some((name, _)) = series.get(index) else {
            continue;
        };
        let wish = (hash(name) % u32::from(PLACES)) as u8;
        let place = free(&taken, wish);
        if let Some(slot) = taken.get_mut(usize::from(place)) {
            *slot = true;
        }
        if let Some(ink) = inks.get_mut(index) {
            *ink = Ink::Series(place % PLACES, place / PLACES);
        }
    }
    inks
}

/// The wished place or the next free one; first of the solid lines, then of each dash; the wish when all are taken.
fn free(taken: &[bool], wish: u8) -> u8 {
    for dash in 0..DASHES {
        for step in 0..PLACES {
            let place = dash * PLACES + (wish + step) % PLACES;
            if taken.get(usize::from(place)) == Some(&false) {
                return place;
            }
        }
    }
    wish
}

/// FNV-1a: small, and the same in every build.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The state a colour stands for, by its hue.
fn status(red: u8, green: u8, blue: u8) -> Option<Status> {
    let [red, green, blue] = [red, green, blue].map(|part| f64::from(part) / 255.0);
    let most = red.max(green).max(blue);
    let spread = most - red.min(green).min(blue);
    if most == 0.0 || spread / most < GREY {
        return None;
    }
    let hue = if most == red {
        60.0 * (green - blue) / spread
    } else if most == green {
        60.0 * (blue - red) / spread + 120.0
    } else {
        60.0 * (red - green) / spread + 240.0
    };
    match hue {
        -20.0..16.0 => Some(Status::Critical),
        16.0..66.0 => Some(Status::Warning),
        66.0..165.0 => Some(Status::Ok),
        _ => None,
    }
}
