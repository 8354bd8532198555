//! The query: services and levels to choose, the text itself, and the filters in force.

use crate::query::logql::LineOp;
use crate::query::logql::Query;
use crate::query::logql::Stage;
use crate::query::logql::edit::Place;
use crate::query::logql::level;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::choose::Choices;
use crate::ui::page::logs::editor::Editor;
use crate::ui::page::logs::model::Logs;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Everything that says what is asked.
#[component]
pub(super) fn QueryForm() -> impl IntoView {
    let words = Logs::here()?.shell.words();
    Some(view! {
        <section class="logs-query" aria-label=words.logs().query_form>
            <Choices/>
            <Editor/>
            <Filters/>
        </section>
    })
}

/// The filters in force, each to be taken away, and one more for the text of lines.
#[component]
fn Filters() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let chips = move || match logs.filters() {
        Some(query) => chips(logs, &query),
        // What is said in place of the lines is enough.
        None if logs.asked.counts.get() => ().into_any(),
        None => view! { <span class="page-note">{say.not_filters}</span> }.into_any(),
    };
    let typed = RwSignal::new(String::new());
    let enter = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            let text = typed.get_untracked();
            typed.set(String::new());
            logs.filter(|query| query.add_line(LineOp::Has, text.trim()));
        }
    };
    let clear = move || {
        logs.state.with(|state| !state.query.is_empty()).then(|| {
            let clear = move |_| {
                logs.change(|state| {
                    state.query.clear();
                    state.line = None;
                })
            };
            view! {
                <button type="button" class="button" data-kind="quiet" data-size="small" on:click=on(clear)>
                    {say.clear}
                </button>
            }
        })
    };
    Some(view! {
        <div class="chips" role="group" aria-label=say.filters>
            {follow(chips)}
            <label class="search log-filter">
                <span class="visually-hidden">{say.text_filter}</span>
                <Icon name="filter"/>
                <input
                    class="input"
                    placeholder=say.text_filter
                    prop:value=Signal::derive(move || typed.get())
                    on:input=on(move |event| typed.set(event_target_value(&event)))
                    on:keydown=on(enter)
                />
            </label>
            {follow(clear)}
        </div>
    })
}

fn chips(logs: Logs, query: &Query) -> AnyView {
    let mut chips = Vec::new();
    for (place, one) in query.matchers.iter().enumerate() {
        // What only stands there because Loki wants one, and levels, are chosen elsewhere.
        if !Query::is_filler(one) && !level::is_matcher(one) {
            let parts = [&one.name, one.op.text(), &one.value];
            chips.push(chip(
                logs,
                parts,
                one.op.leaves_out(),
                Place::Matcher(place),
            ));
        }
    }
    for (place, stage) in query.stages.iter().enumerate() {
        let at = Place::Stage(place);
        match stage {
            stage if level::is_stage(stage) => {}
            Stage::Line { op, text } => {
                chips.push(chip(logs, ["", op.text(), text], op.leaves_out(), at));
            }
            Stage::Field {
                name, op, value, ..
            } => {
                chips.push(chip(logs, [name, op.text(), value], op.leaves_out(), at));
            }
            Stage::Json => chips.push(chip(logs, ["", "|", "json"], false, at)),
            Stage::Logfmt => chips.push(chip(logs, ["", "|", "logfmt"], false, at)),
            Stage::Other(text) => chips.push(chip(logs, ["", "", text], false, at)),
        }
    }
    chips.into_any()
}

fn chip(logs: Logs, parts: [&str; 3], leaves_out: bool, place: Place) -> AnyView {
    let say = logs.shell.words().logs();
    let name = (say.remove)(parts.join(" ").trim());
    let [key, op, value] = parts.map(str::to_owned);
    let remove = move |_| logs.filter(|query| query.remove(place));
    view! {
        <span class="chip" data-kind=leaves_out.then_some("out")>
            <span class="truncate">
                <span class="key">{key}</span>
                <span class="op">{op}</span>
                <span class="val">{value}</span>
            </span>
            <button type="button" aria-label=name.clone() title=name on:click=on(remove)>
                <Icon name="close"/>
            </button>
        </span>
    }
    .into_any()
}
