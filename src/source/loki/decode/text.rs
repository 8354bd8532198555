//! A JSON text to the end of an arena, without a `String` of its own. Log lines are full of escapes: most are JSON
//! themselves.

use crate::source::prometheus::decode::scan::Scanner;
use crate::source::prometheus::decode::stop::Stop;

/// Reads a text and writes what it means behind `into`.
pub(super) fn read(
    scan: &mut Scanner<'_>,
    expected: &'static str,
    into: &mut Vec<u8>,
) -> Result<(), Stop> {
    while let [b' ' | b'\n' | b'\t' | b'\r', after @ ..] = scan.rest {
        scan.rest = after;
    }
    let [b'"', after @ ..] = scan.rest else {
        scan.skip()?;
        return Err(Stop::shape(expected));
    };
    scan.rest = after;
    loop {
        let (plain, after) = scan
            .rest
            .split_at_checked(plain_length(scan.rest))
            .unwrap_or((scan.rest, &[]));
        into.extend_from_slice(plain);
        scan.rest = after;
        match after {
            [b'"', after @ ..] => {
                scan.rest = after;
                return Ok(());
            }
            [b'\\', escape @ ..] => {
                let (length, letter) = unescaped(escape).ok_or_else(|| Stop::Json(scan.at()))?;
                let mut bytes = [0; 4];
                into.extend_from_slice(letter.encode_utf8(&mut bytes).as_bytes());
                scan.rest = escape.get(length..).unwrap_or_default();
            }
            // The end, or a control character, which JSON wants escaped.
            _ => return Err(Stop::Json(scan.at())),
        }
    }
}

/// Bytes before the next quote, backslash or control character; all, if there is none.
fn plain_length(text: &[u8]) -> usize {
    let mut length = 0;
    let mut rest = text;
    while let Some(word) = rest.first_chunk() {
        let found = special(u64::from_le_bytes(*word));
        if found != 0 {
            return length + (found.trailing_zeros() / 8) as usize;
        }
        length += 8;
        rest = rest.get(8..).unwrap_or_default();
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    length + rest.iter().position(special).unwrap_or(rest.len())
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of each byte that is a quote, a backslash or a control character; true up to the first.
fn special(word: u64) -> u64 {
    let below = |word: u64, bound: u64| word.wrapping_sub(ONES * bound) & !word;
    let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    (below(word, 0x20) | is(b'"') | is(b'\\')) & (ONES << 7)
}

/// What an escape means, and how long it is without its backslash.
fn unescaped(text: &[u8]) -> Option<(usize, char)> {
    let letter = match text.first()? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'u' => return unicode(text),
        _ => return None,
    };
    Some((1, letter))
}

/// `uXXXX`, or a pair of surrogates; half a pair is no character.
fn unicode(text: &[u8]) -> Option<(usize, char)> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 4)?;
        let mut unit = 0;
        for digit in digits {
            unit = unit * 16 + char::from(*digit).to_digit(16)?;
        }
        Some(unit)
    };
    let first = unit(1)?;
    if let Some(letter) = char::from_u32(first) {
        return Some((5, letter));
    }
    let second = match text.get(5..7) {
        Some(b"\\u") => unit(7).filter(|unit| (0xdc00..0xe000).contains(unit)),
        _ => None,
    };
    match second {
        Some(second) if first < 0xdc00 => {
            let letter = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            Some((11, char::from_u32(letter)?))
        }
        _ => Some((5, char::REPLACEMENT_CHARACTER)),
    }
}
