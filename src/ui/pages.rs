//! The pages beside dashboards. Their code lies in a third file of wasm, which is fetched by whoever opens one.
//!
//! As with [`crate::ui::parts`], what is named here and nowhere else in `ui` is in that file.

use crate::browser::http::Abort;
use crate::config::Source;
use crate::live::alerting;
use crate::live::demo::Coming;
use crate::source::alerting::Topic;
use crate::ui::page::alerts::AlertsPage;
use crate::ui::page::health::HealthPage;
use crate::ui::page::logs::LogsPage;
use crate::ui::page::overview::OverviewPage;
use crate::ui::page::sources::SourcesPage;
use crate::ui::page::status::StatusPage;
use leptos::prelude::*;

/// A page of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Own {
    /// `/alerts`
    Alerts,
    /// `/health`
    Health,
    /// `/logs`
    Logs,
    /// `/`
    Overview,
    /// `/sources`
    Sources,
    /// `/status`
    Status,
}

/// The third file's views.
#[derive(Debug)]
pub struct Pages {
    /// One of them.
    pub page: fn(Own) -> AnyView,
    /// Asks what the page of alerts asks.
    pub alerting: fn(Source, Topic, Abort) -> Coming,
}

static PAGES: Pages = Pages {
    page: |own| match own {
        Own::Alerts => view! { <AlertsPage/> }.into_any(),
        Own::Health => view! { <HealthPage/> }.into_any(),
        Own::Logs => view! { <LogsPage/> }.into_any(),
        Own::Overview => view! { <OverviewPage/> }.into_any(),
        Own::Sources => view! { <SourcesPage/> }.into_any(),
        Own::Status => view! { <StatusPage/> }.into_any(),
    },
    alerting: |source, topic, abort| Box::pin(alerting::ask(source, topic, abort)),
};

/// All of them. Only the function that `main.rs` has split off may call this.
#[must_use]
pub fn pages() -> &'static Pages {
    &PAGES
}
