//! Numbers as text, by the fewest digits that tell them from their neighbours, without the three algorithms and the tables
//! of the standard library's.

/// The digits of a number and the power of ten of the first of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// `0` to `9`, without zeros at either end; none for zero.
    pub digits: String,
    /// Of the first.
    pub exponent: i32,
}

impl Digits {
    /// The fewest that are this number and no other, without its sign. Of two texts that lie equally near, the even one.
    /// A number that is not finite has none.
    #[must_use]
    pub fn of(value: f64) -> Self {
        let mut buffer = zmij::Buffer::new();
        let text = match value.is_finite() {
            true => buffer.format_finite(value.abs()),
            false => "",
        };
        let (number, power) = text.split_once('e').unwrap_or((text, ""));
        let power: i32 = power.parse().unwrap_or(0);
        let whole = number.find('.').unwrap_or(number.len());
        let digits = number.replace('.', "");
        let significant = digits.trim_start_matches('0');
        let zeros = digits.len() - significant.len();
        // A float has no more than some hundred digits.
        let place = whole as i32 - zeros as i32 - 1;
        let digits = significant.trim_end_matches('0').to_owned();
        let exponent = if digits.is_empty() { 0 } else { power + place };
        Self { digits, exponent }
    }

    /// Without an exponent: `0.00012`, `1200`.
    #[must_use]
    pub fn plain(&self) -> String {
        let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
        if self.exponent < 0 {
            return format!("0.{}{}", zeros(-self.exponent - 1), self.digits);
        }
        let whole = usize::try_from(self.exponent).unwrap_or(0) + 1;
        match self.digits.split_at_checked(whole) {
            None | Some((_, "")) => {
                let missing = whole as i32 - self.digits.len() as i32;
                format!("{}{}", self.digits, zeros(missing))
            }
            Some((whole, fraction)) => format!("{whole}.{fraction}"),
        }
    }

    /// With one: `1.2e-4`, `5e21`.
    #[must_use]
    pub fn scientific(&self) -> String {
        let (first, rest) = self.digits.split_at_checked(1).unwrap_or(("0", ""));
        let point = if rest.is_empty() { "" } else { "." };
        format!("{first}{point}{rest}e{}", self.exponent)
    }
}

/// A number as the standard library writes it: `-0.5`, `1000000`, `NaN`, `inf`.
#[must_use]
pub fn text(value: f64) -> String {
    let sign = if value.is_sign_negative() && !value.is_nan() {
        "-"
    } else {
        ""
    };
    let size = if value.is_nan() {
        "NaN".to_owned()
    } else if value.is_infinite() {
        "inf".to_owned()
    } else {
        Digits::of(value).plain()
    };
    format!("{sign}{size}")
}

/// A length or a share to one decimal, for drawing.
#[must_use]
pub fn tenths(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let size = tenths.unsigned_abs();
    format!("{sign}{}.{}", size / 10, size % 10)
}
