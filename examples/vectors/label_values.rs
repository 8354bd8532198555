//! What variable queries ask, and what of an answer can be chosen.

use super::row;
use atalaya::dashboard::problem::Problem;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Choice;
use atalaya::dashboard::variable::Variable;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable_query::VariableQuery;
use atalaya::dashboard::variable_query::choices;
use atalaya::dashboard::variable_query::options;
use atalaya::data::labels::Labels;
use atalaya::data::series::Sample;
use atalaya::source::Answer;
use atalaya::source::Found;
use atalaya::time::Instant;
use serde_json::Value;
use serde_json::json;

/// Holds a row of any kind.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let got = match row::text(row, "kind")? {
        "variable-query" => asked(&VariableQuery::read(row::text(row, "query")?), row),
        "variable-query-model" => model(&VariableQuery::read(row::text(row, "query")?)),
        "variable-model-to-query" => {
            let model = row["model"].as_object().ok_or("`model` is no object")?;
            json!(VariableQuery::of_model(model).map(|query| query.text()))
        }
        "custom-variable" => {
            let (variable, _) = variable(json!({"type": "custom", "query": row["query"]}))?;
            listed(&own_choices(&variable, &[]).unwrap_or_default())
        }
        "options" => offered(row)?,
        "series-text" | "query-result-text" => return row_text(row),
        other => return Err(format!("nothing checks {other}")),
    };
    row::same(&got, &row["expected"])
}

/// What is asked, in the words of the row.
fn asked(query: &VariableQuery, row: &Value) -> Value {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    // How it is asked is held by the tests of requests.
    let mut asked = row["expected"].clone();
    match query {
        VariableQuery::LabelNames { metric } => {
            asked["op"] = json!("label_names");
            if !metric.is_empty() {
                asked["match"] = json!(metric);
            }
        }
        VariableQuery::LabelValues { label, selector } => {
            asked["op"] = json!("label_values");
            asked["label"] = json!(label);
            asked["match"] = json!(some(selector));
        }
        VariableQuery::Metrics { regex } => {
            asked["op"] = json!("metrics");
            asked["match"] = json!(format!("{{__name__=~\"{regex}\"}}"));
        }
        VariableQuery::QueryResult { expr } => {
            asked["op"] = json!("query_result");
            asked["query"] = json!(expr);
        }
        VariableQuery::Series { selector } => {
            asked["op"] = json!("series");
            asked["match"] = json!(selector);
        }
        VariableQuery::Nothing => asked["op"] = json!("none"),
    }
    asked
}

/// The query as the object newer files have.
fn model(query: &VariableQuery) -> Value {
    let mut model = match query {
        VariableQuery::LabelNames { .. } => json!({ "qryType": 0 }),
        VariableQuery::LabelValues { label, .. } => json!({ "qryType": 1, "label": label }),
        VariableQuery::Metrics { regex } => json!({ "qryType": 2, "metric": regex }),
        VariableQuery::QueryResult { expr } => json!({ "qryType": 3, "varQuery": expr }),
        VariableQuery::Series { selector } => json!({ "qryType": 4, "seriesQuery": selector }),
        VariableQuery::Nothing => json!({}),
    };
    if let VariableQuery::LabelValues { selector, .. } = query
        && !selector.is_empty()
    {
        model["metric"] = json!(selector);
    }
    model["refId"] = json!("PrometheusDatasource-VariableQuery");
    model
}

fn offered(row: &Value) -> Result<Value, String> {
    let (variable, problems) = variable(json!({
        "type": "query", "query": "x", "regex": row["regex"], "sort": row["sort"],
        "regexApplyTo": row["regexAppliesTo"],
    }))?;
    // A pattern nobody can read is said; the choices stay whole.
    if !problems.is_empty() {
        return Ok(json!("error"));
    }
    let items = row["items"].as_array().into_iter().flatten();
    let choice = |item: &Value| {
        let part = |key: &str| item.get(key).filter(|part| !part.is_null()).map(text);
        let value = part("value").or_else(|| part("text")).unwrap_or_default();
        Choice {
            text: part("text").unwrap_or_else(|| value.clone()),
            value,
        }
    };
    let choices = options(&variable, items.map(choice).collect());
    // A group that takes no part in a match gives an empty choice here, one without text and value there.
    let empty = row["expected"] == json!([{}]);
    match choices.as_slice() {
        [one] if empty && one.text.is_empty() && one.value.is_empty() => Ok(json!([{}])),
        choices => Ok(listed(choices)),
    }
}

fn row_text(row: &Value) -> Result<(), String> {
    let pairs = row["metric"].as_object().into_iter().flatten();
    let labels = Labels::from_pairs(pairs.map(|(name, value)| (name.as_str(), text(value))));
    let found = match row["value"].as_array() {
        None => Found::Series(vec![labels]),
        Some(_) => Found::Vector(vec![Sample {
            labels,
            at: Instant((row["value"][0].as_f64().unwrap_or(0.0) * 1e3).round() as i64),
            value: row["value"][1]
                .as_str()
                .and_then(|value| value.parse().ok())
                .unwrap_or(0.0),
            histogram: None,
        }]),
    };
    let answer = Answer {
        found,
        warnings: Vec::new(),
        infos: Vec::new(),
    };
    let (variable, _) = variable(json!({"type": "query", "query": "x"}))?;
    let got = choices(&variable, &answer);
    let got = got.first().map_or("", |choice| choice.text.as_str());
    // Prometheus answers labels in order of name, and so they are kept: what another order would write is the same pairs.
    row::same(
        &in_order(got),
        &in_order(row["expected"].as_str().unwrap_or("")),
    )
}

/// A text with the pairs in its braces in order.
fn in_order(text: &str) -> Value {
    let (name, rest) = text.split_once('{').unwrap_or((text, ""));
    let (pairs, rest) = rest.rsplit_once('}').unwrap_or(("", rest));
    let mut pairs: Vec<&str> = pairs.split(',').collect();
    pairs.sort_unstable();
    json!([name, pairs, rest])
}

/// A variable of a file, and what was wrong with it.
fn variable(mut definition: Value) -> Result<(Variable, Vec<Problem>), String> {
    definition["name"] = json!("x");
    let file = json!({"panels": [], "templating": {"list": [definition]}});
    let mut dashboard = read(&file.to_string()).map_err(|error| format!("{error:?}"))?;
    let variable = dashboard.variables.pop().ok_or("no variable was read")?;
    Ok((variable, dashboard.problems))
}

fn listed(choices: &[Choice]) -> Value {
    let choice = |one: &Choice| json!({ "text": one.text, "value": one.value });
    choices.iter().map(choice).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
