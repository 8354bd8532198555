//! The colours of a heatmap's cells, by the names Grafana has for them.
//!
//! The colours are ColorBrewer's (colorbrewer2.org, Cynthia Brewer), joined by straight lines, and Turbo's polynomial
//! (Anton Mikhailov). Scales from light to dark begin with the dark end on a dark page, those with two ends with the last.

use crate::chart::grafana;
use crate::chart::grafana::Theme;
use crate::chart::palette::Rgb;
use crate::chart::scene::Ink;
use crate::panel::options::heatmap::CellColour;
use crate::panel::options::heatmap::Scheme;
use crate::panel::scheme;

/// Colours from the least count to the most.
pub(crate) fn colours(options: &CellColour, theme: Theme) -> Vec<Ink> {
    let steps = options.steps.max(2);
    let part = |step: u32| f64::from(step) / f64::from(steps - 1);
    let mut colours: Vec<Ink> = (0..steps)
        .map(|step| match &options.scheme {
            Scheme::Named(name) => ink(named(name, part(step), theme)),
            Scheme::Opacity(name) => {
                let share = f64::from(step + 1) / f64::from(steps);
                let share = share.powf(options.exponent.unwrap_or(1.0));
                ink(faded(name, share, theme))
            }
        })
        .collect();
    let sequential = !matches!(&options.scheme, Scheme::Named(name) if is_diverging(name));
    let turned = match &options.scheme {
        Scheme::Opacity(_) => false,
        Scheme::Named(name) if BREWER.iter().any(|(known, _)| known == name) => {
            !sequential || theme == Theme::Dark
        }
        Scheme::Named(_) => false,
    };
    if turned != options.reverse {
        colours.reverse();
    }
    colours
}

fn ink((red, green, blue): Rgb) -> Ink {
    Ink::Rgb(red, green, blue)
}

/// Does a scale go through a light middle?
fn is_diverging(name: &str) -> bool {
    let known = BREWER.iter().find(|(known, _)| *known == name);
    known.is_some_and(|(_, codes)| codes.len() == DIVERGING)
}

/// How many colours a scale with two ends has.
const DIVERGING: usize = 11;

fn named(name: &str, part: f64, theme: Theme) -> Rgb {
    if name == "Turbo" {
        return turbo(part);
    }
    // Those that panels have as modes of colour too.
    let mode = ["continuous-", &crate::lean::lower::lower(name)].concat();
    let brewer = BREWER.iter().find(|(known, _)| *known == name);
    if let (None, Some(scale)) = (brewer, scheme::Scheme::of(&mode)) {
        return scale.at(part, theme);
    }
    let codes = brewer
        .or(BREWER.first())
        .map_or(&[][..], |(_, codes)| codes);
    scheme::line(codes, part)
}

fn faded(name: &str, share: f64, theme: Theme) -> Rgb {
    let full = grafana::colour(name, theme)
        .unwrap_or(grafana::FALLBACK)
        .rgb;
    let back = grafana::colour("panel-bg", theme)
        .unwrap_or(grafana::FALLBACK)
        .rgb;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let mix = |full: u8, back: u8| {
        (f64::from(full) * share + f64::from(back) * (1.0 - share)).round() as u8
    };
    (
        mix(full.0, back.0),
        mix(full.1, back.1),
        mix(full.2, back.2),
    )
}

fn turbo(t: f64) -> Rgb {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let channel = |factors: [f64; 6]| {
        let value = factors
            .iter()
            .rev()
            .fold(0.0, |sum, factor| sum * t + factor);
        value.round().clamp(0.0, 255.0) as u8
    };
    (
        channel([34.61, 1172.33, -10793.56, 33300.12, -38394.49, 14825.05]),
        channel([23.31, 557.33, 1225.33, -3574.96, 1073.77, 707.56]),
        channel([27.2, 3211.1, -15327.97, 27814.0, -22569.18, 6838.66]),
    )
}

/// A scale: its name, and its colours at equal distances.
type Brewer = (&'static str, &'static [u32]);

#[rustfmt::skip]
const BREWER: &[Brewer] = &[
    ("Oranges", &[0xfff5eb, 0xfee6ce, 0xfdd0a2, 0xfdae6b, 0xfd8d3c, 0xf16913, 0xd94801, 0xa63603, 0x7f2704]),
    ("Blues", &[0xf7fbff, 0xdeebf7, 0xc6dbef, 0x9ecae1, 0x6baed6, 0x4292c6, 0x2171b5, 0x08519c, 0x08306b]),
    ("Greens", &[0xf7fcf5, 0xe5f5e0, 0xc7e9c0, 0xa1d99b, 0x74c476, 0x41ab5d, 0x238b45, 0x006d2c, 0x00441b]),
    ("Greys", &[0xffffff, 0xf0f0f0, 0xd9d9d9, 0xbdbdbd, 0x969696, 0x737373, 0x525252, 0x252525, 0x000000]),
    ("Purples", &[0xfcfbfd, 0xefedf5, 0xdadaeb, 0xbcbddc, 0x9e9ac8, 0x807dba, 0x6a51a3, 0x54278f, 0x3f007d]),
    ("Reds", &[0xfff5f0, 0xfee0d2, 0xfcbba1, 0xfc9272, 0xfb6a4a, 0xef3b2c, 0xcb181d, 0xa50f15, 0x67000d]),
    ("BuGn", &[0xf7fcfd, 0xe5f5f9, 0xccece6, 0x99d8c9, 0x66c2a4, 0x41ae76, 0x238b45, 0x006d2c, 0x00441b]),
    ("BuPu", &[0xf7fcfd, 0xe0ecf4, 0xbfd3e6, 0x9ebcda, 0x8c96c6, 0x8c6bb1, 0x88419d, 0x810f7c, 0x4d004b]),
    ("GnBu", &[0xf7fcf0, 0xe0f3db, 0xccebc5, 0xa8ddb5, 0x7bccc4, 0x4eb3d3, 0x2b8cbe, 0x0868ac, 0x084081]),
    ("OrRd", &[0xfff7ec, 0xfee8c8, 0xfdd49e, 0xfdbb84, 0xfc8d59, 0xef6548, 0xd7301f, 0xb30000, 0x7f0000]),
    ("PuBuGn", &[0xfff7fb, 0xece2f0, 0xd0d1e6, 0xa6bddb, 0x67a9cf, 0x3690c0, 0x02818a, 0x016c59, 0x014636]),
    ("PuBu", &[0xfff7fb, 0xece7f2, 0xd0d1e6, 0xa6bddb, 0x74a9cf, 0x3690c0, 0x0570b0, 0x045a8d, 0x023858]),
    ("PuRd", &[0xf7f4f9, 0xe7e1ef, 0xd4b9da, 0xc994c7, 0xdf65b0, 0xe7298a, 0xce1256, 0x980043, 0x67001f]),
    ("RdPu", &[0xfff7f3, 0xfde0dd, 0xfcc5c0, 0xfa9fb5, 0xf768a1, 0xdd3497, 0xae017e, 0x7a0177, 0x49006a]),
    ("YlGnBu", &[0xffffd9, 0xedf8b1, 0xc7e9b4, 0x7fcdbb, 0x41b6c4, 0x1d91c0, 0x225ea8, 0x253494, 0x081d58]),
    ("YlGn", &[0xffffe5, 0xf7fcb9, 0xd9f0a3, 0xaddd8e, 0x78c679, 0x41ab5d, 0x238443, 0x006837, 0x004529]),
    ("YlOrBr", &[0xffffe5, 0xfff7bc, 0xfee391, 0xfec44f, 0xfe9929, 0xec7014, 0xcc4c02, 0x993404, 0x662506]),
    ("YlOrRd", &[0xffffcc, 0xffeda0, 0xfed976, 0xfeb24c, 0xfd8d3c, 0xfc4e2a, 0xe31a1c, 0xbd0026, 0x800026]),
    ("BrBG", &[0x543005, 0x8c510a, 0xbf812d, 0xdfc27d, 0xf6e8c3, 0xf5f5f5, 0xc7eae5, 0x80cdc1, 0x35978f, 0x01665e, 0x003c30]),
    ("PRGn", &[0x40004b, 0x762a83, 0x9970ab, 0xc2a5cf, 0xe7d4e8, 0xf7f7f7, 0xd9f0d3, 0xa6dba0, 0x5aae61, 0x1b7837, 0x00441b]),
    ("PiYG", &[0x8e0152, 0xc51b7d, 0xde77ae, 0xf1b6da, 0xfde0ef, 0xf7f7f7, 0xe6f5d0, 0xb8e186, 0x7fbc41, 0x4d9221, 0x276419]),
    ("PuOr", &[0x7f3b08, 0xb35806, 0xe08214, 0xfdb863, 0xfee0b6, 0xf7f7f7, 0xd8daeb, 0xb2abd2, 0x8073ac, 0x542788, 0x2d004b]),
    ("RdBu", &[0x67001f, 0xb2182b, 0xd6604d, 0xf4a582, 0xfddbc7, 0xf7f7f7, 0xd1e5f0, 0x92c5de, 0x4393c3, 0x2166ac, 0x053061]),
    ("RdGy", &[0x67001f, 0xb2182b, 0xd6604d, 0xf4a582, 0xfddbc7, 0xffffff, 0xe0e0e0, 0xbababa, 0x878787, 0x4d4d4d, 0x1a1a1a]),
    ("RdYlBu", &[0xa50026, 0xd73027, 0xf46d43, 0xfdae61, 0xfee090, 0xffffbf, 0xe0f3f8, 0xabd9e9, 0x74add1, 0x4575b4, 0x313695]),
    ("RdYlGn", &[0xa50026, 0xd73027, 0xf46d43, 0xfdae61, 0xfee08b, 0xffffbf, 0xd9ef8b, 0xa6d96a, 0x66bd63, 0x1a9850, 0x006837]),
    ("Spectral", &[0x9e0142, 0xd53e4f, 0xf46d43, 0xfdae61, 0xfee08b, 0xffffbf, 0xe6f598, 0xabdda4, 0x66c2a5, 0x3288bd, 0x5e4fa2]),
];
