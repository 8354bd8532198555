//! What lines have in common: a line with what differs from one happening to the next folded into signs.
//!
//! Folded are numbers, hexadecimal and long random words, ids, times, addresses, paths, and texts in quotes. A stack
//! trace is told by its frames and not by the lines in them.

/// What stands for what was folded.
pub const SIGN: &str = "<_>";

/// Lines are told apart by so much of their beginning.
const MOST: usize = 4_000;

/// Frames of a stack that tell it apart.
const FRAMES: usize = 5;

/// A line with what differs folded.
#[must_use]
pub fn fold(line: &str) -> String {
    let line = super::ansi::plain(cut(line));
    if let Some(stack) = stack(&line) {
        return stack;
    }
    // A line that is data says what happened in one of its fields; its other fields differ each time.
    match message(&line) {
        Some(message) => folded(&message),
        None => folded(&line),
    }
}

/// What a line of JSON or logfmt says, as people read it.
#[must_use]
pub fn message(line: &str) -> Option<String> {
    let fields = crate::data::fields::fields(cut(line));
    let named = |name: &str| fields.iter().find(|one| one.name == name);
    let says = ["msg", "message", "event", "log"]
        .iter()
        .find_map(|name| named(name))?;
    let error = ["error", "err", "exception", "error_message"]
        .iter()
        .find_map(|name| named(name))
        .filter(|error| !matches!(error.value.as_str(), "" | "null" | "nil"));
    Some(match error {
        Some(error) if error.value != says.value => [&says.value, ": ", &error.value].concat(),
        _ => says.value.clone(),
    })
}

fn cut(line: &str) -> &str {
    let end = line
        .char_indices()
        .nth(MOST)
        .map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or(line)
}

fn folded(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '"' | '\'' => quoted(rest).unwrap_or(0),
            one if is_part(one) => {
                let end = rest.find(|one| !is_part(one)).unwrap_or(rest.len());
                let (word, _) = rest.split_at_checked(end).unwrap_or((rest, ""));
                let bare = word.trim_end_matches([':', '.', '-', '/']);
                match differs(bare) {
                    true => bare.len(),
                    false => {
                        text.push_str(word);
                        rest = rest.get(word.len()..).unwrap_or_default();
                        continue;
                    }
                }
            }
            _ => 0,
        };
        if taken > 0 {
            if !text.ends_with(SIGN) {
                text.push_str(SIGN);
            }
            rest = rest.get(taken..).unwrap_or_default();
            continue;
        }
        text.push(first);
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    text
}

/// Length of a text in quotes; an apostrophe within a word begins none.
fn quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let end = text.get(1..)?.find(quote)? + 2;
    let inside = text.get(1..end - 1)?;
    let after = text.get(end..)?.chars().next();
    (!inside.contains('\n') && !after.is_some_and(char::is_alphanumeric)).then_some(end)
}

/// Signs of which words, numbers, times, ids, addresses and paths are made.
fn is_part(one: char) -> bool {
    one.is_alphanumeric() || matches!(one, '_' | '-' | '.' | ':' | '/' | '+' | '%' | '@' | '#')
}

/// Does a word differ from one happening to the next?
fn differs(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let hex = |word: &str| word.len() >= 6 && word.bytes().all(|one| one.is_ascii_hexdigit());
    let path = word.matches('/').count() >= 2 || word.starts_with('/') && word.len() > 1;
    digits > 0 || path || word.contains('@') || hex(word) && word.len() >= 8
}

/// Lines with `at …`, `File "…", line …`, `…(file.go:12)`: the first line folded, then the frames without their places.
fn stack(text: &str) -> Option<String> {
    // Lines of data write the line ends of a stack as letters.
    let text = text.replace("\\n", "\n").replace("\\t", "\t");
    let mut lines = text.lines().map(str::trim);
    let first = lines.next()?;
    let frames: Vec<String> = lines.filter_map(frame).take(FRAMES).collect();
    if frames.is_empty() {
        return None;
    }
    let says = message(first).unwrap_or_else(|| first.to_owned());
    Some([folded(&says), frames.join("\n")].join("\n"))
}

/// What a frame calls.
fn frame(line: &str) -> Option<String> {
    if let Some(call) = line.strip_prefix("at ") {
        let call = call.split(['(', ' ']).next()?;
        return Some(["at ", call].concat());
    }
    if let Some(file) = line.strip_prefix("File \"") {
        let (_, after) = file.split_once("\", line ")?;
        let call = after.split_once(", in ").map_or("", |(_, call)| call);
        return Some(["in ", call.trim_end_matches(['"', '}'])].concat());
    }
    None
}
