//! Query to text.

use crate::query::logql::Matcher;
use crate::query::logql::Query;
use crate::query::logql::Stage;
use crate::query::logql::quote::quoted;

pub(super) fn query(query: &Query) -> String {
    let mut text = selector(&query.matchers);
    for stage in &query.stages {
        text.push(' ');
        match stage {
            Stage::Line { op, text: says } => {
                push(&mut text, &[op.text(), " ", &quoted(says)]);
            }
            Stage::Json => text.push_str("| json"),
            Stage::Logfmt => text.push_str("| logfmt"),
            Stage::Field {
                name,
                op,
                value,
                bare,
            } => {
                let value = match bare {
                    true => value.clone(),
                    false => quoted(value),
                };
                push(&mut text, &["| ", name, " ", op.text(), " ", &value]);
            }
            Stage::Other(written) => text.push_str(written),
        }
    }
    text
}

pub(super) fn selector(matchers: &[Matcher]) -> String {
    let mut text = String::from("{");
    for (place, matcher) in matchers.iter().enumerate() {
        let comma = if place > 0 { ", " } else { "" };
        let Matcher { name, op, value } = matcher;
        push(&mut text, &[comma, name, op.text(), &quoted(value)]);
    }
    text.push('}');
    text
}

fn push(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}
