//! Foreign text as it may stand in a page: what would act there is made visible, what is too long is clipped.
//!
//! Colours for terminals go; other control characters become the signs Unicode has for them; signs that turn the order
//! of reading, or that nobody sees, are written by their number. Line ends and tabs stay.

/// The text, and how many bytes of it were left out because it is longer than so many characters.
#[must_use]
pub fn visible(text: &str, most: usize) -> (String, usize) {
    let mut shown = String::with_capacity(text.len().min(most.saturating_mul(2)));
    let mut rest = text;
    let mut left = most;
    while let Some(letter) = rest.chars().next() {
        if left == 0 {
            break;
        }
        if let Some(after) = colour(rest) {
            rest = after;
            continue;
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        left -= 1;
        match letter {
            '\n' | '\t' => shown.push(letter),
            '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(letter))),
            '\u{7f}' => shown.push('\u{2421}'),
            _ if acts(letter) => {
                shown.push_str("⟨U+");
                for place in [12, 8, 4, 0] {
                    let digit = (u32::from(letter) >> place) & 15;
                    let digit = char::from_digit(digit, 16).unwrap_or('0');
                    shown.push(digit.to_ascii_uppercase());
                }
                shown.push('⟩');
            }
            letter => shown.push(letter),
        }
    }
    (shown, rest.len())
}

/// Second control set, marks and turns of direction, signs without width. The joiner of emoji is none of them.
fn acts(letter: char) -> bool {
    matches!(
        letter,
        '\u{80}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// What follows a colour for terminals, `ESC [ … m`, that the text begins with.
fn colour(text: &str) -> Option<&str> {
    let inside = text.strip_prefix("\u{1b}[")?;
    let end = inside.find(|one: char| !matches!(one, '0'..='9' | ';' | ':'))?;
    inside.get(end..)?.strip_prefix('m')
}
