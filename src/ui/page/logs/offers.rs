//! What may come next in the query: offered below it, moved through and taken with the keyboard.
//!
//! Labels and their values are Loki's; fields and their values those of what is loaded, then those that Loki found.

use crate::browser::element;
use crate::data::lines::Window;
use crate::live::Known;
use crate::query::logql::complete;
use crate::query::logql::complete::Want;
use crate::query::logql::complete::What;
use crate::query::logql::quote::quoted;
use crate::source::Ask;
use crate::source::Found;
use crate::source::log::LogAsk;
use crate::source::log::LogFound;
use crate::ui::hook::held::Memo;
use crate::ui::page::logs::editor::Typed;
use crate::ui::page::logs::editor::cursor;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::model::answer;
use crate::ui::part::erased::on;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Offers at once.
const OFFERS: usize = 12;

/// Lines that Loki looks at for fields, and values it gives of one.
const SAMPLE: u32 = 1_000;
const VALUES: u32 = 200;

/// What is wanted where the cursor is, and what it may become.
pub(super) type Offered = Memo<(Option<Want>, Vec<String>)>;

/// What may come next.
pub(super) fn offers(logs: Logs, typed: Typed) -> Offered {
    let want = Memo::new(move |_| {
        let open = typed.open.get();
        open.then(|| complete::want(&typed.text.get(), typed.cursor.get()))
    });
    let what = Memo::new(move |_| want.with(|want| want.as_ref().map(|want| want.what.clone())));
    let question = Memo::new(move |_| question(logs, &what.get()?));
    let asked = logs.asked.ask(move || question.get());
    Memo::new(move |_| {
        let Some(want) = want.get() else {
            return (None, Vec::new());
        };
        let mut all = own(logs, &want.what);
        for name in served(asked, &question.get()) {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        let offers = complete::narrowed(&all, &want.begun, OFFERS);
        // What is written in full needs no offer.
        match offers.as_slice() {
            [only] if *only == want.begun => (None, Vec::new()),
            _ => (Some(want), offers),
        }
    })
}

/// What Loki is asked for it.
fn question(logs: Logs, what: &What) -> Option<Ask> {
    let range = logs.asked.hours.get();
    let (expr, window) = (logs.asked.selector, Window::of(range));
    match what {
        What::Value(label) => Some(Ask::LabelValues {
            label: label.clone(),
            matchers: Vec::new(),
            range,
        }),
        What::Stage => Some(Ask::Log(LogAsk::DetectedFields {
            expr: expr.get()?,
            window,
            sample: SAMPLE,
        })),
        What::FieldValue(field) => Some(Ask::Log(LogAsk::FieldValues {
            field: field.clone(),
            expr: expr.get()?,
            window,
            limit: VALUES,
        })),
        What::Label | What::Nothing => None,
    }
}

/// What is known without asking.
fn own(logs: Logs, what: &What) -> Vec<String> {
    match what {
        What::Label => logs.asked.labels.get(),
        What::Stage => {
            let stages = complete::stages().iter().map(|stage| (*stage).to_owned());
            let fields = logs.fields.get();
            let names = fields.iter().map(|field| field.name.clone());
            stages.chain(names).collect()
        }
        What::FieldValue(name) => logs.fields.with(|fields| {
            let field = fields.iter().find(|field| field.name == *name);
            let values = field.into_iter().flat_map(|field| &field.values);
            values.map(|(value, _)| value.clone()).collect()
        }),
        What::Value(_) | What::Nothing => Vec::new(),
    }
}

/// What Loki answered.
fn served(asked: Known, question: &Option<Ask>) -> Vec<String> {
    asked.with(|view| {
        // For a moment it is still the answer to what was wanted before.
        let own = view
            .as_ref()
            .filter(|view| Some(&view.query.ask) == question.as_ref());
        let found = own.and_then(|view| Some(&answer(view)?.found));
        match found {
            Some(Found::Names(names)) => names.clone(),
            Some(Found::Log(LogFound::Fields(fields))) => {
                fields.iter().map(|field| field.name.clone()).collect()
            }
            Some(_) | None => Vec::new(),
        }
    })
}

/// Are there offers to be seen?
pub(super) fn shown(typed: Typed, offers: Offered) -> bool {
    typed.open.get() && offers.with(|(_, offers)| !offers.is_empty())
}

/// A key that was pressed in the text.
pub(super) fn key(event: &KeyboardEvent, typed: Typed, offers: Offered, run: impl Fn()) {
    let count = match untrack(|| shown(typed, offers)) {
        true => offers.with_untracked(|(_, offers)| offers.len()),
        false => 0,
    };
    let chosen = typed.chosen.get_untracked();
    match event.key().as_str() {
        "ArrowDown" if count > 0 => {
            event.prevent_default();
            typed
                .chosen
                .set(Some(chosen.map_or(0, |at| (at + 1) % count)));
        }
        "ArrowUp" if count > 0 => {
            event.prevent_default();
            let up = chosen.map_or(count - 1, |at| (at + count - 1) % count);
            typed.chosen.set(Some(up));
        }
        "Tab" if count > 0 => {
            event.prevent_default();
            take(typed, offers, chosen.unwrap_or(0));
        }
        "Enter" if !event.shift_key() => {
            event.prevent_default();
            match chosen.filter(|_| count > 0) {
                Some(chosen) => take(typed, offers, chosen),
                None => run(),
            }
        }
        "Escape" if count > 0 => {
            event.prevent_default();
            event.stop_propagation();
            typed.open.set(false);
        }
        " " if event.ctrl_key() => {
            event.prevent_default();
            typed.cursor.set(cursor(typed.area));
            typed.open.set(true);
        }
        _ => {}
    }
}

/// Writes an offer in place of what is begun.
fn take(typed: Typed, offers: Offered, at: usize) {
    let (want, offer) =
        offers.with_untracked(|(want, offers)| (want.clone(), offers.get(at).cloned()));
    let (Some(want), Some(offer)) = (want, offer) else {
        return;
    };
    let offer = match want.what {
        What::Value(_) | What::FieldValue(_) => quoted(&offer),
        What::Label | What::Stage | What::Nothing => offer,
    };
    let text = typed.text.get_untracked();
    let before = text.get(..want.from).unwrap_or_default();
    let after = text.get(want.to..).unwrap_or_default();
    let end = before.len() + offer.len();
    let units = before.encode_utf16().count() + offer.encode_utf16().count();
    typed.text.set([before, &offer, after].concat());
    typed.cursor.set(end);
    typed.open.set(false);
    typed.chosen.set(None);
    if let Some(area) = typed.area.get_untracked() {
        area.set_value(&typed.text.get_untracked());
        let place = u32::try_from(units).unwrap_or(u32::MAX);
        let _ = area.set_selection_range(place, place);
        element::focus(".log-editor textarea");
    }
}

/// The offers.
pub(super) fn list(typed: Typed, offers: Offered, name: &'static str) -> AnyView {
    let all = offers.with(|(_, offers)| offers.clone());
    let rows = all
        .into_iter()
        .enumerate()
        .map(|(at, offer)| {
            let chosen = move || (typed.chosen.get() == Some(at)).to_string();
            let press = move |event: leptos::ev::PointerEvent| {
                // The text keeps the keyboard.
                event.prevent_default();
                take(typed, offers, at);
            };
            view! {
                <li
                    id=format!("log-offer-{at}")
                    role="option"
                    aria-selected=Signal::derive(chosen)
                    on:pointerdown=on(press)
                >
                    {offer}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="popover log-offers mono" id="log-offers" role="listbox" aria-label=name>{rows}</ul> }
        .into_any()
}
