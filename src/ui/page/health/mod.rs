//! `/health`: all checks as one list, the worst first, and Prometheus' targets.
//!
//! Four questions for all checks, however many there are; one check that is open asks a few of its own. Services that
//! `config.json` gives an address are asked by this browser.

pub mod chart;
mod detail;
pub mod direct;
mod rows;
mod summary;
mod targets;

use crate::cache::view::Priority;
use crate::config::pages::Pages;
use crate::health::ask;
use crate::health::beat;
use crate::health::check;
use crate::health::check::Prober;
use crate::health::list;
use crate::health::list::Answers;
use crate::health::list::Row;
use crate::live::Known;
use crate::live::Live;
use crate::route::Route;
use crate::route::health::Health;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Query;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::span::TimeSpan;
use crate::ui::hook::asked;
use crate::ui::hook::held::Memo;
use crate::ui::hook::hover::Hover;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Defaults;
use crate::ui::hook::timing::Timing;
use crate::ui::page::health::direct::Direct;
use crate::ui::page::health::rows::Rows;
use crate::ui::page::health::summary::Summary;
use crate::ui::page::health::targets::Targets;
use crate::ui::part::erased::follow;
use crate::ui::part::message::Message;
use crate::ui::part::page_bar::PageBar;
use leptos::prelude::*;
use std::sync::Arc;

/// What the parts of the page share; copies are the same page.
#[derive(Clone, Copy)]
pub(in crate::ui::page) struct Desk {
    shell: Shell,
    timing: Timing,
    live: Option<Live>,
    /// Id and name of the Prometheus that is asked.
    source: StoredValue<Option<(String, String)>>,
    /// The page's own state in the address.
    state: Memo<Health>,
    /// What this browser saw itself.
    direct: Direct,
    /// All checks, the worst first.
    rows: Memo<Arc<Vec<Row>>>,
    /// The questions for all checks.
    asked: StoredValue<Asked, LocalStorage>,
    /// How often that Prometheus scrapes.
    scrape: Millis,
}

impl Desk {
    /// Changes the page's own state by a click.
    fn change(self, change: impl FnOnce(&mut Health)) {
        self.shell.change(|route| edit(route, change));
    }

    /// Changes it while typing.
    fn adjust(self, change: impl FnOnce(&mut Health)) {
        self.shell.adjust(|route| edit(route, change));
    }

    /// A question to the Prometheus of the page.
    fn query(self, ask: Ask) -> Option<Query> {
        let source = self.source.with_value(Clone::clone)?.0;
        Some(Query { source, ask })
    }

    /// Follows a question of a part of the page.
    fn watch(self, wanted: impl Fn() -> Option<Ask> + 'static) -> Option<Known> {
        let live = self.live?;
        Some(live.watch(move || Some((self.query(wanted()?)?, Priority::Visible))))
    }

    /// All checks, the worst first.
    pub(in crate::ui::page) fn rows(self) -> Memo<Arc<Vec<Row>>> {
        self.rows
    }

    /// When what all checks say was asked for, and the first question that failed. Tracked.
    pub(in crate::ui::page) fn heard(self) -> (Option<Instant>, Option<Failure>) {
        let Asked(known) = self.asked.with_value(|asked| *asked);
        let failed = known.into_iter().flatten().find_map(asked::failure);
        let [now, ..] = known;
        (now.and_then(asked::age), failed)
    }

    /// The instant the page counts as now, to the second: what is asked about it is asked once.
    fn now(self) -> Instant {
        Instant(self.timing.now().0 / 1_000 * 1_000)
    }
}

fn edit(route: &mut Route, change: impl FnOnce(&mut Health)) {
    let view = route.view_mut();
    let mut state = Health::read(&view.others);
    change(&mut state);
    state.write(&mut view.others);
}

/// The page.
#[component]
pub fn HealthPage() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    crate::browser::location::set_title(&format!(
        "{} · {}",
        words.shell().health,
        words.first().name
    ));
    let timing = Timing::provide(Signal::derive(|| Defaults {
        span: Some(TimeSpan::new("now-24h", "now")),
        ..Defaults::default()
    }));
    Hover::provide();
    let config = shell.config.get_untracked();
    let (pages, problems) = config
        .as_ref()
        .map(|config| Pages::of(config))
        .unwrap_or_default();
    let source = config
        .as_ref()
        .and_then(|config| asked::prometheus(config, pages.source.as_deref()));
    let pages = Arc::new(pages);
    let troubles = problems
        .iter()
        .map(|problem| {
            let title = (words.config().problem)(problem);
            view! { <Message status=crate::chart::scene::Status::Warning title detail=words.config().rest_works/> }
        })
        .collect_view();
    let desk = desk(shell, timing, pages, source);
    view! {
        <PageBar>
            <h1 class="page-title">{words.shell().health}</h1>
        </PageBar>
        <div class="content health">
            {troubles}
            {follow(move || trouble(desk))}
            <Summary desk/>
            <Rows desk/>
            <Targets desk/>
        </div>
    }
}

/// Asks all that the list of checks needs.
pub(in crate::ui::page) fn desk(
    shell: Shell,
    timing: Timing,
    pages: Arc<Pages>,
    source: Option<(String, String)>,
) -> Desk {
    let live = shell.live.get_untracked();
    let state = Memo::new(move |_| shell.route.with(|route| Health::read(&route.view().others)));
    let grid = Memo::new(move |_| {
        let range = timing.range.get();
        beat::cells(range, timing.zone.with(|zone| zone.seconds_at(range.to)))
    });
    let direct = Direct::start(shell, timing, Arc::clone(&pages));
    let scrape = shell.config.with_untracked(|config| {
        let id = source.as_ref().map(|(id, _)| id.as_str());
        let found = config.as_ref().and_then(|config| config.source(id?));
        found.map_or(crate::config::SCRAPE_INTERVAL, |source| {
            source.scrape_interval
        })
    });
    let empty = Memo::new(|_| Arc::new(Vec::new()));
    let desk = Desk {
        shell,
        timing,
        live,
        source: StoredValue::new(source),
        state,
        direct,
        rows: empty,
        asked: StoredValue::new_local(Asked([None; 4])),
        scrape,
    };
    let now = desk.watch(move || Some(ask::now(desk.now())));
    let recent = desk.watch(move || Some(ask::recent(desk.now(), scrape)));
    let shares = desk.watch(move || Some(ask::shares(grid.get())));
    let uptime = desk.watch(move || {
        let range = timing.range.get();
        let length = Millis(range.to.0.saturating_sub(range.from.0).max(1_000) / 1_000 * 1_000);
        Some(ask::share(Instant(range.to.0 / 1_000 * 1_000), length))
    });
    let asked = StoredValue::new_local(Asked([now, recent, shares, uptime]));
    let latest = |known: Option<Known>| known.and_then(asked::latest);
    let checks = Memo::new(move |_| {
        let answer = latest(now);
        Arc::new(check::checks(asked::samples(answer.as_ref()), desk.now()))
    });
    let rows = Memo::new(move |_| {
        let (recent, shares, uptime) = (latest(recent), latest(shares), latest(uptime));
        let answers = checks.with(|checks| {
            let answers = Answers {
                now: now.and_then(asked::age).unwrap_or(Instant(0)),
                checks,
                recent: asked::raw(recent.as_ref()),
                shares: asked::matrix(shares.as_ref()),
                uptime: asked::samples(uptime.as_ref()),
            };
            list::rows(&answers, pages.rules, |check| {
                let labels = &check.labels;
                let is_of = |name: &Option<String>, label| {
                    name.is_some() && name.as_deref() == labels.get(label)
                };
                let mut services = pages.services.iter();
                let found = services.find(|service| match check.prober {
                    Prober::Kuma => is_of(&service.monitor, "monitor_name"),
                    Prober::Browser | Prober::Blackbox => is_of(&service.probe, "instance"),
                });
                found.map(|service| service.name.clone())
            })
        });
        let mut rows = answers;
        rows.append(&mut direct.rows(grid.get(), timing.range.get()));
        list::order(&mut rows);
        Arc::new(rows)
    });
    Desk {
        rows,
        asked,
        ..desk
    }
}

/// The questions for all checks, to tell what is wrong with them.
#[derive(Clone, Copy)]
struct Asked([Option<Known>; 4]);

/// The first question that failed, said once above the list.
fn trouble(desk: Desk) -> Option<AnyView> {
    let words = desk.shell.words();
    let Asked(known) = desk.asked.with_value(|asked| *asked);
    let status = crate::chart::scene::Status::Warning;
    let Some((_, name)) = desk.source.with_value(Clone::clone) else {
        let say = words.health();
        return Some(
            view! { <Message status title=say.no_source detail=say.no_source_detail/> }.into_any(),
        );
    };
    let failed = known.into_iter().flatten().find_map(|known| {
        let failure = asked::failure(known)?;
        Some((failure, asked::age(known)))
    });
    let (failure, age) = failed?;
    let address = desk.shell.config.with(|config| {
        let source = config
            .as_ref()?
            .source(&desk.source.with_value(Clone::clone)?.0)?;
        Some(source.url.clone())
    });
    let asked = crate::words::reason::Asked {
        source: &name,
        address: &address.unwrap_or_default(),
        query: "",
    };
    let told = words.failed(&failure, &asked);
    let detail = match age {
        Some(age) => {
            let length =
                crate::ui::part::figure::between(&desk.shell, age, desk.timing.now_untracked());
            format!("{} {}", (words.health().old)(&length), told.detail)
        }
        None => told.detail,
    };
    Some(view! { <Message status title=told.title detail/> }.into_any())
}
