//! How many checks are how; each count filters by its state.

use crate::health::check::Shown;
use crate::health::list;
use crate::ui::page::health::Desk;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::figure::State;
use leptos::prelude::*;

/// States that are told even when no check is in them.
const ALWAYS: [Shown; 6] = [
    Shown::Unhealthy,
    Shown::Unreachable,
    Shown::Degraded,
    Shown::Recovering,
    Shown::Starting,
    Shown::Healthy,
];

/// The row of counts.
#[component]
pub(super) fn Summary(desk: Desk) -> impl IntoView {
    let say = desk.shell.words().health();
    let counts = move || {
        let chosen = desk.state.with(|state| state.states.clone());
        desk.rows
            .with(|rows| list::counts(rows))
            .into_iter()
            .filter(|(shown, count)| *count > 0 || ALWAYS.contains(shown) || chosen.contains(shown))
            .map(|(shown, count)| {
                let pressed = chosen.contains(&shown);
                let turn = move |_| {
                    desk.change(|state| {
                        if pressed {
                            state.states.retain(|other| *other != shown);
                        } else {
                            state.states.push(shown);
                        }
                    });
                };
                view! {
                    <button type="button" aria-pressed=pressed.to_string() on:click=on(turn)>
                        <b class="num">{count.to_string()}</b>
                        <State shown word=(say.state)(shown)/>
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="panel summary-row health-summary" role="group" aria-label=say.filter>
            {follow(counts)}
        </div>
    }
}
