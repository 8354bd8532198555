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
    let (rest, end, is_whole) = written(scan.rest, into);
    into.truncate(end);
    scan.rest = rest;
    match is_whole {
        true => Ok(()),
        false => Err(Stop::Json(scan.at())),
    }
}

/// Room that is made at once.
const ROOM: usize = 256;

/// Writes up to the closing quote. Gives what is left of the text, where what was written ends, and whether the quote came.
///
/// Between two escapes lie few bytes: they are copied by the word, with what follows in it, and what is too much is written
/// over. A call to copy each piece would cost more.
fn written<'a>(mut rest: &'a [u8], into: &mut Vec<u8>) -> (&'a [u8], usize, bool) {
    let mut end = into.len();
    loop {
        // For a word, and a letter behind it.
        if into.len() < end + 2 * WORD {
            into.resize(end + ROOM, 0);
        }
        let mut room = into.get_mut(end..).unwrap_or_default();
        if let (Some(word), Some(copy)) = (rest.first_chunk(), room.first_chunk_mut::<WORD>()) {
            *copy = *word;
            let found = special(u64::from_le_bytes(*word));
            if found == 0 {
                end += WORD;
                rest = rest.get(WORD..).unwrap_or_default();
                continue;
            }
            let plain = (found.trailing_zeros() / 8) as usize;
            end += plain;
            rest = rest.get(plain..).unwrap_or_default();
            room = room.get_mut(plain..).unwrap_or_default();
        }
        let Some(first) = room.first_mut() else {
            return (rest, end, false);
        };
        match rest {
            [b'"', after @ ..] => return (after, end, true),
            [b'\\', letter @ (b'"' | b'\\' | b'/'), after @ ..] => {
                *first = *letter;
                end += 1;
                rest = after;
            }
            [b'\\', escape @ ..] => {
                let Some((length, letter)) = unescaped(escape) else {
                    return (rest, end, false);
                };
                if let Some(room) = room.get_mut(..letter.len_utf8()) {
                    end += letter.encode_utf8(room).len();
                }
                rest = escape.get(length..).unwrap_or_default();
            }
            // The end, or a control character, which JSON wants escaped.
            [] | [0..=0x1f, ..] => return (rest, end, false),
            [plain, after @ ..] => {
                *first = *plain;
                end += 1;
                rest = after;
            }
        }
    }
}

/// Bytes of a word.
const WORD: usize = 8;

const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of each byte that is a quote, a backslash or a control character; true up to the first.
fn special(word: u64) -> u64 {
    let below = |word: u64, bound: u64| word.wrapping_sub(ONES * bound) & !word;
    let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    (below(word, 0x20) | is(b'"') | is(b'\\')) & (ONES << 7)
}

/// What an escape means that is not for the letter itself, and how long it is without its backslash.
fn unescaped(text: &[u8]) -> Option<(usize, char)> {
    let letter = match text.first()? {
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
