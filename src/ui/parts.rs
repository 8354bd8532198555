//! What the first chart does not need: menus, dialogs, pages that are not open. Its code lies in a second file of wasm.
//!
//! What is named here and nowhere else in `ui` is in that file; [`crate::ui::hook::later`] shows it. A component that
//! names one of these directly pulls it back into the first file: `make size` shows it.

use crate::browser::frame;
use crate::dashboard;
use crate::dashboard::model::Dashboard;
use crate::dashboard::variable::Variable;
use crate::live::demo;
use crate::live::demo::Coming;
use crate::live::send::Speech;
use crate::panel::options::TextOptions;
use crate::panel::picture::Logs;
use crate::panel::picture::Reading;
use crate::source::Failure;
use crate::source::Query;
use crate::source::loki;
use crate::source::prometheus;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::keys;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::page::dashboard::list;
use crate::ui::page::dashboard::load::Unopened;
use crate::ui::page::dashboard::problems::FileProblems;
use crate::ui::page::dashboard::problems::NoPanel;
use crate::ui::page::dashboard::problems::NotOpened;
use crate::ui::page::dashboard::problems::TimeProblems;
use crate::ui::page::dashboard::report::Report;
use crate::ui::page::dashboard::title::Bar;
use crate::ui::page::dashboards::DashboardsPage;
use crate::ui::page::local::Drop;
use crate::ui::page::plain::Other;
use crate::ui::part::finder::Dialog;
use crate::ui::part::header::Header;
use crate::ui::part::header::Places;
use crate::ui::part::led::Linked;
use crate::ui::part::notices::PageNotices;
use crate::ui::part::notices::Trouble;
use crate::ui::part::panel::Frame;
use crate::ui::part::panel::instead::Instead;
use crate::ui::part::panel::instead::Reason;
use crate::ui::part::panel::notice::Notices;
use crate::ui::part::panel::rare::Rare;
use crate::ui::part::panel::tools::Tools;
use crate::ui::part::playlist;
use crate::ui::part::range_picker::Picker;
use crate::ui::part::refresh_picker::Intervals;
use crate::ui::part::shortcuts::Overlay;
use crate::ui::part::theme_menu::Looks;
use crate::ui::part::variable::Choices;
use crate::ui::part::variable::VariableBar;
use crate::ui::picture::chart::Plot;
use crate::ui::picture::chart::layer::Layer;
use crate::ui::picture::chart::values::Values;
use crate::ui::picture::lines::LogLines;
use crate::ui::picture::text::Prose;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A file that is looked for.
pub type Finding = Pin<Box<dyn Future<Output = Option<String>>>>;

/// The second file's views.
#[derive(Debug)]
pub struct Parts {
    /// Called once, as soon as they are there: what reads and draws rarer dashboards.
    pub arrive: fn(),
    /// Called once, when the page stands: the keyboard, and the outer page where there is one.
    pub start: fn(Shell),
    /// The header of every page.
    pub header: fn() -> AnyView,
    /// The bar of a dashboard: its uid and its name.
    pub page_bar: fn(String, Memo<String>) -> AnyView,
    /// The variables of a dashboard.
    pub variables: fn() -> AnyView,
    /// Pages on narrow screens.
    pub places: fn() -> AnyView,
    /// The dialog that finds pages and dashboards.
    pub finder: fn() -> AnyView,
    /// The keys of the page.
    pub shortcuts: fn() -> AnyView,
    /// Theme and language.
    pub looks: fn() -> AnyView,
    /// Ranges and zones.
    pub ranges: fn() -> AnyView,
    /// Refresh intervals.
    pub intervals: fn() -> AnyView,
    /// What can be done with a panel.
    pub tools: fn(Frame) -> AnyView,
    /// What is said in a panel without a picture.
    pub instead: fn(Frame, Reason) -> AnyView,
    /// What is said beside a picture.
    pub notices: fn(Frame) -> AnyView,
    /// A picture of a rarer kind.
    pub rare: fn(Frame) -> AnyView,
    /// The links of a value.
    pub linked: fn(Reading) -> AnyView,
    /// A text panel.
    pub prose: fn(TextOptions) -> AnyView,
    /// Log lines, and the title of their panel.
    pub lines: fn(Logs, String) -> AnyView,
    /// What moves above a chart.
    pub layer: fn(Plot, String, RwSignal<bool>) -> AnyView,
    /// A chart's values as a table.
    pub values: fn(Plot, String, RwSignal<bool>) -> AnyView,
    /// The choices of a variable.
    pub choices: fn(Arc<Variable>, Board, String, Option<Failure>) -> AnyView,
    /// What is wrong with configuration and address.
    pub page_notices: fn(RwSignal<Vec<Trouble>>) -> AnyView,
    /// What is wrong with the time a link wants.
    pub time_problems: fn(Timing) -> AnyView,
    /// What is wrong with a dashboard's file as a whole.
    pub file_problems: fn(Arc<Dashboard>) -> AnyView,
    /// How Loki is spoken to.
    pub loki: Speech,
    /// Answers from the demo's recordings.
    pub demo: fn(Query) -> Coming,
    /// The file of a dashboard that is not named by its uid.
    pub file: fn(String, Vec<String>) -> Finding,
    /// The list of dashboards.
    pub dashboards: fn() -> AnyView,
    /// The page of a route that has no page of its own.
    pub other: fn() -> AnyView,
    /// Why there is no dashboard.
    pub unopened: fn(Unopened) -> AnyView,
    /// A link to a panel that is not there.
    pub no_panel: fn(i64) -> AnyView,
    /// What a dashboard's file asks for and does not get.
    pub report: fn() -> AnyView,
    /// What takes files that are dropped on the page; and the bar of a playlist.
    pub drop: fn() -> AnyView,
}

static PARTS: Parts = Parts {
    arrive: || {
        dashboard::arrive();
        prometheus::arrive();
    },
    start: |shell| {
        keys::listen(shell);
        frame::tell_height();
    },
    header: || view! { <Header/> }.into_any(),
    page_bar: |uid, title| view! { <Bar uid title/> }.into_any(),
    variables: || view! { <VariableBar/> }.into_any(),
    places: || view! { <Places/> }.into_any(),
    finder: || view! { <Dialog/> }.into_any(),
    shortcuts: || view! { <Overlay/> }.into_any(),
    looks: || view! { <Looks/> }.into_any(),
    ranges: || view! { <Picker/> }.into_any(),
    intervals: || view! { <Intervals/> }.into_any(),
    tools: |frame| view! { <Tools frame/> }.into_any(),
    instead: |frame, reason| view! { <Instead frame reason/> }.into_any(),
    notices: |frame| view! { <Notices frame/> }.into_any(),
    rare: |frame| view! { <Rare frame/> }.into_any(),
    linked: |reading| view! { <Linked reading/> }.into_any(),
    prose: |text| view! { <Prose text/> }.into_any(),
    lines: |logs, title| view! { <LogLines logs title/> }.into_any(),
    layer: |plot, title, as_table| view! { <Layer plot title as_table/> }.into_any(),
    values: |plot, title, as_table| view! { <Values plot title as_table/> }.into_any(),
    choices: |variable, board, id, failure| {
        view! { <Choices variable board id failure/> }.into_any()
    },
    page_notices: |troubles| view! { <PageNotices troubles/> }.into_any(),
    time_problems: |timing| view! { <TimeProblems timing/> }.into_any(),
    file_problems: |dashboard| view! { <FileProblems dashboard/> }.into_any(),
    loki: Speech {
        request: loki::request,
        decode: loki::decode,
    },
    demo: |query| Box::pin(demo::answer(query)),
    file: |uid, named| Box::pin(async move { list::file(&uid, &named).await }),
    dashboards: || view! { <DashboardsPage/> }.into_any(),
    other: || view! { <Other/> }.into_any(),
    unopened: |unopened| view! { <NotOpened unopened/> }.into_any(),
    no_panel: |id| view! { <NoPanel id/> }.into_any(),
    report: || view! { <Report/> }.into_any(),
    drop: || view! { <Drop/><playlist::Bar/> }.into_any(),
};

/// All of them. Only the function that `main.rs` has split off may call this.
#[must_use]
pub fn parts() -> &'static Parts {
    &PARTS
}
