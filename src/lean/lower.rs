//! Lower case for texts to be compared and searched in.

/// The text with the capitals of the Latin, Greek and Cyrillic alphabets made small; others stay as they are.
#[must_use]
pub fn lower(text: &str) -> String {
    text.chars().map(small).collect()
}

/// One letter of it.
#[must_use]
pub fn small(c: char) -> char {
    let code = u32::from(c);
    let small = match code {
        // A–Z; À–Þ without the sign × among them; Α–Ϋ; А–Я.
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => {
            code + 0x20
        }
        // Ѐ–Џ.
        0x400..=0x40f => code + 0x50,
        // Ā–Ķ, Ŋ–Ŷ: a capital is even, the small one follows it. Not so İ, which has no small one of its own.
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 => code | 1,
        // Ĺ–Ň, Ź–Ž: a capital is odd.
        0x139..=0x148 | 0x179..=0x17e => code + code % 2,
        0x178 => 0xff,
        // Greek capitals with an accent.
        0x386 => 0x3ac,
        0x388..=0x38a => code + 0x25,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 0x3f,
        _ => code,
    };
    char::from_u32(small).unwrap_or(c)
}
