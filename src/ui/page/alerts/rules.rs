//! Rules: what they ask, whether they are evaluated, how long that takes, and what they found.

use crate::chart::scene::Status;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::listing::Same;
use crate::ui::page::alerts::rows::rows;
use crate::ui::page::alerts::rule_list::Found;
use crate::ui::page::alerts::rule_list::found;
use crate::ui::page::alerts::rule_list::key;
use crate::ui::page::alerts::rule_row::one;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::silences::segments;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::message::Message;
use leptos::prelude::*;
use std::sync::Arc;

/// The tab.
pub(super) fn rules(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let search = Memo::new(move |_| desk.state.with(|state| state.search.clone()));
    let only = Memo::new(move |_| desk.state.with(|state| state.only.clone()));
    let first = Memo::new(move |_| desk.state.with(|state| state.sort.clone()));
    let found = Memo::new(move |_| {
        Same(Arc::new(found(
            desk,
            search.get().trim(),
            &only.get(),
            &first.get(),
        )))
    });
    let list = Memo::new(move |_| found.with(|found| Same(Arc::clone(&found.0.rows))));
    let typed = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        desk.adjust(|state| state.search = text);
    };
    let bar = move || {
        let (only, first, found) = (only.get(), first.get(), found.get());
        let states = [
            ("", say.all_rules, None),
            ("firing", say.firing, Some(found.0.firing)),
            ("pending", say.pending, Some(found.0.pending)),
            ("inactive", say.inactive, Some(found.0.inactive)),
            ("recording", say.recording, Some(found.0.recording)),
        ];
        let firsts = [
            ("", say.as_written, None),
            ("failing", say.failing, Some(found.0.failing.len())),
            ("slow", say.slow, Some(found.0.slow)),
        ];
        view! {
            {segments(desk, say.by_state, &states, &only, |state| &mut state.only)}
            {segments(desk, say.first, &firsts, &first, |state| &mut state.sort)}
            <span class="page-note push num">{(say.rules_in)(found.0.shown, found.0.groups)}</span>
        }
    };
    view! {
        {follow(move || say::watchdog(desk))}
        {follow(move || failing(desk, &found.get().0.failing))}
        <div class="filter-bar">
            <label class="search">
                <span class="visually-hidden">{say.find_rule}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=say.find_rule
                    prop:value=Signal::derive(move || search.get())
                    on:input=on(typed)
                />
            </label>
            {follow(bar)}
        </div>
        {follow(move || {
            let no_rules = desk.rules.with(|rules| rules.0.is_empty());
            nothing(desk, no_rules, &found.get().0)
        })}
        {rows(list, key, "alert-rows", move |row| one(desk, row))}
    }
    .into_any()
}

fn failing(desk: Desk, names: &[String]) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    let names: Vec<String> = names.iter().map(|name| say::cut(name, 60)).collect();
    let shown = names.get(..names.len().min(5)).unwrap_or(&[]).join(", ");
    (!names.is_empty()).then(|| {
        view! {
            <Message
                status=Status::Warning
                title=(say.cannot_fire)(names.len())
                detail=format!("{shown}.")
            />
        }
        .into_any()
    })
}

fn nothing(desk: Desk, no_rules: bool, found: &Found) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    if found.shown > 0 {
        return None;
    }
    let text = match (found.all, no_rules) {
        (0, true) => say.asking.to_owned(),
        (0, false) => say.no_rules.to_owned(),
        (all, _) => (say.none_left_detail)(all),
    };
    Some(view! { <div class="panel"><p class="panel-message">{text}</p></div> }.into_any())
}
