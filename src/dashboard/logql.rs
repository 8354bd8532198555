//! LogQL as Grafana completes it before it asks Loki.

use crate::lean::find;
use crate::query::logql::count::counting;
use crate::time::Millis;
use crate::time::Range;
use crate::time::interval::format_interval;

/// The query that counts what a log query finds, by level, for the bars above the lines.
#[must_use]
pub fn volume(expr: &str) -> String {
    counting(expr, "$__auto")
}

/// `[$__auto]` filled in: the step of a range query, the whole range of an instant one.
#[must_use]
pub fn with_auto(expr: &str, instant: bool, range: Range, step: Millis) -> String {
    let length = match instant {
        true => format!(
            "{}s",
            range.to.0.saturating_sub(range.from.0).div_euclid(1_000)
        ),
        false => format_interval(step),
    };
    find::replaced(expr, "$__auto", &length)
}

/// Does a query select lines, rather than count them? Every metric begins with a word; a selector with its brace.
#[must_use]
pub fn selects_lines(expr: &str) -> bool {
    let mut rest = expr.trim_start();
    loop {
        rest = match rest.strip_prefix('#') {
            Some(comment) => comment.split_once('\n').map_or("", |(_, after)| after),
            None => match rest.strip_prefix('(') {
                Some(inside) => inside,
                None => return rest.starts_with('{'),
            },
        }
        .trim_start();
    }
}
