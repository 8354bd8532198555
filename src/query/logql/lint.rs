//! What looks wrong in a query before anybody is asked. Loki has the last word: nothing is refused here.

use crate::query::logql::Op;
use crate::query::logql::Query;
use crate::query::logql::Stage;
use crate::query::logql::edit::chooses_something;
use crate::query::logql::quote::alternatives;
use crate::query::logql::read::Fault;
use crate::query::logql::read::Why;
use crate::query::logql::token::Kind;
use crate::query::logql::token::meaningful;

/// Something that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// Its first byte.
    pub from: usize,
    /// The byte after its last.
    pub to: usize,
    /// What.
    pub what: Wrong,
}

/// What looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing, or a metric where lines are wanted.
    NotLines,
    /// The selector does not go on as one.
    Selector,
    /// A quote is missing, or an escape means nothing.
    Quotes,
    /// Nothing that can stand behind a selector.
    Stage,
    /// The selector chooses nothing: Loki refuses it.
    ChoosesNothing,
    /// No stream has this label.
    UnknownLabel(String),
    /// A pattern without anything special: `=` is quicker.
    PlainPattern(String),
    /// A field is compared that nothing before it reads.
    Unread(String),
}

/// All that looks wrong; `labels` are those of the streams, empty when they are not known.
#[must_use]
pub fn lint(text: &str, labels: &[String]) -> Vec<Lint> {
    let query = match Query::read(text) {
        Ok(query) => query,
        Err(Fault { at, why }) => {
            let to = text.len().max(at);
            let what = match why {
                Why::NoSelector => Wrong::NotLines,
                Why::Selector => Wrong::Selector,
                Why::Quotes => Wrong::Quotes,
                Why::Stage => Wrong::Stage,
            };
            return vec![Lint { from: at, to, what }];
        }
    };
    let mut found = Vec::new();
    let selector_end = text.find('}').map_or(text.len(), |at| at + 1);
    if !chooses_something(&query) {
        found.push(Lint {
            from: 0,
            to: selector_end,
            what: Wrong::ChoosesNothing,
        });
    }
    for matcher in &query.matchers {
        let (from, to) = place(text, &matcher.name);
        if !labels.is_empty() && !labels.contains(&matcher.name) {
            let what = Wrong::UnknownLabel(matcher.name.clone());
            found.push(Lint { from, to, what });
        }
        let plain = alternatives(&matcher.value).is_some_and(|all| all.len() == 1);
        let same_case = !matcher.value.starts_with("(?i)");
        if matches!(matcher.op, Op::Matches | Op::MatchesNot) && plain && same_case {
            let what = Wrong::PlainPattern(matcher.name.clone());
            found.push(Lint { from, to, what });
        }
    }
    let mut read = false;
    for stage in &query.stages {
        match stage {
            Stage::Json | Stage::Logfmt | Stage::Other(_) => read = true,
            // What stands beside lines is known by these names; the rest is only known to Loki.
            Stage::Field {
                name, bare: true, ..
            } if !read && !labels.is_empty() && !labels.contains(name) => {
                let (from, to) = place(text, name);
                let what = Wrong::Unread(name.clone());
                found.push(Lint { from, to, what });
            }
            Stage::Field { .. } | Stage::Line { .. } => {}
        }
    }
    found
}

/// Where a name stands first.
fn place(text: &str, name: &str) -> (usize, usize) {
    let tokens = meaningful(text);
    let token = tokens
        .iter()
        .find(|token| token.kind == Kind::Word && token.of(text) == name);
    token.map_or((0, 0), |token| (token.from, token.to))
}
