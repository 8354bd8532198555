//! The matchers of a silence, a line each.

use crate::data::alert::Matcher;
use crate::data::alert::Op;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::form::change;
use crate::ui::page::alerts::small;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;

pub(super) fn matchers(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let count = Memo::new(move |_| {
        desk.form
            .with(|form| form.as_ref().map_or(0, |form| form.matchers.len()))
    });
    let lines = move || (0..count.get()).map(|at| line(desk, at)).collect_view();
    let add = move || {
        change(desk, |form| {
            form.matchers.push(Matcher {
                name: String::new(),
                op: Op::Equal,
                value: String::new(),
            });
        });
    };
    if count.get_untracked() == 0 {
        add();
    }
    view! {
        <fieldset class="matchers">
            <legend class="label">{say.silence_where}</legend>
            {follow(lines)}
            <div>{small("plus", say.add_matcher, add)}</div>
        </fieldset>
    }
    .into_any()
}

const OPS: [(&str, Op); 4] = [
    ("=", Op::Equal),
    ("!=", Op::NotEqual),
    ("=~", Op::Matches),
    ("!~", Op::NotMatches),
];

fn line(desk: Desk, at: usize) -> AnyView {
    let say = desk.shell.words().alerts();
    let now = Memo::new(move |_| {
        desk.form
            .with(|form| form.as_ref()?.matchers.get(at).cloned())
    });
    let set = move |set: &dyn Fn(&mut Matcher)| {
        change(desk, |form| {
            if let Some(matcher) = form.matchers.get_mut(at) {
                set(matcher);
            }
        });
    };
    let name = on(move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        set(&|one| text.trim().clone_into(&mut one.name));
    });
    let value = on(move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        set(&|one| text.clone_into(&mut one.value));
    });
    let op = on(move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        let found = OPS.iter().find(|(sign, _)| *sign == text);
        if let Some((_, op)) = found {
            set(&|one| one.op = *op);
        }
    });
    let remove = on(move |_: leptos::ev::MouseEvent| {
        change(desk, |form| {
            if at < form.matchers.len() {
                form.matchers.remove(at);
            }
        });
    });
    let read = move |read: fn(&Matcher) -> String| {
        Signal::derive(move || now.with(|now| now.as_ref().map_or_else(String::new, read)))
    };
    let options = OPS
        .map(|(sign, op)| {
            let selected = Signal::derive(move || {
                now.with(|now| now.as_ref().is_some_and(|now| now.op == op))
            });
            view! { <option value=sign selected=selected>{sign}</option> }
        })
        .collect_view();
    let number = at + 1;
    view! {
        <div class="line">
            <input
                class="input"
                autocomplete="off"
                spellcheck="false"
                list="silence-names"
                aria-label=(say.label_n)(number)
                prop:value=read(|one| one.name.clone())
                on:input=name
            />
            <select class="input" aria-label=(say.operator_n)(number) on:change=op>{options}</select>
            <input
                class="input"
                autocomplete="off"
                spellcheck="false"
                aria-label=(say.value_n)(number)
                prop:value=read(|one| one.value.clone())
                on:input=value
            />
            <button
                type="button"
                class="button"
                data-icon-only=""
                data-kind="quiet"
                aria-label=(say.remove_n)(number)
                title=(say.remove_n)(number)
                on:click=remove
            >
                <Icon name="close"/>
            </button>
        </div>
    }
    .into_any()
}
