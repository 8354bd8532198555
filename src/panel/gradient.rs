//! Lines whose colour follows their value (`gradientMode: scheme`): the colours, and from which value each holds.

use crate::chart::grafana::Theme;
use crate::chart::scene::Ink;
use crate::panel::colour;
use crate::panel::custom::Gradient;
use crate::panel::display;
use crate::panel::field::Field;
use crate::panel::field_config::Colour;
use crate::panel::scheme::Scheme;

/// Colours that a scale is shown in.
const SHADES: u32 = 24;

/// Colours of a field from below, each from its value on; empty where one colour is enough.
pub(crate) fn bands(field: &Field) -> Vec<(f64, Ink)> {
    let config = &field.config;
    if config.custom.gradient != Gradient::Scheme {
        return Vec::new();
    }
    match &config.colour {
        Some(Colour::Thresholds) => config
            .thresholds
            .marks(config.min, config.max)
            .filter_map(|(from, step)| Some((from, colour::judging(&step.colour)?)))
            .collect(),
        Some(Colour::Scheme(scheme)) => {
            let (min, max) = display::range(config, &field.values);
            let part = |shade: u32| f64::from(shade) / f64::from(SHADES);
            let from = |shade: u32| match shade {
                0 => f64::NEG_INFINITY,
                shade => min + (max - min) * part(shade),
            };
            let middle = |shade: u32| part(shade) + part(1) / 2.0;
            (0..SHADES)
                .map(|shade| (from(shade), shown(*scheme, middle(shade))))
                .collect()
        }
        Some(Colour::Palette | Colour::ByName | Colour::Fixed(_) | Colour::Shades(_)) | None => {
            Vec::new()
        }
    }
}

/// The colour of a value on the scale of its field.
pub(crate) fn of_value(field: &Field, scheme: Scheme, value: f64) -> Ink {
    let (min, max) = display::range(&field.config, &field.values);
    let part = if max > min {
        (value - min) / (max - min)
    } else {
        0.0
    };
    shown(scheme, part)
}

fn shown(scheme: Scheme, part: f64) -> Ink {
    let (red, green, blue) = scheme.at(part.clamp(0.0, 1.0), Theme::Dark);
    Ink::Rgb(red, green, blue)
}
