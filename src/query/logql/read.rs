//! Text to query.

use crate::query::logql::LineOp;
use crate::query::logql::Matcher;
use crate::query::logql::Op;
use crate::query::logql::Query;
use crate::query::logql::Stage;
use crate::query::logql::quote::unquote;
use crate::query::logql::token::Kind;
use crate::query::logql::token::Token;
use crate::query::logql::token::meaningful;

/// Where and why a text is not a query for lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte in the text.
    pub at: usize,
    /// Why.
    pub why: Why,
}

/// Why a text is not a query for lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It does not begin with a selector: nothing at all, or a metric.
    NoSelector,
    /// A selector that does not go on as one.
    Selector,
    /// A text without its second quote, or with an escape that means nothing.
    Quotes,
    /// Something behind the selector that begins no stage.
    Stage,
}

/// Reads a query for lines.
pub(super) fn query(text: &str) -> Result<Query, Fault> {
    let tokens = meaningful(text);
    if let Some(token) = tokens.iter().find(|token| token.kind == Kind::Unclosed) {
        return Err(fault(token.from, Why::Quotes));
    }
    let mut reader = Reader {
        text,
        tokens,
        at: 0,
    };
    let matchers = reader.selector()?;
    let stages = reader.stages()?;
    Ok(Query { matchers, stages })
}

struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
}

fn fault(at: usize, why: Why) -> Fault {
    Fault { at, why }
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<(Kind, &'a str)> {
        let token = self.tokens.get(self.at)?;
        Some((token.kind, token.of(self.text)))
    }

    fn place(&self) -> usize {
        self.tokens
            .get(self.at)
            .map_or(self.text.len(), |token| token.from)
    }

    fn sign(&mut self, sign: &str) -> bool {
        let found = self.peek() == Some((Kind::Sign, sign));
        self.at += usize::from(found);
        found
    }

    fn word(&mut self) -> Option<&'a str> {
        let (kind, word) = self.peek()?;
        (kind == Kind::Word).then(|| {
            self.at += 1;
            word
        })
    }

    fn selector(&mut self) -> Result<Vec<Matcher>, Fault> {
        if !self.sign("{") {
            return Err(fault(self.place(), Why::NoSelector));
        }
        let mut matchers = Vec::new();
        loop {
            if self.sign("}") {
                return Ok(matchers);
            }
            let bad = fault(self.place(), Why::Selector);
            let name = self.word().ok_or(bad)?.to_owned();
            let op = self.peek().and_then(|(_, sign)| matcher_op(sign));
            let op = op.ok_or(fault(self.place(), Why::Selector))?;
            self.at += 1;
            let value = self.quoted()?;
            matchers.push(Matcher { name, op, value });
            if !self.sign(",") && self.peek() != Some((Kind::Sign, "}")) {
                return Err(fault(self.place(), Why::Selector));
            }
        }
    }

    fn quoted(&mut self) -> Result<String, Fault> {
        let place = self.place();
        match self.peek() {
            Some((Kind::Text, text)) => {
                self.at += 1;
                unquote(text).ok_or(fault(place, Why::Quotes))
            }
            _ => Err(fault(place, Why::Selector)),
        }
    }

    fn stages(&mut self) -> Result<Vec<Stage>, Fault> {
        let mut stages = Vec::new();
        while self.at < self.tokens.len() {
            let from = self.at;
            let begins = self.peek().map_or("", |(_, text)| text);
            if begins != "|" && line_op(begins).is_none() {
                return Err(fault(self.place(), Why::Stage));
            }
            self.at += 1;
            let mut depth = 0_i32;
            while let Some((_, text)) = self.peek() {
                match text {
                    "(" => depth += 1,
                    ")" => depth -= 1,
                    _ if depth == 0 && self.begins_stage(from) => break,
                    _ => {}
                }
                self.at += 1;
            }
            stages.push(self.stage(from)?);
        }
        Ok(stages)
    }

    /// Does the next piece begin a stage, within one that began there? `!=` is a stage of its own only where it compares
    /// no name.
    fn begins_stage(&self, from: usize) -> bool {
        let Some((Kind::Sign, sign)) = self.peek() else {
            return false;
        };
        match sign {
            "|" | "|=" | "|~" | "|>" => true,
            "!=" | "!~" | "!>" => {
                let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
                let is_name = |token: &Token| {
                    token.kind == Kind::Word
                        && !(self.at == from + 2 && is_parser(token.of(self.text)))
                };
                self.at > from + 1 && !before.is_some_and(is_name)
            }
            _ => false,
        }
    }

    fn stage(&self, from: usize) -> Result<Stage, Fault> {
        let tokens = self.tokens.get(from..self.at).unwrap_or_default();
        let of = |token: &Token| token.of(self.text);
        let read = |token: &Token| unquote(of(token)).ok_or(fault(token.from, Why::Quotes));
        match tokens {
            [sign, text] if text.kind == Kind::Text => {
                if let Some(op) = line_op(of(sign)) {
                    let text = read(text)?;
                    return Ok(Stage::Line { op, text });
                }
            }
            [_, word] if of(word) == "json" => return Ok(Stage::Json),
            [_, word] if of(word) == "logfmt" => return Ok(Stage::Logfmt),
            [pipe, name, sign, value] if of(pipe) == "|" && name.kind == Kind::Word => {
                if let Some(op) = field_op(of(sign))
                    && !is_keyword(of(name))
                    && matches!(value.kind, Kind::Text | Kind::Number)
                {
                    let bare = value.kind == Kind::Number;
                    let value = match bare {
                        true => of(value).to_owned(),
                        false => read(value)?,
                    };
                    let name = of(name).to_owned();
                    return Ok(Stage::Field {
                        name,
                        op,
                        value,
                        bare,
                    });
                }
            }
            _ => {}
        }
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Err(fault(self.place(), Why::Stage));
        };
        if tokens.len() == 1 {
            return Err(fault(first.to, Why::Stage));
        }
        let text = self.text.get(first.from..last.to).unwrap_or_default();
        Ok(Stage::Other(text.to_owned()))
    }
}

fn matcher_op(sign: &str) -> Option<Op> {
    Some(match sign {
        "=" => Op::Is,
        "!=" => Op::IsNot,
        "=~" => Op::Matches,
        "!~" => Op::MatchesNot,
        _ => return None,
    })
}

fn field_op(sign: &str) -> Option<Op> {
    Some(match sign {
        "==" => Op::Is,
        ">" => Op::Above,
        ">=" => Op::AtLeast,
        "<" => Op::Below,
        "<=" => Op::AtMost,
        sign => return matcher_op(sign),
    })
}

fn line_op(sign: &str) -> Option<LineOp> {
    Some(match sign {
        "|=" => LineOp::Has,
        "!=" => LineOp::HasNot,
        "|~" => LineOp::Matches,
        "!~" => LineOp::MatchesNot,
        "|>" => LineOp::IsLike,
        "!>" => LineOp::IsNotLike,
        _ => return None,
    })
}

fn is_parser(word: &str) -> bool {
    matches!(word, "json" | "logfmt" | "unpack" | "decolorize")
}

/// Words that begin a stage of their own kind.
pub(super) fn is_keyword(word: &str) -> bool {
    STAGES.contains(&word)
}

/// Stages by their word.
pub(super) const STAGES: [&str; 11] = [
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
];
