//! A dashboard's variables: name and value in one control, a list to choose from.

use crate::cache::view::Asker;
use crate::dashboard::variable::ALL;
use crate::dashboard::variable::Choice;
use crate::dashboard::variable::Chosen;
use crate::dashboard::variable::Hide;
use crate::dashboard::variable::Kind;
use crate::dashboard::variable::Variable;
use crate::lean::lower::lower;
use crate::route::Route;
use crate::source::Failure;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::later::later;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::filters::Filters;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::variable_end::End;
use leptos::prelude::*;
use std::sync::Arc;

/// More options than this are found by typing.
const SHOWN: usize = 100;

/// All variables that are to be seen.
#[component]
pub fn VariableBar() -> impl IntoView {
    let words = Shell::here().words();
    let Some(board) = Board::here() else {
        return ().into_any();
    };
    let variables: Vec<Variable> = board.dashboard.with_value(|dashboard| {
        dashboard
            .variables
            .iter()
            .filter(|variable| variable.is_shown())
            .cloned()
            .collect()
    });
    view! {
        <div class="variable-bar" role="group" aria-label=words.variable().bar>
            {variables
                .into_iter()
                .map(|variable| view! { <Control variable=Arc::new(variable) board/> })
                .collect_view()}
            <End board/>
        </div>
    }
    .into_any()
}

#[component]
fn Control(variable: Arc<Variable>, board: Board) -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    let words = shell.words();
    let id = format!("variable-{}", variable.name);
    let label = variable.label.clone();
    let failure = {
        let name = variable.name.clone();
        Memo::new(move |_| {
            board.failures.with(|failures| {
                failures
                    .iter()
                    .find(|(other, _)| *other == name)
                    .map(|(_, failure)| failure.clone())
            })
        })
    };
    let value = {
        let name = variable.name.clone();
        move || {
            board.values.with(|values| {
                values
                    .chosen(&name)
                    .map(|chosen| chosen_text(&shell, chosen))
            })
        }
    };
    let open = {
        let id = id.clone();
        Memo::new(move |_| menu.is_open(&id))
    };
    let toggle = {
        let id = id.clone();
        move |_| menu.toggle(&id)
    };
    let hidden_label = variable.hide == Hide::Label;
    view! {
        <div class="anchor">
            <button
                type="button"
                class="variable"
                aria-haspopup="dialog"
                aria-controls=id.clone()
                aria-expanded=Signal::derive(move || open.get().to_string())
                on:click=on(toggle)
            >
                <span class="name" class:visually-hidden=hidden_label>{label.clone()}</span>
                <span class="visually-hidden">{": "}</span>
                <span class="value">
                    {follow(move || failure.get().map(|_| view! { <Glyph status=crate::chart::scene::Status::Warning/> }))}
                    {follow(move || value().unwrap_or_else(|| words.variable().none.to_owned()))}
                    <Icon name="chevron-down"/>
                </span>
            </button>
            {later(move || open.get(), move |parts| {
                (parts.choices)(Arc::clone(&variable), board, id.clone(), failure.get())
            })}
        </div>
    }
}

/// What can be chosen, or the field to type in.
#[component]
pub fn Choices(
    /// Whose.
    variable: Arc<Variable>,
    /// Of which dashboard.
    board: Board,
    /// Id of the menu.
    id: String,
    /// Why they did not come.
    failure: Option<Failure>,
) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    if let Kind::TextBox(_) = variable.kind {
        return view! { <TextField variable board id/> }.into_any();
    }
    if let Kind::AdHoc { .. } = variable.kind {
        return view! { <Filters variable board id/> }.into_any();
    }
    let typed = RwSignal::new(String::new());
    let name = variable.name.clone();
    let choices = {
        let name = name.clone();
        Memo::new(move |_| board.values.with(|values| values.choices(&name).to_vec()))
    };
    let chosen = {
        let name = name.clone();
        Memo::new(move |_| board.values.with(|values| values.chosen(&name).cloned()))
    };
    let found = move || {
        let wanted = lower(&typed.get());
        choices.with(|choices| {
            choices
                .iter()
                .filter(|choice| lower(&choice.text).contains(&wanted))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    let all = variable.include_all.then(|| Choice {
        text: words.variable().all.to_owned(),
        value: ALL.to_owned(),
    });
    let pick = {
        let variable = Arc::clone(&variable);
        move |value: &str| choose(shell, &variable, chosen.get_untracked(), value)
    };
    let pick = StoredValue::new(pick);
    let option = move |choice: Choice| {
        let value = choice.value.clone();
        let mine = {
            let value = value.clone();
            move || chosen.with(|chosen| holds(chosen.as_ref(), &value))
        };
        let shown = mine.clone();
        view! {
            <li>
                <button
                    type="button"
                    aria-pressed=Signal::derive(move || mine().to_string())
                    on:click=on(move |_| pick.with_value(|pick| pick(&value)))
                >
                    {choice.text}
                    {follow(move || shown().then(|| view! { <Icon name="check"/> }))}
                </button>
            </li>
        }
    };
    let options = move || {
        let found = found();
        let more = found.len().saturating_sub(SHOWN);
        if found.is_empty() {
            let text = typed.get();
            let told = if text.is_empty() {
                words.variable().no_options.to_owned()
            } else {
                (words.variable().no_match)(&text)
            };
            return view! { <li class="page-note option">{told}</li> }.into_any();
        }
        view! {
            {found.into_iter().take(SHOWN).map(option).collect_view()}
            {(more > 0).then(|| view! { <li class="page-note option">{(words.variable().cut)(SHOWN)}</li> })}
        }
        .into_any()
    };
    let timing = board.timing;
    let failed = failure.map(|failure| {
        view! {
            <div class="variable-failure">
                <p>{(words.variable().failed)(&variable.label)}</p>
                <p class="page-note">{short(&shell, &failure)}</p>
                <button type="button" class="button" data-size="small" on:click=on(move |_| timing.ask_again(Asker::Person))>
                    {words.panel().retry}
                </button>
            </div>
        }
    });
    view! {
        <div class="popover menu variable-menu" id=id role="dialog" aria-label=variable.label.clone()>
            {failed}
            <label class="search">
                <span class="visually-hidden">{words.variable().search}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    autocomplete="off"
                    placeholder=words.variable().search
                    on:input=on(move |event| typed.set(event_target_value(&event)))
                />
            </label>
            <ul class="options" tabindex="0" aria-label=variable.label.clone()>
                {all.map(option)}
                {options}
            </ul>
        </div>
    }
    .into_any()
}

#[component]
fn TextField(variable: Arc<Variable>, board: Board, id: String) -> impl IntoView {
    let shell = Shell::here();
    let now = board
        .values
        .with_untracked(|values| match values.chosen(&variable.name) {
            Some(Chosen::These(these)) => {
                let texts: Vec<&str> = these.iter().map(|choice| choice.text.as_str()).collect();
                texts.join(", ")
            }
            Some(Chosen::All) | None => String::new(),
        });
    let name = variable.name.clone();
    let change = move |event: leptos::ev::Event| {
        set(shell, &name, vec![event_target_value(&event)]);
    };
    view! {
        <div class="popover menu variable-menu" id=id role="dialog" aria-label=variable.label.clone()>
            <label class="search">
                <span class="visually-hidden">{variable.label.clone()}</span>
                <input class="input" autocomplete="off" prop:value=now on:change=on(change)/>
            </label>
        </div>
    }
}

/// A click on a value: chooses it, or adds and removes it where several may be chosen. All and single values exclude each
/// other, and nothing chosen is all again.
fn choose(shell: Shell, variable: &Variable, before: Option<Chosen>, value: &str) {
    if !variable.multi {
        Menu::here().close();
        set(shell, &variable.name, vec![value.to_owned()]);
        return;
    }
    let mut values: Vec<String> = match before {
        Some(Chosen::These(these)) if value != ALL => {
            these.into_iter().map(|choice| choice.value).collect()
        }
        Some(Chosen::These(_) | Chosen::All) | None => Vec::new(),
    };
    match values.iter().position(|other| other == value) {
        Some(place) => {
            values.remove(place);
        }
        None => values.push(value.to_owned()),
    }
    if values.is_empty() && variable.include_all {
        values.push(ALL.to_owned());
    }
    set(shell, &variable.name, values);
}

/// Puts the values of a variable into the link.
pub(super) fn set(shell: Shell, name: &str, values: Vec<String>) {
    shell.change(|route| {
        if let Route::Dashboard(state) = route {
            state.set_values(name, values);
        }
    });
}

fn holds(chosen: Option<&Chosen>, value: &str) -> bool {
    match chosen {
        Some(Chosen::All) => value == ALL,
        Some(Chosen::These(these)) => these.iter().any(|choice| choice.value == value),
        None => false,
    }
}

fn chosen_text(shell: &Shell, chosen: &Chosen) -> String {
    let words = shell.words();
    match chosen {
        Chosen::All => words.variable().all.to_owned(),
        Chosen::These(these) => match these.as_slice() {
            [] => words.variable().none.to_owned(),
            [only] => only.text.clone(),
            [first, others @ ..] => (words.variable().others)(&first.text, others.len()),
        },
    }
}

fn short(shell: &Shell, failure: &Failure) -> String {
    let asked = crate::words::reason::Asked {
        source: "",
        address: "",
        query: "",
    };
    shell.words().failed(failure, &asked).detail
}
