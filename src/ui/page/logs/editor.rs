//! The query as text: highlighted as it is typed, completed, with what looks wrong and what Loki says about it.
//!
//! What is typed lies in a text area whose letters are not seen; the same letters in colour lie below it.

use crate::query::logql::lint::lint;
use crate::query::logql::refusal;
use crate::source::Failure;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::format::Format;
use crate::ui::page::logs::format::FormatButton;
use crate::ui::page::logs::history::History;
use crate::ui::page::logs::ink::ink;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::offers::key;
use crate::ui::page::logs::offers::list;
use crate::ui::page::logs::offers::offers;
use crate::ui::page::logs::offers::shown;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use leptos::ev::KeyboardEvent;
use leptos::html::Textarea;
use leptos::prelude::*;

/// What is typed, and where the cursor is in it.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) text: RwSignal<String>,
    pub(super) cursor: RwSignal<usize>,
    /// The offer that Enter takes; none while nobody moved to one.
    pub(super) chosen: RwSignal<Option<usize>>,
    /// Offers are shown.
    pub(super) open: RwSignal<bool>,
    pub(super) area: NodeRef<Textarea>,
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
            text if text.is_empty() => logs.asked.query.get().unwrap_or_default(),
            text => text,
        };
        if text != typed.text.get_untracked() {
            typed.text.set(text);
        }
    });
    let offers = offers(logs, typed);
    let format = Format::new(logs, typed.text);
    let run = move || {
        typed.open.set(false);
        let text = typed.text.get_untracked();
        let default = written.get_untracked().is_empty()
            && Some(&text) == logs.asked.query.get_untracked().as_ref();
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
        let labels = logs.asked.labels.get();
        typed.text.with(|text| match text.trim() {
            "" => Vec::new(),
            _ => lint(text, &labels),
        })
    });
    let spot = Memo::new(move |_| {
        let text = typed.text.get();
        format
            .spot(&text)
            .or_else(|| spot(logs, &text, &written.get()))
    });
    let say_wrong = move || {
        let wrong = wrong.get().into_iter().next()?;
        Some(view! {
            <p class="log-wrong" role="status">{(say.wrong)(&wrong.what)}</p>
        })
    };
    let say_refused = move || {
        let told = format.refused()?;
        Some(view! { <p class="log-wrong" role="status">{told}</p> })
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
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-controls=Signal::derive(move || shown(typed, offers).then_some("log-offers"))
                    aria-activedescendant=Signal::derive(move || typed.chosen.get().map(|at| format!("log-offer-{at}")))
                    prop:value=Signal::derive(move || typed.text.get())
                    on:input=on(input)
                    on:keydown=on(pressed)
                    on:click=on(move |_| typed.cursor.set(cursor(typed.area)))
                    on:blur=on(move |_| typed.open.try_set(false))
                ></textarea>
                <div class="log-editor-tools">
                    <FormatButton format/>
                    <History/>
                </div>
                {follow(move || shown(typed, offers).then(|| list(typed, offers, say.offers)))}
            </div>
            <button type="button" class="button" data-kind="primary" on:click=on(move |_| run())>{say.run}</button>
        </div>
        {follow(say_wrong)}
        {follow(say_refused)}
    })
}

/// Byte of the cursor.
pub(super) fn cursor(area: NodeRef<Textarea>) -> usize {
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

/// The byte where Loki stopped reading, while what it read still stands there.
fn spot(logs: Logs, text: &str, written: &str) -> Option<usize> {
    let failure = logs
        .failure
        .get()
        .or_else(|| logs.counted.volume_failure.get())?;
    let Failure::Refused { message, .. } = &failure else {
        return None;
    };
    if text != written {
        return None;
    }
    refusal::place(message, text)
}
