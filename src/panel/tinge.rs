//! The colour of one value where every value has one: a state, a bar, a slice.

use crate::chart::grafana::Theme;
use crate::chart::scene::Ink;
use crate::panel::colour;
use crate::panel::field_config::Colour;
use crate::panel::field_config::FieldConfig;
use crate::panel::mapping;

/// By its mapping, else as its configuration says, or as `silent` says where that is silent; `own` is its series'.
pub(crate) fn of_value(
    config: &FieldConfig,
    silent: Option<&Colour>,
    own: Ink,
    value: f64,
    (min, max): (f64, f64),
) -> Ink {
    let mapped = mapping::of_number(&config.mappings, Some(value));
    if let Some(ink) = mapped
        .and_then(|mapped| mapped.colour)
        .and_then(|named| colour::judging(&named))
    {
        return ink;
    }
    match config.colour.as_ref().or(silent) {
        Some(Colour::Scheme(scheme)) => {
            let (red, green, blue) = scheme.at((value - min) / (max - min), Theme::Dark);
            Ink::Rgb(red, green, blue)
        }
        Some(Colour::Thresholds) | None => {
            let reached = config.thresholds.reached(value, min, max);
            let ink = reached.and_then(|(_, step)| colour::judging(&step.colour));
            ink.unwrap_or(Ink::Muted)
        }
        Some(Colour::Fixed(_) | Colour::Shades(_) | Colour::Palette | Colour::ByName) => own,
    }
}
