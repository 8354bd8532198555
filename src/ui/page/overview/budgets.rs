//! What is left of error budgets, where recording rules work it out.

use crate::browser::element::set_property;
use crate::chart::scene::Status;
use crate::live::Known;
use crate::overview::budget;
use crate::overview::budget::Budget;
use crate::route::Route;
use crate::route::dashboard::State;
use crate::time::Instant;
use crate::ui::hook::asked;
use crate::ui::hook::held::Memo;
use crate::ui::page::overview::Home;
use crate::ui::page::overview::failed;
use crate::ui::page::overview::instead;
use crate::ui::page::overview::stale;
use crate::ui::part::erased::follow;
use crate::ui::part::figure as written;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use leptos::html;
use leptos::prelude::*;

/// As many as are listed, the emptiest.
const LISTED: usize = 4;

/// Follows the question for all budgets.
pub(super) fn watch(home: Home) -> Option<Known> {
    let source = home.metrics.with_value(Clone::clone)?;
    let timing = home.timing;
    Some(home.watch(source, move || {
        budget::ask(Instant(timing.now().0 / 1_000 * 1_000))
    }))
}

/// The budgets that are known. Tracked.
pub(super) fn found(known: Option<Known>) -> Vec<Budget> {
    let answer = known.and_then(asked::latest);
    budget::budgets(asked::samples(answer.as_ref()))
}

/// The tile.
pub(super) fn tile(home: Home, known: Option<Known>) -> AnyView {
    let words = home.shell.words();
    let say = words.overview();
    let budgets = Memo::new(move |_| found(known));
    let body = move || {
        let budgets = budgets.get();
        if !budgets.is_empty() {
            let shown = budgets.into_iter().take(LISTED);
            let lines = shown.map(|budget| line(home, budget)).collect_view();
            return view! { <ul class="budget-list">{lines}</ul> }.into_any();
        }
        follow(move || {
            let (Some(known), Some(source)) = (known, home.metrics.with_value(Clone::clone)) else {
                let say = words.health();
                return instead(
                    "no-data",
                    say.no_source.to_owned(),
                    say.no_source_detail.to_owned(),
                );
            };
            match (asked::age(known), asked::failure(known)) {
                (None, Some(failure)) => failed(home, &source, &failure),
                (None, None) => ().into_any(),
                (Some(_), _) => instead(
                    "no-data",
                    say.no_budgets.to_owned(),
                    say.no_budgets_detail.to_owned(),
                ),
            }
        })
    };
    let foot = move || {
        let failure = asked::failure(known?)?;
        asked::age(known?)?;
        Some(stale(
            home,
            &home.metrics.with_value(Clone::clone)?,
            &failure,
        ))
    };
    let age = move || {
        let age = known.and_then(asked::age);
        match age {
            Some(_) => format!("{}, {}", say.budget_window, home.age(age)),
            None => String::new(),
        }
    };
    let more = home.link(
        "more",
        || Route::Dashboard(State::new("application-performance")),
        say.open.into_any(),
    );
    let body = view! { {follow(body)}{follow(foot)} };
    home.panel("10", say.budgets, age, more, body.into_any())
}

fn line(home: Home, budget: Budget) -> AnyView {
    let say = home.shell.words().overview();
    let (status, word) = if budget.left <= 0.0 {
        (Status::Critical, say.spent.to_owned())
    } else {
        let status = if budget.left < budget::LOW {
            Status::Warning
        } else {
            Status::Ok
        };
        (
            status,
            (say.left)(&written::share(&home.shell, budget.left)),
        )
    };
    let objective = budget
        .objective
        .map(|share| (say.objective)(&written::share(&home.shell, share)));
    let share = (budget.left.clamp(0.0, 1.0) * 100.0).round();
    let meter = NodeRef::<html::Span>::new();
    Effect::new(move |_| {
        if let Some(node) = meter.get() {
            set_property(&node, "--share", &format!("{share}%"));
        }
    });
    let label = format!("{}: {word}", budget.name);
    view! {
        <li data-status=token(status)>
            <span>{budget.name}{" "}<small>{objective}</small></span>
            <span class="status" data-status=token(status)><Glyph status/>{word}</span>
            <span class="meter" role="img" aria-label=label node_ref=meter><i></i></span>
        </li>
    }
    .into_any()
}
