//! Alerts in, what one on call sees out.

/// What of a rule's expression is drawn.
mod expression;
/// The past from `ALERTS`.
mod history;
/// What Alertmanagers hold joined with what rules say; sections, filters, fingerprints.
mod joined;
/// What a filter leaves, in rows and counted.
mod left;
/// One list of several servers, in order, in groups, counted.
mod list;
/// Matchers read, written, held.
mod matcher;
/// Routes and inhibition of a configuration.
mod routing;
/// What a silence hits, and what is wrong with it.
mod silence;

use atalaya::data::labels::Labels;

/// Labels from `a=1 b=2`.
fn labels(text: &str) -> Labels {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), value.to_owned())
    };
    Labels::from_pairs(text.split_whitespace().map(pair))
}
