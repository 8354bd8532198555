//! What a click does to a query.

use crate::data::lines::Origin;
use crate::query::logql::LineOp;
use crate::query::logql::Matcher;
use crate::query::logql::Op;
use crate::query::logql::Query;
use crate::query::logql::Stage;
use crate::query::logql::quote::alternatives;
use crate::query::logql::quote::literal;

/// Where a name and value were seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Seen {
    /// A label of the stream.
    Label,
    /// Beside the line: the query can name it as it is.
    Beside(Origin),
    /// In a line of JSON: the query has to read it first.
    Json,
    /// In a line of logfmt: likewise.
    Logfmt,
}

/// A filter in force: where it stands in its query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Which matcher.
    Matcher(usize),
    /// Which stage.
    Stage(usize),
}

impl Query {
    /// Keeps only what has this value (or leaves it out). What said the same of that value, or its opposite, goes.
    pub fn filter(&mut self, seen: Seen, name: &str, value: &str, leave_out: bool) {
        let op = if leave_out { Op::IsNot } else { Op::Is };
        if seen == Seen::Label {
            self.matchers.retain(|one| {
                let same = one.name == name && one.value == value;
                let chosen = !leave_out && one.name == name && !one.op.leaves_out();
                !(same || chosen)
            });
            self.matchers.push(Matcher {
                name: name.to_owned(),
                op,
                value: value.to_owned(),
            });
            return;
        }
        let known = name;
        self.stages.retain(|one| match one {
            Stage::Field {
                name,
                op,
                value: other,
                ..
            } => {
                let same = *name == known && other == value;
                let chosen = !leave_out && *name == known && *op == Op::Is;
                !(same || chosen)
            }
            _ => true,
        });
        self.need(seen);
        self.stages.push(Stage::Field {
            name: name.to_owned(),
            op,
            value: value.to_owned(),
            bare: false,
        });
    }

    /// Reads lines by the parser that a field needs, unless it does already.
    fn need(&mut self, seen: Seen) {
        let parser = match seen {
            Seen::Json => Stage::Json,
            Seen::Logfmt => Stage::Logfmt,
            Seen::Label | Seen::Beside(_) => return,
        };
        if !self.stages.contains(&parser) {
            self.stages.push(parser);
        }
    }

    /// Keeps lines with this text (or leaves them out).
    pub fn add_line(&mut self, op: LineOp, text: &str) {
        let stage = Stage::Line {
            op,
            text: text.to_owned(),
        };
        if text.is_empty() || self.stages.contains(&stage) {
            return;
        }
        // Text first: Loki then reads fields of fewer lines.
        let lines = |stage: &&Stage| matches!(stage, Stage::Line { .. });
        let at = self.stages.iter().take_while(lines).count();
        self.stages.insert(at, stage);
    }

    /// Keeps lines like one of Loki's own patterns. It refuses those that hold what reads as a capture with a name, such as
    /// `<script>`: they become a regular expression.
    pub fn add_pattern(&mut self, pattern: &str) {
        match names_a_capture(pattern) {
            false => self.add_line(LineOp::IsLike, pattern),
            true => {
                let parts: Vec<String> = pattern.split(ANYTHING).map(literal).collect();
                let whole = parts.join(".*");
                let from = whole.strip_prefix(".*").unwrap_or(&whole);
                let inside = from.strip_suffix(".*").unwrap_or(from);
                self.add_line(LineOp::Matches, inside);
            }
        }
    }

    /// Takes a filter out.
    pub fn remove(&mut self, place: Place) {
        match place {
            Place::Matcher(at) if at < self.matchers.len() => {
                self.matchers.remove(at);
            }
            Place::Stage(at) if at < self.stages.len() => {
                self.stages.remove(at);
            }
            Place::Matcher(_) | Place::Stage(_) => {}
        }
    }

    /// The values of a label that are kept, where they are named; empty is all.
    #[must_use]
    pub fn chosen(&self, label: &str) -> Vec<String> {
        let one = self.matchers.iter().find(|one| one.name == label);
        match one {
            Some(Matcher {
                op: Op::Is, value, ..
            }) => vec![value.clone()],
            Some(Matcher {
                op: Op::Matches,
                value,
                ..
            }) => alternatives(value).unwrap_or_default(),
            Some(_) | None => Vec::new(),
        }
    }

    /// Keeps streams with one of these values of a label; none keeps all.
    pub fn choose(&mut self, label: &str, values: &[String]) {
        self.matchers
            .retain(|one| one.name != label || one.op.leaves_out());
        let value = match values {
            [] => return,
            [one] => {
                let (name, value) = (label.to_owned(), one.clone());
                let op = Op::Is;
                self.matchers.insert(0, Matcher { name, op, value });
                return;
            }
            many => {
                let many: Vec<String> = many.iter().map(|value| literal(value)).collect();
                many.join("|")
            }
        };
        self.matchers.insert(
            0,
            Matcher {
                name: label.to_owned(),
                op: Op::Matches,
                value,
            },
        );
    }

    /// Loki refuses a selector that chooses nothing: such a one chooses all streams with this label.
    pub fn complete(&mut self, label: &str) {
        if !self.matchers.iter().any(chooses) {
            self.matchers.insert(
                0,
                Matcher {
                    name: label.to_owned(),
                    op: Op::Matches,
                    value: ALL.to_owned(),
                },
            );
        }
    }

    /// Is it a condition that only stands there because Loki wants one?
    #[must_use]
    pub fn is_filler(matcher: &Matcher) -> bool {
        matcher.op == Op::Matches && matcher.value == ALL
    }
}

/// Any value but none.
const ALL: &str = ".+";

/// Does a stream need the label for it?
fn chooses(matcher: &Matcher) -> bool {
    match matcher.op {
        Op::Is => !matcher.value.is_empty(),
        Op::Matches => {
            let value = matcher.value.as_str();
            let empty = |values: Vec<String>| values.iter().any(String::is_empty);
            !value.is_empty() && value != ".*" && !alternatives(value).is_some_and(empty)
        }
        Op::IsNot => matcher.value.is_empty(),
        Op::MatchesNot | Op::Above | Op::AtLeast | Op::Below | Op::AtMost => false,
    }
}

/// The least that Loki takes as a selector.
#[must_use]
pub fn chooses_something(query: &Query) -> bool {
    query.matchers.iter().any(chooses)
}

/// What differs from line to line in a pattern.
const ANYTHING: &str = "<_>";

/// Does a pattern hold `<name>`?
fn names_a_capture(pattern: &str) -> bool {
    pattern.split('<').skip(1).any(|after| {
        let inside = after.split_once('>').map_or("", |(inside, _)| inside);
        let is_word = |one: char| one.is_ascii_alphanumeric() || one == '_';
        let digit_first = inside.starts_with(|one: char| one.is_ascii_digit());
        !inside.is_empty() && inside != "_" && !digit_first && inside.chars().all(is_word)
    })
}
