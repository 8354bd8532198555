//! The sentence above the tiles: all that they say, in a few words.

use crate::chart::scene::Status;
use crate::health::check::Shown;
use crate::live::Known;
use crate::overview::verdict::Seen;
use crate::overview::verdict::Tone;
use crate::ui::hook::asked;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk as Alerts;
use crate::ui::page::health::Desk as Checks;
use crate::ui::page::overview::Home;
use crate::ui::page::overview::alerts;
use crate::ui::page::overview::budgets;
use crate::ui::part::erased::follow;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use leptos::prelude::*;

/// The sentence.
pub(super) fn sentence(
    home: Home,
    alerts: Alerts,
    checks: Checks,
    budgets: Option<Known>,
) -> AnyView {
    let seen = Memo::new(move |_| seen(alerts, checks, budgets));
    let say = home.shell.words().overview();
    follow(move || {
        let seen = seen.get();
        let tone = seen.tone();
        let status = match tone {
            Tone::Critical => Status::Critical,
            Tone::Warning => Status::Warning,
            Tone::Unknown => Status::Unknown,
            Tone::Waiting => Status::Pending,
            Tone::Calm => Status::Ok,
        };
        view! {
            <p class="verdict" data-status=token(status)>
                <Glyph status/>
                <span><b class="verdict-text">{(say.verdict)(tone, &seen)}</b>{" "}{(say.rest)(&seen)}</span>
            </p>
        }
    })
}

fn seen(alerts: Alerts, checks: Checks, budgets: Option<Known>) -> Seen {
    let (counts, heard) = (alerts::counts(alerts), alerts::heard(alerts));
    let (checked, failure) = checks.heard();
    let rows = checks.rows().get();
    let in_state = |states: &[Shown]| {
        let found = rows.iter().filter(|row| states.contains(&row.shown));
        found.count()
    };
    let spent = budgets::found(budgets);
    let spent = spent.iter().filter(|budget| budget.left <= 0.0).count();
    let of_budgets = budgets.is_some_and(|known| asked::failure(known).is_some());
    Seen {
        critical: counts.critical,
        warning: counts.warning,
        checks: rows.len(),
        down: in_state(&[Shown::Unhealthy, Shown::Unreachable]),
        weak: in_state(&[Shown::Degraded, Shown::Recovering]),
        spent,
        waiting: heard.waiting || (checked.is_none() && failure.is_none() && budgets.is_some()),
        unknown: heard.failure.is_some()
            || !heard.known && !heard.waiting
            || failure.is_some()
            || of_budgets,
    }
}
