//! Numbers as Grafana's JavaScript writes them, and as the reader's locale does.

use crate::lean::decimal;
use crate::lean::digits;
use crate::lean::digits::Digits;
use crate::lean::find;
use crate::lean::power;
use crate::unit::Locale;

/// Decimals that leave three significant digits; none for whole numbers.
pub(crate) fn auto_decimals(value: f64) -> usize {
    if value.fract() == 0.0 {
        0
    } else {
        three_digits(value)
    }
}

/// The same for the number as it will be rounded: 99.99 becomes `100`, not `100.0`.
pub(crate) fn significant_decimals(value: f64) -> usize {
    let decimals = auto_decimals(value);
    decimals.min(three_digits(round(value, decimals)))
}

/// Rounds half up, towards positive infinity.
pub(crate) fn round(value: f64, decimals: usize) -> f64 {
    let factor = power_of_ten(decimals);
    let scaled = value * factor;
    if !factor.is_finite() || !scaled.is_finite() {
        return value;
    }
    let floor = scaled.floor();
    let rounded = if scaled - floor >= 0.5 {
        floor + 1.0
    } else {
        floor
    };
    // Adding zero turns a negative zero into zero.
    rounded / factor + 0.0
}

/// As many decimals as asked for, three significant digits if nobody asks; exponents stay.
pub(crate) fn to_fixed(value: f64, decimals: Option<u8>) -> String {
    if !value.is_finite() {
        return find::replaced(&plain(value), "Infinity", "∞");
    }
    fixed(
        value,
        decimals.map_or_else(|| auto_decimals(value), usize::from),
    )
}

/// So many decimals, rounded half up. What JavaScript would write with an exponent stays so.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    let text = plain(round(value, decimals));
    if find::has(&text, "e") || decimals == 0 {
        return text;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}.{fraction:0<decimals$}")
}

/// The shortest text that is this number, as JavaScript prints it.
pub(crate) fn plain(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value < 0.0 { "-Infinity" } else { "Infinity" }.to_owned();
    }
    let magnitude = value.abs();
    if magnitude != 0.0 && !(SMALLEST_PLAIN..LARGEST_PLAIN).contains(&magnitude) {
        let sign = if value < 0.0 { "-" } else { "" };
        format!("{sign}{}", signed_exponent(&Digits::of(value).scientific()))
    } else {
        // Adding zero turns a negative zero into zero.
        digits::text(value + 0.0)
    }
}

/// Digits and an exponent; the shortest, or with so many decimals.
pub(crate) fn scientific(value: f64, decimals: Option<u8>) -> String {
    if !value.is_finite() {
        return to_fixed(value, None);
    }
    let text = match decimals {
        None => format!("{value:e}"),
        Some(decimals) => larger_of_two(value, usize::from(decimals)),
    };
    signed_exponent(&text)
}

/// Digits and an exponent: in the middle between two JavaScript takes the larger, Rust the even one.
fn larger_of_two(value: f64, decimals: usize) -> String {
    let exact = format!("{value:.*e}", decimals + BEYOND);
    let digits = exact.split('e').next().unwrap_or("").trim_end_matches('0');
    let middle = digits.ends_with('5')
        && digits
            .split_once('.')
            .is_some_and(|(_, fraction)| fraction.len() == decimals + 1);
    // The next number away from zero is rounded away from it.
    let value = match middle {
        true => f64::from_bits(value.to_bits() + 1),
        false => value,
    };
    format!("{value:.decimals$e}")
}

/// Base 16 in capitals, its fraction too.
pub(crate) fn hex(value: f64, decimals: Option<u8>, mark: bool) -> String {
    let Some(value) = decimal::parse(&to_fixed(value, decimals)) else {
        return to_fixed(value, decimals);
    };
    let sign = if value < 0.0 { "-" } else { "" };
    let mark = if mark { "0x" } else { "" };
    format!("{sign}{mark}{}", base_sixteen(value.abs()))
}

/// The locale's decimal sign in a number written with a point.
pub(crate) fn decimal(number: &str, locale: &Locale) -> String {
    number.replace('.', &locale.decimal.to_string())
}

/// The locale's decimal sign and thousands.
pub(crate) fn grouped(number: &str, locale: &Locale) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = whole.bytes().all(|byte| byte.is_ascii_digit());
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        let after = whole.len() - at;
        if plain && whole.len() >= locale.group_from && at > 0 && after % 3 == 0 {
            text.push(locale.group);
        }
        text.push(digit);
    }
    if find::has(digits, ".") {
        text.push(locale.decimal);
        text.push_str(fraction);
    }
    text
}

/// At most so many decimals, zeros at the end dropped, half away from zero, grouped. A zero keeps the sign of what was
/// rounded to it.
pub(crate) fn trimmed(value: f64, decimals: u8, locale: &Locale) -> String {
    if !value.is_finite() {
        return to_fixed(value, None);
    }
    let number = half_away(value, usize::from(decimals));
    grouped(number.trim_end_matches('0').trim_end_matches('.'), locale)
}

/// An amount of money in full: so many decimals, or at most one where nobody says.
pub(crate) fn financial(value: f64, decimals: Option<u8>, locale: &Locale) -> String {
    match decimals.map(usize::from) {
        None => trimmed(value, 1, locale),
        Some(_) if !value.is_finite() => to_fixed(value, None),
        Some(0) => grouped(half_away(value, 0).trim_end_matches('.'), locale),
        Some(decimals) => grouped(&half_away(value, decimals), locale),
    }
}

/// So many decimals and always a point, half away from zero. It is the shortest text of the number that is rounded, as
/// people read it: 1.005 becomes 1.01, although the nearest float lies below.
fn half_away(value: f64, decimals: usize) -> String {
    let text = Digits::of(value).plain();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let kept = fraction.get(..decimals).unwrap_or(fraction);
    let mut digits: Vec<u8> = whole.bytes().chain(kept.bytes()).collect();
    digits.resize(whole.len() + decimals, b'0');
    let mut carry = fraction
        .as_bytes()
        .get(decimals)
        .is_some_and(|next| *next >= b'5');
    for digit in digits.iter_mut().rev() {
        if !carry {
            break;
        }
        carry = *digit == b'9';
        *digit = if carry { b'0' } else { *digit + 1 };
    }
    if carry {
        digits.insert(0, b'1');
    }
    digits.insert(digits.len() - decimals, b'.');
    if value.is_sign_negative() {
        digits.insert(0, b'-');
    }
    digits.into_iter().map(char::from).collect()
}

/// The whole number next to a value, if it is one of those that count milliseconds.
pub(crate) fn whole(value: f64) -> Option<i64> {
    // Larger ones are no longer exact, so the conversion never saturates.
    (value.is_finite() && value.abs() < EXACT).then(|| value.round() as i64)
}

/// JavaScript writes smaller and larger numbers with exponents.
const SMALLEST_PLAIN: f64 = 1e-6;
const LARGEST_PLAIN: f64 = 1e21;
/// Whole numbers below it are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;
const SIXTEEN: f64 = 16.0;
/// Further digits that tell the middle between two numbers from what lies beside it.
const BEYOND: usize = 25;
/// One more than the largest whole number of 64 bits.
const TWO_64: f64 = 18_446_744_073_709_551_616.0;

fn three_digits(value: f64) -> usize {
    usize::try_from(2_i32.saturating_sub(power::of_ten(value))).unwrap_or(0)
}

fn power_of_ten(decimals: usize) -> f64 {
    10_f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX))
}

fn signed_exponent(text: &str) -> String {
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text.to_owned(),
    }
}

/// As few digits as tell the number from its neighbours.
fn base_sixteen(value: f64) -> String {
    let mut whole = value.floor();
    let mut fraction = value - whole;
    let mut precision = (0.5 * (value.next_up() - value)).max(f64::MIN_POSITIVE);
    let mut digits: Vec<u8> = Vec::new();
    while fraction >= precision {
        fraction *= SIXTEEN;
        precision *= SIXTEEN;
        // Below 16, as the fraction was below 1.
        let digit = fraction as u8;
        fraction -= f64::from(digit);
        digits.push(digit);
        let up = fraction > 0.5 || (fraction == 0.5 && digit % 2 == 1);
        if up && fraction + precision > 1.0 {
            whole += if carry(&mut digits) { 1.0 } else { 0.0 };
            break;
        }
    }
    let mut text = String::new();
    let mut zeros = 0;
    // A float this large ends in zeros that are not its own digits.
    while whole >= TWO_64 {
        whole /= SIXTEEN;
        zeros += 1;
    }
    text += &format!("{:X}{}", whole as u64, "0".repeat(zeros));
    if !digits.is_empty() {
        text.push('.');
        text.extend(digits.iter().map(|digit| format!("{digit:X}")));
    }
    text
}

/// Adds one to the last digit; true where it runs over into the whole.
fn carry(digits: &mut Vec<u8>) -> bool {
    while let Some(digit) = digits.pop() {
        if digit + 1 < 16 {
            digits.push(digit + 1);
            return false;
        }
    }
    true
}
