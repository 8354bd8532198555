//! Text to the nearest `f64`, as `str::parse` does, without its 10 KB table of powers of five.
//!
//! Short numbers are one exact division or multiplication. The others go through whole numbers of any size, which is
//! slow (microseconds) and always right; what must be quick has its own way to most of them.

/// Up to here every integer is an `f64`.
pub const EXACT_MOST: u64 = 1 << 53;

/// Digits that decide: a number right between two `f64` has at most 767, so one more digit says on which side it is.
const DIGITS_MOST: usize = 768;

/// Above 10^this every number is infinite, below 10^-this every number is zero, wherever the point stands.
const EXPONENT_MOST: i64 = 400;

/// The powers of ten that an `f64` holds exactly.
pub const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The number that the whole text is: `-1.5`, `.5`, `1e-7`, `+Inf`, `NaN`.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let (negative, size) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let is = |name: &str| size.eq_ignore_ascii_case(name);
    let size = if is("inf") || is("infinity") {
        f64::INFINITY
    } else if is("nan") {
        f64::NAN
    } else {
        Decimal::read(size)?.nearest()
    };
    Some(if negative { -size } else { size })
}

/// `count` × 10^exponent, the nearest float.
#[must_use]
pub fn scaled(count: u8, exponent: i64) -> f64 {
    let digits = vec![count];
    Decimal { digits, exponent }.nearest()
}

/// Digits × 10^exponent.
struct Decimal {
    /// Without zeros in front, each 0 to 9.
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    fn read(text: &str) -> Option<Self> {
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, power(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let mut decimal = Self {
            digits: Vec::new(),
            exponent,
        };
        let mut any = false;
        for (byte, behind_point) in digits(whole, false).chain(digits(fraction, true)) {
            let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
            any = true;
            decimal.push(digit, i64::from(behind_point));
        }
        any.then_some(decimal)
    }

    fn push(&mut self, digit: u8, behind_point: i64) {
        if self.digits.len() < DIGITS_MOST {
            self.exponent = self.exponent.saturating_sub(behind_point);
            if digit > 0 || !self.digits.is_empty() {
                self.digits.push(digit);
            }
            return;
        }
        // Of what follows it only counts whether it is more than nothing.
        self.exponent = self.exponent.saturating_add(1 - behind_point);
        if let Some(last) = self.digits.last_mut().filter(|_| digit > 0) {
            *last |= 1;
        }
    }

    fn nearest(&self) -> f64 {
        let size = self.exponent.saturating_add(self.digits.len() as i64);
        if self.digits.is_empty() || size < -EXPONENT_MOST {
            return 0.0;
        }
        if size > EXPONENT_MOST {
            return f64::INFINITY;
        }
        self.short().unwrap_or_else(|| self.long())
    }

    /// Both operands are exact, so the one rounding is the right one (Clinger 1990).
    fn short(&self) -> Option<f64> {
        let mut mantissa: u64 = 0;
        for digit in &self.digits {
            mantissa = mantissa.checked_mul(10)?.checked_add(u64::from(*digit))?;
        }
        let ten = *TENS.get(usize::try_from(self.exponent.unsigned_abs()).ok()?)?;
        if mantissa > EXACT_MOST {
            return None;
        }
        Some(if self.exponent < 0 {
            mantissa as f64 / ten
        } else {
            mantissa as f64 * ten
        })
    }

    /// The quotient of two whole numbers, bit by bit.
    fn long(&self) -> f64 {
        let (mut upper, mut lower) = (Whole(Vec::new()), Whole(vec![1]));
        for digit in &self.digits {
            upper.scale(10, u32::from(*digit));
        }
        let tens = if self.exponent < 0 {
            &mut lower
        } else {
            &mut upper
        };
        for _ in 0..self.exponent.unsigned_abs() {
            tens.scale(10, 0);
        }
        // Brought to 1 ≤ upper / lower < 2, as is the mantissa of a float.
        let mut exponent = upper.bits() as i64 - lower.bits() as i64;
        upper.shift(usize::try_from(-exponent).unwrap_or(0));
        lower.shift(usize::try_from(exponent).unwrap_or(0));
        if !upper.holds(&lower) {
            upper.shift(1);
            exponent -= 1;
        }
        let mut mantissa: u64 = 0;
        for _ in 0..u64::BITS {
            mantissa <<= 1;
            if upper.holds(&lower) {
                upper.subtract(&lower);
                mantissa |= 1;
            }
            upper.shift(1);
        }
        rounded(mantissa, !upper.is_zero(), exponent)
    }
}

fn digits(text: &str, behind_point: bool) -> impl Iterator<Item = (u8, bool)> {
    text.bytes().map(move |byte| (byte, behind_point))
}

/// The number behind `e`; one that is too large for any float stays so.
fn power(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse().unwrap_or(i64::MAX / 2);
    Some(if text.starts_with('-') { -size } else { size })
}

/// A mantissa whose highest bit is set and counts 2^exponent, and whether something is left below it, to the nearest
/// float; of two equally near the even one.
fn rounded(mantissa: u64, more: bool, exponent: i64) -> f64 {
    const LARGEST: i64 = f64::MAX_EXP as i64 - 1;
    const SMALLEST: i64 = f64::MIN_EXP as i64 - 1;
    if exponent > LARGEST {
        return f64::INFINITY;
    }
    // Numbers below the smallest normal one have fewer digits.
    let below = (SMALLEST - exponent).max(0);
    let dropped = u64::BITS - f64::MANTISSA_DIGITS + u32::try_from(below).unwrap_or(u32::MAX / 2);
    if dropped > u64::BITS {
        return 0.0;
    }
    let all = u128::from(mantissa);
    let kept = (all >> dropped) as u64;
    let rest = all & ((1 << dropped) - 1);
    let half = 1 << (dropped - 1);
    let up = rest > half || (rest == half && (more || kept % 2 == 1));
    // The highest bit of a normal mantissa is not stored but adds one to the exponent; so does rounding up to 2.
    let stored = ((exponent.max(SMALLEST) - SMALLEST) as u64) << (f64::MANTISSA_DIGITS - 1);
    f64::from_bits(stored + kept + u64::from(up))
}

/// A whole number of any size, its lowest 32 bits first, without zeros at the end.
struct Whole(Vec<u32>);

impl Whole {
    /// Times `factor`, plus `more`.
    fn scale(&mut self, factor: u32, more: u32) {
        let mut carry = more;
        for word in &mut self.0 {
            let wide = u64::from(*word) * u64::from(factor) + u64::from(carry);
            *word = wide as u32;
            carry = (wide >> u32::BITS) as u32;
        }
        if carry > 0 {
            self.0.push(carry);
        }
    }

    /// Times 2^bits.
    fn shift(&mut self, bits: usize) {
        if self.is_zero() {
            return;
        }
        self.scale(1 << (bits % 32), 0);
        let mut words = vec![0; bits / 32];
        words.append(&mut self.0);
        self.0 = words;
    }

    fn bits(&self) -> usize {
        let spare = self.0.last().map_or(0, |word| word.leading_zeros());
        self.0.len() * 32 - spare as usize
    }

    fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// Is it at least as large?
    fn holds(&self, other: &Self) -> bool {
        let sizes = self.0.len().cmp(&other.0.len());
        sizes
            .then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
            .is_ge()
    }

    /// Minus a number that is not larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrowed = false;
        let others = other.0.iter().chain(std::iter::repeat(&0));
        for (word, other) in self.0.iter_mut().zip(others) {
            let (rest, under) = word.overflowing_sub(*other);
            let (rest, under_again) = rest.overflowing_sub(u32::from(borrowed));
            *word = rest;
            borrowed = under || under_again;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}
