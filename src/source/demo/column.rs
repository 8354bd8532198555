//! A column of values as short text: quantised, then each value as its difference to the one before.
//!
//! A value is `n × 10^exponent`, where the exponent is chosen so that the column's span is 1,000 levels at least: a chart
//! that fills the screen cannot show the rest. A column that needs fewer digits gets fewer; a constant is exact to
//! [`CONSTANT_DIGITS`] digits. Each difference is written zigzag (0, -1, 1, -2, …) in base 32, lowest digit first; the
//! last digit of a number is a letter of [`LAST`], the others are of [`MORE`]. Gaps, NaN and the infinities have signs of
//! their own and do not count as a value before.

use crate::data::series::GAP;
use crate::data::series::is_gap;

/// A column's span has 10 to the power of this levels at least, and ten times as many at most.
const SPAN_DIGITS: i32 = 3;

/// Digits kept of a value that never changes: it is read as a number, not seen as a line.
const CONSTANT_DIGITS: i32 = 12;

/// Beyond this a float does not hold every whole number.
const EXACT: f64 = 9_007_199_254_740_992.0;

const LAST: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
const MORE: &[u8; 32] = b"ghijklmnopqrstuvwxyz0123456789-_";
const GAP_SIGN: char = '.';
const NAN_SIGN: char = '!';
const ABOVE_SIGN: char = '+';
const BELOW_SIGN: char = '~';

/// The exponent and the text of a column.
pub(super) fn write(values: &[f64]) -> (i32, String) {
    let (mut exponent, mut levels) = quantise(values);
    while exponent < 300
        && levels.iter().any(|level| *level != 0)
        && levels.iter().all(|level| level % 10 == 0)
    {
        levels.iter_mut().for_each(|level| *level /= 10);
        exponent += 1;
    }
    let mut text = String::new();
    let mut before = 0;
    let mut finite = levels.into_iter();
    for value in values {
        if is_gap(*value) {
            text.push(GAP_SIGN);
        } else if value.is_nan() {
            text.push(NAN_SIGN);
        } else if value.is_infinite() {
            text.push(if *value > 0.0 { ABOVE_SIGN } else { BELOW_SIGN });
        } else if let Some(level) = finite.next() {
            push_number(&mut text, level - before);
            before = level;
        }
    }
    (exponent, text)
}

/// The values again; none for a text that [`write`] does not write, or of another length.
pub(super) fn read(exponent: i32, text: &str, count: usize) -> Option<Vec<f64>> {
    let mut values = Vec::with_capacity(count);
    let mut level = 0_i64;
    let (mut number, mut shift) = (0_u64, 0_u32);
    for sign in text.bytes() {
        if let Some(digit) = MORE.iter().position(|more| *more == sign) {
            number |= u64::try_from(digit).ok()?.checked_shl(shift)?;
            shift += 5;
        } else if let Some(digit) = LAST.iter().position(|last| *last == sign) {
            number |= u64::try_from(digit).ok()?.checked_shl(shift)?;
            let half = i64::try_from(number >> 1).ok()?;
            let difference = if number & 1 == 0 { half } else { !half };
            level = level.checked_add(difference)?;
            values.push(scale(level, exponent));
            (number, shift) = (0, 0);
        } else {
            values.push(match char::from(sign) {
                GAP_SIGN => GAP,
                NAN_SIGN => f64::NAN,
                ABOVE_SIGN => f64::INFINITY,
                BELOW_SIGN => f64::NEG_INFINITY,
                _ => return None,
            });
        }
        if values.len() > count {
            return None;
        }
    }
    (values.len() == count && shift == 0).then_some(values)
}

/// Exponent and levels of the finite values.
fn quantise(values: &[f64]) -> (i32, Vec<i64>) {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let lowest = finite().fold(f64::INFINITY, f64::min);
    let highest = finite().fold(f64::NEG_INFINITY, f64::max);
    let largest = finite().fold(0.0, |most: f64, value| most.max(value.abs()));
    if largest == 0.0 {
        return (0, finite().map(|_| 0).collect());
    }
    // Infinite where the ends are too far apart for a float; its magnitude is the largest then.
    let span = highest - lowest;
    let mut exponent = if span > 0.0 {
        magnitude(span) - SPAN_DIGITS
    } else {
        magnitude(largest) + 1 - CONSTANT_DIGITS
    };
    // Small changes of a huge value: no more digits than whole numbers can be told apart.
    while largest / power(exponent) > EXACT {
        exponent += 1;
    }
    let level = |value: f64| {
        let level = if exponent < 0 {
            value * power(-exponent)
        } else {
            value / power(exponent)
        };
        // Within ±2^53 by the loop above.
        level.round() as i64
    };
    (exponent, finite().map(level).collect())
}

/// The power of ten of a number's first digit.
fn magnitude(value: f64) -> i32 {
    // Logarithms of finite positive floats lie within ±324.
    value.log10().floor().clamp(-290.0, 308.0) as i32
}

fn power(exponent: i32) -> f64 {
    10_f64.powi(exponent)
}

/// Dividing by a power of ten gives the float nearest to the decimal; multiplying by its inverse does not.
fn scale(level: i64, exponent: i32) -> f64 {
    let level = level as f64;
    if exponent < 0 {
        level / power(-exponent)
    } else {
        level * power(exponent)
    }
}

fn push_number(text: &mut String, number: i64) {
    let mut zigzag = (number << 1 ^ number >> 63).cast_unsigned();
    loop {
        let digit = usize::try_from(zigzag % 32).unwrap_or(0);
        zigzag /= 32;
        let digits = if zigzag == 0 { LAST } else { MORE };
        text.push(digits.get(digit).copied().map_or(GAP_SIGN, char::from));
        if zigzag == 0 {
            return;
        }
    }
}
