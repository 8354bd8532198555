//! `/logs`: what is asked, how many lines there were when, the lines themselves, and what they have in common.

mod asked;
mod audit_tab;
mod bar;
mod choose;
mod context;
mod counted;
mod detail;
mod editor;
mod errors_tab;
mod fields;
mod follow;
mod format;
mod history;
mod ink;
mod line;
mod list;
mod load;
mod model;
mod notice;
mod offers;
mod patterns;
mod query;
mod room;
mod tail;
mod tallied;
mod toolbar;
mod volume;

use crate::browser::location;
use crate::route::logs::Tab;
use crate::time::span::TimeSpan;
use crate::ui::hook::held::Memo;
use crate::ui::hook::hover::Hover;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Defaults;
use crate::ui::hook::timing::Timing;
use crate::ui::page::logs::audit_tab::AuditTab;
use crate::ui::page::logs::bar::Tabs;
use crate::ui::page::logs::errors_tab::ErrorsTab;
use crate::ui::page::logs::fields::FieldsPanel;
use crate::ui::page::logs::follow::LiveButton;
use crate::ui::page::logs::list::Lines;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::notice::Instead;
use crate::ui::page::logs::patterns::PatternsTab;
use crate::ui::page::logs::query::QueryForm;
use crate::ui::page::logs::toolbar::Toolbar;
use crate::ui::page::logs::volume::VolumePanel;
use crate::ui::part::erased::follow;
use crate::ui::part::icon::Icon;
use crate::ui::part::page_bar::PageBar;
use leptos::prelude::*;

/// What the page opens with: lines are many, and the last hour is what is looked for.
const SPAN: (&str, &str) = ("now-1h", "now");

/// The page of log lines.
#[component]
pub fn LogsPage() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let defaults = Signal::derive(|| Defaults {
        span: Some(TimeSpan::new(SPAN.0, SPAN.1)),
        ..Defaults::default()
    });
    let timing = Timing::provide(defaults);
    Hover::provide();
    location::set_title(&format!("{} · {}", words.logs().title, words.first().name));
    let live = shell.live.get_untracked()?;
    let logs = Logs::provide(shell, timing, live);
    let kiosk = Memo::new(move |_| shell.route.with(|route| route.view().kiosk));
    let has_source = Memo::new(move |_| logs.asked.source.with(Option::is_some));
    let tab = Memo::new(move |_| logs.state.with(|state| state.tab));
    // The bar at the top edge: soon where nothing is there yet, later where something is.
    let state = move || match (logs.busy.get(), logs.version.get()) {
        (true, 0) => "loading",
        (true, _) => "refreshing",
        (false, _) => "fresh",
    };
    let body = move || match tab.get() {
        Tab::Lines => view! { <LinesTab/> }.into_any(),
        Tab::Patterns => view! { <PatternsTab/> }.into_any(),
        Tab::Errors => view! { <ErrorsTab/> }.into_any(),
        Tab::Audit => view! { <AuditTab/> }.into_any(),
    };
    Some(view! {
        {follow(move || (!kiosk.get()).then(|| view! {
            <PageBar>
                <h1 class="page-title">{words.logs().title}</h1>
                <LiveButton/>
            </PageBar>
        }))}
        <div class="content">
            {follow(move || match has_source.get() {
                true => view! {
                    <QueryForm/>
                    <div class="logs" data-tab=Signal::derive(move || tab.get().name())>
                        <FieldsPanel/>
                        <div class="logs-main">
                            <VolumePanel/>
                            <section class="panel logs-panel" data-state=Signal::derive(state) aria-label=Signal::derive(move || bar::name(words, tab.get()))>
                                <Tabs/>
                                {follow(body)}
                            </section>
                        </div>
                    </div>
                }
                .into_any(),
                false => view! {
                    <div class="panel-message">
                        <Icon name="logs"/>
                        <strong>{words.logs().no_source}</strong>
                        <p>{words.logs().no_source_detail}</p>
                    </div>
                }
                .into_any(),
            })}
        </div>
    })
}

#[component]
fn LinesTab() -> impl IntoView {
    view! {
        <Toolbar/>
        <Instead/>
        <Lines/>
    }
}
