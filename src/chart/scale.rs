//! From values to shares of the height and back, and the limits of a value axis.
//!
//! Limits follow Grafana's time series panel: 10 % room at both ends, zero when the data comes near it, soft limits
//! that extend and hard limits that cut. Whatever comes in (NaN, ±Inf, lower above upper), a scale has two finite,
//! different ends. Does not know pixels.

use crate::chart::scene::Axis;
use crate::chart::scene::Scale;
use crate::lean::power;
use crate::lean::within::Within;

/// Room above and below the data, as a share of what it spans.
const PADDING: f64 = 0.1;
/// Shown when nothing says what to show.
const FALLBACK: (f64, f64) = (0.0, 100.0);
/// Beyond this an axis could not be computed with: twice its length must stay finite.
const LARGEST: f64 = 1e300;
/// Smallest value of a logarithmic axis.
const SMALLEST: f64 = 1e-300;

/// How the values of one axis map to its height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueScale {
    scale: Scale,
    lower: f64,
    upper: f64,
    origin: f64,
    length: f64,
}

impl ValueScale {
    /// A scale between two values; ends that cannot be are replaced.
    #[must_use]
    pub fn new(scale: Scale, lower: f64, upper: f64) -> Self {
        let (scale, lower, upper) = sound(scale, lower, upper);
        let origin = bend(scale, lower);
        Self {
            scale,
            lower,
            upper,
            origin,
            length: bend(scale, upper) - origin,
        }
    }

    /// The lower end.
    #[must_use]
    pub fn lower(&self) -> f64 {
        self.lower
    }

    /// The upper end.
    #[must_use]
    pub fn upper(&self) -> f64 {
        self.upper
    }

    /// The kind of scale, with its parameters made sound.
    #[must_use]
    pub fn kind(&self) -> Scale {
        self.scale
    }

    /// 0 at the lower end, 1 at the upper, beyond outside; NaN where the scale has no place for the value.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        (bend(self.scale, value) - self.origin) / self.length
    }

    /// Offset and factor from a value to its share, where the scale is even: for those who ask for many.
    #[must_use]
    pub fn even(&self) -> Option<(f64, f64)> {
        match self.scale {
            Scale::Linear => Some((-self.origin / self.length, 1.0 / self.length)),
            Scale::Log(_) | Scale::SymLog { .. } => None,
        }
    }

    /// The value at a share of the height.
    #[must_use]
    pub fn value(&self, share: f64) -> f64 {
        straighten(self.scale, self.origin + share * self.length)
    }
}

/// The limits of an axis over data between two values (none: no data), both finite and the first below the second.
#[must_use]
pub fn limits(axis: &Axis, data: Option<(f64, f64)>) -> (f64, f64) {
    let finite = |limit: Option<f64>| limit.filter(|value| value.is_finite());
    let (hard_min, hard_max) = (finite(axis.min), finite(axis.max));
    let (soft_min, soft_max) = (finite(axis.soft_min), finite(axis.soft_max));
    let (lower, upper) = match axis.scale {
        Scale::Log(base) => {
            let positive = |limit: Option<f64>| limit.filter(|value| *value > 0.0);
            let data = extend(data, positive(soft_min), positive(soft_max));
            let (lower, upper) = magnitudes(data, base);
            (
                positive(hard_min).unwrap_or(lower),
                positive(hard_max).unwrap_or(upper),
            )
        }
        Scale::Linear | Scale::SymLog { .. } => {
            let data = match (data, soft_min, soft_max) {
                (None, Some(min), Some(max)) if min < max => Some((min, max)),
                (data, _, _) => data,
            };
            let (lower, upper) = padded(data, soft_min, soft_max);
            if axis.centred_zero {
                let reach = lower.abs().max(upper.abs());
                (hard_min.unwrap_or(-reach), hard_max.unwrap_or(reach))
            } else {
                (hard_min.unwrap_or(lower), hard_max.unwrap_or(upper))
            }
        }
    };
    let (_, lower, upper) = sound(axis.scale, lower, upper);
    if axis.decimals == Some(0) && !matches!(axis.scale, Scale::Log(_)) {
        let (_, lower, upper) = sound(axis.scale, lower.floor(), upper.ceil());
        return (lower, upper);
    }
    (lower, upper)
}

/// Smallest and largest finite value.
#[must_use]
pub fn extent(values: &[f64]) -> Option<(f64, f64)> {
    // Eight lanes without a dependence between neighbours; a comparison with NaN is false and so keeps the lane.
    let mut low = [f64::INFINITY; 8];
    let mut high = [f64::NEG_INFINITY; 8];
    let chunks = values.chunks_exact(8);
    let rest = chunks.remainder();
    for chunk in chunks {
        for ((low, high), value) in low.iter_mut().zip(&mut high).zip(chunk) {
            *low = if *value < *low { *value } else { *low };
            *high = if *value > *high { *value } else { *high };
        }
    }
    let low = low
        .iter()
        .chain(rest)
        .copied()
        .fold(f64::INFINITY, f64::min);
    let high = high
        .iter()
        .chain(rest)
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    if low.is_finite() && high.is_finite() {
        return Some((low, high));
    }
    values
        .iter()
        .copied()
        .filter(|value| value.is_finite())
        .fold(None, |both, value| widen(both, (value, value)))
}

/// The smallest extent that holds both.
#[must_use]
pub fn widen(one: Option<(f64, f64)>, other: (f64, f64)) -> Option<(f64, f64)> {
    Some(match one {
        Some((low, high)) => (low.min(other.0), high.max(other.1)),
        None => other,
    })
}

fn extend(data: Option<(f64, f64)>, min: Option<f64>, max: Option<f64>) -> Option<(f64, f64)> {
    [min, max]
        .into_iter()
        .flatten()
        .fold(data, |data, value| widen(data, (value, value)))
}

/// Limits with room around the data; an end that has a soft limit beyond the data stops exactly there.
fn padded(data: Option<(f64, f64)>, soft_min: Option<f64>, soft_max: Option<f64>) -> (f64, f64) {
    let Some((low, high)) = data else {
        return (
            soft_min.unwrap_or(FALLBACK.0),
            soft_max.unwrap_or(FALLBACK.1),
        );
    };
    let (low, high) = (
        low.within(-LARGEST, LARGEST),
        high.within(-LARGEST, LARGEST),
    );
    let span = high - low;
    let room = if span > 0.0 {
        span * PADDING
    } else {
        high.abs()
    };
    // Ends are rounded outwards to a tenth of the span's magnitude, so that they do not tremble with each refresh.
    let grain = power::ten(power::of_ten(if span > 0.0 { span } else { room.max(1.0) }) - 1);
    let down = outwards((low - room) / grain, f64::floor) * grain;
    let up = outwards((high + room) / grain, f64::ceil) * grain;
    let lower = match soft_min {
        Some(soft) if low >= soft => soft,
        Some(_) => down,
        None if low >= 0.0 && down <= 0.0 => 0.0,
        None => down,
    };
    let upper = match soft_max {
        Some(soft) if high <= soft => soft,
        Some(_) => up,
        None if high <= 0.0 && up >= 0.0 => 0.0,
        None => up,
    };
    if lower == 0.0 && upper == 0.0 {
        return FALLBACK;
    }
    (lower, upper)
}

/// Rounds, but lets a number that is whole but for the last bits stay what it is.
fn outwards(value: f64, round: impl Fn(f64) -> f64) -> f64 {
    let whole = value.round();
    if (value - whole).abs() < 1e-6 {
        whole
    } else {
        round(value)
    }
}

/// Limits of a logarithmic axis: outwards to one digit of the base's magnitude.
fn magnitudes(data: Option<(f64, f64)>, base: f64) -> (f64, f64) {
    let base = sound_base(base);
    let Some((low, high)) = data.filter(|(low, high)| *low > 0.0 && high >= low) else {
        return (1.0, base.powi(2).max(100.0));
    };
    let (low, high) = (
        low.within(SMALLEST, LARGEST),
        high.within(SMALLEST, LARGEST),
    );
    let magnitude = |value: f64| base.powi(outwards(value.ln() / base.ln(), f64::floor) as i32);
    let lower = outwards(low / magnitude(low), f64::floor) * magnitude(low);
    let upper = outwards(high / magnitude(high), f64::ceil) * magnitude(high);
    if lower < upper {
        (lower, upper)
    } else {
        (lower / base, upper * base)
    }
}

fn sound_base(base: f64) -> f64 {
    if base.is_finite() && base > 1.0 {
        base
    } else {
        10.0
    }
}

/// Ends that are finite, in order and far enough apart to be told apart; parameters that can be computed with.
fn sound(scale: Scale, lower: f64, upper: f64) -> (Scale, f64, f64) {
    let (scale, least) = match scale {
        Scale::Linear => (scale, -LARGEST),
        Scale::Log(base) => (Scale::Log(sound_base(base)), SMALLEST),
        Scale::SymLog { base, linear } => (
            Scale::SymLog {
                base: sound_base(base),
                linear: if linear.is_finite() && linear > SMALLEST {
                    linear
                } else {
                    1.0
                },
            },
            -LARGEST,
        ),
    };
    let end = |value: f64, otherwise: f64| if value.is_nan() { otherwise } else { value };
    let lower = end(lower, FALLBACK.0).within(least, LARGEST / 10.0);
    let upper = end(upper, FALLBACK.1).within(least, LARGEST);
    let grain = lower.abs().max(upper.abs()).max(1e-280) * 1e-12;
    let upper = if upper - lower > grain && bend(scale, upper) > bend(scale, lower) {
        upper
    } else {
        lower + lower.abs().max(1e-12)
    };
    (scale, lower, upper)
}

fn bend(scale: Scale, value: f64) -> f64 {
    match scale {
        Scale::Linear => value,
        Scale::Log(_) => value.ln(),
        Scale::SymLog { base, linear } => {
            let size = value.abs() / linear;
            let bent = if size <= 1.0 {
                size
            } else {
                1.0 + size.ln() / base.ln()
            };
            bent.copysign(value)
        }
    }
}

fn straighten(scale: Scale, bent: f64) -> f64 {
    match scale {
        Scale::Linear => bent,
        Scale::Log(_) => bent.exp(),
        Scale::SymLog { base, linear } => {
            let size = bent.abs();
            let value = if size <= 1.0 {
                size * linear
            } else {
                linear * base.powf(size - 1.0)
            };
            value.copysign(bent)
        }
    }
}
