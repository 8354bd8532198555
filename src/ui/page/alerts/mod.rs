//! `/alerts`: what is wrong now, since when, what to do, and quiet for what is known.

mod alert_row;
mod call;
mod chart;
mod counts;
pub(in crate::ui::page) mod desk;
mod detail;
mod firing;
mod form;
mod history;
mod hits;
pub(in crate::ui::page) mod listing;
mod matcher_lines;
mod routing;
mod rows;
mod rule_detail;
mod rule_list;
mod rule_row;
mod rules;
pub(in crate::ui::page) mod say;
mod sheet;
mod silence_row;
mod silences;
mod timeline;
mod times;
mod writing;

use crate::alert::list::Standing;
use crate::alert::severity::Severity;
use crate::browser::element;
use crate::browser::favicon;
use crate::browser::location;
use crate::browser::turn::Turn;
use crate::chart::scene::Status;
use crate::route::alerts::TABS;
use crate::route::alerts::Tab;
use crate::ui::hook::held::Memo;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Defaults;
use crate::ui::hook::timing::Timing;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use crate::ui::part::page_bar::PageBar;
use leptos::prelude::*;

/// The page.
#[component]
pub fn AlertsPage() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let timing = Timing::provide(Signal::derive(Defaults::default));
    let Some(live) = shell.live.get_untracked() else {
        return ().into_any();
    };
    let desk = Desk::new(shell, live, timing);
    let loud = Memo::new(move |_| loud(desk));
    tell_tab(desk, loud);
    let tab = Memo::new(move |_| desk.state.with(|state| state.tab));
    view! {
        <PageBar>
            <h1 class="page-title">{words.shell().alerts}</h1>
        </PageBar>
        <div class="content">
            <div class="tabs-bar">
                {tabs(desk, loud)}
                {call::caller(desk)}
                {follow(move || form::opener(desk))}
            </div>
            {follow(move || say::missing(desk))}
            {follow(move || say::failures(desk))}
            <div class="alerts" data-sheet=Signal::derive(move || desk.form.with(Option::is_some).then_some(""))>
                <div id="alerts-body" role="tabpanel" aria-labelledby=Signal::derive(move || tab_id(tab.get()))>
                    {follow(move || match tab.get() {
                        Tab::Firing => firing::firing(desk),
                        Tab::Rules => rules::rules(desk),
                        Tab::Silences => silences::silences(desk),
                        Tab::History => history::history(desk),
                        Tab::Routing => routing::routing(desk),
                    })}
                </div>
                {sheet::sheet(desk)}
            </div>
        </div>
    }
    .into_any()
}

/// How many alerts somebody should hear of, and how bad the worst is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Loud {
    count: usize,
    critical: usize,
    worst: Severity,
}

fn loud(desk: Desk) -> Loud {
    let mut loud = Loud {
        count: 0,
        critical: 0,
        worst: Severity::Other,
    };
    desk.listing.with(|listing| {
        for item in &listing.0.items {
            if item.standing == Standing::Firing && !item.watchdog {
                loud.count += 1;
                loud.critical += usize::from(item.severity == Severity::Critical);
                loud.worst = loud.worst.min(item.severity);
            }
        }
    });
    loud
}

/// The tab of the browser says how many, while the page is open.
fn tell_tab(desk: Desk, loud: Memo<Loud>) {
    let words = desk.shell.words();
    Effect::new(move |_| {
        let Loud { count, worst, .. } = loud.get();
        let name = format!("{} · {}", words.shell().alerts, words.first().name);
        if count == 0 {
            location::set_title(&name);
            favicon::plain();
            return;
        }
        location::set_title(&format!("({count}) {name}"));
        let (ground, ink) = match worst {
            Severity::Critical => ("--critical-solid", "--critical-on"),
            Severity::Warning => ("--warning-solid", "--warning-on"),
            Severity::Info | Severity::Other => ("--info-solid", "--info-on"),
        };
        favicon::count(count, ground, ink);
    });
    on_cleanup(favicon::plain);
}

fn tab_id(tab: Tab) -> String {
    format!("tab-{}", tab.name())
}

/// The state of a severity.
pub(in crate::ui::page) fn status(severity: Severity) -> Status {
    match severity {
        Severity::Critical => Status::Critical,
        Severity::Warning => Status::Warning,
        Severity::Info => Status::Info,
        Severity::Other => Status::Unknown,
    }
}

fn tabs(desk: Desk, loud: Memo<Loud>) -> AnyView {
    let say = desk.shell.words().alerts();
    let tab = Memo::new(move |_| desk.state.with(|state| state.tab));
    let open = move |to: Tab| {
        desk.change(|state| {
            state.tab = to;
            state.only.clear();
            state.sort.clear();
            state.search.clear();
        });
    };
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
            open(*next);
            element::focus(&format!("#{}", tab_id(*next)));
        }
    };
    let buttons = TABS
        .map(|one| {
            let chosen = move || tab.get() == one;
            let name = match one {
                Tab::Firing => say.firing,
                Tab::Rules => say.rules,
                Tab::Silences => say.silences,
                Tab::History => say.history,
                Tab::Routing => say.routing,
            };
            view! {
                <button
                    type="button"
                    role="tab"
                    id=tab_id(one)
                    aria-controls="alerts-body"
                    aria-selected=Signal::derive(move || chosen().to_string())
                    tabindex=Signal::derive(move || if chosen() { "0" } else { "-1" })
                    on:click=on(move |_| open(one))
                >
                    {name}
                    {follow(move || count(desk, one, loud.get()))}
                </button>
            }
        })
        .collect_view();
    // What stands before the chosen one grows when its count comes.
    let places = Memo::new(move |_| TABS.map(|one| counted(desk, one, loud.get()).0));
    Effect::new(move |_| {
        let chosen = format!("#{}", tab_id(tab.get()));
        places.track();
        leptos::task::spawn_local(async move {
            // Everything that grows has grown by then.
            Turn::begin().end().await;
            element::show_sideways(&chosen);
        });
    });
    view! {
        <div class="tabs" role="tablist" aria-label=say.tabs on:keydown=on(turn)>{buttons}</div>
    }
    .into_any()
}

fn count(desk: Desk, tab: Tab, loud: Loud) -> Option<AnyView> {
    let (count, status) = counted(desk, tab, loud);
    (count > 0).then(|| view! { <span class="count" data-status=status>{count}</span> }.into_any())
}

fn counted(desk: Desk, tab: Tab, loud: Loud) -> (usize, Option<&'static str>) {
    match tab {
        Tab::Firing => (loud.count, Some(token(status(loud.worst)))),
        Tab::Rules => {
            let rules = desk.rules.get();
            let groups = rules.0.iter().flat_map(|(_, groups)| &**groups);
            (groups.map(|group| group.rules.len()).sum(), None)
        }
        Tab::Silences => {
            let silences = desk.silences.get();
            (silences::active(&silences.0), None)
        }
        Tab::History | Tab::Routing => (0, None),
    }
}

/// A small button with an icon.
fn small(icon: &'static str, name: impl Into<String>, press: impl FnMut() + 'static) -> AnyView {
    let mut press = press;
    let press = on(move |_: leptos::ev::MouseEvent| press());
    view! {
        <button type="button" class="button" data-size="small" on:click=press>
            <Icon name=icon/>
            <span>{name.into()}</span>
        </button>
    }
    .into_any()
}
