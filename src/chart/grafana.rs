//! Grafana's colours: those dashboards name, in its dark and light theme, and the palettes series are painted from.
//!
//! Figures of packages/grafana-data (createVisualizationColors, fieldColor). What a colour is used for is not known here.

use crate::chart::palette::Rgb;
use crate::lean::decimal;

/// Grafana's colour where none is said.
pub const FALLBACK: Colour = Colour {
    rgb: (0x80, 0x80, 0x80),
    alpha: 1.0,
};

/// A theme of Grafana's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark, Grafana's own default.
    #[default]
    Dark,
    /// Light.
    Light,
}

/// A colour that may be seen through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    /// Red, green, blue.
    pub rgb: Rgb,
    /// 0 is clear, 1 solid.
    pub alpha: f64,
}

/// A colour as a dashboard writes it: a name of Grafana's, `#rgb`, `#rrggbb`, `#rrggbbaa` or `rgb(…)`; none when it is
/// no colour.
#[must_use]
pub fn colour(written: &str, theme: Theme) -> Option<Colour> {
    let written = written.trim();
    if let Some(hex) = written.strip_prefix('#') {
        return of_hex(hex);
    }
    let function = written
        .strip_prefix("rgba(")
        .or_else(|| written.strip_prefix("rgb("));
    if let Some(parts) = function {
        let mut parts = parts.trim_end_matches(')').split(',').map(str::trim);
        let mut part = || parts.next().and_then(|part| part.parse::<u8>().ok());
        let rgb = (part()?, part()?, part()?);
        let alpha = parts.next().map_or(Some(1.0), decimal::parse)?;
        return Some(Colour { rgb, alpha });
    }
    if written == "transparent" {
        return Some(Colour {
            rgb: (0, 0, 0),
            alpha: 0.0,
        });
    }
    let dark = theme == Theme::Dark;
    let code = match written {
        "white" => 0xffffff,
        "black" => 0x000000,
        "gray" | "grey" => 0x808080,
        "brown" => 0xa52a2a,
        "panel-bg" if dark => 0x181b1f,
        "panel-bg" => 0xffffff,
        "text" if dark => 0xccccdc,
        "text" => 0x24292e,
        name => of_family(name, theme)?,
    };
    Some(solid(code))
}

/// The colour of the series at this place (`palette-classic`), again from the start after the last.
#[must_use]
pub fn classic(index: usize, theme: Theme) -> Colour {
    let index = index % CLASSIC;
    let family = FAMILY_PLACES.get(index);
    let code = match family {
        Some((family, shade)) => FAMILIES
            .get(*family)
            .and_then(|(_, shades)| shades.get(shade + usize::from(theme == Theme::Light))),
        None => CODES.get(index - FAMILY_PLACES.len()),
    };
    code.map_or(FALLBACK, |code| solid(*code))
}

/// The colour of the series of this name (`palette-classic-by-name`), among those that stand out from the panel.
#[must_use]
pub fn by_name(name: &str, theme: Theme) -> Colour {
    let readable = readable(theme);
    let units: Vec<u16> = name.encode_utf16().collect();
    let hash = units.iter().rev().fold(5_381_u32, |hash, unit| {
        hash.wrapping_mul(33) ^ u32::from(*unit)
    });
    let place = usize::try_from(hash).unwrap_or(0) % readable.len().max(1);
    readable.get(place).copied().unwrap_or(FALLBACK)
}

/// The colours of the classic palette that stand out from the panel.
#[must_use]
pub fn readable(theme: Theme) -> Vec<Colour> {
    let background = colour("panel-bg", theme).unwrap_or(FALLBACK);
    (0..CLASSIC)
        .map(|index| classic(index, theme))
        .filter(|colour| contrast(colour.rgb, background.rgb) >= READABLE)
        .collect()
}

/// How many places `palette-classic` has.
pub const CLASSIC: usize = 64;

/// A colour of the classic palette must have this contrast with the panel to be chosen by name.
pub const READABLE: f64 = 3.0;

/// From super-light to dark in the dark theme, and from light to darkest in the light one: the shades of one are those
/// of the other, one step on.
const FAMILIES: [(&str, [u32; 6]); 6] = [
    (
        "red",
        [0xffa6b0, 0xff7383, 0xf2495c, 0xe02f44, 0xc4162a, 0xad0317],
    ),
    (
        "orange",
        [0xffcb7d, 0xffb357, 0xff9830, 0xff780a, 0xfa6400, 0xe55400],
    ),
    (
        "yellow",
        [0xfff899, 0xffee52, 0xfade2a, 0xf2cc0c, 0xe0b400, 0xcc9d00],
    ),
    (
        "green",
        [0xc8f2c2, 0x96d98d, 0x73bf69, 0x56a64b, 0x37872d, 0x19730e],
    ),
    (
        "blue",
        [0xc0d8ff, 0x8ab8ff, 0x5794f2, 0x3274d9, 0x1f60c4, 0x1250b0],
    ),
    (
        "purple",
        [0xdeb6f2, 0xca95e5, 0xb877d9, 0xa352cc, 0x8f3bb8, 0x7c2ea3],
    ),
];

const RED: usize = 0;
const ORANGE: usize = 1;
const YELLOW: usize = 2;
const GREEN: usize = 3;
const BLUE: usize = 4;
const PURPLE: usize = 5;

/// The first places of the classic palette: a family and its shade in the dark theme.
const FAMILY_PLACES: [(usize, usize); 18] = [
    (GREEN, 2),
    (YELLOW, 3),
    (BLUE, 2),
    (ORANGE, 2),
    (RED, 2),
    (PURPLE, 2),
    (GREEN, 4),
    (YELLOW, 4),
    (BLUE, 4),
    (ORANGE, 4),
    (RED, 4),
    (PURPLE, 4),
    (GREEN, 0),
    (YELLOW, 0),
    (BLUE, 0),
    (ORANGE, 0),
    (RED, 0),
    (PURPLE, 0),
];

/// The other places, alike in both themes.
const CODES: [u32; CLASSIC - FAMILY_PLACES.len()] = [
    0x447ebc, 0xc15c17, 0x890f02, 0x0a437c, 0x6d1f62, 0x584477, 0xb7dbab, 0xf4d598, 0x70dbed,
    0xf9ba8f, 0xf29191, 0x82b5d8, 0xe5a8e2, 0xaea2e0, 0x629e51, 0xe5ac0e, 0x64b0c8, 0xe0752d,
    0xbf1b00, 0x0a50a1, 0x962d82, 0x614d93, 0x9ac48a, 0xf2c96d, 0x65c5db, 0xf9934e, 0xea6460,
    0x5195ce, 0xd683ce, 0x806eb7, 0x3f6833, 0x967302, 0x2f575e, 0x99440a, 0x58140c, 0x052b51,
    0x511749, 0x3f2b5b, 0xe0f9d7, 0xfceaca, 0xcffaff, 0xf9e2d2, 0xfce2de, 0xbadff4, 0xf9d9f9,
    0xdedaf7,
];

fn of_family(colour: &str, theme: Theme) -> Option<u32> {
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
    shades
        .get(shade + usize::from(theme == Theme::Light))
        .copied()
}

fn solid(code: u32) -> Colour {
    let [_, red, green, blue] = code.to_be_bytes();
    Colour {
        rgb: (red, green, blue),
        alpha: 1.0,
    }
}

fn of_hex(hex: &str) -> Option<Colour> {
    let digits: Vec<u8> = hex
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect::<Option<_>>()?;
    let (rgb, alpha) = match digits.as_slice() {
        [red, green, blue] => ((red * 17, green * 17, blue * 17), 255),
        [r1, r0, g1, g0, b1, b0] => ((r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0), 255),
        [r1, r0, g1, g0, b1, b0, a1, a0] => {
            ((r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0), a1 * 16 + a0)
        }
        _ => return None,
    };
    Some(Colour {
        rgb,
        alpha: f64::from(alpha) / 255.0,
    })
}

/// Contrast as the Web Content Accessibility Guidelines measure it, 1 to 21.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance((red, green, blue): Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        match part <= 0.039_28 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    };
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    // Grafana's own has three decimals, and which colours it chooses among hangs on it.
    (luminance * 1e3).round() / 1e3
}
