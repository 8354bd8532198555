//! Reads a variable of Grafana's JSON model (`templating.list[]`).

use crate::dashboard::adhoc::Filter;
use crate::dashboard::problem::Problem;
use crate::dashboard::read;
use crate::dashboard::variable::Auto;
use crate::dashboard::variable::Choice;
use crate::dashboard::variable::Hide;
use crate::dashboard::variable::Kind;
use crate::dashboard::variable::Sort;
use crate::dashboard::variable::SortBy;
use crate::dashboard::variable::Variable;
use crate::dashboard::variable_query::VariableQuery;
use crate::notation::json::Object;
use crate::notation::json::text;
use crate::notation::json::written;
use crate::notation::pattern::Pattern;
use serde_json::Value;

/// Grafana's number of steps of an automatic interval.
const AUTO_COUNT: u32 = 30;

/// Grafana's shortest automatic interval.
const AUTO_MIN: &str = "10s";

/// A variable with its problems; none without a name, since nobody could use it.
pub(crate) fn read(variable: &Object<'_>) -> (Option<Variable>, Vec<Problem>) {
    let mut problems = Vec::new();
    let Some(name) = variable.text("name").filter(|name| !name.is_empty()) else {
        return (None, problems);
    };
    let kind = kind(variable);
    if let Kind::Unsupported(kind) = &kind {
        problems.push(Problem::UnsupportedVariable {
            name: name.clone(),
            kind: kind.clone(),
        });
    }
    let regex = variable.text("regex").filter(|regex| !regex.is_empty());
    let pattern = regex.as_deref().and_then(Pattern::read);
    if let Some(regex) = regex.filter(|_| pattern.is_none()) {
        problems.push(Problem::UnsupportedOption {
            what: format!("{}: {regex}", variable.path("regex")),
        });
    }
    let read = Variable {
        label: variable
            .text("label")
            .filter(|label| !label.is_empty())
            .unwrap_or_else(|| name.clone()),
        multi: variable.flag("multi").unwrap_or(false),
        include_all: variable.flag("includeAll").unwrap_or(false),
        all_value: variable.text("allValue").filter(|text| !text.is_empty()),
        regex: pattern,
        regex_on_text: variable.text("regexApplyTo").as_deref() == Some("text"),
        sort: sort(variable.count("sort").unwrap_or(0)),
        hide: match variable.count("hide") {
            Some(1) => Hide::Label,
            Some(2) => Hide::Variable,
            _ => Hide::Nothing,
        },
        refresh_on_range: variable.value("refresh").and_then(Value::as_u64) == Some(2),
        current: match kind {
            Kind::AdHoc { .. } => filters(variable),
            _ => current(&variable.object("current")),
        },
        kind,
        name,
    };
    (Some(read), problems)
}

fn kind(variable: &Object<'_>) -> Kind {
    let query = query_text(variable);
    match variable.text("type").unwrap_or_default().as_str() {
        "query" => Kind::Query {
            query: VariableQuery::read(&query),
            source: read::source(variable).unwrap_or_default(),
        },
        "custom" if variable.text("valuesFormat").as_deref() == Some("json") => {
            Kind::Custom(of_json(&query))
        }
        "custom" => Kind::Custom(custom(&query)),
        "adhoc" => Kind::AdHoc {
            source: read::source(variable).unwrap_or_default(),
        },
        "constant" => Kind::Constant(query),
        "textbox" => Kind::TextBox(query),
        "datasource" => Kind::DataSource { kind: query },
        "interval" => {
            let mut choices: Vec<Choice> = query
                .split(',')
                .map(|one| one.trim().trim_matches(['"', '\'']))
                .filter(|one| !one.is_empty() && *one != "auto")
                .map(|one| Choice::plain(one.to_owned()))
                .collect();
            if variable.flag("auto") == Some(true) {
                choices.insert(
                    0,
                    Choice {
                        text: "auto".to_owned(),
                        value: "$__auto".to_owned(),
                    },
                );
            }
            Kind::Interval {
                choices,
                auto: Auto {
                    count: variable.count("auto_count").unwrap_or(AUTO_COUNT).max(1),
                    min: variable
                        .text("auto_min")
                        .unwrap_or_else(|| AUTO_MIN.to_owned()),
                },
            }
        }
        other => Kind::Unsupported(other.to_owned()),
    }
}

/// The query as text: as it stands, or inside the object that newer files have, or in `definition`.
fn query_text(variable: &Object<'_>) -> String {
    let definition = || variable.text("definition").unwrap_or_default();
    match variable.value("query") {
        None => definition(),
        Some(Value::Object(query)) => match query.get("query") {
            Some(Value::String(query)) => query.clone(),
            _ => match VariableQuery::of_model(query) {
                Some(query) => query.text(),
                None => definition(),
            },
        },
        Some(Value::Number(number)) => written(number),
        Some(_) => variable.text("query").unwrap_or_default(),
    }
}

/// `a, b, Text : value`; a comma behind a backslash is part of a value.
fn custom(query: &str) -> Vec<Choice> {
    let mut pieces = vec![String::new()];
    let mut chars = query.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek() == Some(&',') {
            chars.next();
            pieces
                .iter_mut()
                .last()
                .into_iter()
                .for_each(|piece| piece.push(','));
        } else if c == ',' {
            pieces.push(String::new());
        } else {
            pieces
                .iter_mut()
                .last()
                .into_iter()
                .for_each(|piece| piece.push(c));
        }
    }
    pieces
        .iter()
        .map(|piece| piece.trim())
        .filter(|piece| !piece.is_empty())
        .map(|piece| match named(piece) {
            Some((text, value)) => Choice {
                text: text.trim().to_owned(),
                value: value.trim().to_owned(),
            },
            None => Choice::plain(piece.to_owned()),
        })
        .collect()
}

/// What stands before and behind the last ` : `.
fn named(piece: &str) -> Option<(&str, &str)> {
    let apart = |at: usize| Some((piece.get(..at)?, piece.get(at + 1..)?));
    let ends = |(text, value): &(&str, &str)| text.ends_with(' ') && value.starts_with(' ');
    piece
        .rmatch_indices(':')
        .filter_map(|(at, _)| apart(at))
        .find(ends)
}

/// Choices as a JSON list of texts or of objects with `text` and `value`.
fn of_json(query: &str) -> Vec<Choice> {
    let Ok(Value::Array(list)) = serde_json::from_slice(query.as_bytes()) else {
        return Vec::new();
    };
    let plain = |value: &Value| match value {
        Value::Number(number) => Some(written(number)),
        value => text(value),
    };
    let choice = |one: &Value| {
        let part = |key: &str| one.get(key).and_then(plain);
        let value = part("value")
            .or_else(|| part("text"))
            .or_else(|| plain(one))?;
        Some(Choice {
            text: part("text").unwrap_or_else(|| value.clone()),
            value,
        })
    };
    list.iter().filter_map(choice).collect()
}

/// The filters a file was saved with.
fn filters(variable: &Object<'_>) -> Vec<Choice> {
    let filters = variable.objects("filters");
    let filters = filters.iter().filter_map(|filter| {
        let values = match filter.list("values") {
            [] => filter.text("value").into_iter().collect(),
            values => values.iter().filter_map(text).collect(),
        };
        let filter = Filter {
            key: filter.text("key")?,
            operator: filter.text("operator")?,
            values,
        };
        // What no link could say is no filter.
        Filter::read(&filter.text())
    });
    filters.map(|filter| filter.choice()).collect()
}

/// What the file was saved with: texts and values, each a text or a list of texts.
fn current(current: &Object<'_>) -> Vec<Choice> {
    let list = |key: &str| -> Vec<String> {
        match current.value(key) {
            Some(Value::Array(list)) => list.iter().filter_map(text).collect(),
            Some(Value::String(one)) => vec![one.clone()],
            Some(Value::Number(number)) => vec![written(number)],
            _ => Vec::new(),
        }
    };
    let (texts, values) = (list("text"), list("value"));
    values
        .into_iter()
        .enumerate()
        .map(|(index, value)| Choice {
            text: texts.get(index).unwrap_or(&value).clone(),
            value,
        })
        .collect()
}

fn sort(number: u32) -> Sort {
    let by = match number {
        1 | 2 => SortBy::Text,
        3 | 4 => SortBy::Number,
        5 | 6 => SortBy::TextAnyCase,
        7 | 8 => SortBy::Natural,
        _ => SortBy::Nothing,
    };
    Sort {
        by,
        descending: number.is_multiple_of(2),
    }
}
