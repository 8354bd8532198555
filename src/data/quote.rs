//! Texts in quotes as Go writes them: those of PromQL, of LogQL and of a series in Prometheus' own words.

/// A text in double quotes; what would end it or not be seen is escaped.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\0'..='\u{1f}' | '\u{7f}' => push(&mut quoted, "\\x", letter, &[4, 0]),
            // Signs that turn the order of reading: who reads the query would see another one.
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                push(&mut quoted, "\\u", letter, &[12, 8, 4, 0]);
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A letter by its number, a digit for each place.
fn push(quoted: &mut String, sign: &str, letter: char, places: &[u32]) {
    quoted.push_str(sign);
    for place in places {
        let digit = (u32::from(letter) >> place) & 15;
        quoted.extend(char::from_digit(digit, 16));
    }
}
