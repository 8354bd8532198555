//! From when and how long a silence holds.

use crate::time::Instant;
use crate::time::format;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::form::change;
use crate::ui::page::alerts::form::instant;
use crate::ui::page::alerts::say;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use leptos::prelude::*;

/// Lengths that are one press away.
const LENGTHS: [(&str, i64); 6] = [
    ("30m", 1_800_000),
    ("1h", 3_600_000),
    ("2h", 7_200_000),
    ("8h", 28_800_000),
    ("1d", 86_400_000),
    ("7d", 604_800_000),
];

pub(super) fn times(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let until = Memo::new(move |_| {
        desk.form.with(|form| {
            form.as_ref()
                .map_or_else(String::new, |form| form.until.clone())
        })
    });
    let from = Memo::new(move |_| {
        desk.form.with(|form| {
            form.as_ref()
                .map_or_else(String::new, |form| form.from.clone())
        })
    });
    let buttons = LENGTHS
        .map(|(text, millis)| {
            let relative = ["now+", text].concat();
            let pressed = {
                let relative = relative.clone();
                Signal::derive(move || (until.get() == relative).to_string())
            };
            let press = on(move |_: leptos::ev::MouseEvent| {
                let now = desk.timing.now_untracked();
                // From another time than now the end is counted from there.
                let end = match from.get_untracked().trim() {
                    "now" | "" => None,
                    from => instant(desk, from, now).filter(|from| *from > now),
                };
                let zone = desk.timing.zone.get_untracked();
                let text = end.map_or_else(
                    || relative.clone(),
                    |from| format::date_time(Instant(from.0 + millis), &zone),
                );
                change(desk, |form| form.until = text);
            });
            view! {
                <button type="button" class="button" data-size="small" aria-pressed=pressed on:click=press>
                    {say::length(desk, millis)}
                </button>
            }
        })
        .collect_view();
    let meant = move |text: String| {
        let now = desk.timing.now();
        instant(desk, &text, now).map_or_else(|| say.no_time.to_owned(), |at| say::moment(desk, at))
    };
    view! {
        <div class="field">
            <span class="label" id="silence-for">{say.length}</span>
            <div class="durations" role="group" aria-labelledby="silence-for">{buttons}</div>
        </div>
        <div class="two">
            <div class="field">
                <label for="silence-from">{say.from}</label>
                <input
                    class="input num"
                    id="silence-from"
                    autocomplete="off"
                    prop:value=Signal::derive(move || from.get())
                    on:input=on(move |event| change(desk, |form| form.from = event_target_value(&event)))
                />
                <span class="help num">{follow(move || meant(from.get()))}</span>
            </div>
            <div class="field">
                <label for="silence-until">{say.until}</label>
                <input
                    class="input num"
                    id="silence-until"
                    autocomplete="off"
                    prop:value=Signal::derive(move || until.get())
                    on:input=on(move |event| change(desk, |form| form.until = event_target_value(&event)))
                />
                <span class="help num">{follow(move || meant(until.get()))}</span>
            </div>
        </div>
    }
    .into_any()
}
