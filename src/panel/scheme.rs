//! Colours by value and shades of one colour, as Grafana mixes them.

use crate::chart::grafana::FALLBACK;
use crate::chart::grafana::Theme;
use crate::chart::grafana::colour;
use crate::chart::palette::Rgb;
use crate::lean::within::Within;

/// A scale of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme(&'static str, Stops);

/// What a scale goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stops {
    /// Colours by name, joined by a spline that touches only the ends.
    Named(&'static [&'static str]),
    /// Colours at equal distances, joined by straight lines.
    Codes(&'static [u32]),
}

impl Scheme {
    /// The scale of a colour mode of Grafana's.
    #[must_use]
    pub fn of(mode: &str) -> Option<Self> {
        SCHEMES.iter().find(|Self(id, _)| *id == mode).copied()
    }

    /// The colour this far from the minimum (0) to the maximum (1).
    #[must_use]
    pub fn at(self, part: f64, theme: Theme) -> Rgb {
        match self.1 {
            Stops::Named(names) => {
                let stops: Vec<[f64; 3]> = names
                    .iter()
                    .map(|name| channels(colour(name, theme).unwrap_or(FALLBACK).rgb))
                    .collect();
                spline(&stops, part)
            }
            Stops::Codes(codes) => line(codes, part),
        }
    }
}

/// The shade a series at this place has of a colour: itself, then in turns lighter and darker.
#[must_use]
pub fn shade(base: Rgb, index: usize) -> Rgb {
    let place = index % (2 * SHADES - 1);
    if place == 0 {
        return base;
    }
    let far = place.div_ceil(2) as f64 / SHADES as f64;
    let [hue, saturation, lightness] = to_hsl(base);
    if place % 2 == 1 {
        let spun = from_hsl(hue + far * HUE_SPIN, saturation, lightness);
        let more = (255.0 * far * STRENGTH / 100.0).round();
        rgb(spun.map(|part| part.round() + more))
    } else {
        let spun = from_hsl(hue - far * HUE_SPIN, saturation, lightness);
        let [hue, saturation, lightness] = to_hsl(rgb(spun));
        let darker = (lightness - far * STRENGTH / 100.0).within(0.0, 1.0);
        rgb(from_hsl(hue, saturation, darker))
    }
}

/// Steps to either side of the colour, itself counted.
const SHADES: usize = 6;
/// Degrees of hue and percent of light at the furthest.
const HUE_SPIN: f64 = 10.0;
const STRENGTH: f64 = 35.0;

const SCHEMES: &[Scheme] = &[
    Scheme(
        "continuous-GrYlRd",
        Stops::Named(&["green", "yellow", "red"]),
    ),
    Scheme(
        "continuous-RdYlGr",
        Stops::Named(&["red", "yellow", "green"]),
    ),
    Scheme(
        "continuous-BlYlRd",
        Stops::Named(&["dark-blue", "super-light-yellow", "dark-red"]),
    ),
    Scheme(
        "continuous-YlRd",
        Stops::Named(&["super-light-yellow", "dark-red"]),
    ),
    Scheme("continuous-BlPu", Stops::Named(&["blue", "purple"])),
    Scheme(
        "continuous-YlBl",
        Stops::Named(&["super-light-yellow", "dark-blue"]),
    ),
    Scheme("continuous-blues", Stops::Named(&["panel-bg", "dark-blue"])),
    Scheme("continuous-reds", Stops::Named(&["panel-bg", "dark-red"])),
    Scheme(
        "continuous-greens",
        Stops::Named(&["panel-bg", "dark-green"]),
    ),
    Scheme(
        "continuous-purples",
        Stops::Named(&["panel-bg", "dark-purple"]),
    ),
    // Nine places of each of the matplotlib scales; between them they are nearly straight.
    Scheme("continuous-viridis", Stops::Codes(&VIRIDIS)),
    Scheme("continuous-magma", Stops::Codes(&MAGMA)),
    Scheme("continuous-plasma", Stops::Codes(&PLASMA)),
    Scheme("continuous-inferno", Stops::Codes(&INFERNO)),
    Scheme("continuous-cividis", Stops::Codes(&CIVIDIS)),
];

/// A cubic B-spline through equally far stops, mirrored at its ends.
fn spline(stops: &[[f64; 3]], part: f64) -> Rgb {
    let Some(last) = stops.len().checked_sub(2) else {
        return FALLBACK.rgb;
    };
    let pieces = (last + 1) as f64;
    // NaN is nowhere on the scale: its start.
    let part = if part.is_nan() {
        0.0
    } else {
        part.within(0.0, 1.0)
    };
    let piece = ((part * pieces).floor() as usize).min(last);
    let stop = |index: usize| stops.get(index).copied().unwrap_or_default();
    let (one, two) = (stop(piece), stop(piece + 1));
    let mirrored =
        |near: [f64; 3], far: [f64; 3]| [0, 1, 2].map(|at| 2.0 * pick(near, at) - pick(far, at));
    let before = match piece.checked_sub(1) {
        Some(before) => stop(before),
        None => mirrored(one, two),
    };
    let after = match piece < last {
        true => stop(piece + 2),
        false => mirrored(two, one),
    };
    let t = part * pieces - piece as f64;
    let (t2, t3) = (t * t, t * t * t);
    rgb([0, 1, 2].map(|at| {
        ((1.0 - 3.0 * t + 3.0 * t2 - t3) * pick(before, at)
            + (4.0 - 6.0 * t2 + 3.0 * t3) * pick(one, at)
            + (1.0 + 3.0 * t + 3.0 * t2 - 3.0 * t3) * pick(two, at)
            + t3 * pick(after, at))
            / 6.0
    }))
}

/// The colour this far along straight lines between colours at equal distances.
pub(crate) fn line(codes: &[u32], part: f64) -> Rgb {
    let Some(last) = codes.len().checked_sub(2) else {
        return FALLBACK.rgb;
    };
    let part = if part.is_nan() {
        0.0
    } else {
        part.within(0.0, 1.0)
    };
    let along = part * (last + 1) as f64;
    let piece = (along.floor() as usize).min(last);
    let stop = |index: usize| {
        let [_, red, green, blue] = codes.get(index).copied().unwrap_or_default().to_be_bytes();
        channels((red, green, blue))
    };
    let (one, two) = (stop(piece), stop(piece + 1));
    let t = along - piece as f64;
    rgb([0, 1, 2].map(|at| pick(one, at) + (pick(two, at) - pick(one, at)) * t))
}

fn pick(channels: [f64; 3], at: usize) -> f64 {
    channels.get(at).copied().unwrap_or_default()
}

fn channels((red, green, blue): Rgb) -> [f64; 3] {
    [red, green, blue].map(f64::from)
}

fn rgb(channels: [f64; 3]) -> Rgb {
    // Clamped to what a byte holds.
    let [red, green, blue] = channels.map(|part| part.round().within(0.0, 255.0) as u8);
    (red, green, blue)
}

/// Hue in degrees, saturation and lightness from 0 to 1.
fn to_hsl(colour: Rgb) -> [f64; 3] {
    let [red, green, blue] = channels(colour).map(|part| part / 255.0);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let (lightness, spread) = ((most + least) / 2.0, most - least);
    if spread == 0.0 {
        return [0.0, 0.0, lightness];
    }
    let saturation = match lightness > 0.5 {
        true => spread / (2.0 - most - least),
        false => spread / (most + least),
    };
    let hue = if most == red {
        (green - blue) / spread
    } else if most == green {
        (blue - red) / spread + 2.0
    } else {
        (red - green) / spread + 4.0
    };
    [(hue * 60.0).rem_euclid(360.0), saturation, lightness]
}

/// Channels from 0 to 255. Saturation and lightness count in hundredths of a percent, as tinycolor cuts them.
fn from_hsl(hue: f64, saturation: f64, lightness: f64) -> [f64; 3] {
    let cut = |part: f64| (part * 100.0 * 100.0).trunc() / 10_000.0;
    let (saturation, lightness) = (cut(saturation), cut(lightness));
    let high = match lightness < 0.5 {
        true => lightness * (1.0 + saturation),
        false => lightness + saturation - lightness * saturation,
    };
    let low = 2.0 * lightness - high;
    let hue = hue.rem_euclid(360.0) / 360.0;
    [1.0 / 3.0, 0.0, -1.0 / 3.0].map(|turn| {
        let at = (hue + turn).rem_euclid(1.0);
        let part = if at < 1.0 / 6.0 {
            low + (high - low) * 6.0 * at
        } else if at < 0.5 {
            high
        } else if at < 2.0 / 3.0 {
            low + (high - low) * (2.0 / 3.0 - at) * 6.0
        } else {
            low
        };
        part * 255.0
    })
}

const VIRIDIS: [u32; 9] = [
    0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725,
];
const MAGMA: [u32; 9] = [
    0x000004, 0x1d1147, 0x51127c, 0x832681, 0xb73779, 0xe75263, 0xfc8961, 0xfec488, 0xfcfdbf,
];
const PLASMA: [u32; 9] = [
    0x0d0887, 0x4c02a1, 0x7e03a8, 0xaa2395, 0xcc4778, 0xe66c5c, 0xf89540, 0xfdc527, 0xf0f921,
];
const INFERNO: [u32; 9] = [
    0x000004, 0x210c4a, 0x57106e, 0x8a226a, 0xbc3754, 0xe45a31, 0xf98e09, 0xf9cb35, 0xfcffa4,
];
const CIVIDIS: [u32; 9] = [
    0x002051, 0x11366c, 0x3c4d6e, 0x62646f, 0x7f7c75, 0x9a9478, 0xbbaf71, 0xe2cb5c, 0xfdea45,
];
