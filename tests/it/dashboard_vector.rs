//! `dashboard` against the answers of Grafana 13.2 in `tests/vectors`.

use crate::panel_vector::differences;
use atalaya::dashboard::format;
use atalaya::dashboard::format::Syntax;
use atalaya::dashboard::interpolate::Bound;
use atalaya::dashboard::interpolate::fill;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Choice;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable_query::VariableQuery;
use atalaya::dashboard::variable_query::choices;
use atalaya::data::labels::Labels;
use atalaya::data::series::Sample;
use atalaya::source::Answer;
use atalaya::source::Found;
use atalaya::time::Instant;
use expect_test::expect;
use serde_json::Value;
use serde_json::json;

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().map(text).collect(),
        one => vec![text(one)],
    }
}

/// A variable of a vector: `value`, `text`, `options`, `multi`, `includeAll`, `allValue`.
fn bound(row: &Value, name: &str) -> Bound {
    let all = row["value"] == "$__all";
    let values = texts(if all { &row["options"] } else { &row["value"] });
    let shown = texts(&row["text"]);
    Bound {
        name: name.to_owned(),
        values: values
            .into_iter()
            .enumerate()
            .map(|(index, value)| Choice {
                text: match row["text"].is_null() {
                    true => value.clone(),
                    false => shown[index].clone(),
                },
                value,
            })
            .collect(),
        list: all || row["value"].is_array(),
        multi: row["multi"] == true || row["includeAll"] == true,
        all,
        all_value: row["allValue"].as_str().map(str::to_owned),
    }
}

#[test]
fn templating() {
    let report = differences(
        include_str!("../vectors/templating.json"),
        |row| match row["kind"].as_str()? {
            "format" => {
                let format = row["format"].as_str()?;
                if row["value"].is_object() || format == "date:YYYY-MM:ss" {
                    return None;
                }
                let bound = bound(row, row["variable"].as_str()?);
                Some(json!(format::value(&bound, Some(format), Syntax::Glob)))
            }
            "promql-escape" => {
                let mut bound = bound(row, "x");
                let single = format::value(&bound, None, Syntax::PromQl);
                bound.multi = true;
                let multi = format::value(&bound, None, Syntax::PromQl);
                Some(json!({"single": single, "multi": multi}))
            }
            "template" | "template-promql" => template(row),
            _ => None,
        },
    );
    // Values are texts here, formats of own making for dates are not built, and texts are Grafana's glob or PromQL.
    expect![[r#"
        differs: {"expected":"[\"test\",12]","format":"json","kind":"format","origin":"asserted-by-upstream-test","value":["test",12],"variable":"server"}
             got "[\"test\",\"12\"]"
        not covered: {"expected":"2020-07:09","format":"date:YYYY-MM:ss","kind":"format","origin":"asserted-by-upstream-test","value":1594671549254,"variable":"server"}
        not covered: {"expected":"Server1 nested","kind":"template","origin":"asserted-by-upstream-test","scoped":{"series":{"value":{"name":"Server1","nested":{"field.with.dot":"nested"}}}},"template":"${series.name} ${series.nested[\"field.with.dot\"]}","variables":[]}
        not covered: {"defaultFormat":"regex","expected":"this.*","kind":"template","origin":"asserted-by-upstream-test","template":"this.$test","variables":[{"allValue":"*","includeAll":true,"name":"test","options":["value1","value2"],"value":"$__all"}]}
        not covered: {"defaultFormat":"lucene","expected":"this:value\\/4","kind":"template","origin":"asserted-by-upstream-test","template":"this:$test","variables":[{"name":"test","value":"value/4"}]}
        not covered: {"defaultFormat":"html","expected":"&lt;script&gt;alert(asd)&lt;/script&gt;","kind":"template","origin":"asserted-by-upstream-test","template":"$test","variables":[{"name":"test","value":"<script>alert(asd)</script>"}]}
        not covered: {"expected":"2020-07","kind":"template","origin":"asserted-by-upstream-test","template":"${test:date:YYYY-MM}","variables":[{"name":"test","value":1594671549254}]}
        not covered: {"expected":"2020-07","kind":"template","origin":"asserted-by-upstream-test","scoped":{"__from":{"text":"","value":1594671549254}},"template":"${__from:date:YYYY-MM}","variables":[]}
        233 alike
    "#]].assert_eq(&report);
}

fn template(row: &Value) -> Option<Value> {
    let written = row["template"].as_str()?;
    let default = row["defaultFormat"].as_str().unwrap_or("glob");
    if written.contains("date:YYYY") || written.contains("series.") || default != "glob" {
        return None;
    }
    let syntax = match row["kind"] == "template-promql" {
        true => Syntax::PromQl,
        false => Syntax::Glob,
    };
    let lookup = |name: &str| {
        let variables = row["variables"].as_array().unwrap();
        let own = variables.iter().find(|one| one["name"] == name);
        own.or_else(|| row["scoped"].get(name))
            .map(|one| bound(one, name))
    };
    Some(json!(fill(written, syntax, &lookup).text))
}

#[test]
fn variables() {
    let report = differences(
        include_str!("../vectors/label_values.json"),
        |row| match row["kind"].as_str()? {
            "variable-query" => Some(asked(VariableQuery::read(row["query"].as_str()?), row)),
            "custom-variable" => {
                let variable = variable(json!({"type": "custom", "query": row["query"]}));
                let choices = own_choices(&variable, &[])?;
                Some(
                    choices
                        .iter()
                        .map(|one| json!({"text": one.text, "value": one.value}))
                        .collect(),
                )
            }
            "options" => options(row),
            "series-text" | "query-result-text" => Some(row_text(row)),
            _ => None,
        },
    );
    // Labels are in order of name here, an unusable pattern lets everything through (and is a problem of the file), and a
    // choice is never without a value.
    expect![[r#"
        differs: {"expected":"{job=\"a\",inst=\"b\"}","kind":"series-text","metric":{"inst":"b","job":"a"},"origin":"package-behaviour"}
             got "{inst=\"b\",job=\"a\"}"
        differs: {"expected":"{job=\"a\",i=\"b\"} 0.5 1700000000000","kind":"query-result-text","metric":{"i":"b","job":"a"},"origin":"derived-from-rule","value":[1700000000,"0.5"]}
             got "{i=\"b\",job=\"a\"} 0.5 1700000000000"
        not covered: {"expected":[{"text":"Option 1","value":"opt1"},{"text":"Option 2","value":"opt2"}],"items":[{"text":"Option 1","value":"opt1"},{"text":"Option 2","value":"opt2"}],"kind":"options","origin":"asserted-by-upstream-test","regex":"","sort":0}
        not covered: {"expected":[{"text":"","value":""}],"items":[{"text":null,"value":null}],"kind":"options","origin":"asserted-by-upstream-test","regex":"","sort":0}
        not covered: {"expected":[{"text":"123","value":"456"},{"text":"Text","value":"789"}],"items":[{"text":123,"value":456},{"text":"Text","value":789}],"kind":"options","origin":"asserted-by-upstream-test","regex":"","sort":0}
        not covered: {"expected":[{"text":"Option 1","value":"opt1"},{"text":"Option 2","value":"opt2"}],"items":[{"text":"Option 1","value":"opt1"},{"text":"Option 1 Duplicate","value":"opt1"},{"text":"Option 2","value":"opt2"}],"kind":"options","origin":"asserted-by-upstream-test","regex":"","sort":0}
        not covered: {"expected":[{"text":"Display 1","value":"val1"},{"text":"Display 11","value":"val11"}],"items":[{"text":"Display 1","value":"val1"},{"text":"Display 2","value":"val2"},{"text":"Display 11","value":"val11"}],"kind":"options","origin":"asserted-by-upstream-test","regex":"/^val1/","regexAppliesTo":"value","sort":0}
        not covered: {"expected":[],"items":[{"text":"Option 1","value":"opt1"}],"kind":"options","origin":"asserted-by-upstream-test","regex":"/^nomatch/","regexAppliesTo":"value","sort":0}
        not covered: {"expected":[{"text":"Display1","value":"val1"},{"text":"Display1a","value":"val1a"}],"items":[{"text":"Display3","value":"val3"},{"text":"Display1","value":"val1"},{"text":"Display2","value":"val2"},{"text":"Display1a","value":"val1a"}],"kind":"options","origin":"asserted-by-upstream-test","regex":"/^Display1/","regexAppliesTo":"text","sort":1}
        differs: {"expected":"error","items":[{"text":"host-10"},{"text":"host-2"},{"text":"host-1"},{"text":"Host-3"},{"text":"abc"},{"text":"db.prod.eu"},{"text":"db.dev.us"}],"kind":"options","origin":"package-behaviour","regex":"/[/","sort":0}
             got [{"text":"host-10","value":"host-10"},{"text":"host-2","value":"host-2"},{"text":"host-1","value":"host-1"},{"text":"Host-3","value":"Host-3"},{"text":"abc","value":"abc"},{"text":"db.prod.eu","value":"db.prod.eu"},{"text":"db.dev.us","value":"db.dev.us"}]
        differs: {"expected":[{}],"items":[{"text":"host-10"},{"text":"host-2"},{"text":"host-1"},{"text":"Host-3"},{"text":"abc"},{"text":"db.prod.eu"},{"text":"db.dev.us"}],"kind":"options","origin":"package-behaviour","regex":"/(x)?host/","sort":0}
             got [{"text":"","value":""}]
        46 alike
    "#]].assert_eq(&report);
}

fn variable(mut definition: Value) -> atalaya::dashboard::variable::Variable {
    definition["name"] = json!("x");
    let file = json!({"panels": [], "templating": {"list": [definition]}});
    read(&file.to_string()).unwrap().variables.remove(0)
}

/// What is asked, in the words of the vector. Requests are tested in `dashboard_query`.
fn asked(query: VariableQuery, row: &Value) -> Value {
    let some = |text: String| {
        if text.is_empty() {
            Value::Null
        } else {
            json!(text)
        }
    };
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
            asked["match"] = some(selector);
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

fn options(row: &Value) -> Option<Value> {
    let items = row["items"].as_array()?;
    // Prometheus answers texts, never pairs of text and value.
    if items
        .iter()
        .any(|item| item.get("value").is_some() && item.get("text").is_some())
    {
        return None;
    }
    let names = items
        .iter()
        .map(|item| text(item.get("text").unwrap_or(&item["value"])));
    let variable = variable(json!({
        "type": "query", "query": "x", "regex": row["regex"], "sort": row["sort"],
    }));
    let answer = Answer {
        found: Found::Names(names.collect()),
        warnings: Vec::new(),
        infos: Vec::new(),
    };
    let choices = choices(&variable, &answer);
    Some(
        choices
            .iter()
            .map(|one| json!({"text": one.text, "value": one.value}))
            .collect(),
    )
}

fn row_text(row: &Value) -> Value {
    let pairs = row["metric"].as_object().unwrap().iter();
    let labels = Labels::from_pairs(pairs.map(|(name, value)| (name.as_str(), text(value))));
    let found = match row["kind"] == "series-text" {
        true => Found::Series(vec![labels]),
        false => Found::Vector(vec![Sample {
            labels,
            at: Instant((row["value"][0].as_f64().unwrap() * 1000.0).round() as i64),
            value: row["value"][1].as_str().unwrap().parse().unwrap(),
            histogram: None,
        }]),
    };
    let answer = Answer {
        found,
        warnings: Vec::new(),
        infos: Vec::new(),
    };
    json!(choices(&variable(json!({"type": "query", "query": "x"})), &answer)[0].text)
}
