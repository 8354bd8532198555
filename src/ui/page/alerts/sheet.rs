//! The sheet in which a silence is written: matchers with what they hit now, how long, why, who.

use crate::chart::scene::Status;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::form::Form;
use crate::ui::page::alerts::form::change;
use crate::ui::page::alerts::form::close;
use crate::ui::page::alerts::form::ends;
use crate::ui::page::alerts::form::faults;
use crate::ui::page::alerts::form::submit;
use crate::ui::page::alerts::hits::Hit;
use crate::ui::page::alerts::hits::hit;
use crate::ui::page::alerts::hits::preview;
use crate::ui::page::alerts::matcher_lines::matchers;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::times::times;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::message::Message;
use leptos::prelude::*;

/// The sheet, while a silence is written.
pub(super) fn sheet(desk: Desk) -> AnyView {
    let there = Memo::new(move |_| desk.form.with(Option::is_some));
    follow(move || there.get().then(|| inside(desk)))
}

fn inside(desk: Desk) -> AnyView {
    let words = desk.shell.words();
    let say = words.alerts();
    let editing = desk
        .form
        .with_untracked(|form| form.as_ref().is_some_and(|form| form.editing.is_some()));
    let hit = Memo::new(move |_| hit(desk));
    let busy = Memo::new(move |_| {
        desk.form
            .with(|form| form.as_ref().is_some_and(|form| form.busy))
    });
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close(desk);
        } else if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            submit(desk);
        }
    };
    let title = if editing {
        say.edit_silence
    } else {
        say.new_silence
    };
    view! {
        <aside class="sheet" id="silence" aria-labelledby="silence-title" on:keydown=on(keys)>
            <header>
                <h2 id="silence-title">{title}</h2>
                <button
                    type="button"
                    class="button"
                    data-icon-only=""
                    data-kind="quiet"
                    aria-label=say.close
                    title=say.close
                    on:click=on(move |_| close(desk))
                >
                    <Icon name="close"/>
                </button>
            </header>
            <div class="body">
                {matchers(desk)}
                {follow(move || preview(desk, &hit.get()))}
                {times(desk)}
                {texts(desk)}
                {follow(move || wrong(desk))}
                {follow(move || problem(desk))}
            </div>
            <footer>
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    disabled=Signal::derive(move || busy.get())
                    on:click=on(move |_| submit(desk))
                >
                    {follow(move || primary(desk, editing, &hit.get(), busy.get()))}
                </button>
                <button type="button" class="button" data-kind="quiet" on:click=on(move |_| close(desk))>
                    {say.cancel}
                </button>
            </footer>
        </aside>
    }
    .into_any()
}

/// What the button will do.
fn primary(desk: Desk, editing: bool, hit: &Hit, busy: bool) -> String {
    let say = desk.shell.words().alerts();
    let length = ends(desk).map(|(from, to)| say::length(desk, to.0 - from.0));
    match (busy, editing) {
        (true, _) => say.sending.to_owned(),
        (false, true) => say.save.to_owned(),
        (false, false) => (say.silence_for)(hit.count, &length.unwrap_or_default()),
    }
}

fn texts(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let read = move |read: fn(&Form) -> String| {
        Signal::derive(move || {
            desk.form
                .with(|form| form.as_ref().map_or_else(String::new, read))
        })
    };
    let names = Memo::new(move |_| {
        let listing = desk.listing.get();
        let mut names: Vec<String> = Vec::new();
        for item in listing.0.items.iter().take(200) {
            for (name, _) in item.labels.iter() {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        names.sort_unstable();
        names
    });
    let options = move || {
        let names = names.get();
        names
            .into_iter()
            .map(|name| view! { <option value=name></option> })
            .collect_view()
    };
    view! {
        <datalist id="silence-names">{follow(options)}</datalist>
        <div class="field">
            <label for="silence-why">{say.why}</label>
            <textarea
                class="input"
                id="silence-why"
                required=true
                prop:value=read(|form| form.comment.clone())
                on:input=on(move |event| change(desk, |form| form.comment = event_target_value(&event)))
            ></textarea>
        </div>
        <div class="field">
            <label for="silence-who">{say.who}</label>
            <input
                class="input"
                id="silence-who"
                autocomplete="username"
                required=true
                prop:value=read(|form| form.creator.clone())
                on:input=on(move |event| change(desk, |form| form.creator = event_target_value(&event)))
            />
            <span class="help">{say.who_help}</span>
        </div>
    }
    .into_any()
}

fn wrong(desk: Desk) -> Option<AnyView> {
    let checked = desk
        .form
        .with(|form| form.as_ref().is_some_and(|form| form.checked));
    let faults = checked.then(|| faults(desk, desk.timing.now()))?;
    let lines = faults
        .into_iter()
        .map(|fault| view! { <li>{fault}</li> })
        .collect_view();
    Some(view! { <ul class="help wrong" role="alert">{lines}</ul> }.into_any())
}

fn problem(desk: Desk) -> Option<AnyView> {
    let told = desk.form.with(|form| form.as_ref()?.problem.clone())?;
    Some(
        view! {
            <Message status=Status::Critical title=format!("{}.", told.title) detail=told.detail/>
        }
        .into_any(),
    )
}
