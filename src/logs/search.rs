//! Looking for a text in many lines while it is typed. Latin letters are found in either case.

use crate::logs::loaded::Loaded;

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Needle {
    bytes: Vec<u8>,
    /// How far to go on after a window that ends with this byte.
    skips: [u8; 256],
}

impl Needle {
    /// None for an empty text.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let bytes = text.to_ascii_lowercase().into_bytes();
        let last = bytes.len().checked_sub(1)?;
        let most = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
        let mut skips = [most; 256];
        for (at, byte) in bytes.iter().take(last).enumerate() {
            let skip = u8::try_from(last - at).unwrap_or(u8::MAX);
            for case in [*byte, byte.to_ascii_uppercase()] {
                if let Some(place) = skips.get_mut(usize::from(case)) {
                    *place = skip;
                }
            }
        }
        Some(Self { bytes, skips })
    }

    /// Where it stands first at or after a byte of a text.
    #[must_use]
    pub fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let last = self.bytes.len().checked_sub(1)?;
        let (end, ends_with) = (from.checked_add(last)?, *self.bytes.get(last)?);
        let mut end = end;
        let is_short = last < SHORT;
        // Horspool's way: most of the text is never looked at. A short needle leaves little out: words of the text are
        // looked through for its end.
        loop {
            if is_short {
                end = place(text, end, ends_with)?;
            }
            let byte = *text.get(end)?;
            if byte.to_ascii_lowercase() == ends_with {
                let window = text.get(end - last..=end).unwrap_or_default();
                if window.eq_ignore_ascii_case(&self.bytes) {
                    return Some(end - last);
                }
            }
            let skip = self.skips.get(usize::from(byte)).copied().unwrap_or(1);
            end += usize::from(skip);
        }
    }

    /// Does a text have it?
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text.as_bytes(), 0).is_some()
    }

    /// Every place of it in a text, as bytes from and to.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        let mut from = 0;
        while let Some(at) = self.find(text.as_bytes(), from) {
            from = at + self.bytes.len();
            places.push((at, from));
        }
        places
    }
}

/// Needles up to this long, and a letter, are short.
const SHORT: usize = 3;

const ONES: u64 = 0x0101_0101_0101_0101;

/// The first place of a byte at or after another; of a letter, which is a small one, in either case.
fn place(text: &[u8], from: usize, byte: u8) -> Option<usize> {
    let case = if byte.is_ascii_lowercase() { 0x20 } else { 0 };
    let (cases, bytes) = (ONES * u64::from(case), ONES * u64::from(byte));
    let mut at = from;
    let mut rest = text.get(from..)?;
    while let Some(word) = rest.first_chunk() {
        // The bytes that are the same are zero; their high bit, true up to the first.
        let other = (u64::from_le_bytes(*word) | cases) ^ bytes;
        let found = other.wrapping_sub(ONES) & !other & (ONES << 7);
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += size_of_val(word);
        rest = rest.get(size_of_val(word)..).unwrap_or_default();
    }
    let place = rest.iter().position(|one| one | case == byte)?;
    Some(at + place)
}

/// The lines that have it, by their place in the list.
#[must_use]
pub fn found(loaded: &Loaded, needle: &Needle) -> Vec<u32> {
    let mut found = Vec::new();
    for (place, row) in loaded.rows().enumerate() {
        if needle.is_in(row.text()) {
            found.push(place as u32);
        }
    }
    found
}
