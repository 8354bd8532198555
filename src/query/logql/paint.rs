//! What a piece of LogQL is to a reader: what highlighting goes by. Metrics over lines are painted too.

use crate::query::logql::token::Kind;
use crate::query::logql::token::Token;
use crate::query::logql::token::tokens;

/// What a piece is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Space and what is nothing else.
    Plain,
    /// A comment.
    Comment,
    /// A function.
    Function,
    /// A label or field.
    Label,
    /// A text.
    Text,
    /// A number.
    Number,
    /// A word of the language.
    Keyword,
    /// A sign.
    Operator,
}

/// Words that are no names.
const KEYWORDS: [&str; 24] = [
    "json",
    "logfmt",
    "pattern",
    "regexp",
    "unpack",
    "decolorize",
    "line_format",
    "label_format",
    "drop",
    "keep",
    "unwrap",
    "by",
    "without",
    "and",
    "or",
    "unless",
    "on",
    "ignoring",
    "group_left",
    "group_right",
    "bool",
    "offset",
    "ip",
    "duration_seconds",
];

/// Every piece with what it is, in order; together they are the text.
#[must_use]
pub fn paint(text: &str) -> Vec<(Role, Token)> {
    let tokens = tokens(text);
    let after = |place: usize| {
        let rest = tokens.get(place + 1..).unwrap_or_default();
        let next = rest.iter().find(|token| token.kind != Kind::Blank);
        next.map_or("", |token| token.of(text))
    };
    let mut painted = Vec::with_capacity(tokens.len());
    for (place, token) in tokens.iter().enumerate() {
        let role = match token.kind {
            Kind::Blank => Role::Plain,
            Kind::Comment => Role::Comment,
            Kind::Text | Kind::Unclosed => Role::Text,
            Kind::Number => Role::Number,
            Kind::Sign => Role::Operator,
            Kind::Word if KEYWORDS.contains(&token.of(text)) => Role::Keyword,
            Kind::Word if after(place) == "(" => Role::Function,
            Kind::Word => Role::Label,
        };
        painted.push((role, *token));
    }
    painted
}
