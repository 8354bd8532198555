//! The query as text: highlighted as it is typed, completed, with what looks wrong and what Loki says about it.
//!
//! What is typed lies in a text area whose letters are not seen; the same letters in colour lie below it.

use crate::browser::element;
use crate::cache::view::Priority;
use crate::query::logql::complete;
use crate::query::logql::complete::Want;
use crate::query::logql::complete::What;
use crate::query::logql::lint::Lint;
use crate::query::logql::lint::lint;
use crate::query::logql::paint::Role;
use crate::query::logql::paint::paint;
use crate::query::logql::quote::quote;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::Query;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::model::answer;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use leptos::ev::KeyboardEvent;
use leptos::html::Textarea;
use leptos::prelude::*;

/// Offers at once.
const OFFERS: usize = 12;

/// What is typed, and where the cursor is in it.
#[derive(Clone, Copy)]
struct Typed {
    text: RwSignal<String>,
    cursor: RwSignal<usize>,
    /// The offer that Enter takes; none while nobody moved to one.
    chosen: RwSignal<Option<usize>>,
    /// Offers are shown.
    open: RwSignal<bool>,
    area: NodeRef<Textarea>,
}

/// The editor and its button.
#[component]
pub(super) fn Editor() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let written = Memo::new(move |_| logs.state.with(|state| state.query.clone()));
    let typed = Typed {
        text: RwSignal::new(String::new()),
        cursor: RwSignal::new(0),
        chosen: RwSignal::new(None),
        open: RwSignal::new(false),
        area: NodeRef::new(),
    };
    // A click elsewhere changes what is written; what somebody was typing gives way to it.
    Effect::new(move |_| {
        let text = match written.get() {
            text if text.is_empty() => logs.query.get().unwrap_or_default(),
            text => text,
        };
        if text != typed.text.get_untracked() {
            typed.text.set(text);
        }
    });
    let offers = offers(logs, typed);
    let run = move || {
        typed.open.set(false);
        let text = typed.text.get_untracked();
        let default = written.get_untracked().is_empty()
            && Some(&text) == logs.query.get_untracked().as_ref();
        if text == written.get_untracked() || default {
            logs.retry();
        } else {
            logs.change(|state| {
                state.query = text;
                state.line = None;
            });
        }
    };
    let input = move |event: leptos::ev::Event| {
        typed.text.set(event_target_value(&event));
        typed.cursor.set(cursor(typed.area));
        typed.chosen.set(None);
        typed.open.set(true);
    };
    let pressed = move |event: KeyboardEvent| key(&event, typed, offers, run);
    let wrong = Memo::new(move |_| {
        let labels = logs.labels.get();
        typed.text.with(|text| match text.trim() {
            "" => Vec::new(),
            _ => lint(text, &labels),
        })
    });
    let spot = Memo::new(move |_| spot(logs, &typed.text.get(), &written.get()));
    let say_wrong = move || {
        let wrong = wrong.get().into_iter().next()?;
        Some(view! {
            <p class="log-wrong" role="status">{(say.wrong)(&wrong.what)}</p>
        })
    };
    Some(view! {
        <div class="line">
            <div class="editor log-editor">
                <div class="log-ink" aria-hidden="true">
                    {follow(move || ink(&typed.text.get(), &wrong.get(), spot.get()))}
                </div>
                <textarea
                    node_ref=typed.area
                    aria-label=say.query
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    rows="1"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls="log-offers"
                    aria-expanded=Signal::derive(move || shown(typed, offers).to_string())
                    aria-activedescendant=Signal::derive(move || typed.chosen.get().map(|at| format!("log-offer-{at}")))
                    prop:value=Signal::derive(move || typed.text.get())
                    on:input=on(input)
                    on:keydown=on(pressed)
                    on:click=on(move |_| typed.cursor.set(cursor(typed.area)))
                    on:blur=on(move |_| typed.open.try_set(false))
                ></textarea>
                {follow(move || shown(typed, offers).then(|| list(typed, offers, say.offers)))}
            </div>
            <button type="button" class="button" data-kind="primary" on:click=on(move |_| run())>{say.run}</button>
        </div>
        {follow(say_wrong)}
    })
}

/// Byte of the cursor.
fn cursor(area: NodeRef<Textarea>) -> usize {
    let Some(area) = area.get_untracked() else {
        return 0;
    };
    // The browser counts in units of UTF-16.
    let units = area.selection_start().ok().flatten().unwrap_or(0) as usize;
    let mut left = units;
    for (at, one) in area.value().char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(one.len_utf16());
    }
    area.value().len()
}

type Offered = Memo<(Option<Want>, Vec<String>)>;

/// What may come next.
fn offers(logs: Logs, typed: Typed) -> Offered {
    let want = Memo::new(move |_| {
        let open = typed.open.get();
        open.then(|| complete::want(&typed.text.get(), typed.cursor.get()))
    });
    let label = Memo::new(move |_| match want.get()?.what {
        What::Value(label) => Some(label),
        What::Label | What::Stage | What::Nothing => None,
    });
    let known = logs.live.watch(move || {
        let ask = Ask::LabelValues {
            label: label.get()?,
            matchers: Vec::new(),
            range: logs.timing.range.get(),
        };
        let source = logs
            .source
            .with(|source| Some(source.as_ref()?.id.clone()))?;
        Some((Query { source, ask }, Priority::Visible))
    });
    Memo::new(move |_| {
        let Some(want) = want.get() else {
            return (None, Vec::new());
        };
        let all: Vec<String> = match &want.what {
            What::Label => logs.labels.get(),
            What::Value(_) => known.with(|view| {
                let found = view.as_ref().and_then(|view| Some(&answer(view)?.found));
                match found {
                    Some(Found::Names(names)) => names.clone(),
                    Some(_) | None => Vec::new(),
                }
            }),
            What::Stage => {
                let stages = complete::stages().iter().map(|stage| (*stage).to_owned());
                let fields = logs.fields.get();
                stages
                    .chain(fields.iter().map(|field| field.name.clone()))
                    .collect()
            }
            What::Nothing => Vec::new(),
        };
        let offers = complete::narrowed(&all, &want.begun, OFFERS);
        // What is written in full needs no offer.
        match offers.as_slice() {
            [only] if *only == want.begun => (None, Vec::new()),
            _ => (Some(want), offers),
        }
    })
}

fn shown(typed: Typed, offers: Offered) -> bool {
    typed.open.get() && offers.with(|(_, offers)| !offers.is_empty())
}

fn key(event: &KeyboardEvent, typed: Typed, offers: Offered, run: impl Fn()) {
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
        What::Value(_) => quote(&offer),
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

fn list(typed: Typed, offers: Offered, name: &'static str) -> AnyView {
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

/// The letters in colour; what looks wrong is underlined, and where Loki stopped reading too.
fn ink(text: &str, wrong: &[Lint], spot: Option<usize>) -> AnyView {
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

/// The byte where Loki stopped reading, while what it read still stands there.
fn spot(logs: Logs, text: &str, written: &str) -> Option<usize> {
    let failure = logs.failure.get().or_else(|| logs.volume_failure.get())?;
    let Failure::Refused { message, .. } = &failure else {
        return None;
    };
    if text != written {
        return None;
    }
    let (_, place) = message.split_once("parse error at line ")?;
    let (line, place) = place.split_once(", col ")?;
    let end = place
        .find(|one: char| !one.is_ascii_digit())
        .unwrap_or(place.len());
    let (line, column): (usize, usize) = (line.parse().ok()?, place.get(..end)?.parse().ok()?);
    let before: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    // Loki counts from 1, and says the place after the last letter for an end that came too soon.
    let at = before + column.saturating_sub(1);
    Some(at.min(text.len().saturating_sub(1)))
}
