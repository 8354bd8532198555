//! The letters of the query in colour; what looks wrong is underlined.

use crate::query::logql::lint::Lint;
use crate::query::logql::paint::Role;
use crate::query::logql::paint::paint;
use leptos::prelude::*;

/// The letters in colour; what looks wrong is underlined, and where Loki stopped reading too.
pub(super) fn ink(text: &str, wrong: &[Lint], spot: Option<usize>) -> AnyView {
    let mut pieces = Vec::new();
    // What is missing at the end is marked on the last letter.
    let last = text.trim_end().len().saturating_sub(1);
    let spot = spot.map(|at| at.min(last));
    for (role, token) in paint(text) {
        let bad = wrong
            .iter()
            .any(|one| one.from.min(last) < token.to && token.from < one.to.max(last + 1))
            || spot.is_some_and(|at| token.from <= at && at < token.to);
        let class = match role {
            Role::Plain => "",
            Role::Comment => "syntax-comment",
            Role::Function => "syntax-function",
            Role::Label => "syntax-label",
            Role::Text => "syntax-string",
            Role::Number => "syntax-number",
            Role::Keyword => "syntax-keyword",
            Role::Operator => "syntax-operator",
        };
        let class = match bad && role != Role::Plain {
            true => [class, " syntax-lint"].concat(),
            false => class.to_owned(),
        };
        pieces.push(view! { <span class=class>{token.of(text).to_owned()}</span> });
    }
    // A last line that is empty has a height too.
    view! { {pieces} {"\u{200b}"} }.into_any()
}
