//! What a series is called: `legendFormat`, Grafana's automatic names, and display name templates.

use crate::data::labels::Labels;
use crate::lean::find;

/// The `legendFormat` that asks for an automatic name.
pub const AUTO: &str = "__auto";

/// Names of the series of one query, in the order given.
#[must_use]
pub fn legends(format: &str, expr: &str, series: &[&Labels]) -> Vec<String> {
    match format {
        "" => series.iter().map(|labels| full(labels, expr)).collect(),
        AUTO => automatic(expr, series),
        "{}" => series.iter().map(|_| expr.to_owned()).collect(),
        _ => series
            .iter()
            .map(|labels| formatted(format, labels))
            .collect(),
    }
}

/// Fills `{{label}}`; a label that is not there becomes nothing, braces around nothing stay.
#[must_use]
pub fn formatted(format: &str, labels: &Labels) -> String {
    let mut text = String::new();
    let mut rest = format;
    while let Some((before, after)) = find::split(rest, "{{") {
        let Some((label, beyond)) = find::split(after, "}}") else {
            break;
        };
        text.push_str(before);
        match label.trim() {
            "" => text.push_str("{{}}"),
            label => text.push_str(labels.get(label).unwrap_or("")),
        }
        rest = beyond;
    }
    text + rest
}

/// Fills `{{label}}` as titles of annotations do: a label that is empty or not there is written as its own name.
#[must_use]
pub fn annotated(format: &str, labels: &Labels) -> String {
    let mut text = String::new();
    let mut rest = format;
    while let Some((before, after)) = find::split(rest, "{{") {
        // At least one character is the name, so the braces end behind it.
        let name = after.trim_start();
        let first = name.chars().next().map_or(0, char::len_utf8);
        let end = name
            .get(first..)
            .and_then(|behind| find::find(behind, "}}"));
        let Some((label, beyond)) = end.and_then(|end| name.split_at_checked(first + end)) else {
            break;
        };
        text.push_str(before);
        let label = label.trim_end();
        let value = labels.get(label).filter(|value| !value.is_empty());
        text.push_str(value.unwrap_or(label));
        rest = beyond.strip_prefix("}}").unwrap_or(beyond);
    }
    text + rest
}

/// Fills a display name template; what it does not know stays as it is.
#[must_use]
pub fn displayed(template: &str, own: &str, shown: &str, labels: &Labels) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = find::split(rest, "${") {
        let Some((what, beyond)) = after.split_once('}') else {
            break;
        };
        text.push_str(before);
        match what {
            "__field.name" => text.push_str(own),
            "__field.displayName" | "__series.name" => text.push_str(shown),
            "__field.labels" => text.push_str(&labels.pairs()),
            "__field.labels.__values" => {
                let values: Vec<&str> = labels.iter().map(|(_, value)| value).collect();
                text.push_str(&values.join(", "));
            }
            other => match label_of(other) {
                Some(label) => text.push_str(labels.get(label).unwrap_or("")),
                None => {
                    text.push_str("${");
                    text.push_str(what);
                    text.push('}');
                }
            },
        }
        rest = beyond;
    }
    text + rest
}

/// Metric and labels as Prometheus writes them; the expression when there is nothing to write.
fn full(labels: &Labels, expr: &str) -> String {
    if labels.is_empty() {
        expr.to_owned()
    } else {
        labels.to_string()
    }
}

/// Only what tells the series of one query apart. Common labels go only if the series carry a metric name.
fn automatic(expr: &str, series: &[&Labels]) -> Vec<String> {
    let several = series.len() > 1 && series.iter().all(|labels| labels.metric().is_some());
    let common = |name: &str, value: &str| {
        several && series.iter().all(|labels| labels.get(name) == Some(value))
    };
    let kept: Vec<Vec<(&str, &str)>> = series
        .iter()
        .map(|labels| {
            labels
                .iter()
                .filter(|(name, value)| !common(name, value))
                .collect()
        })
        .collect();
    let mut names = kept.iter().flatten().map(|(name, _)| *name);
    let first = names.next();
    let one_key = first.is_some() && names.all(|name| Some(name) == first);
    kept.iter()
        .map(|labels| match labels.as_slice() {
            [] => expr.to_owned(),
            [(_, value)] if one_key && !several => (*value).to_owned(),
            several => {
                let labels = Labels::from_pairs(several.iter().copied());
                ["{", &labels.pairs(), "}"].concat()
            }
        })
        .collect()
}

fn label_of(what: &str) -> Option<&str> {
    let label = what.strip_prefix("__field.labels")?;
    label.strip_prefix('.').or_else(|| {
        let quoted = label.strip_prefix('[')?.strip_suffix(']')?;
        Some(quoted.trim_matches(['"', '\'']))
    })
}
