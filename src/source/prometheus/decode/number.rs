//! Decimal text to `f64`, correctly rounded, as fast as samples come.
//!
//! [`leading`] knows the numbers that servers write (up to 19 digits, a point, a small exponent) and declines the rest;
//! [`whole`] takes any text that is a number. Both give exactly what `str::parse::<f64>` gives.

/// Digits that surely fit a `u64`.
const DIGITS_MOST: usize = 19;

/// Up to here every integer is an `f64`.
const EXACT_MOST: u64 = 1 << 53;

/// The powers of ten that an `f64` holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The value of a sample's text, `NaN`, `+Inf` and `-Inf` included; none when it is no number.
pub(super) fn whole(text: &str) -> Option<f64> {
    match leading(text.as_bytes()) {
        Some((value, [])) => Some(value),
        // The standard parser takes `NaN`, `+Inf` and `-Inf` as Go writes them.
        _ => text.parse().ok(),
    }
}

/// The number that `text` begins with and what follows it, when this quick way is sure of it.
#[inline]
pub(super) fn leading(text: &[u8]) -> Option<(f64, &[u8])> {
    let (negative, text) = match text {
        [b'-', after @ ..] => (true, after),
        _ => (false, text),
    };
    let (mut mantissa, mut rest) = digits(0, text);
    let mut count = text.len() - rest.len();
    if count == 0 {
        return None;
    }
    let mut exponent = 0;
    if let [b'.', fraction @ ..] = rest {
        (mantissa, rest) = digits(mantissa, fraction);
        let places = fraction.len() - rest.len();
        count += places;
        exponent = -i64::try_from(places).ok()?;
    }
    if count > DIGITS_MOST {
        return None;
    }
    if let [b'e' | b'E', power @ ..] = rest {
        let (sign, power) = match power {
            [b'-', after @ ..] => (-1, after),
            [b'+', after @ ..] => (1, after),
            _ => (1, power),
        };
        let (size, after) = digits(0, power);
        if !(1..=DIGITS_MOST).contains(&(power.len() - after.len())) {
            return None;
        }
        exponent = i64::saturating_add(exponent, sign * i64::try_from(size).ok()?);
        rest = after;
    }
    let size = scaled(mantissa, exponent)?;
    Some((if negative { -size } else { size }, rest))
}

/// The run of digits that `text` begins with, appended to `value` (which wraps around when they are too many), and what
/// follows. Eight at a time: most samples are two steps.
#[inline]
pub(super) fn digits(mut value: u64, mut text: &[u8]) -> (u64, &[u8]) {
    while let Some(chunk) = text.first_chunk::<8>() {
        let word = u64::from_le_bytes(*chunk);
        let count = leading_digits(word);
        value = append(value, word, count);
        text = text.get(count..).unwrap_or_default();
        if count < 8 {
            return (value, text);
        }
    }
    while let [digit @ b'0'..=b'9', after @ ..] = text {
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        text = after;
    }
    (value, text)
}

const ZEROS: u64 = 0x3030_3030_3030_3030;

/// How many of eight characters, the first in the lowest byte, are digits before one that is not.
#[inline]
fn leading_digits(word: u64) -> usize {
    // Adding lifts what is above '9' into the high bit, subtracting what is below '0'. Digits carry nothing into the
    // next byte, so the first flag is true; those after it may not be.
    let above = word.wrapping_add(0x4646_4646_4646_4646);
    let below = word.wrapping_sub(ZEROS);
    let flags = (above | below) & 0x8080_8080_8080_8080;
    (flags.trailing_zeros() / 8) as usize
}

/// `value` with the first `count` digits of `word` behind it.
#[inline]
fn append(value: u64, word: u64, count: usize) -> u64 {
    const SCALE: [u64; 9] = [
        1,
        10,
        100,
        1_000,
        10_000,
        100_000,
        1_000_000,
        10_000_000,
        100_000_000,
    ];
    let Some(scale) = SCALE.get(count) else {
        return value;
    };
    // Digits move to the end of the word and zeros come in before them; then neighbours join into pairs, fours, eight.
    let unused = 64 - 8 * (count as u32);
    let word = word.wrapping_sub(ZEROS).checked_shl(unused).unwrap_or(0);
    let pairs = word.wrapping_mul(10).wrapping_add(word >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    let eight = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    value.wrapping_mul(*scale).wrapping_add(eight)
}

/// `mantissa` × 10^`exponent`, when it can be rounded correctly in one or two steps.
#[inline]
fn scaled(mantissa: u64, exponent: i64) -> Option<f64> {
    let ten = *TENS.get(usize::try_from(exponent.unsigned_abs()).ok()?)?;
    if mantissa <= EXACT_MOST {
        // Both operands are exact, so the one rounding is the right one (Clinger 1990).
        let exact = mantissa as f64;
        return Some(if exponent < 0 {
            exact / ten
        } else {
            exact * ten
        });
    }
    match exponent {
        0 => Some(mantissa as f64),
        1.. => None,
        _ => divided(mantissa, ten),
    }
}

/// `mantissa` (of at most 19 digits) / `ten`, when the quotient is not too close to the middle between two `f64`.
#[inline]
fn divided(mantissa: u64, ten: f64) -> Option<f64> {
    // The mantissa is `high + low` exactly; dividing `high` leaves a remainder that is an `f64` too.
    let high = mantissa as f64;
    let low = mantissa.wrapping_sub(high as u64).cast_signed() as f64;
    let first = high / ten;
    let (product, error) = exact_product(first, ten);
    let remainder = (high - product) - error + low;
    let second = remainder / ten;
    // `second` is off by two roundings at most. Rounding is monotonic: when both ends of what it may be round to the
    // same sum, so does the true one.
    const SLACK: f64 = 1.0 / (1u64 << 50) as f64;
    let slack = second * SLACK;
    let one = first + (second - slack);
    let other = first + (second + slack);
    (one == other).then_some(one)
}

/// `a` × `b` as a rounded product and what rounding dropped (Dekker 1971).
#[inline]
fn exact_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    let (a_high, a_low) = halves(a);
    let (b_high, b_low) = halves(b);
    let error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    (product, error)
}

/// The upper 26 bits of a mantissa and the rest.
#[inline]
fn halves(value: f64) -> (f64, f64) {
    const SPLIT: f64 = ((1u64 << 27) + 1) as f64;
    let lifted = value * SPLIT;
    let high = lifted - (lifted - value);
    (high, value - high)
}
