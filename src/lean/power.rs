//! Powers of ten and of two, exactly, without logarithms and the tables of `pow` and `exp2`.

use crate::lean::decimal;

/// The part of a float's bits that says its power of two, and what is added to it there.
const MANTISSA: u32 = f64::MANTISSA_DIGITS - 1;
const BIAS: i32 = f64::MAX_EXP - 1;
const EXPONENT: u64 = 0x7ff;

/// 10^exponent, the nearest float.
#[must_use]
pub fn ten(exponent: i32) -> f64 {
    decimal::scaled(1, i64::from(exponent))
}

/// The power of ten of a number's first digit: 2 for 999, 3 for 1000, −1 for 0.1. The least there is for zero, the
/// largest for what is infinite, 0 for what is no number.
#[must_use]
pub fn of_ten(value: f64) -> i32 {
    let value = value.abs();
    if value == 0.0 {
        return i32::MIN;
    }
    if !value.is_finite() {
        return if value.is_nan() { 0 } else { i32::MAX };
    }
    // At most one too small, or for numbers below the smallest normal one some.
    let mut power = (f64::from(of_two(value)) * std::f64::consts::LOG10_2).floor() as i32;
    while ten(power) > value {
        power -= 1;
    }
    while ten(power + 1) <= value {
        power += 1;
    }
    power
}

/// The power of two of a number's first binary digit; for numbers below the smallest normal one, that one's.
#[must_use]
pub fn of_two(value: f64) -> i32 {
    ((value.to_bits() >> MANTISSA) & EXPONENT) as i32 - BIAS
}
