//! Round values for the lines of an axis: three to five on a linear scale.
//!
//! Steps are 1, 2, 2.5 or 5 times a power of ten; powers of two for units that count in 1024s; steps of a clock for lengths
//! of time from a minute on. Between any two
//! neighbouring steps the number of lines at most halves, so the smallest step that gives five lines or fewer gives at
//! least three. Fewer come only when fixed decimals forbid a finer step. The text of a tick is not made here.

use crate::chart::scale::ValueScale;
use crate::chart::scene::Scale;
use crate::lean::power;

/// More lines than this is clutter.
const MOST: usize = 5;
/// Steps within a power of ten.
const TENS: [f64; 4] = [1.0, 2.0, 2.5, 5.0];

/// The values to mark, ascending, all within the scale's ends.
#[must_use]
pub fn ticks(scale: &ValueScale, unit: &str, decimals: Option<u8>) -> Vec<f64> {
    let (lower, upper) = (scale.lower(), scale.upper());
    match scale.kind() {
        Scale::Linear => even(lower, upper, unit, decimals),
        Scale::Log(base) => {
            let ticks = thin(powers(base, lower, upper));
            if ticks.len() >= 3 {
                return ticks;
            }
            let finer = logarithmic(base, lower, upper);
            if finer.len() >= 3 {
                thin(finer)
            } else {
                even(lower, upper, unit, decimals)
            }
        }
        Scale::SymLog { base, linear } => {
            let mut ticks: Vec<f64> = powers(base, linear, -lower)
                .into_iter()
                .rev()
                .map(|tick| -tick)
                .collect();
            if lower <= 0.0 && upper >= 0.0 {
                ticks.push(0.0);
            }
            ticks.extend(powers(base, linear, upper));
            ticks.retain(|tick| (lower..=upper).contains(tick));
            if ticks.len() >= 3 {
                thin_around_zero(ticks)
            } else {
                even(lower, upper, unit, decimals)
            }
        }
    }
}

/// Steps of a clock in seconds.
const CLOCK: [f64; 15] = [
    15.0, 30.0, 60.0, 120.0, 240.0, 300.0, 600.0, 1_200.0, 1_800.0, 3_600.0, 7_200.0, 10_800.0,
    21_600.0, 43_200.0, 86_400.0,
];

/// A second in a Grafana unit for lengths of time.
fn second(unit: &str) -> Option<f64> {
    Some(match unit {
        "s" => 1.0,
        "ms" => 1e3,
        "µs" => 1e6,
        "ns" => 1e9,
        _ => return None,
    })
}

/// Does this Grafana unit count in powers of 1024?
#[must_use]
pub fn is_binary(unit: &str) -> bool {
    matches!(
        unit,
        "bytes"
            | "bits"
            | "kbytes"
            | "mbytes"
            | "gbytes"
            | "tbytes"
            | "pbytes"
            | "binBps"
            | "binbps"
    ) || [
        "KiBs", "Kibits", "MiBs", "Mibits", "GiBs", "Gibits", "TiBs", "Tibits", "PiBs", "Pibits",
    ]
    .contains(&unit)
}

fn even(lower: f64, upper: f64, unit: &str, decimals: Option<u8>) -> Vec<f64> {
    let span = upper - lower;
    if is_binary(unit) {
        let finest = if decimals.is_some() { 0 } else { i32::MIN };
        let mut exponent = power::of_two(span / 16.0).max(finest);
        loop {
            let ticks = multiples(2f64.powi(exponent), 1.0, lower, upper);
            if ticks.len() <= MOST {
                return ticks;
            }
            exponent += 1;
        }
    }
    if let Some(second) = second(unit).filter(|second| span >= 60.0 * second) {
        let lines = |step: &f64| multiples(step * second, 1.0, lower, upper);
        if let Some(ticks) = CLOCK.iter().map(lines).find(|ticks| ticks.len() <= MOST) {
            return ticks;
        }
        // Days are counted in tens again.
        let day = 86_400.0 * second;
        let days = even(lower / day, upper / day, "", None).into_iter();
        return days.map(|days| days * day).collect();
    }
    let mut exponent = power::of_ten(span / 20.0);
    loop {
        for digit in TENS {
            // A step of 2.5 needs one more decimal than its power of ten.
            let places = if digit == 2.5 { exponent - 1 } else { exponent };
            if decimals.is_some_and(|decimals| places < -i32::from(decimals)) {
                continue;
            }
            let ticks = if exponent < 0 {
                multiples(digit, power::ten(exponent.saturating_neg()), lower, upper)
            } else {
                multiples(digit * power::ten(exponent), 1.0, lower, upper)
            };
            if ticks.len() <= MOST {
                return ticks;
            }
        }
        exponent += 1;
    }
}

/// Multiples of `step / divisor` within the ends, or one too many. Dividing whole numbers keeps `0.3` from becoming
/// `0.30000000000000004`.
fn multiples(step: f64, divisor: f64, lower: f64, upper: f64) -> Vec<f64> {
    let first = (lower * divisor / step).ceil();
    (0..=MOST + 1)
        .map(|count| {
            #[allow(clippy::cast_precision_loss)]
            let value = (first + count as f64) * step / divisor;
            // `+ 0.0` turns −0 into 0.
            value + 0.0
        })
        .skip_while(|value| *value < lower)
        .take_while(|value| *value <= upper)
        .take(MOST + 1)
        .collect()
}

/// Powers of the base within the ends, both above zero.
fn powers(base: f64, lower: f64, upper: f64) -> Vec<f64> {
    if !(lower > 0.0 && upper >= lower) {
        return Vec::new();
    }
    let first = (lower.ln() / base.ln() - 1e-9).ceil();
    let last = (upper.ln() / base.ln() + 1e-9).floor();
    // Conversions saturate; a base just above 1 has more powers than anybody draws.
    (first as i32..=last as i32)
        .take(4096)
        .map(|exponent| power(base, exponent))
        .filter(|tick| (lower..=upper).contains(tick))
        .collect()
}

/// 1, 2 and 5 of each magnitude; powers alone for other bases than ten.
fn logarithmic(base: f64, lower: f64, upper: f64) -> Vec<f64> {
    if base != 10.0 {
        return powers(base, lower, upper);
    }
    powers(base, lower / 10.0, upper)
        .into_iter()
        .flat_map(|power| [power, power * 2.0, power * 5.0])
        .filter(|tick| (lower..=upper).contains(tick))
        .collect()
}

/// A negative power as a quotient, because 10⁻³ computed otherwise is not 0.001.
fn power(base: f64, exponent: i32) -> f64 {
    if base == 10.0 {
        power::ten(exponent)
    } else if exponent < 0 && exponent > -300 {
        1.0 / base.powi(-exponent)
    } else {
        base.powi(exponent)
    }
}

/// Every second, third … so that no more than five stay.
fn thin(ticks: Vec<f64>) -> Vec<f64> {
    let stride = ticks.len().div_ceil(MOST).max(1);
    ticks.into_iter().step_by(stride).collect()
}

/// The same from zero outwards, so that zero stays and both sides keep the same magnitudes.
fn thin_around_zero(ticks: Vec<f64>) -> Vec<f64> {
    let zero = ticks.iter().position(|tick| *tick >= 0.0).unwrap_or(0);
    let stride = ticks.len().div_ceil(MOST).max(1);
    ticks
        .into_iter()
        .enumerate()
        .filter(|(index, _)| index.abs_diff(zero) % stride == 0)
        .map(|(_, tick)| tick)
        .collect()
}
