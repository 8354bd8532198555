//! Texts in double quotes, as Go writes and reads them.

/// Is this sign the syntax of matchers, so that a name with it stands in quotes?
pub(super) fn reserved(sign: char) -> bool {
    sign.is_whitespace() || "{}!=~,\\\"'`".contains(sign)
}

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for sign in text.chars() {
        match sign {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

/// The text between quotes whose escapes are all Go's; none when one is not.
pub(super) fn strict(inside: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let sign = after.chars().next()?;
        rest = after.get(sign.len_utf8()..)?;
        let simple = match sign {
            'a' => Some(7),
            'b' => Some(8),
            'f' => Some(12),
            'n' => Some(b'\n'),
            'r' => Some(b'\r'),
            't' => Some(b'\t'),
            'v' => Some(11),
            '\\' => Some(b'\\'),
            '"' => Some(b'"'),
            _ => None,
        };
        if let Some(byte) = simple {
            bytes.push(byte);
            continue;
        }
        let (digits, radix, byte) = match sign {
            'x' => (2, 16, true),
            'u' => (4, 16, false),
            'U' => (8, 16, false),
            '0'..='7' => {
                // Its first digit is the sign itself.
                rest = after;
                (3, 8, true)
            }
            _ => return None,
        };
        let code = rest.get(..digits)?;
        if !code.chars().all(|digit| digit.is_digit(radix)) {
            return None;
        }
        let code = u32::from_str_radix(code, radix).ok()?;
        rest = rest.get(digits..)?;
        if byte {
            bytes.push(u8::try_from(code).ok()?);
        } else {
            bytes.extend_from_slice(char::from_u32(code)?.to_string().as_bytes());
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    let text = String::from_utf8(bytes).ok()?;
    (!inside.contains('\n')).then_some(text)
}

/// The text as older servers read it: they know `\\`, `\"` and `\n`, and leave other backslashes as they are.
pub(super) fn lenient(inside: &str) -> Option<String> {
    let mut text = String::new();
    let mut escaped = false;
    for sign in inside.chars() {
        match (escaped, sign) {
            (false, '\\') => {
                escaped = true;
                continue;
            }
            (false, '"') => return None,
            (false, _) | (true, '"' | '\\') => text.push(sign),
            (true, 'n') => text.push('\n'),
            (true, _) => {
                text.push('\\');
                text.push(sign);
            }
        }
        escaped = false;
    }
    (!escaped).then_some(text)
}
