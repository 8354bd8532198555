//! Go to…: pages and dashboards by a few letters.

use crate::lean::lower::lower;
use crate::route::Route;
use crate::route::dashboard::State;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::page::dashboard::list;
use crate::ui::page::dashboard::load;
use crate::ui::page::local;
use crate::ui::part::erased::on;
use crate::ui::part::header::PLACES;
use crate::ui::part::icon::Icon;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Id of the dialog.
pub const ID: &str = "finder";

/// As many as are seen without scrolling.
const SHOWN: usize = 12;

/// Something one can go to.
#[derive(Clone, PartialEq)]
struct Goal {
    icon: &'static str,
    name: String,
    aside: String,
    to: Route,
}

/// The dialog.
#[component]
pub fn Dialog() -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    let words = shell.words();
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let goals = RwSignal::new(places(shell));
    let named = list::named_files(shell);
    leptos::task::spawn_local(async move {
        let mut listed = local::all();
        let served = list::list(&named).await;
        let served = served
            .into_iter()
            .filter(|one| load::local(&one.uid).is_none());
        listed.extend(served);
        let found = listed.into_iter().map(|one| Goal {
            icon: "grid",
            name: one.title,
            aside: match one.file.as_str() {
                "" => shell.words().local().local.to_owned(),
                _ => one.tags.join(", "),
            },
            to: Route::Dashboard(State::new(&one.uid)),
        });
        let found: Vec<Goal> = found.collect();
        goals.try_update(|goals| goals.extend(found));
    });
    let found = Memo::new(move |_| {
        let wanted = lower(&typed.get());
        goals.with(|goals| {
            let found = goals
                .iter()
                .filter(|goal| lower(&goal.name).contains(&wanted));
            found.take(SHOWN).cloned().collect::<Vec<_>>()
        })
    });
    let go = move |goal: &Goal| {
        menu.close();
        shell.go(goal.to.clone());
    };
    let key = move |event: KeyboardEvent| {
        let last = found.with_untracked(|found| found.len().saturating_sub(1));
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => {
                if let Some(goal) =
                    found.with_untracked(|found| found.get(at.get_untracked()).cloned())
                {
                    go(&goal);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let options = move || {
        found
            .get()
            .into_iter()
            .enumerate()
            .map(|(place, goal)| {
                let (icon, name, aside) = (goal.icon, goal.name.clone(), goal.aside.clone());
                view! {
                    <div
                        class="option"
                        role="option"
                        id=format!("goal-{place}")
                        aria-selected=Signal::derive(move || (at.get() == place).to_string())
                        on:click=on(move |_| go(&goal))
                    >
                        <Icon name=icon/>
                        <span>{name}</span>
                        <span class="aside">{aside}</span>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <div class="scrim">
            <div class="sheet dialog" data-size="small" id=ID role="dialog" aria-modal="true" aria-label=words.shell().go_to>
                <div class="finder-field">
                    <Icon name="search"/>
                    <input
                        role="combobox"
                        aria-expanded="true"
                        aria-controls="goals"
                        aria-activedescendant=Signal::derive(move || format!("goal-{}", at.get()))
                        aria-label=words.shell().go_to
                        placeholder=words.shortcut().go_to
                        autocomplete="off"
                        data-first-focus=""
                        on:input=on(move |event| {
                            typed.set(event_target_value(&event));
                            at.set(0);
                        })
                        on:keydown=on(key)
                    />
                    <kbd>{"Esc"}</kbd>
                </div>
                <div class="finder-list" id="goals" role="listbox" aria-label=words.shell().go_to>{options}</div>
            </div>
        </div>
    }
}

fn places(shell: Shell) -> Vec<Goal> {
    let words = shell.words();
    PLACES
        .iter()
        .map(|place| Goal {
            icon: place.icon,
            name: (place.name)(words).to_owned(),
            aside: words.shell().pages.to_owned(),
            to: (place.route)(),
        })
        .collect()
}
