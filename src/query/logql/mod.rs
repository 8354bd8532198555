//! LogQL that selects lines: a selector and the stages behind it.
//!
//! A query that is read and written again means the same. Stages that no filter stands for are kept as they are written,
//! so that a click never breaks what somebody typed. Metrics over lines are not read here.
//!
//! <https://grafana.com/docs/loki/latest/query/log_queries/>

pub mod complete;
pub mod count;
pub mod edit;
pub mod filter;
pub mod level;
pub mod lint;
pub mod paint;
pub mod quote;
pub mod read;
pub mod refusal;
pub mod token;
mod write;

use crate::query::logql::read::Fault;

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// `=`
    Is,
    /// `!=`
    IsNot,
    /// `=~`
    Matches,
    /// `!~`
    MatchesNot,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
}

impl Op {
    /// As it is written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Is => "=",
            Self::IsNot => "!=",
            Self::Matches => "=~",
            Self::MatchesNot => "!~",
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
        }
    }

    /// Does it leave out what it names?
    #[must_use]
    pub fn leaves_out(self) -> bool {
        matches!(self, Self::IsNot | Self::MatchesNot)
    }
}

/// How a line is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineOp {
    /// `|=`
    Has,
    /// `!=`
    HasNot,
    /// `|~`
    Matches,
    /// `!~`
    MatchesNot,
    /// `|>`
    IsLike,
    /// `!>`
    IsNotLike,
}

impl LineOp {
    /// As it is written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Has => "|=",
            Self::HasNot => "!=",
            Self::Matches => "|~",
            Self::MatchesNot => "!~",
            Self::IsLike => "|>",
            Self::IsNotLike => "!>",
        }
    }

    /// Does it leave out what it names?
    #[must_use]
    pub fn leaves_out(self) -> bool {
        matches!(self, Self::HasNot | Self::MatchesNot | Self::IsNotLike)
    }
}

/// A condition on a label of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Matcher {
    /// The label.
    pub name: String,
    /// `=`, `!=`, `=~` or `!~`.
    pub op: Op,
    /// The value, without quotes.
    pub value: String,
}

/// A step behind the selector.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// A condition on the text of a line.
    Line {
        /// How.
        op: LineOp,
        /// The text, without quotes.
        text: String,
    },
    /// `| json`
    Json,
    /// `| logfmt`
    Logfmt,
    /// A condition on a label, a field, or what stands beside the line.
    Field {
        /// Its name.
        name: String,
        /// How.
        op: Op,
        /// The value, without quotes.
        value: String,
        /// The value is a number, a length of time or a size, and stands without quotes.
        bare: bool,
    },
    /// Anything else, as it is written.
    Other(String),
}

/// A query for lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// Conditions on streams.
    pub matchers: Vec<Matcher>,
    /// What follows, in order.
    pub stages: Vec<Stage>,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// Where it stops being a query for lines.
    pub fn read(text: &str) -> Result<Self, Fault> {
        read::query(text)
    }

    /// The query as text.
    #[must_use]
    pub fn text(&self) -> String {
        write::query(self)
    }

    /// Only the selector as text: what Loki's index is asked by.
    #[must_use]
    pub fn selector(&self) -> String {
        write::selector(&self.matchers)
    }
}
