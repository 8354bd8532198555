//! Calls whoever asked for it when something critical begins to fire: a notification and a tone.

use crate::alert::list::Item;
use crate::alert::list::Standing;
use crate::alert::severity::Severity;
use crate::browser::notify;
use crate::browser::storage;
use crate::lean::sort;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::say;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;

/// Where it is kept that somebody wants to be called.
const WANTED: &str = "atalaya.call";

/// The button that turns it on and off; it calls while the page is open.
pub(super) fn caller(desk: Desk) -> AnyView {
    let words = desk.shell.words().alerts();
    let wanted = RwSignal::new(storage::read(WANTED).is_some());
    let known: StoredValue<Option<Vec<u64>>> = StoredValue::new(None);
    Effect::new(move |_| {
        let listing = desk.listing.get();
        // Who is told of an alert is Alertmanager's to say, where there is one.
        let alone = desk.senders().is_empty();
        let answered = match alone {
            true => listing.0.complete,
            false => listing.0.served_at_all,
        };
        if !answered {
            return;
        }
        let is = |item: &&Item| {
            item.severity == Severity::Critical
                && item.standing == Standing::Firing
                && (alone || !item.places.is_empty())
        };
        let loud: Vec<&Item> = listing.0.items.iter().filter(is).collect();
        let before = known.get_value();
        // What fired when the page was opened is on the screen already.
        if let Some(before) = before.filter(|_| wanted.get_untracked()) {
            let new: Vec<_> = loud
                .iter()
                .filter(|item| before.binary_search(&item.key).is_err())
                .collect();
            if let Some(first) = new.first() {
                let more = new.len().saturating_sub(1);
                let title = match more {
                    0 => say::name(first),
                    more => format!("{}, {}", say::name(first), (words.and_more)(more)),
                };
                notify::show(&title, &say::summary(first), "atalaya-alerts");
                notify::tone();
            }
        }
        let mut keys: Vec<u64> = loud.iter().map(|item| item.key).collect();
        sort::by(&mut keys, Ord::cmp);
        known.set_value(Some(keys));
    });
    let turn = on(move |_: leptos::ev::MouseEvent| {
        let now = !wanted.get_untracked();
        wanted.set(now);
        if now {
            storage::write(WANTED, "1");
            notify::ask();
            notify::tone();
        } else {
            storage::forget(WANTED);
        }
    });
    view! {
        <button
            type="button"
            class="button"
            data-icon-only=""
            data-kind="quiet"
            aria-label=words.call
            title=words.call
            aria-pressed=Signal::derive(move || wanted.get().to_string())
            on:click=turn
        >
            <Icon name="alert"/>
        </button>
    }
    .into_any()
}
