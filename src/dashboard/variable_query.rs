//! Variables that a Prometheus knows the choices of: what is asked, and what of the answer can be chosen.
//!
//! The texts are those of Grafana's Prometheus source: `label_names()`, `label_values(metric, label)`, `metrics(regex)`,
//! `query_result(promql)`, or a series selector.

use crate::dashboard::format::Syntax;
use crate::dashboard::interpolate::fill;
use crate::dashboard::problem::Problem;
use crate::dashboard::variable::Choice;
use crate::dashboard::variable::Kind;
use crate::dashboard::variable::Sort;
use crate::dashboard::variable::SortBy;
use crate::dashboard::variable::Variable;
use crate::dashboard::view::View;
use crate::data::labels::Labels;
use crate::data::series::Sample;
use crate::lean::decimal;
use crate::lean::lower::lower;
use crate::lean::sort;
use crate::notation::pattern::Pattern;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Found;
use crate::source::Query;
use crate::time::Instant;
use crate::time::Range;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What a query variable asks, variables as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VariableQuery {
    /// Names of labels, of metrics whose name holds this text; empty is all.
    LabelNames {
        /// Part of a metric's name.
        metric: String,
    },
    /// Values of a label.
    LabelValues {
        /// Whose.
        label: String,
        /// Of series that match; empty is all.
        selector: String,
    },
    /// Names of metrics that match.
    Metrics {
        /// A regular expression.
        regex: String,
    },
    /// Rows of an instant query.
    QueryResult {
        /// PromQL.
        expr: String,
    },
    /// Series that match.
    Series {
        /// A selector.
        selector: String,
    },
    /// Nothing.
    Nothing,
}

/// Answers to variable queries need not be newer than this: readers in the same minute ask the same.
const SNAP: i64 = 60_000;

impl VariableQuery {
    /// Reads the text of a variable query.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.trim_end();
        let call = |name: &str| {
            let inner = text.strip_prefix(name)?.strip_prefix('(')?;
            inner.strip_suffix(')')
        };
        if let Some(metric) = call("label_names") {
            return Self::LabelNames {
                metric: metric.trim().to_owned(),
            };
        }
        if let Some(inner) = call("label_values") {
            let (selector, label) = inner.rsplit_once(',').unwrap_or(("", inner));
            let (selector, label) = (selector.trim(), label.trim());
            if label.is_empty() {
                return Self::Nothing;
            }
            return Self::LabelValues {
                label: label.to_owned(),
                selector: if selector == "{}" { "" } else { selector }.to_owned(),
            };
        }
        if let Some(regex) = call("metrics").filter(|regex| !regex.is_empty()) {
            return Self::Metrics {
                regex: regex.to_owned(),
            };
        }
        if let Some(expr) = call("query_result") {
            return Self::QueryResult {
                expr: expr.to_owned(),
            };
        }
        if text.is_empty() || text == "metrics()" {
            return Self::Nothing;
        }
        Self::Series {
            selector: text.to_owned(),
        }
    }

    /// Its texts, in which other variables may stand.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::LabelNames { metric } => vec![metric],
            Self::LabelValues { label, selector } => vec![label, selector],
            Self::Metrics { regex } => vec![regex],
            Self::QueryResult { expr } => vec![expr],
            Self::Series { selector } => vec![selector],
            Self::Nothing => Vec::new(),
        }
    }
}

/// What a variable needs to get its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// The answer to this.
    Ask(Query),
    /// The value of another variable first. Variables that wait for each other wait for ever.
    Wait,
    /// Nothing that a server knows; why, if something is wrong.
    Nothing(Option<Problem>),
}

/// What a variable needs to get its choices.
#[must_use]
pub fn need(variable: &Variable, view: &View<'_>) -> Need {
    let Kind::Query { query, source } = &variable.kind else {
        return Need::Nothing(None);
    };
    let source = match view.prometheus(source) {
        Ok(source) => source,
        Err(problem) => return Need::Nothing(Some(problem)),
    };
    let lookup = |name: &str| view.bound_in_variable(name, source);
    let texts = query.texts().into_iter();
    let mut unknown = texts.flat_map(|text| fill(text, Syntax::PromQl, &lookup).unknown);
    if let Some(name) = unknown.next() {
        return match view.variables.iter().any(|other| other.name == name) {
            true => Need::Wait,
            false => Need::Nothing(Some(Problem::UnknownVariable { name })),
        };
    }
    let filled = |text: &str| fill(text, Syntax::PromQl, &lookup).text;
    match ask(query, view, filled) {
        Some(ask) => Need::Ask(Query {
            source: source.id.clone(),
            ask,
        }),
        None => Need::Nothing(None),
    }
}

fn ask(query: &VariableQuery, view: &View<'_>, filled: impl Fn(&str) -> String) -> Option<Ask> {
    let range = Range {
        from: Instant(view.range.from.0.div_euclid(SNAP).saturating_mul(SNAP)),
        to: Instant(
            view.range
                .to
                .0
                .saturating_add(SNAP - 1)
                .div_euclid(SNAP)
                .saturating_mul(SNAP),
        ),
    };
    let some = |selector: String| match selector.is_empty() {
        true => Vec::new(),
        false => vec![selector],
    };
    Some(match query {
        VariableQuery::LabelNames { metric } => {
            let metric = filled(metric);
            let matchers = match metric.is_empty() {
                true => Vec::new(),
                false => vec![format!("{{__name__=~\".*{metric}.*\"}}")],
            };
            Ask::LabelNames { matchers, range }
        }
        VariableQuery::LabelValues { label, selector } => Ask::LabelValues {
            label: filled(label),
            matchers: some(filled(selector)),
            range,
        },
        VariableQuery::Metrics { regex } => Ask::LabelValues {
            label: "__name__".to_owned(),
            matchers: vec![format!("{{__name__=~\"{}\"}}", filled(regex))],
            range,
        },
        VariableQuery::QueryResult { expr } => Ask::Instant {
            expr: filled(expr),
            at: range.to,
        },
        VariableQuery::Series { selector } => Ask::Series {
            matchers: vec![filled(selector)],
            range,
        },
        VariableQuery::Nothing => return None,
    })
}

/// What can be chosen, from the answer to [`need`]: each value once, filtered and in the order the variable asks for.
#[must_use]
pub fn choices(variable: &Variable, answer: &Answer) -> Vec<Choice> {
    let texts: Vec<String> = match &answer.found {
        Found::Names(names) => names.clone(),
        Found::Series(series) => series.iter().map(series_text).collect(),
        Found::Vector(samples) => samples.iter().map(sample_text).collect(),
        Found::Text(text) => vec![text.clone()],
        Found::Matrix(_)
        | Found::Raw(_)
        | Found::Metadata(_)
        | Found::Build(_)
        | Found::Rules(_)
        | Found::Alerts(_)
        | Found::Targets(_) => Vec::new(),
    };
    let mut choices: Vec<Choice> = texts
        .into_iter()
        .flat_map(|text| matching(variable.regex.as_ref(), text))
        .collect();
    let mut seen = BTreeSet::new();
    choices.retain(|choice| seen.insert(choice.value.clone()));
    arrange(&mut choices, variable.sort);
    choices
}

/// The choices a text gives: itself, or what the groups of the pattern find in it.
fn matching(pattern: Option<&Pattern>, text: String) -> Vec<Choice> {
    let Some(pattern) = pattern else {
        return vec![Choice::plain(text)];
    };
    let found: Vec<Choice> = pattern
        .captures(&text)
        .map(|groups| {
            let named = |name| groups.name(name).map(|group| group.as_str().to_owned());
            let (value, shown) = (named("value"), named("text"));
            let first = || match groups.get(1) {
                Some(group) => group.as_str().to_owned(),
                None if groups.len() > 1 => String::new(),
                None => text.clone(),
            };
            let value = value.or_else(|| shown.clone()).unwrap_or_else(first);
            Choice {
                text: shown.unwrap_or_else(|| value.clone()),
                value,
            }
        })
        .collect();
    found
}

fn arrange(choices: &mut [Choice], sort: Sort) {
    let order: fn(&Choice, &Choice) -> Ordering = match sort.by {
        SortBy::Nothing => return,
        SortBy::Text => |a, b| a.text.cmp(&b.text),
        SortBy::Number => |a, b| number(&a.text).total_cmp(&number(&b.text)),
        SortBy::TextAnyCase => |a, b| lower(&a.text).cmp(&lower(&b.text)),
        SortBy::Natural => |a, b| natural(&a.text, &b.text),
    };
    sort::by(choices, order);
    if sort.descending {
        choices.reverse();
    }
}

/// The first number in a text; −1 without.
fn number(text: &str) -> f64 {
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    decimal::parse(&digits).unwrap_or(-1.0)
}

/// Compares texts so that `item 3` comes before `item 12`, capital or not.
fn natural(a: &str, b: &str) -> Ordering {
    let pieces = |text: &str| {
        let mut pieces: Vec<(Option<u128>, String)> = Vec::new();
        for c in lower(text).chars() {
            let digit = c.is_ascii_digit();
            match pieces.last_mut() {
                Some((number, piece)) if number.is_some() == digit => piece.push(c),
                _ => pieces.push((digit.then_some(0), c.to_string())),
            }
        }
        for (number, piece) in &mut pieces {
            if number.is_some() {
                *number = Some(piece.parse().unwrap_or(u128::MAX));
                piece.clear();
            }
        }
        pieces
    };
    // Numbers sort before letters: turn the order of "none first" around.
    let compare = |a: &(Option<u128>, String), b: &(Option<u128>, String)| match (a.0, b.0) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.1.cmp(&b.1),
    };
    let (first, second) = (pieces(a), pieces(b));
    let differing = first
        .iter()
        .zip(&second)
        .map(|(a, b)| compare(a, b))
        .find(|order| order.is_ne());
    differing.unwrap_or_else(|| first.len().cmp(&second.len()))
}

/// `name{k="v",…}`, as Grafana writes a series for the pattern to cut up.
fn series_text(labels: &Labels) -> String {
    let pairs: Vec<String> = labels
        .iter()
        .filter(|(name, _)| *name != "__name__")
        .map(|(name, value)| format!("{name}=\"{value}\""))
        .collect();
    format!("{}{{{}}}", labels.metric().unwrap_or(""), pairs.join(","))
}

/// The series, its value and its time in milliseconds.
fn sample_text(sample: &Sample) -> String {
    if sample.labels.is_empty() {
        return sample.value.to_string();
    }
    format!(
        "{} {} {}",
        series_text(&sample.labels),
        sample.value,
        sample.at.0
    )
}
