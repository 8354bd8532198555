//! `/`: is it well? A sentence, then a tile for each area, each with its age and a way to its page.
//!
//! Alerts and checks are those of their own pages, asked and judged as there. A tile whose source fails says so itself;
//! the others live on.

mod alerts;
mod budgets;
mod checks;
mod errors;
mod figures;
mod verdict;

use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::cache::view::Priority;
use crate::config::pages::Pages;
use crate::live::Known;
use crate::live::Live;
use crate::overview::figure;
use crate::route::Route;
use crate::route::view::Span;
use crate::route::view::View;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Query;
use crate::time::Instant;
use crate::time::Millis;
use crate::ui::hook::asked;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::shell::address;
use crate::ui::hook::timing::Defaults;
use crate::ui::hook::timing::Timing;
use crate::ui::page::alerts::desk::Desk as Alerts;
use crate::ui::page::health;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::figure as written;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::is_plain;
use crate::ui::part::page_bar::PageBar;
use crate::words::Told;
use crate::words::reason::Asked;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use std::sync::Arc;

/// How often ages are told anew, and how finely below a minute.
const TICK: Millis = Millis(10_000);

/// What the tiles share; copies are the same page.
#[derive(Clone, Copy)]
struct Home {
    shell: Shell,
    timing: Timing,
    live: Live,
    /// The source that knows metrics.
    metrics: StoredValue<Option<String>>,
    /// Moves by itself, so that ages grow.
    clock: RwSignal<Instant>,
}

impl Home {
    /// A page of ours over the same time, in the same zone and look. Tracked.
    fn to(self, mut route: Route) -> Route {
        let span = self.timing.span.get();
        let mine = self.shell.route.with(|route| route.view().clone());
        let view = route.view_mut();
        *view = View {
            span: Span {
                from: Some(span.from),
                to: Some(span.to),
            },
            others: std::mem::take(&mut view.others),
            ..mine
        };
        route
    }

    /// Follows a question to a source.
    fn watch(self, source: String, wanted: impl Fn() -> Ask + 'static) -> Known {
        self.live.watch(move || {
            let query = Query {
                source: source.clone(),
                ask: wanted(),
            };
            Some((query, Priority::Visible))
        })
    }

    /// How old an answer is, in words. Tracked.
    fn age(self, at: Option<Instant>) -> String {
        let Some(at) = at else { return String::new() };
        let words = self.shell.words().time();
        let now = self.clock.get().max(self.timing.now());
        let old = now.0.saturating_sub(at.0);
        if old < TICK.0 {
            return words.just_now.to_owned();
        }
        (words.ago)(&written::length(&self.shell, Millis(old / TICK.0 * TICK.0)))
    }

    /// What is said of a failure of a source.
    fn told(self, source: &str, failure: &Failure) -> Told {
        let (name, url) = self.shell.config.with(|config| {
            let found = config.as_ref().and_then(|config| config.source(source));
            found
                .map(|source| (source.name.clone(), source.url.clone()))
                .unwrap_or_else(|| (source.to_owned(), String::new()))
        });
        let asked = Asked {
            source: &name,
            address: &url,
            query: "",
        };
        self.shell.words().failed(failure, &asked)
    }

    /// A link around what it says. It stays the same element while where it leads and what it says change.
    fn link(
        self,
        class: &'static str,
        to: impl Fn() -> Route + Clone + Send + Sync + 'static,
        inside: AnyView,
    ) -> AnyView {
        let menu = Menu::here();
        let there = to.clone();
        let open = move |event: MouseEvent| {
            if is_plain(&event) {
                event.prevent_default();
                menu.close();
                self.shell.go(untrack(|| self.to(there())));
            }
        };
        view! {
            <a class=class href=Signal::derive(move || address(&self.to(to()))) on:click=on(open)>
                {inside}
            </a>
        }
        .into_any()
    }

    /// A tile with a head: what it shows, how old that is, a way to more.
    fn panel(
        self,
        width: &'static str,
        title: &'static str,
        age: impl Fn() -> String + Send + 'static,
        more: AnyView,
        body: AnyView,
    ) -> AnyView {
        view! {
            <section class="panel" data-w=width aria-label=title>
                <header>
                    <h2>{title}</h2>
                    <span class="unit">{follow(age)}</span>
                    {more}
                </header>
                {body}
            </section>
        }
        .into_any()
    }
}

/// What a tile says in the place of its content.
fn instead(icon: &'static str, title: String, detail: String) -> AnyView {
    view! {
        <div class="panel-message">
            <Icon name=icon/>
            <strong>{title}</strong>
            <p>{detail}</p>
        </div>
    }
    .into_any()
}

/// The same for a failure.
fn failed(home: Home, source: &str, failure: &Failure) -> AnyView {
    let told = home.told(source, failure);
    instead("warning", told.title, told.detail)
}

/// What is said under content that is older than it should be.
fn stale(home: Home, source: &str, failure: &Failure) -> AnyView {
    let told = home.told(source, failure);
    view! { <p class="list-foot stale-foot" data-status="warning" title=told.detail>{told.title}"."</p> }
        .into_any()
}

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    crate::browser::location::set_title(&format!(
        "{} · {}",
        words.shell().overview,
        words.first().name
    ));
    let timing = Timing::provide(Signal::derive(Defaults::default));
    let Some(live) = shell.live.get_untracked() else {
        return ().into_any();
    };
    let config = shell.config.get_untracked();
    let pages = config.as_ref().map(|config| Pages::of(config).0);
    let pages = pages.unwrap_or_default();
    let source = config
        .as_ref()
        .and_then(|config| asked::prometheus(config, pages.source.as_deref()));
    let home = Home {
        shell,
        timing,
        live,
        metrics: StoredValue::new(source.clone().map(|(id, _)| id)),
        clock: RwSignal::new(clock::now()),
    };
    tick(home);
    let alerts = Alerts::new(shell, live, timing);
    let checks = health::desk(shell, timing, Arc::new(pages), source);
    let budgets = budgets::watch(home);
    let tiles = figure::ALL
        .into_iter()
        .map(|figure| figures::tile(home, figure))
        .collect_view();
    view! {
        <PageBar>
            <h1 class="page-title">{words.shell().overview}</h1>
        </PageBar>
        <div class="content overview">
            {verdict::sentence(home, alerts, checks, budgets)}
            <div class="grid">
                {alerts::tile(home, alerts)}
                {checks::tile(home, checks)}
                {tiles}
                {errors::tile(home)}
                {budgets::tile(home, budgets)}
            </div>
        </div>
    }
    .into_any()
}

/// Lets ages grow while the page is seen.
fn tick(home: Home) {
    let timer = StoredValue::new_local(None::<Timer>);
    Effect::new(move |_| {
        let _ = home.clock.get();
        if home.shell.hidden.get() {
            return;
        }
        timer.set_value(Timer::after(TICK, move || {
            home.clock.try_update(|at| *at = clock::now());
        }));
    });
}
