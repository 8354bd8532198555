//! A field's values over all that is loaded: how often each, and for numbers their ends and their mean.

use crate::browser::clock::Timer;
use crate::logs::tally::DIFFERENT;
use crate::logs::tally::Tally;
use crate::panel::visible::visible;
use crate::query::logql::edit::Seen;
use crate::time::Millis;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::model::Logs;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::unit;
use leptos::prelude::*;

/// Lines that are counted before the page gets its turn again.
const AT_ONCE: usize = 2_000;

/// The turn.
const TURN: Millis = Millis(1);

/// Values that are shown.
const MOST: usize = 10;

/// Characters of a value.
const LONG: usize = 120;

/// The values.
#[component]
pub(super) fn Tallied(seen: Seen, name: String) -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let locale = logs.shell.locale();
    let tally = RwSignal::new(Tally::of(&name));
    let timer = StoredValue::new_local(None::<Timer>);
    // What is loaded at first is counted; what comes later is for another look.
    go_on(logs, tally, timer);
    let told = move || tally.with(|tally| (say.tallied)(tally.lines, tally.rows, different(tally)));
    let number = move |value: f64| unit::text(value, "short", None, &locale);
    let numbers = move || {
        let (least, mean, most) =
            tally.with(|tally| tally.numbers().filter(|_| tally.different() > 2))?;
        let told = (say.numbers)(&number(least), &number(mean), &number(most));
        Some(view! { <p class="page-note num">{told}</p> })
    };
    let rows = move || {
        tally.with(|tally| {
            tally
                .values(MOST)
                .into_iter()
                .map(|(value, count)| row(logs, seen, &name, value, count, tally.lines))
                .collect_view()
        })
    };
    Some(view! {
        <div class="log-tally">
            <p class="page-note" role="status">{follow(told)}</p>
            {follow(numbers)}
            <ul>{follow(rows)}</ul>
        </div>
    })
}

/// How many values, and whether there may be more.
fn different(tally: &Tally) -> (usize, bool) {
    (tally.different(), tally.different() >= DIFFERENT)
}

fn go_on(logs: Logs, tally: RwSignal<Tally>, timer: StoredValue<Option<Timer>, LocalStorage>) {
    let more = tally.try_update(|tally| logs.with_loaded(|loaded| tally.go_on(loaded, AT_ONCE)));
    timer.try_set_value(match more {
        Some(true) => Timer::after(TURN, move || go_on(logs, tally, timer)),
        Some(false) | None => None,
    });
}

fn row(logs: Logs, seen: Seen, name: &str, value: &str, count: usize, lines: usize) -> AnyView {
    let say = logs.shell.words().logs();
    let shown = visible(value, LONG).0;
    let title = (say.keep)(name, &shown);
    let percent = count * 100 / lines.max(1);
    let share = format!("{percent}%");
    let part = match percent {
        0 => "< 1%".to_owned(),
        _ => share.clone(),
    };
    let (name, value) = (name.to_owned(), value.to_owned());
    let keep = move |_| logs.filter(|query| query.filter(seen, &name, &value, false));
    view! {
        <li>
            <button type="button" title=title on:click=on(keep)>
                <span class="truncate">
                    <span class="visually-hidden">{say.keep_only}" "</span>
                    {shown}
                </span>
                <span class="num">{(say.number)(count)}" "<span class="part">{part}</span></span>
                <span class="meter" data-series="1" style:--share=share><i></i></span>
            </button>
        </li>
    }
    .into_any()
}
