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
        // Horspool's way: most of the text is never looked at.
        while let Some(byte) = text.get(end) {
            if byte.to_ascii_lowercase() == ends_with {
                let window = text.get(end - last..=end).unwrap_or_default();
                if window.eq_ignore_ascii_case(&self.bytes) {
                    return Some(end - last);
                }
            }
            let skip = self.skips.get(usize::from(*byte)).copied().unwrap_or(1);
            end += usize::from(skip);
        }
        None
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
