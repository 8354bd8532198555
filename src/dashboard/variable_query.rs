//! Variables that a Prometheus or a Loki knows the choices of: what is asked, and what of the answer can be chosen.
//!
//! The texts are those of Grafana's Prometheus source: `label_names()`, `label_values(metric, label)`, `metrics(regex)`,
//! `query_result(promql)`, or a series selector.

use crate::dashboard::format::Syntax;
use crate::dashboard::interpolate::fill;
use crate::dashboard::order::arrange;
use crate::dashboard::problem::Problem;
use crate::dashboard::variable::Choice;
use crate::dashboard::variable::Kind;
use crate::dashboard::variable::Variable;
use crate::dashboard::view::LOKI;
use crate::dashboard::view::View;
use crate::data::labels::Labels;
use crate::data::series::Sample;
use crate::lean::digits;
use crate::lean::sort;
use crate::notation::pattern::Pattern;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Found;
use crate::source::Query;
use crate::time::step::Snap;
use crate::time::step::snap;
use serde_json::Value;

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

    /// Reads the object newer files have for it, where that holds no text: a type of query and its parts.
    #[must_use]
    pub fn of_model(model: &serde_json::Map<String, Value>) -> Option<Self> {
        let part = |key: &str| {
            let text = model.get(key).and_then(Value::as_str).unwrap_or("");
            text.replace('\n', "")
        };
        let filters = model.get("labelFilters").and_then(Value::as_array);
        let matchers: Vec<String> = filters
            .into_iter()
            .flatten()
            .filter_map(|filter| {
                let text = |key: &str| filter.get(key).and_then(Value::as_str);
                let (label, op, value) = (text("label")?, text("op")?, text("value")?);
                Some(format!("{label}{op}\"{value}\""))
            })
            .collect();
        let selector = match matchers.as_slice() {
            [] => part("metric"),
            matchers => format!("{}{{{}}}", part("metric"), matchers.join(",")),
        };
        // Loki's model has names of its own.
        let of_logs = match model.get("type").and_then(Value::as_u64) {
            Some(kind @ (0 | 1)) if !model.contains_key("qryType") => Some(kind),
            _ => None,
        };
        Some(
            match model.get("qryType").and_then(Value::as_u64).or(of_logs)? {
                1 if of_logs.is_some() && !part("label").is_empty() => Self::LabelValues {
                    label: part("label"),
                    selector: part("stream"),
                },
                0 => Self::LabelNames {
                    metric: part("match"),
                },
                1 if part("label").is_empty() => Self::Nothing,
                1 => Self::LabelValues {
                    label: part("label"),
                    selector,
                },
                2 => Self::Metrics {
                    regex: part("metric"),
                },
                3 => Self::QueryResult {
                    expr: part("varQuery"),
                },
                4 => Self::Series {
                    selector: part("seriesQuery"),
                },
                5 => Self::read(&part("query")),
                _ => return None,
            },
        )
    }

    /// The text [`VariableQuery::read`] reads back.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::LabelNames { metric } => format!("label_names({metric})"),
            Self::LabelValues { label, selector } if selector.is_empty() => {
                format!("label_values({label})")
            }
            Self::LabelValues { label, selector } => format!("label_values({selector},{label})"),
            Self::Metrics { regex } => format!("metrics({regex})"),
            Self::QueryResult { expr } => format!("query_result({expr})"),
            Self::Series { selector } => selector.clone(),
            Self::Nothing => String::new(),
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
    let source = match view.spoken(source) {
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
    match ask(query, view, source.kind == LOKI, filled) {
        Some(ask) => Need::Ask(Query {
            source: source.id.clone(),
            ask,
        }),
        None => Need::Nothing(None),
    }
}

fn ask(
    query: &VariableQuery,
    view: &View<'_>,
    of_logs: bool,
    filled: impl Fn(&str) -> String,
) -> Option<Ask> {
    // Answers need not be newer than a minute: readers in the same one ask the same.
    let range = snap(view.range, Snap::Minute);
    let some = |selector: String| match selector.is_empty() {
        true => Vec::new(),
        false => vec![selector],
    };
    Some(match query {
        VariableQuery::LabelNames { metric } => {
            let metric = filled(metric);
            // Streams of logs have no metric's name.
            let matchers = match metric.is_empty() || of_logs {
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
        VariableQuery::Metrics { .. } if of_logs => return None,
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
        | Found::Targets(_)
        | Found::Log(_)
        | Found::Alerting(_) => Vec::new(),
    };
    options(variable, texts.into_iter().map(Choice::plain).collect())
}

/// What can be chosen of what a source offers: each value once, filtered and in the order the variable asks for.
#[must_use]
pub fn options(variable: &Variable, offered: Vec<Choice>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = match &variable.regex {
        None => offered,
        Some(pattern) => offered
            .into_iter()
            .flat_map(|one| matching(pattern, one, variable.regex_on_text))
            .collect(),
    };
    first_of_each(&mut choices);
    arrange(&mut choices, variable.sort);
    choices
}

/// Of choices with one value the first stays.
fn first_of_each(choices: &mut Vec<Choice>) {
    let value = |place: usize| choices.get(place).map(|choice| &choice.value);
    let mut order: Vec<usize> = (0..choices.len()).collect();
    sort::by(&mut order, |a, b| value(*a).cmp(&value(*b)));
    let mut again = vec![false; choices.len()];
    for pair in order.windows(2) {
        if let [one, next] = pair
            && value(*one) == value(*next)
            && let Some(again) = again.get_mut(*next)
        {
            *again = true;
        }
    }
    let mut again = again.into_iter();
    choices.retain(|_| !again.next().unwrap_or(false));
}

/// The choices one gives that matches: itself, or what the groups of the pattern find in it.
fn matching(pattern: &Pattern, one: Choice, on_text: bool) -> Vec<Choice> {
    let held = if on_text { &one.text } else { &one.value };
    let mut found = Vec::new();
    for groups in pattern.groups(held) {
        let named = |name| groups.named(name).map(str::to_owned);
        let (value, shown) = (named("value"), named("text"));
        if value.is_none() && shown.is_none() && groups.is_bare() {
            return vec![one.clone()];
        }
        let first = || groups.at(1).unwrap_or("").to_owned();
        let value = value.or_else(|| shown.clone()).unwrap_or_else(first);
        found.push(Choice {
            text: shown.unwrap_or_else(|| value.clone()),
            value,
        });
    }
    found
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
        return digits::text(sample.value);
    }
    format!(
        "{} {} {}",
        series_text(&sample.labels),
        digits::text(sample.value),
        sample.at.0
    )
}
