//! Dates and times written out: `2024-01-31`, `2024-01-31 10:17`, `2024-01-31 10:17:42.5`, ISO 8601 with `T` and `Z` or
//! an offset, and epoch milliseconds. What names no offset is read on the wall of the zone.

use crate::time::Instant;
use crate::time::civil::Civil;
use crate::time::civil::MINUTE;
use crate::time::civil::from_civil;
use crate::time::math::Fault;
use crate::time::math::TextError;
use crate::time::zone::Zone;

/// Reads a time written out.
///
/// # Errors
/// What is not understood and where.
pub fn parse(text: &str, zone: &Zone) -> Result<Instant, TextError> {
    let fault = |at, why| TextError { at, why };
    if text.is_empty() {
        return Err(fault(0, Fault::Empty));
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let millis = text.parse().map_err(|_| fault(0, Fault::TooManyDigits))?;
        return Ok(Instant(millis));
    }
    let mut cursor = Cursor {
        bytes: text.as_bytes(),
        at: 0,
    };
    let parsed = cursor.date_time();
    let position = text
        .char_indices()
        .take_while(|(at, _)| *at < cursor.at)
        .count();
    let (civil, offset) = parsed.ok_or(fault(position, Fault::NotATime))?;
    let missing = fault(0, Fault::NoSuchDate);
    match offset {
        None => from_civil(civil, zone).ok_or(missing),
        Some(minutes) => {
            let utc = from_civil(civil, &Zone::utc()).ok_or(missing)?;
            Ok(Instant(utc.0 - i64::from(minutes) * MINUTE))
        }
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    /// The wall reading and, where the text names one, minutes east of UTC.
    fn date_time(&mut self) -> Option<(Civil, Option<i32>)> {
        let mut civil = Civil {
            year: i32::from(self.number(4)?),
            month: 0,
            day: 0,
            hour: 0,
            minute: 0,
            second: 0,
            milli: 0,
        };
        self.one_of(b"-")?;
        civil.month = self.two()?;
        self.one_of(b"-")?;
        civil.day = self.two()?;
        if self.ended() {
            return Some((civil, None));
        }
        self.one_of(b"T ")?;
        civil.hour = self.two()?;
        self.one_of(b":")?;
        civil.minute = self.two()?;
        if self.one_of(b":").is_some() {
            civil.second = self.two()?;
            if self.one_of(b".,").is_some() {
                civil.milli = self.fraction()?;
            }
        }
        let offset = match self.one_of(b"Z+-") {
            None => None,
            Some(b'Z') => Some(0),
            Some(sign) => Some(self.offset(sign)?),
        };
        self.ended().then_some((civil, offset))
    }

    /// `02:00`, `0200` or `02`.
    fn offset(&mut self, sign: u8) -> Option<i32> {
        let hours = i32::from(self.two()?);
        self.one_of(b":");
        let minutes = if self.ended() {
            0
        } else {
            i32::from(self.two()?)
        };
        let east = hours * 60 + minutes;
        Some(if sign == b'-' { -east } else { east })
    }

    /// Digits after the decimal sign as milliseconds; more than three are cut.
    fn fraction(&mut self) -> Option<u16> {
        let mut value = 0;
        let mut weight = 100;
        let mut digits = 0;
        while let Some(digit) = self.digit() {
            value += digit * weight;
            weight /= 10;
            digits += 1;
        }
        (digits > 0).then_some(value)
    }

    fn two(&mut self) -> Option<u8> {
        u8::try_from(self.number(2)?).ok()
    }

    fn number(&mut self, digits: usize) -> Option<u16> {
        let mut value = 0;
        for _ in 0..digits {
            value = value * 10 + self.digit()?;
        }
        Some(value)
    }

    fn digit(&mut self) -> Option<u16> {
        let byte = *self.bytes.get(self.at)?;
        byte.is_ascii_digit().then(|| {
            self.at += 1;
            u16::from(byte - b'0')
        })
    }

    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        allowed.contains(&byte).then(|| {
            self.at += 1;
            byte
        })
    }

    fn ended(&self) -> bool {
        self.at >= self.bytes.len()
    }
}
