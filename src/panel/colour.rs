//! Which colour a series or a state has, by role: the theme decides what it looks like.
//!
//! A series keeps its place in the palette as long as the same series come with it: places follow from names, not from
//! the order of an answer. Colours that a dashboard gives to thresholds are states when they are red, orange, yellow or
//! green, so that they look alike everywhere and can be told apart without colour.

use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use crate::data::labels::Labels;
use crate::lean::decimal;
use crate::lean::sort;

/// Places of the palette.
const PLACES: u8 = 12;

/// Dashes that tell repeats of a place apart, the solid line included.
const DASHES: u8 = 3;

/// Grafana's colour where none is said.
pub(crate) const FALLBACK: &str = "#808080";

/// Below this saturation a colour is a grey and no state.
const GREY: f64 = 0.3;

/// Grafana's colour families, dark theme, from super-light to dark (packages/grafana-data, createColors palette).
const FAMILIES: [(&str, [u32; 5]); 6] = [
    ("red", [0xffa6b0, 0xff7383, 0xf2495c, 0xe02f44, 0xc4162a]),
    ("orange", [0xffcb7d, 0xffb357, 0xff9830, 0xff780a, 0xfa6400]),
    ("yellow", [0xfff899, 0xffee52, 0xfade2a, 0xf2cc0c, 0xe0b400]),
    ("green", [0xc8f2c2, 0x96d98d, 0x73bf69, 0x56a64b, 0x37872d]),
    ("blue", [0xc0d8ff, 0x8ab8ff, 0x5794f2, 0x3274d9, 0x1f60c4]),
    ("purple", [0xdeb6f2, 0xca95e5, 0xb877d9, 0xa352cc, 0x8f3bb8]),
];

/// A colour as a dashboard writes it: a name of Grafana's, `#rgb`, `#rrggbb` or `rgb(…)`; none when it is no colour.
#[must_use]
pub fn fixed(colour: &str) -> Option<Ink> {
    match colour.trim() {
        "transparent" => Some(Ink::Clear),
        "text" => Some(Ink::Muted),
        named => {
            let (red, green, blue, alpha) = parse(named)?;
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

fn parse(colour: &str) -> Option<(u8, u8, u8, f64)> {
    if let Some(hex) = colour.strip_prefix('#') {
        return of_hex(hex);
    }
    if let Some(parts) = colour
        .strip_prefix("rgba(")
        .or_else(|| colour.strip_prefix("rgb("))
    {
        let mut parts = parts.trim_end_matches(')').split(',').map(str::trim);
        let mut part = || parts.next().and_then(|part| part.parse::<u8>().ok());
        let (red, green, blue) = (part()?, part()?, part()?);
        let alpha = parts.next().map_or(Some(1.0), decimal::parse)?;
        return Some((red, green, blue, alpha));
    }
    let rgb = match colour {
        "white" => 0xffffff,
        "black" => 0x000000,
        "gray" | "grey" => 0x808080,
        "brown" => 0xa52a2a,
        _ => of_family(colour)?,
    };
    of_hex(&format!("{rgb:06x}"))
}

fn of_family(colour: &str) -> Option<u32> {
    let (shade, name) = [
        (0, "super-light-"),
        (1, "light-"),
        (3, "semi-dark-"),
        (4, "dark-"),
    ]
    .iter()
    .find_map(|(shade, prefix)| Some((*shade, colour.strip_prefix(prefix)?)))
    .unwrap_or((2, colour));
    let (_, shades) = FAMILIES.iter().find(|(family, _)| *family == name)?;
    shades.get(shade).copied()
}

fn of_hex(hex: &str) -> Option<(u8, u8, u8, f64)> {
    let digits: Vec<u8> = hex
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect::<Option<_>>()?;
    match digits.as_slice() {
        [red, green, blue] => Some((red * 17, green * 17, blue * 17, 1.0)),
        [r1, r0, g1, g0, b1, b0, alpha @ ..] if alpha.is_empty() || alpha.len() == 2 => {
            let clear = alpha.len() == 2 && alpha.iter().all(|digit| *digit == 0);
            let alpha = if clear { 0.0 } else { 1.0 };
            Some((r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0, alpha))
        }
        _ => None,
    }
}
