//! A query done to lines here, as Loki does it: for recorded lines, where no Loki is asked.
//!
//! Selectors, line filters, `json`, `logfmt` and conditions on fields are understood; a query with any other stage is
//! not, rather than answered wrongly.

use crate::data::fields::LineField;
use crate::data::fields::fields;
use crate::data::lines::Lines;
use crate::lean::decimal;
use crate::notation::pattern::Pattern;
use crate::query::logql::LineOp;
use crate::query::logql::Op;
use crate::query::logql::Query;
use crate::query::logql::Stage;
use crate::query::logql::quote::literal;

/// A query that is understood.
#[derive(Debug)]
pub struct Filter {
    matchers: Vec<(String, Test)>,
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    Line(LineTest),
    Read,
    Field(String, Test),
}

#[derive(Debug)]
enum LineTest {
    Has(String, bool),
    Matches(Pattern, bool),
}

#[derive(Debug)]
enum Test {
    Text(String, bool),
    Pattern(Pattern, bool),
    Number(Op, f64),
}

impl Filter {
    /// None where the query asks for more than is understood.
    #[must_use]
    pub fn of(query: &Query) -> Option<Self> {
        let mut matchers = Vec::new();
        for one in &query.matchers {
            matchers.push((one.name.clone(), test(one.op, &one.value, false)?));
        }
        let mut steps = Vec::new();
        for stage in &query.stages {
            steps.push(match stage {
                Stage::Line { op, text } => Step::Line(line_test(*op, text)?),
                Stage::Json | Stage::Logfmt => Step::Read,
                Stage::Field {
                    name,
                    op,
                    value,
                    bare,
                } => Step::Field(name.clone(), test(*op, value, *bare)?),
                Stage::Other(_) => return None,
            });
        }
        Some(Self { matchers, steps })
    }

    /// Does it select the streams with these labels?
    #[must_use]
    pub fn selects(&self, label: impl Fn(&str) -> Option<String>) -> bool {
        let kept = |(name, test): &(String, Test)| test.accepts(&label(name).unwrap_or_default());
        self.matchers.iter().all(kept)
    }

    /// Does it keep a line?
    #[must_use]
    pub fn keeps(&self, lines: &Lines, line: usize) -> bool {
        let labels = lines.labels(line);
        let label = |name: &str| labels.and_then(|all| all.get(name)).map(str::to_owned);
        if !self.selects(label) {
            return false;
        }
        let text = lines.text(line);
        let mut read: Vec<LineField> = Vec::new();
        for step in &self.steps {
            let kept = match step {
                Step::Line(test) => test.accepts(text),
                Step::Read => {
                    read = fields(text);
                    true
                }
                Step::Field(name, test) => {
                    let field = || read.iter().find(|one| one.name == *name);
                    let value = lines.value(line, name);
                    let value = value.or_else(|| field().map(|one| one.value.as_str()));
                    test.accepts(value.unwrap_or_default())
                }
            };
            if !kept {
                return false;
            }
        }
        true
    }
}

impl LineTest {
    fn accepts(&self, text: &str) -> bool {
        match self {
            Self::Has(part, wanted) => text.contains(part.as_str()) == *wanted,
            Self::Matches(pattern, wanted) => pattern.matches(text) == *wanted,
        }
    }
}

impl Test {
    fn accepts(&self, value: &str) -> bool {
        match self {
            Self::Text(text, wanted) => (value == text) == *wanted,
            Self::Pattern(pattern, wanted) => pattern.matches(value) == *wanted,
            Self::Number(op, bound) => decimal::parse(value).is_some_and(|value| match op {
                Op::Is => value == *bound,
                Op::IsNot => value != *bound,
                Op::Above => value > *bound,
                Op::AtLeast => value >= *bound,
                Op::Below => value < *bound,
                Op::AtMost => value <= *bound,
                Op::Matches | Op::MatchesNot => false,
            }),
        }
    }
}

fn test(op: Op, value: &str, bare: bool) -> Option<Test> {
    if bare {
        // Lengths of time and sizes are not understood.
        return Some(Test::Number(op, decimal::parse(value)?));
    }
    Some(match op {
        Op::Is => Test::Text(value.to_owned(), true),
        Op::IsNot => Test::Text(value.to_owned(), false),
        Op::Matches => Test::Pattern(Pattern::whole(value)?, true),
        Op::MatchesNot => Test::Pattern(Pattern::whole(value)?, false),
        Op::Above | Op::AtLeast | Op::Below | Op::AtMost => return None,
    })
}

fn line_test(op: LineOp, text: &str) -> Option<LineTest> {
    Some(match op {
        LineOp::Has => LineTest::Has(text.to_owned(), true),
        LineOp::HasNot => LineTest::Has(text.to_owned(), false),
        LineOp::Matches => LineTest::Matches(anywhere(text)?, true),
        LineOp::MatchesNot => LineTest::Matches(anywhere(text)?, false),
        LineOp::IsLike => LineTest::Matches(like(text)?, true),
        LineOp::IsNotLike => LineTest::Matches(like(text)?, false),
    })
}

/// A pattern that may stand anywhere in a line.
fn anywhere(text: &str) -> Option<Pattern> {
    Pattern::whole(&["(?s:.*)(?:", text, ")(?s:.*)"].concat())
}

/// Loki's patterns: `<_>` stands for anything, the rest for itself, from the beginning to the end.
fn like(text: &str) -> Option<Pattern> {
    let parts: Vec<String> = text.split("<_>").map(literal).collect();
    Pattern::whole(&parts.join("(?s:.*)"))
}
