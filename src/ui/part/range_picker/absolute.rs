//! Exact ends, typed: what each means is said below it as one types.

use crate::browser::clipboard;
use crate::time::math::Calendar;
use crate::time::math::End;
use crate::time::math::TextError;
use crate::time::math::resolve;
use crate::time::span::TimeSpan;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use serde_json::Value;

#[component]
pub(super) fn Absolute(pick: impl Fn(&TimeSpan) + Copy + Send + Sync + 'static) -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let words = shell.words();
    let shown = timing.span.get_untracked();
    let readable = |text: &str| readable(text, timing);
    let from = RwSignal::new(readable(&shown.from));
    let to = RwSignal::new(readable(&shown.to));
    let note = RwSignal::new(String::new());
    let apply = move |event: SubmitEvent| {
        event.prevent_default();
        let span = TimeSpan {
            from: from.get_untracked(),
            to: to.get_untracked(),
        };
        match span.resolve(
            timing.now_untracked(),
            &timing.zone.get_untracked(),
            Calendar::default(),
        ) {
            Ok(_) => pick(&span),
            Err(_) => note.set(words.range().reversed.to_owned()),
        }
    };
    let copy = move |_| {
        let text = format!(
            "{{\"from\":{:?},\"to\":{:?}}}",
            from.get_untracked(),
            to.get_untracked()
        );
        leptos::task::spawn_local(async move {
            let told = if clipboard::copy(&text).await {
                words.shell().copied
            } else {
                words.shell().not_copied
            };
            note.set(told.to_owned());
        });
    };
    let paste = move |_| {
        leptos::task::spawn_local(async move {
            match clipboard::paste().await.and_then(|text| pasted(&text)) {
                Some((start, end)) => {
                    from.set(start);
                    to.set(end);
                }
                None => note.set(words.range().nothing_to_paste.to_owned()),
            }
        });
    };
    let recent = move || {
        let recent = shell.preferences.with(|chosen| chosen.recent.clone());
        let rows = recent
            .into_iter()
            .map(|(from, to)| {
                let span = TimeSpan { from, to };
                let name = words.span(&span, timing.now(), &timing.zone.get());
                view! { <button type="button" class="option num" on:click=on(move |_| pick(&span))>{name}</button> }
            })
            .collect_view();
        (!rows.is_empty())
            .then(|| view! { <div class="recent"><h2>{words.range().recent}</h2>{rows}</div> })
    };
    view! {
        <form class="absolute" novalidate="" on:submit=on(apply)>
            <h2>{words.range().absolute}</h2>
            <Field id="range-from" name=words.range().from text=from end=End::From/>
            <Field id="range-to" name=words.range().to text=to end=End::To/>
            <div class="actions">
                <button type="submit" class="button" data-kind="primary">{words.range().apply}</button>
                <button type="button" class="button" on:click=on(copy)>
                    <Icon name="copy"/>
                    {words.range().copy}
                </button>
                <button type="button" class="button" on:click=on(paste)>{words.range().paste}</button>
            </div>
            <p class="help page-note" role="status">{follow(move || note.get())}</p>
            {recent}
        </form>
    }
}

/// Both ends of a range as it lies on the clipboard, in Grafana's form.
fn pasted(clipboard: &str) -> Option<(String, String)> {
    let json: Value = serde_json::from_slice(clipboard.as_bytes()).ok()?;
    let text = |key| json.get(key)?.as_str().map(str::to_owned);
    Some((text("from")?, text("to")?))
}

#[component]
fn Field(id: &'static str, name: &'static str, text: RwSignal<String>, end: End) -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let words = shell.words();
    let meant = move || {
        text.with(|text| {
            resolve(
                text,
                timing.now(),
                &timing.zone.get(),
                Calendar::default(),
                end,
            )
        })
    };
    let help = move || match meant() {
        Ok(at) => words.exact(at, &timing.zone.get()),
        Err(TextError { why, at }) => (words.time().fault)(why, at + 1),
    };
    let help_id = format!("{id}-help");
    view! {
        <div class="field">
            <label for=id>{name}</label>
            <input
                class="input num"
                id=id
                autocomplete="off"
                aria-describedby=help_id.clone()
                aria-invalid=Signal::derive(move || meant().is_err().to_string())
                prop:value=Signal::derive(move || text.get())
                on:input=on(move |event| text.set(event_target_value(&event)))
            />
            <span class="help num" id=help_id>{help}</span>
        </div>
    }
}

/// An absolute end as people write it in the zone shown; a relative one as it is.
fn readable(text: &str, timing: Timing) -> String {
    match text.parse::<i64>() {
        Ok(at) => {
            crate::time::format::date_time(crate::time::Instant(at), &timing.zone.get_untracked())
        }
        Err(_) => text.to_owned(),
    }
}
