//! The ticks of one axis: one scale, one number of decimals, so that they read as a column.

use crate::unit::Locale;
use crate::unit::family::Family;
use crate::unit::number;
use crate::unit::show;
use crate::unit::shown;

/// Which steps between ticks look round in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// 1, 2, 5 times powers of ten.
    Ten,
    /// Powers of two, since 1024 of a unit make the next.
    Two,
    /// Steps of a clock from one second on, powers of ten below.
    Sixty,
}

/// Which steps between ticks look round in a unit.
#[must_use]
pub fn tick_base(unit: &str) -> Base {
    Family::of(unit).base()
}

/// All ticks of an axis, in the order given: `0`, `4 GiB`, `8 GiB`. The largest decides the scale; as many decimals as
/// tell them exactly, unless a number of decimals is asked for.
#[must_use]
pub fn axis(values: &[f64], unit: &str, decimals: Option<u8>, locale: &Locale) -> Vec<String> {
    let family = Family::of(unit);
    let largest = values
        .iter()
        .filter(|value| value.is_finite())
        .fold(0.0, |largest: f64, value| largest.max(value.abs()));
    let Some(scale) = family.plain_scale(largest) else {
        return values
            .iter()
            .map(|value| show(*value, unit, decimals, locale).to_string())
            .collect();
    };
    let decimals = decimals.map_or_else(
        || {
            needed_decimals(
                values.iter().map(|value| scale.apply(*value)),
                scale.apply(largest),
            )
        },
        usize::from,
    );
    values
        .iter()
        .map(|value| {
            if value.is_finite() {
                shown(*value, &scale, decimals, locale).to_string()
            } else {
                show(*value, unit, None, locale).to_string()
            }
        })
        .collect()
}

/// No tick needs more: beyond it is what floats add to a sum of steps.
const MOST_DECIMALS: usize = 12;
/// How far from a number its short form may be, as a part of the largest one.
const SAME: f64 = 1e-9;

fn needed_decimals(values: impl Iterator<Item = f64> + Clone, largest: f64) -> usize {
    (0..MOST_DECIMALS)
        .find(|decimals| {
            values
                .clone()
                .filter(|value| value.is_finite())
                .all(|value| (number::round(value, *decimals) - value).abs() <= largest * SAME)
        })
        .unwrap_or(MOST_DECIMALS)
}
