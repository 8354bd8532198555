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
            '\0'..='\u{1f}' | '\u{7f}' => {
                quoted.push_str("\\x");
                for place in [4, 0] {
                    let digit = (u32::from(letter) >> place) & 15;
                    quoted.extend(char::from_digit(digit, 16));
                }
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
