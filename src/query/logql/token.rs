//! LogQL cut into pieces. Never fails: what it does not know is a sign of its own, and every byte is in one piece.

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Space and line ends.
    Blank,
    /// `# …` to the end of the line.
    Comment,
    /// A text with both its quotes.
    Text,
    /// A text whose second quote is missing.
    Unclosed,
    /// A number, with its unit if it has one: `10`, `1.5s`, `2KB`.
    Number,
    /// A name or keyword.
    Word,
    /// Anything else: `{`, `|=`, `>=`.
    Sign,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its first byte.
    pub from: usize,
    /// The byte after its last.
    pub to: usize,
}

impl Token {
    /// The piece of the text it was cut from.
    #[must_use]
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.from..self.to).unwrap_or_default()
    }
}

/// Signs of two characters.
const PAIRS: [&str; 10] = ["|=", "|~", "|>", "!=", "!~", "!>", "=~", "==", ">=", "<="];

/// All pieces in order.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = first(rest);
        let to = from + length.max(1);
        tokens.push(Token { kind, from, to });
        from = to;
    }
    tokens
}

/// The pieces that mean something.
#[must_use]
pub fn meaningful(text: &str) -> Vec<Token> {
    let mut tokens = tokens(text);
    tokens.retain(|token| !matches!(token.kind, Kind::Blank | Kind::Comment));
    tokens
}

fn first(rest: &str) -> (Kind, usize) {
    let end = |part: fn(char) -> bool| rest.find(|one| !part(one)).unwrap_or(rest.len());
    match rest.chars().next() {
        Some('#') => (Kind::Comment, rest.find('\n').unwrap_or(rest.len())),
        Some(quote @ ('"' | '`')) => text(rest, quote),
        Some(one) if one.is_whitespace() => (Kind::Blank, end(char::is_whitespace)),
        Some(one) if one.is_ascii_digit() => (
            Kind::Number,
            end(|one| one.is_ascii_alphanumeric() || one == '.' || one == 'µ'),
        ),
        Some(one) if is_word(one) => (Kind::Word, end(is_word)),
        Some(one) => match PAIRS.iter().find(|pair| rest.starts_with(**pair)) {
            Some(pair) => (Kind::Sign, pair.len()),
            None => (Kind::Sign, one.len_utf8()),
        },
        None => (Kind::Blank, 0),
    }
}

/// Can a name have it? Not at its beginning: digits.
#[must_use]
pub fn is_word(one: char) -> bool {
    one.is_ascii_alphanumeric() || matches!(one, '_' | ':' | '.' | '$')
}

fn text(rest: &str, quote: char) -> (Kind, usize) {
    let mut escaped = false;
    for (at, one) in rest.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if one == '\\' && quote == '"' {
            escaped = true;
        } else if one == quote {
            return (Kind::Text, at + 1);
        } else if one == '\n' && quote == '"' {
            // A text in double quotes ends with its line, so that what follows is still read.
            return (Kind::Unclosed, at);
        }
    }
    (Kind::Unclosed, rest.len())
}
