//! Formats of values, texts with variables, escaping for PromQL, ad hoc filters.

use super::row;
use atalaya::dashboard::adhoc;
use atalaya::dashboard::adhoc::Filter;
use atalaya::dashboard::escape;
use atalaya::dashboard::format;
use atalaya::dashboard::format::Syntax;
use atalaya::dashboard::interpolate::Bound;
use atalaya::dashboard::interpolate::Part;
use atalaya::dashboard::interpolate::fill;
use atalaya::dashboard::variable::Choice;
use serde_json::Value;
use serde_json::json;

/// Holds a row of any kind.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let got = match row::text(row, "kind")? {
        "format" => {
            let bound = bound(row, row::text(row, "variable")?);
            let format = row::text(row, "format")?;
            let got = format::value(&bound, Some(format), Syntax::Glob);
            if format == "json" && row["value"].is_array() {
                return same_list(&got, row::text(row, "expected")?);
            }
            json!(got)
        }
        "promql-escape" => {
            let syntax = match row::text(row, "mode")? {
                "classic" => Syntax::PromQl,
                _ => Syntax::PromQlQuoted,
            };
            let mut bound = bound(row, "x");
            let single = format::value(&bound, None, syntax);
            bound.multi = true;
            json!({ "single": single, "multi": format::value(&bound, None, syntax) })
        }
        "promql-selector-escape" => {
            let value = row::text(row, "value")?;
            json!({ "exact": escape::exact(value), "regex": escape::literal(value) })
        }
        "template" => template(
            row,
            syntax(row["defaultFormat"].as_str().unwrap_or("glob"))?,
        )?,
        "template-promql" if row["escapeMode"] == "classic" => template(row, Syntax::PromQl)?,
        "template-promql" => template(row, Syntax::PromQlQuoted)?,
        "adhoc-filter" => {
            let filter = Filter {
                key: row::text(row, "key")?.to_owned(),
                operator: row::text(row, "operator")?.to_owned(),
                values: vec![row::text(row, "value")?.to_owned()],
            };
            json!(adhoc::filtered(row::text(row, "query")?, &[filter]))
        }
        other => return Err(format!("nothing checks {other}")),
    };
    row::same(&got, &row["expected"])
}

/// Values come from links and servers, where they are texts: a number among them is its text.
fn same_list(got: &str, expected: &str) -> Result<(), String> {
    let list = |text: &str| {
        let list: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok::<_, String>(json!(texts(&list)))
    };
    row::same(&list(got)?, &list(expected)?)
}

fn syntax(format: &str) -> Result<Syntax, String> {
    const NAMES: [&str; 18] = [
        "raw",
        "csv",
        "pipe",
        "regex",
        "json",
        "lucene",
        "html",
        "text",
        "singlequote",
        "doublequote",
        "sqlstring",
        "distributed",
        "percentencode",
        "uriencode",
        "queryparam",
        "join",
        "date",
        "customqueryparam",
    ];
    if format == "glob" {
        return Ok(Syntax::Glob);
    }
    let known = NAMES.iter().find(|known| **known == format);
    known
        .map(|known| Syntax::Named(known))
        .ok_or_else(|| format!("no format {format}"))
}

fn template(row: &Value, syntax: Syntax) -> Result<Value, String> {
    let lookup = |name: &str| {
        let variables = row["variables"].as_array()?;
        let own = variables.iter().find(|one| one["name"] == name);
        let one = row["scoped"].get(name).or(own)?;
        Some(bound(one, name))
    };
    Ok(json!(
        fill(row::text(row, "template")?, syntax, &lookup).text
    ))
}

/// A variable of a row: `value`, `text`, `options`, `multi`, `includeAll`, `allValue`.
fn bound(row: &Value, name: &str) -> Bound {
    let all = row["value"] == "$__all";
    let values = texts(if all { &row["options"] } else { &row["value"] });
    let shown = texts(&row["text"]);
    let text = |(index, value): (usize, String)| Choice {
        text: match row["text"].is_null() {
            true => value.clone(),
            false => shown.get(index).cloned().unwrap_or_default(),
        },
        value,
    };
    let mut fields = Vec::new();
    parts(&row["value"], &mut Vec::new(), &mut fields);
    Bound {
        name: name.to_owned(),
        values: values.into_iter().enumerate().map(text).collect(),
        list: all || row["value"].is_array(),
        multi: row["multi"] == true || row["includeAll"] == true,
        all,
        all_value: row["allValue"].as_str().map(str::to_owned),
        fields,
        ..Bound::default()
    }
}

/// The parts of an object, by their paths.
fn parts<'a>(value: &'a Value, path: &mut Vec<&'a str>, found: &mut Vec<Part>) {
    for (key, inner) in value.as_object().into_iter().flatten() {
        path.push(key);
        found.push(Part::plain(path, &text(inner)));
        parts(inner, path, found);
        path.pop();
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().map(text).collect(),
        one => vec![text(one)],
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        // As JavaScript writes an object where a text belongs.
        Value::Object(_) => "[object Object]".to_owned(),
        other => other.to_string(),
    }
}
