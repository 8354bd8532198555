//! What is behind a panel, in a sheet at the side: its questions as sent, its values, its JSON, its statistics.

mod answer;
mod queries;
pub mod save;

use crate::browser::clipboard;
use crate::browser::element;
use crate::browser::observe;
use crate::route::Route;
use crate::route::inspect::TABS;
use crate::route::inspect::Tab;
use crate::route::inspect::unsay;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::page::dashboard::list;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::panel::Frame;
use crate::ui::part::panel::inspect::answer::Answers;
use crate::ui::part::panel::inspect::queries::Queries;
use crate::ui::part::panel::inspect::queries::Statistics;
use crate::words::Words;
use leptos::portal::Portal;
use leptos::prelude::*;
use serde_json::Value;

/// Id of the sheet.
pub const ID: &str = "inspect";

/// Lines of values that are shown; the file that is saved has all.
const LINES: usize = 100;

/// Opens the sheet of a panel.
pub fn open(shell: Shell, id: i64) {
    shell.change(|route| {
        if let Route::Dashboard(state) = route {
            state.inspect = Some(id);
        }
    });
}

/// Closes the sheet, and gives the keyboard back to its panel.
pub fn close(shell: Shell) {
    let mut panel = None;
    shell.change(|route| {
        if let Route::Dashboard(state) = route {
            panel = state.inspect.take();
            unsay(&mut state.view);
        }
    });
    if let Some(panel) = panel {
        element::focus(&format!("[aria-controls=\"panel-menu-{panel}\"]"));
    }
}

/// Below this width the sheet stands alone: the rest of the page is out of reach. CSS px; the style sheet says the same.
const BESIDE: f64 = 1_200.0;

fn name(tab: Tab, words: Words) -> &'static str {
    let say = words.inspect();
    match tab {
        Tab::Queries => say.queries,
        Tab::Answer => say.answer,
        Tab::Data => say.data,
        Tab::Json => say.json,
        Tab::Statistics => say.statistics,
    }
}

/// The sheet of a panel, while the address asks for it.
#[component]
pub fn Inspect(
    /// The panel.
    frame: Frame,
) -> impl IntoView {
    let shell = Shell::here();
    let id = frame.panel.with_value(|panel| i64::from(panel.id));
    let wanted = Memo::new(move |_| {
        shell
            .route
            .with(|route| matches!(route, Route::Dashboard(state) if state.inspect == Some(id)))
    });
    Effect::new(move |_| {
        if wanted.get() {
            // Only a panel in the window asks.
            element::show(&format!("[data-panel=\"{id}\"]"));
        }
    });
    follow(move || {
        wanted
            .get()
            .then(|| view! { <Portal>{move || view! { <Sheet frame/> }}</Portal> })
    })
}

#[component]
fn Sheet(frame: Frame) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let tab = Memo::new(move |_| shell.route.with(|route| Tab::of(route.view())));
    let turn_to = move |tab: Tab| shell.adjust(|route| tab.say(route.view_mut()));
    let modal = RwSignal::new(false);
    let watcher = StoredValue::new_local(observe::Size::of_page(move |wide| {
        let narrow = wide < BESIDE;
        if modal.try_get_untracked() != Some(narrow) {
            modal.try_set(narrow);
        }
    }));
    Effect::new(move |_| element::alone(&format!("#{ID}"), modal.get()));
    on_cleanup(move || {
        watcher.dispose();
        element::alone(&format!("#{ID}"), false);
    });
    let title = move || (words.inspect().title)(&frame.title.get());
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        element::focus(&format!("#{ID} [data-first-focus]"));
    });
    let turn = move |event: leptos::ev::KeyboardEvent| {
        let at = TABS.iter().position(|one| *one == tab.get_untracked());
        let at = at.unwrap_or_default();
        let next = match event.key().as_str() {
            "ArrowRight" => (at + 1) % TABS.len(),
            "ArrowLeft" => (at + TABS.len() - 1) % TABS.len(),
            "Home" => 0,
            "End" => TABS.len() - 1,
            _ => return,
        };
        event.prevent_default();
        if let Some(next) = TABS.get(next) {
            turn_to(*next);
            element::focus(&format!("#inspect-tab-{}", *next as u8));
        }
    };
    let tabs = TABS
        .map(|one| {
            let chosen = move || tab.get() == one;
            view! {
                <button
                    type="button"
                    role="tab"
                    id=format!("inspect-tab-{}", one as u8)
                    aria-controls="inspect-body"
                    aria-selected=Signal::derive(move || chosen().to_string())
                    tabindex=Signal::derive(move || if chosen() { "0" } else { "-1" })
                    on:click=on(move |_| turn_to(one))
                >
                    {name(one, words)}
                </button>
            }
        })
        .collect_view();
    let body = move || match tab.get() {
        Tab::Queries => view! { <Queries frame/> }.into_any(),
        Tab::Answer => view! { <Answers frame/> }.into_any(),
        Tab::Data => view! { <Data frame/> }.into_any(),
        Tab::Json => view! { <Json frame/> }.into_any(),
        Tab::Statistics => view! { <Statistics frame/> }.into_any(),
    };
    view! {
        <aside class="sheet inspector" id=ID role="dialog" aria-modal=Signal::derive(move || modal.get().then_some("true")) aria-label=Signal::derive(title)>
            <header>
                <h2 class="truncate">{title}</h2>
                <button
                    type="button"
                    class="button"
                    data-icon-only=""
                    data-kind="quiet"
                    data-first-focus=""
                    aria-label=words.shell().close
                    title=words.shell().close
                    on:click=on(move |_| close(shell))
                >
                    <Icon name="close"/>
                </button>
            </header>
            <div class="tabs" role="tablist" aria-label=words.inspect().tabs on:keydown=on(turn)>
                {tabs}
            </div>
            <div
                class="body"
                id="inspect-body"
                role="tabpanel"
                aria-label=Signal::derive(move || name(tab.get(), words))
                tabindex="0"
            >
                {follow(body)}
            </div>
            <footer><save::Buttons frame/></footer>
        </aside>
    }
}

/// The newest values, as the CSV file has them.
#[component]
fn Data(frame: Frame) -> impl IntoView {
    let words = Shell::here().words();
    follow(move || {
        let mut lines = save::lines(frame, LINES).into_iter();
        let Some(heads) = lines.next() else {
            return view! { <p class="page-note">{words.inspect().no_values}</p> }.into_any();
        };
        let mut lines: Vec<Vec<String>> = lines.collect();
        if save::is_chart(frame) {
            lines.reverse();
        }
        let count = lines.len();
        let heads = heads
            .into_iter()
            .map(|head| view! { <th scope="col">{head}</th> })
            .collect_view();
        let rows = lines
            .into_iter()
            .map(|line| {
                let cells = line
                    .into_iter()
                    .map(|cell| view! { <td class="num">{cell}</td> })
                    .collect_view();
                view! { <tr>{cells}</tr> }
            })
            .collect_view();
        view! {
            <div class="inspect-scroll">
                <table class="table compact inspect-data">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="page-note num">{(words.inspect().lines)(count)}</p>
        }
        .into_any()
    })
}

/// The panel as its file has it.
#[component]
fn Json(frame: Frame) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let text = RwSignal::new(None::<Option<String>>);
    let uid = shell.route.with_untracked(|route| match route {
        Route::Dashboard(state) => state.uid.clone(),
        _ => String::new(),
    });
    let (id, title) = frame
        .panel
        .with_value(|panel| (panel.id, panel.title.clone()));
    if let Some(config) = shell.config.get_untracked() {
        leptos::task::spawn_local(async move {
            let file = list::text(&uid, &config).await;
            let json =
                file.and_then(|(_, file)| serde_json::from_slice::<Value>(file.as_bytes()).ok());
            let found = json.as_ref().and_then(|json| panel(json, id, &title));
            text.try_set(Some(
                found.and_then(|panel| serde_json::to_string_pretty(panel).ok()),
            ));
        });
    }
    follow(move || match text.get() {
        None => ().into_any(),
        Some(None) => view! { <p class="page-note">{words.inspect().no_json}</p> }.into_any(),
        Some(Some(json)) => {
            let copied = json.clone();
            let copy = move |_| copy(copied.clone());
            view! {
                <pre class="query-text">{json}</pre>
                <div class="rule-actions">
                    <button type="button" class="button" data-size="small" on:click=on(copy)>
                        <Icon name="copy"/>
                        {words.inspect().copy_json}
                    </button>
                </div>
            }
            .into_any()
        }
    })
}

/// The panel of this number anywhere in a file; a copy is of the panel with its title.
fn panel<'a>(json: &'a Value, id: u32, title: &str) -> Option<&'a Value> {
    let is = |panel: &Value| panel.get("id").and_then(Value::as_u64) == Some(u64::from(id));
    let named = |panel: &Value| {
        panel.get("title").and_then(Value::as_str) == Some(title) && panel.get("type").is_some()
    };
    find(json, &is).or_else(|| find(json, &named))
}

fn find<'a>(json: &'a Value, is: &dyn Fn(&Value) -> bool) -> Option<&'a Value> {
    for key in ["dashboard", "spec", "rows", "panels"] {
        match json.get(key) {
            Some(Value::Array(inside)) => {
                for one in inside {
                    if key == "panels" && is(one) {
                        return Some(one);
                    }
                    if let Some(found) = find(one, is) {
                        return Some(found);
                    }
                }
            }
            Some(Value::Object(_)) => {
                if let Some(found) = json.get(key).and_then(|inside| find(inside, is)) {
                    return Some(found);
                }
            }
            Some(_) | None => {}
        }
    }
    None
}

/// Puts a text on the clipboard; a refusal leaves it as it was, and the text is still there to be marked.
pub fn copy(text: String) {
    leptos::task::spawn_local(async move {
        clipboard::copy(&text).await;
    });
}
