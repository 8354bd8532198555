//! A question as an HTTP request. Times and steps are seconds with at most three decimals.

use crate::source::Ask;
use crate::source::Method;
use crate::source::Request;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Range;
use std::fmt::Write;

/// Method, path and form of this question.
pub(super) fn write(ask: &Ask) -> Request {
    match ask {
        Ask::Range { expr, grid } => post("api/v1/query_range", range_query(expr, *grid)),
        Ask::Instant { expr, at } => post(
            "api/v1/query",
            vec![("query", expr.clone()), ("time", seconds(at.0))],
        ),
        Ask::LabelNames { matchers, range } => post("api/v1/labels", selection(matchers, *range)),
        Ask::LabelValues {
            label,
            matchers,
            range,
        } => get(
            format!("api/v1/label/{}/values", path_name(label)),
            selection(matchers, *range),
        ),
        Ask::Series { matchers, range } => post("api/v1/series", selection(matchers, *range)),
        Ask::Metadata { metric } => get(
            "api/v1/metadata",
            metric.iter().map(|name| ("metric", name.clone())).collect(),
        ),
        Ask::BuildInfo => get("api/v1/status/buildinfo", Vec::new()),
        Ask::Rules => get("api/v1/rules", Vec::new()),
        Ask::Alerts => get("api/v1/alerts", Vec::new()),
        Ask::Targets => get("api/v1/targets", Vec::new()),
        // It has no logs, and answers that it has no such path.
        Ask::Log(ask) => get("api/v1/logs", vec![("query", ask.expr().to_owned())]),
        Ask::Alerting(_) => get("api/v1/rules", Vec::new()),
    }
}

fn post(path: &str, form: Vec<(&'static str, String)>) -> Request {
    Request {
        method: Method::Post,
        path: path.to_owned(),
        form,
    }
}

fn get(path: impl Into<String>, form: Vec<(&'static str, String)>) -> Request {
    Request {
        method: Method::Get,
        path: path.into(),
        form,
    }
}

fn range_query(expr: &str, grid: Grid) -> Vec<(&'static str, String)> {
    let mut form = vec![
        ("query", expr.to_owned()),
        ("start", seconds(grid.start.0)),
        ("end", seconds(grid.end().0)),
        ("step", seconds(grid.step.0)),
    ];
    // VictoriaMetrics moves a range of 50 points or more to multiples of the step, so that it can cache; without its
    // cache it answers the asked instants. Prometheus ignores the field.
    let aligned = grid.start.0.checked_rem(grid.step.0) == Some(0);
    if !aligned {
        form.push(("nocache", "1".to_owned()));
    }
    form
}

fn selection(matchers: &[String], range: Range) -> Vec<(&'static str, String)> {
    let Range {
        from: Instant(from),
        to: Instant(to),
    } = range;
    let mut form = vec![("start", seconds(from)), ("end", seconds(to))];
    form.extend(matchers.iter().map(|one| ("match[]", one.clone())));
    form
}

/// `1795237582`, `1795237582.5`: never an exponent, no trailing zeros.
fn seconds(millis: i64) -> String {
    let sign = if millis < 0 { "-" } else { "" };
    let (whole, part) = (millis.unsigned_abs() / 1000, millis.unsigned_abs() % 1000);
    if part == 0 {
        format!("{sign}{whole}")
    } else {
        let text = format!("{sign}{whole}.{part:03}");
        text.trim_end_matches('0').to_owned()
    }
}

/// A label name for the path. Names that Prometheus 2 could not have are written as Prometheus 3 documents it ("Values
/// Escaping": `U__`, `_` doubled, other characters as `_<code point in hex>_`); the result needs no percent-encoding.
fn path_name(label: &str) -> String {
    let plain = |at: usize, one: char| {
        one.is_ascii_alphabetic() || one == '_' || (at > 0 && one.is_ascii_digit())
    };
    if label.chars().enumerate().all(|(at, one)| plain(at, one)) {
        return label.to_owned();
    }
    let mut escaped = "U__".to_owned();
    for (at, one) in label.chars().enumerate() {
        if one == '_' {
            escaped.push_str("__");
        } else if plain(at, one) {
            escaped.push(one);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(escaped, "_{:x}_", u32::from(one));
        }
    }
    escaped
}
