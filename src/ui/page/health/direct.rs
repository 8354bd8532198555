//! Services that this browser asks itself, again and again while the page is seen.
//!
//! What was seen is kept as long as the tab lives, so that going to another page and back loses nothing.

use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::config::pages::Pages;
use crate::config::pages::Service;
use crate::data::labels::Labels;
use crate::health::check::Prober;
use crate::health::check::Shown;
use crate::health::judge;
use crate::health::judge::Level;
use crate::health::list::Row;
use crate::health::list::Since;
use crate::health::seen::Seen;
use crate::live::check;
use crate::time::Grid;
use crate::time::Millis;
use crate::time::Range;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;

/// What was seen, by the service's id.
type All = Vec<(String, Seen)>;

thread_local! {
    /// What was seen when the page was left.
    static LEFT: RefCell<All> = const { RefCell::new(Vec::new()) };
}

/// The services and what was seen of them; copies are the same.
#[derive(Clone, Copy)]
pub(in crate::ui::page) struct Direct {
    seen: RwSignal<All>,
    pages: StoredValue<Arc<Pages>>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
    /// Services whose answer is waited for.
    busy: StoredValue<Vec<String>>,
}

impl Direct {
    /// Asks now, at each refresh and at the interval of the configuration.
    pub(in crate::ui::page) fn start(shell: Shell, timing: Timing, pages: Arc<Pages>) -> Self {
        let seen = RwSignal::new(LEFT.with(|left| left.borrow().clone()));
        let direct = Self {
            seen,
            pages: StoredValue::new(pages),
            timer: StoredValue::new_local(None),
            busy: StoredValue::new(Vec::new()),
        };
        Effect::new(move |_| {
            // At each refresh.
            let _ = timing.now();
            if !shell.hidden.get() {
                direct.ask_all();
            }
        });
        on_cleanup(move || {
            if let Some(seen) = seen.try_get_untracked() {
                LEFT.with(|left| left.replace(seen));
            }
        });
        direct
    }

    /// What was seen of a service. Tracked.
    pub(in crate::ui::page) fn of(self, id: &str) -> Option<Seen> {
        self.seen.with(|seen| {
            let found = seen.iter().find(|(other, _)| other == id);
            found.map(|(_, seen)| seen.clone())
        })
    }

    /// A result holds until the next one is long overdue.
    pub(in crate::ui::page) fn hold(self) -> Millis {
        let every = self.pages.with_value(|pages| pages.every);
        Millis(every.0.saturating_mul(2).saturating_add(1_000))
    }

    /// The services as rows of the list. Tracked.
    pub(in crate::ui::page) fn rows(self, grid: Grid, range: Range) -> Vec<Row> {
        let services: Vec<Service> = self.pages.with_value(|pages| pages.services.clone());
        services
            .into_iter()
            .filter_map(|service| {
                let url = service.url.clone()?;
                let seen = self.of(&service.id).unwrap_or_default();
                Some(self.row(service, url, &seen, grid, range))
            })
            .collect()
    }

    fn row(self, service: Service, url: String, seen: &Seen, grid: Grid, range: Range) -> Row {
        let judged = seen.last.as_ref();
        #[allow(clippy::cast_precision_loss)]
        let took = seen.took.map(|took| took.0 as f64 / 1_000.0);
        Row {
            key: key(&service.id),
            name: service.name,
            address: url,
            prober: Prober::Browser,
            shown: Shown::of(&seen.course),
            since: seen.course.state.map(|_| Since::At(seen.course.since)),
            why: judged.and_then(|judged| judged.why.clone()),
            took: took.filter(|_| judged.is_some_and(|last| last.level != Level::Unreachable)),
            certificate: None,
            // What came after the last refresh counts too.
            uptime: seen.share(
                Range {
                    to: range.to.max(grid.end()),
                    ..range
                },
                self.hold(),
            ),
            pieces: seen.pieces(grid, self.hold()),
            labels: Labels::default(),
        }
    }

    fn ask_all(self) {
        let (services, every, limit) = self.pages.with_value(|pages| {
            let asked: Vec<(String, String)> = pages
                .services
                .iter()
                .filter_map(|service| Some((service.id.clone(), service.url.clone()?)))
                .collect();
            (asked, pages.every, pages.limit)
        });
        if services.is_empty() {
            return;
        }
        self.timer
            .set_value(Timer::after(every, move || self.ask_all()));
        for (id, url) in services {
            let waits = self
                .busy
                .try_update_value(|busy| {
                    let waits = busy.contains(&id);
                    if !waits {
                        busy.push(id.clone());
                    }
                    waits
                })
                .unwrap_or(true);
            if !waits {
                self.ask(id, url, limit);
            }
        }
    }

    fn ask(self, id: String, url: String, limit: Millis) {
        leptos::task::spawn_local(async move {
            let (result, took) = check::ask(&url, limit).await;
            self.busy
                .try_update_value(|busy| busy.retain(|other| *other != id));
            let Some(rules) = self.pages.try_with_value(|pages| pages.rules) else {
                return;
            };
            let (hold, judged) = (self.hold(), judge::judge(&result));
            let took = result.is_ok().then_some(took);
            self.seen.try_update(|seen| {
                let place = seen.iter().position(|(other, _)| *other == id);
                let place = place.unwrap_or_else(|| {
                    seen.push((id, Seen::default()));
                    seen.len() - 1
                });
                if let Some((_, seen)) = seen.get_mut(place) {
                    // A slow answer is no gap: what counts is when it was asked for.
                    let hold = Millis(hold.0.saturating_add(limit.0));
                    seen.take(clock::now(), judged, took, hold, rules);
                }
            });
        });
    }
}

/// The key of a service's row.
fn key(id: &str) -> String {
    format!("service {id}")
}

/// The service of a row's key.
pub(super) fn service(key: &str) -> Option<&str> {
    key.strip_prefix("service ")
}
