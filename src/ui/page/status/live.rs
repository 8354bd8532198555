//! The status page's live figures: the same few questions for all services, and one for each figure.

use crate::cache::view::Priority;
use crate::config::pages::Pages;
use crate::config::pages::Tile;
use crate::health::ask;
use crate::health::beat;
use crate::health::check;
use crate::health::check::Shown;
use crate::health::judge::Level;
use crate::health::service;
use crate::health::service::Known as Facts;
use crate::health::service::Samples;
use crate::health::service::Standing;
use crate::health::service::Truth;
use crate::health::snapshot::Figure;
use crate::live::Known;
use crate::source::Ask;
use crate::source::Query;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use crate::time::step;
use crate::ui::hook::asked;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::page::health::chart::Seconds;
use crate::ui::page::health::direct::Direct;
use crate::ui::page::status::Desk;
use crate::ui::page::status::Stand;
use crate::ui::page::status::board::Folder;
use crate::ui::part::erased::follow;
use leptos::prelude::*;
use std::sync::Arc;

/// Points of the response time: a small chart.
const POINTS: u32 = 300;

/// The chart's number; there is one.
const CHART: u64 = 1;

/// What is asked and what is known. Copies are the same.
#[derive(Clone)]
pub(super) struct Live {
    timing: Timing,
    pages: Arc<Pages>,
    services: Arc<Vec<service::Service>>,
    folder: RwSignal<Folder>,
    /// None without a Prometheus: only browsers ask then.
    asked: Option<Asked>,
    direct: Direct,
    figures: Vec<(Tile, Option<Known>)>,
}

/// The questions for all services.
#[derive(Clone, Copy)]
struct Asked {
    now: Known,
    recent: Known,
    days: Known,
    up: Known,
    seen: Known,
    /// Of each time of maintenance.
    windows: Memo<Arc<Vec<Window>>>,
    /// Response times.
    times: Known,
}

/// A time of maintenance and its two questions.
#[derive(Clone)]
struct Window {
    range: Range,
    known: [Known; 2],
}

impl PartialEq for Window {
    fn eq(&self, other: &Self) -> bool {
        self.range == other.range
    }
}

impl Live {
    /// Asks; none where there is nobody to be asked.
    pub(super) fn start(
        shell: Shell,
        timing: Timing,
        pages: Arc<Pages>,
        source: Option<(String, String)>,
        folder: RwSignal<Folder>,
    ) -> Option<Self> {
        let services: Vec<service::Service> = pages
            .services
            .iter()
            .map(crate::config::pages::Service::standing)
            .collect();
        let services = Arc::new(services);
        let is_direct = |service: &service::Service| matches!(service.truth, Truth::Direct(_));
        if source.is_none() && !services.iter().any(is_direct) {
            return None;
        }
        let live = shell.live.get_untracked()?;
        let query = |source: &str, ask: Ask| {
            Some((
                Query {
                    source: source.to_owned(),
                    ask,
                },
                Priority::Visible,
            ))
        };
        let figures = pages
            .tiles
            .iter()
            .map(|tile| {
                let source = tile.source.clone().or(source.clone().map(|(id, _)| id));
                let expr = tile.expr.clone();
                let known = source.map(|source| {
                    live.watch(move || {
                        let expr = expr.clone();
                        query(
                            &source,
                            Ask::Instant {
                                expr,
                                at: second(timing),
                            },
                        )
                    })
                });
                (tile.clone(), known)
            })
            .collect();
        let asked = source.map(|(source, _)| {
            let scrape = shell.config.with_untracked(|config| {
                let found = config.as_ref().and_then(|config| config.source(&source));
                found.map_or(crate::config::SCRAPE_INTERVAL, |source| {
                    source.scrape_interval
                })
            });
            let watch = |wanted: Box<dyn Fn() -> Ask>| {
                let source = source.clone();
                live.watch(move || query(&source, wanted()))
            };
            let windows = {
                let (services, source) = (Arc::clone(&services), source.clone());
                let ranges = Memo::new(move |_| {
                    let now = minute(timing);
                    folder.with(|folder| service::windows(&services, &folder.notices, now))
                });
                Memo::new(move |_| {
                    let ranges = ranges.get();
                    let windows = ranges.into_iter().map(|range| {
                        let length = Millis(range.to.0.saturating_sub(range.from.0));
                        let known = ask::tallies(range.to, length).map(|ask| {
                            let source = source.clone();
                            live.watch(move || query(&source, ask.clone()))
                        });
                        Window { range, known }
                    });
                    Arc::new(windows.collect())
                })
            };
            let [up, seen] = [0, 1].map(|which| {
                watch(Box::new(move || {
                    let [up, seen] = ask::tallies(minute(timing), service::length());
                    if which == 0 { up } else { seen }
                }))
            });
            Asked {
                now: watch(Box::new(move || ask::now(second(timing)))),
                recent: watch(Box::new(move || ask::recent(second(timing), scrape))),
                days: watch(Box::new(move || {
                    let zone = timing.zone.get();
                    ask::shares(beat::days(timing.now(), service::DAYS, &zone))
                })),
                up,
                seen,
                windows,
                times: watch(Box::new({
                    let services = Arc::clone(&services);
                    move || times(&services, timing, scrape)
                })),
            }
        });
        Some(Self {
            direct: Direct::start(shell, timing, Arc::clone(&pages)),
            timing,
            pages,
            services,
            folder,
            asked,
            figures,
        })
    }

    /// Prometheus did not answer, and never has. Tracked.
    pub(super) fn is_out_of_reach(&self) -> bool {
        let Some(asked) = &self.asked else {
            return false;
        };
        asked::latest(asked.now).is_none() && asked::failure(asked.now).is_some()
    }

    /// Everything has answered or failed: told one after the other, a service would be without a history for a moment.
    fn is_whole(asked: &Asked) -> bool {
        let is_known = |known| asked::latest(known).is_some() || asked::failure(known).is_some();
        [asked.days, asked.up, asked.seen].into_iter().all(is_known)
    }

    /// How everything stands; none before the first answers. Tracked.
    pub(super) fn stand(&self) -> Option<Stand> {
        let now = self.timing.now();
        let (at, services) = match &self.asked {
            Some(asked) => {
                let answer = asked::latest(asked.now).filter(|_| Self::is_whole(asked))?;
                let at = asked::age(asked.now).unwrap_or(now);
                let checks = check::checks(asked::samples(Some(&answer)), at);
                let (recent, days) = (asked::latest(asked.recent)?, asked::latest(asked.days));
                let samples = samples([asked.up, asked.seen]);
                let windows: Vec<(Range, Samples)> = asked.windows.with(|windows| {
                    let windows = windows.iter();
                    windows
                        .map(|window| (window.range, samples_of(window)))
                        .collect()
                });
                let facts = Facts {
                    now: at,
                    checks: &checks,
                    recent: asked::raw(Some(&recent)),
                    days: asked::matrix(days.as_ref()),
                    samples: &samples,
                    windows: &windows,
                };
                (at, self.standings(&facts))
            }
            None => {
                let facts = Facts {
                    now,
                    checks: &[],
                    recent: None,
                    days: None,
                    samples: &Samples::default(),
                    windows: &[],
                };
                (now, self.standings(&facts))
            }
        };
        let figures = self.figures.iter().map(|(tile, known)| Figure {
            title: tile.title.clone(),
            value: known.and_then(|known| {
                let answer = asked::latest(known);
                let first = asked::samples(answer.as_ref()).first()?;
                Some(first.value).filter(|value| value.is_finite())
            }),
            unit: tile.unit.clone(),
            decimals: tile.decimals,
        });
        Some(Stand {
            at,
            frozen: false,
            services,
            figures: figures.collect(),
        })
    }

    fn standings(&self, facts: &Facts<'_>) -> Vec<Standing> {
        let notices = self.folder.with(|folder| folder.notices.clone());
        self.services
            .iter()
            .map(|service| {
                let mut standing = service::standing(service, facts, &notices, self.pages.rules);
                if let Truth::Direct(_) = service.truth
                    && let Some(seen) = self.direct.of(&service.id)
                {
                    if standing.state != Shown::Maintenance {
                        standing.state = Shown::of(&seen.course);
                    }
                    let answers = seen
                        .last
                        .is_some_and(|last| last.level != Level::Unreachable);
                    #[allow(clippy::cast_precision_loss)]
                    let took = seen.took.map(|took| took.0 as f64 / 1_000.0);
                    standing.took = took.filter(|_| answers);
                }
                standing
            })
            .collect()
    }
}

/// The response time of those who are probed, over the page's range. Nothing without a Prometheus.
pub(super) fn response(desk: Desk) -> AnyView {
    let say = desk.shell.words().visitor();
    let live = desk.live.with_value(Clone::clone);
    let times = live.and_then(|live| live.asked).map(|asked| asked.times);
    let Some(times) = times else {
        return ().into_any();
    };
    let answer = Memo::new(move |_| asked::latest(times));
    let any = Memo::new(move |_| {
        answer.with(|answer| {
            asked::matrix(answer.as_ref()).is_some_and(|matrix| !matrix.series.is_empty())
        })
    });
    let range = desk.timing.range;
    let span = move || {
        let timing = desk.timing;
        let words = desk.shell.words();
        timing
            .span
            .with(|span| words.span(span, timing.now(), &timing.zone.get()))
    };
    follow(move || {
        any.get().then(|| {
            view! {
                <section class="response" aria-labelledby="t-response">
                    <h2 id="t-response">{say.response_time}<span class="page-note">{follow(span)}</span></h2>
                    <div class="panel">
                        <div class="body public-chart">
                            <Seconds id=CHART title=say.response_time.to_owned() answer range named=true/>
                        </div>
                    </div>
                </section>
            }
        })
    })
}

fn samples([up, seen]: [Known; 2]) -> Samples {
    let (up, seen) = (asked::latest(up), asked::latest(seen));
    Samples {
        up: asked::samples(up.as_ref()).to_vec(),
        seen: asked::samples(seen.as_ref()).to_vec(),
    }
}

fn samples_of(window: &Window) -> Samples {
    samples(window.known)
}

/// One line per probed service, by its name.
fn times(services: &[service::Service], timing: Timing, scrape: Millis) -> Ask {
    let range = timing.range.get();
    let grid = Grid::aligned(range, step::interval(range, POINTS, Some(scrape)), 0);
    Ask::Range {
        expr: ask::times_of(services),
        grid,
    }
}

/// What is asked about this instant is asked once a second at most.
fn second(timing: Timing) -> Instant {
    Instant(timing.now().0 / 1_000 * 1_000)
}

/// Sums over months do not change within a minute.
fn minute(timing: Timing) -> Instant {
    Instant(timing.now().0 / 60_000 * 60_000)
}
