//! How much of what is left: counts by severity, team and category, each a press away, and a silence for all of it.

use crate::alert::left::COUNTED;
use crate::alert::left::Left;
use crate::alert::left::VALUES;
use crate::alert::matcher;
use crate::alert::section::Filter;
use crate::alert::severity::Severity;
use crate::data::alert::Matcher;
use crate::data::alert::Op;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::form;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::small;
use crate::ui::page::alerts::status;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use leptos::prelude::*;

/// Counts by severity, team and category; a press looks for them alone.
pub(super) fn counts(desk: Desk, left: &Left) -> AnyView {
    let words = desk.shell.words();
    let mut buttons = Vec::new();
    for (severity, count) in &left.severities {
        let status = status(*severity);
        let word = match severity {
            Severity::Other => words.alerts().no_severity,
            Severity::Critical | Severity::Warning | Severity::Info => words.status().of(status),
        };
        let severity = *severity;
        let press = on(move |_: leptos::ev::MouseEvent| {
            if let Some(matcher) = of_severity(desk, severity) {
                narrow(desk, &matcher);
            }
        });
        buttons.push(
            view! {
                <button
                    type="button"
                    class="button severity-count"
                    data-kind="quiet"
                    data-size="small"
                    title=words.alerts().narrow_to
                    on:click=press
                >
                    <span class="status" data-status=token(status)>
                        <Glyph status/>
                        {word}
                    </span>
                    <b class="num">{*count}</b>
                </button>
            }
            .into_any(),
        );
    }
    for name in COUNTED {
        let values: Vec<_> = left.values.iter().filter(|one| one.0 == name).collect();
        // One value alone is no choice.
        if values.len() < 2 || values.len() > VALUES {
            continue;
        }
        for (name, value, count) in values {
            let matcher = Matcher {
                name: (*name).to_owned(),
                op: Op::Equal,
                value: value.clone(),
            };
            let press = on(move |_: leptos::ev::MouseEvent| narrow(desk, &matcher));
            buttons.push(
                view! {
                    <button type="button" class="button" data-kind="quiet" data-size="small" on:click=press>
                        <span class="dim">{*name}</span>
                        <bdi>{say::cut(value, 30)}</bdi>
                        <span class="num">{*count}</span>
                    </button>
                }
                .into_any(),
            );
        }
    }
    view! { <div class="chips alert-counts">{buttons}</div> }.into_any()
}

/// What the alerts of a severity say of it: houses have several words for one.
fn of_severity(desk: Desk, severity: Severity) -> Option<Matcher> {
    let listing = desk.listing.get_untracked();
    let mut values: Vec<&str> = Vec::new();
    for item in &listing.0.items {
        let value = item.labels.get("severity").unwrap_or("");
        if item.severity == severity && values.len() < VALUES && !values.contains(&value) {
            values.push(value);
        }
    }
    // Words alone: what an expression would take for more than a word is not looked for.
    values.retain(|value| value.chars().all(char::is_alphanumeric));
    let (op, value) = match values.as_slice() {
        [] => return None,
        [value] => (Op::Equal, (*value).to_owned()),
        values => (Op::Matches, values.join("|")),
    };
    Some(Matcher {
        name: "severity".to_owned(),
        op,
        value,
    })
}

/// Adds a matcher to the filter; words that were typed give way to it.
pub(super) fn narrow(desk: Desk, matcher: &Matcher) {
    desk.change(|state| {
        let mut all = match Filter::read(&state.filter) {
            Ok(Filter::Matchers(_)) => matcher::read(&state.filter).unwrap_or_default(),
            Ok(Filter::Words(_)) | Err(_) => Vec::new(),
        };
        if !all.contains(matcher) {
            all.push(matcher.clone());
        }
        state.filter = matcher::written_all(&all);
        state.tab = crate::route::alerts::Tab::Firing;
    });
}

pub(super) fn filtered_silence(desk: Desk, text: &str, left: &Left) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    let matchers = matcher::read(text).ok().filter(|all| !all.is_empty())?;
    if left.count == 0 || desk.read_only.with(Option::is_some) {
        return None;
    }
    let name = (say.silence_these)(left.count);
    Some(small("bell-off", name, move || {
        form::open(desk, matchers.clone())
    }))
}
