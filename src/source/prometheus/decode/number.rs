//! Decimal text to `f64`, correctly rounded, as fast as samples come.
//!
//! [`leading`] knows what servers write most (`NaN`, zeros and up to 19 digits with a point among them) and declines the
//! rest; [`whole`] takes any text that is a number. Both give exactly what `str::parse::<f64>` gives.
//!
//! Time goes into waiting for one step to say where the next one reads. So a number is taken in words of eight bytes at
//! fixed distances, the point lifted out of the word it stands in, and only its end depends on what was read. What runs
//! for every sample is always inlined: the page is built for size, and there a hint is not heard.

use crate::lean::decimal;
use crate::lean::decimal::EXACT_MOST;
use crate::lean::decimal::TENS;

/// Bytes of a word.
const WORD: usize = 8;

/// Digits that surely fit a `u64`.
const DIGITS_MOST: usize = 19;

/// The value of a sample's text, `NaN`, `+Inf` and `-Inf` (as Go writes them) included; none when it is no number.
pub(super) fn whole(text: &str) -> Option<f64> {
    decimal::parse(text)
}

/// The number that `text` begins with and what follows it, when this quick way is sure of it.
#[inline(always)]
pub(super) fn leading(text: &[u8]) -> Option<(f64, &[u8])> {
    let (negative, digits) = match text {
        [b'-', after @ ..] => (true, after),
        // A quotient over idle time is nothing but these.
        [b'N', b'a', b'N', after @ ..] => return Some((f64::NAN, after)),
        _ => (false, text),
    };
    let mut text = digits;
    let mut mantissa = 0;
    let mut count = 0;
    let mut before_point = None;
    let rest = loop {
        let (word, after) = (text.first_chunk()?, text.get(WORD..)?);
        let word = u64::from_le_bytes(*word);
        let digits = leading_digits(word);
        if digits == WORD {
            mantissa = append(mantissa, word, WORD);
            count += WORD;
        } else if before_point.is_none() && byte(word, digits) == b'.' {
            before_point = Some(count + digits);
            let word = without(word, digits);
            let digits = leading_digits(word);
            mantissa = append(mantissa, word, digits);
            count += digits;
            if digits < WORD - 1 {
                break text.get(digits + 1..)?;
            }
        } else {
            mantissa = append(mantissa, word, digits);
            count += digits;
            break text.get(digits..)?;
        }
        text = after;
    };
    // A small share, say 0.006, is written with more digits, the first of which are zeros and count nothing.
    if count == 0 || (count > DIGITS_MOST && count.saturating_sub(zeros(digits)) > DIGITS_MOST) {
        return None;
    }
    let size = shifted(mantissa, count - before_point.unwrap_or(count))?;
    Some((if negative { -size } else { size }, rest))
}

/// The integer of exactly ten digits that `text` begins with, which seconds have from 2001 to 2286, and what follows.
#[inline(always)]
pub(super) fn ten_digits(text: &[u8]) -> Option<(u64, &[u8])> {
    let (word, after) = (text.first_chunk()?, text.get(WORD..)?);
    let [ninth @ b'0'..=b'9', tenth @ b'0'..=b'9', after @ ..] = after else {
        return None;
    };
    let word = u64::from_le_bytes(*word);
    if leading_digits(word) < WORD {
        return None;
    }
    let last = u64::from(ninth - b'0') * 10 + u64::from(tenth - b'0');
    Some((append(0, word, WORD) * 100 + last, after))
}

/// How many zeros a number begins with, before and behind its point.
fn zeros(number: &[u8]) -> usize {
    let begin = number.iter().take_while(|byte| matches!(byte, b'0' | b'.'));
    begin.filter(|byte| **byte == b'0').count()
}

const ZEROS: u64 = 0x3030_3030_3030_3030;

/// How many of eight characters, the first in the lowest byte, are digits before one that is not.
#[inline(always)]
fn leading_digits(word: u64) -> usize {
    // Adding lifts what is above '9' into the high bit, subtracting what is below '0'. Digits carry nothing into the
    // next byte, so the first flag is true; those after it may not be.
    let above = word.wrapping_add(0x4646_4646_4646_4646);
    let below = word.wrapping_sub(ZEROS);
    let flags = (above | below) & 0x8080_8080_8080_8080;
    (flags.trailing_zeros() / 8) as usize
}

/// `value` with the first `count` digits of `word` behind it.
#[inline(always)]
fn append(value: u64, word: u64, count: usize) -> u64 {
    const SCALE: [u64; WORD + 1] = [
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

/// The byte at `index` of a word.
#[inline(always)]
fn byte(word: u64, index: usize) -> u8 {
    word.to_le_bytes().get(index).copied().unwrap_or(0)
}

/// The word without its byte at `index`: those behind it move up, and a byte that is no digit comes in at the end.
#[inline(always)]
fn without(word: u64, index: usize) -> u64 {
    let before = !u64::MAX.checked_shl(8 * (index as u32)).unwrap_or(0);
    (word & before) | ((word >> 8) & !before)
}

/// `mantissa` / 10^`places`, when it can be rounded correctly in one or two steps.
#[inline(always)]
fn shifted(mantissa: u64, places: usize) -> Option<f64> {
    let ten = *TENS.get(places)?;
    if mantissa <= EXACT_MOST {
        // Both operands are exact, so the one rounding is the right one (Clinger 1990).
        Some(mantissa as f64 / ten)
    } else if places == 0 {
        Some(mantissa as f64)
    } else {
        divided(mantissa, ten)
    }
}

/// `mantissa` (of at most 19 digits) / `ten`, when the quotient is not too close to the middle between two `f64`.
#[inline(always)]
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
#[inline(always)]
fn exact_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    let (a_high, a_low) = halves(a);
    let (b_high, b_low) = halves(b);
    let error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    (product, error)
}

/// The upper 26 bits of a mantissa and the rest.
#[inline(always)]
fn halves(value: f64) -> (f64, f64) {
    const SPLIT: f64 = ((1u64 << 27) + 1) as f64;
    let lifted = value * SPLIT;
    let high = lifted - (lifted - value);
    (high, value - high)
}
