//! Ad hoc filters: matchers a reader adds to every vector selector of every query.
//!
//! Their text in links is Grafana's. Where selectors stand in a query is [`crate::dashboard::selector`].

use crate::dashboard::escape::exact;
use crate::dashboard::model::SourceRef;
use crate::dashboard::selector::Matcher;
use crate::dashboard::selector::with;
use crate::dashboard::variable::Choice;
use crate::dashboard::view::View;
use crate::lean::find;
use crate::source::Ask;
use crate::source::Query;
use crate::time::step::Snap;
use crate::time::step::snap;

/// One matcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Label.
    pub key: String,
    /// `=`, `!=`, `=~`, `!~`, or `=|` and `!=|` for one of several values.
    pub operator: String,
    /// Value; several behind one another for one of several.
    pub values: Vec<String>,
}

/// Longest first, so that none is taken for another that it begins with.
const OPERATORS: [&str; 8] = ["!=|", "=|", "!=", "=~", "!~", "=", "<", ">"];

impl Filter {
    /// Reads `key|operator|value` as links have it, or `key operator value` as people type it (`job="api"`); none for
    /// another text or an operator nobody knows.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if !find::has(text, "|") {
            return Self::typed(text);
        }
        let mut pieces = text.split('|');
        let key = unescaped(pieces.next()?);
        let mut operator = pieces.next()?.to_owned();
        let mut rest = pieces.peekable();
        // The sign of one of several holds the separator.
        if matches!(operator.as_str(), "=" | "!=") && rest.peek() == Some(&"") {
            rest.next();
            operator.push('|');
        }
        let operator = unescaped(&operator);
        let values: Vec<String> = rest.map(unescaped).collect();
        let known = OPERATORS.contains(&operator.as_str());
        (known && !key.is_empty() && !values.is_empty()).then_some(Self {
            key,
            operator,
            values,
        })
    }

    fn typed(text: &str) -> Option<Self> {
        let sign = text.find(['=', '!', '<', '>'])?;
        let (key, rest) = text.split_at_checked(sign)?;
        let operator = OPERATORS
            .iter()
            .find(|operator| rest.starts_with(**operator))?;
        let value = rest.get(operator.len()..)?.trim().trim_matches('"');
        let key = key.trim();
        (!key.is_empty()).then(|| Self {
            key: key.to_owned(),
            operator: (*operator).to_owned(),
            values: vec![value.to_owned()],
        })
    }

    /// The text [`Filter::read`] reads back.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}|{}", escaped(&self.key), escaped(&self.operator));
        for value in &self.values {
            text.push('|');
            text.push_str(&escaped(value));
        }
        text
    }

    /// A choice that stands for it.
    #[must_use]
    pub fn choice(&self) -> Choice {
        let values = self.values.join(" | ");
        Choice {
            text: format!("{}{}\"{values}\"", self.key, self.operator),
            value: self.text(),
        }
    }

    /// As Prometheus knows it.
    fn matcher(&self) -> Matcher {
        let operator = match self.operator.as_str() {
            "=|" => "=~",
            "!=|" => "!~",
            other => other,
        };
        let value = match operator {
            "=~" | "!~" => {
                let escape = |value: &String| value.replace('\\', "\\\\").replace('\'', "\\\\'");
                let values: Vec<String> = self.values.iter().map(escape).collect();
                values.join("|").replace('"', "\\\"")
            }
            _ => exact(self.values.first().map_or("", String::as_str)),
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        Matcher {
            key: match self.key.bytes().all(plain) {
                true => self.key.clone(),
                false => format!("\"{}\"", exact(&self.key)),
            },
            operator: operator.to_owned(),
            value,
        }
    }
}

/// What asks for the labels that a filter may be of; none where no such source is configured.
#[must_use]
pub fn names(source: &SourceRef, view: &View<'_>) -> Option<Query> {
    Some(Query {
        source: view.prometheus(source).ok()?.id.clone(),
        ask: Ask::LabelNames {
            matchers: Vec::new(),
            range: snap(view.range, Snap::Minute),
        },
    })
}

/// What asks for the values of a label among the series that other filters leave.
#[must_use]
pub fn values(
    source: &SourceRef,
    label: &str,
    filters: &[Filter],
    view: &View<'_>,
) -> Option<Query> {
    let label = label.trim();
    if label.is_empty() {
        return None;
    }
    // A selector has to name something: one that only leaves out is refused.
    let names = |filter: &&Filter| {
        let full = filter.values.iter().all(|value| !value.is_empty());
        filter.operator == "=" && filter.key != label && full
    };
    let matchers = filters.iter().filter(names).map(|filter| {
        let Matcher { key, value, .. } = filter.matcher();
        [&key, "=\"", &value, "\""].concat()
    });
    let matchers: Vec<String> = matchers.collect();
    Some(Query {
        source: view.prometheus(source).ok()?.id.clone(),
        ask: Ask::LabelValues {
            label: label.to_owned(),
            matchers: match matchers.is_empty() {
                true => Vec::new(),
                false => vec![["{", &matchers.join(","), "}"].concat()],
            },
            range: snap(view.range, Snap::Minute),
        },
    })
}

/// A query with the filters added to each of its vector selectors.
#[must_use]
pub fn filtered(expr: &str, filters: &[Filter]) -> String {
    let add = |expr: String, filter: &Filter| with(&expr, &filter.matcher());
    filters.iter().fold(expr.to_owned(), add)
}

/// `|` and `,` inside parts of a link, as Grafana writes them.
const ESCAPES: [(&str, &str); 2] = [("|", "__gfp__"), (",", "__gfc__")];

fn escaped(part: &str) -> String {
    ESCAPES.iter().fold(part.to_owned(), |part, (sign, word)| {
        find::replaced(&part, sign, word)
    })
}

fn unescaped(part: &str) -> String {
    ESCAPES.iter().fold(part.to_owned(), |part, (sign, word)| {
        find::replaced(&part, word, sign)
    })
}
