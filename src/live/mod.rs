//! Live queries as signals: drives the [`Cache`] with the browser's requests, clock and timers.
//!
//! The only room that starts requests. Pages ask with [`Live::watch`] and get a signal of what is known; they never see
//! a request. Reading a reply is the source's work; deciding when to ask is the cache's.

pub mod alerting;
pub mod check;
pub mod demo;
pub mod send;

use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::browser::http::Abort;
use crate::browser::observe;
use crate::browser::pieces;
use crate::cache::Cache;
use crate::cache::limits::Limits;
use crate::cache::view::Action;
use crate::cache::view::Asker;
use crate::cache::view::Priority;
use crate::cache::view::Ticket;
use crate::cache::view::View;
use crate::cache::view::ViewerId;
use crate::config::Source;
use crate::lean::map::Map;
use crate::live::send::Elsewhere;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Query;
use crate::source::Reply;
use crate::time::Millis;
use leptos::prelude::*;
use std::rc::Rc;

/// What is known about the query a viewer wants; none while it wants none.
pub type Known = RwSignal<Option<View>, LocalStorage>;

/// Viewers that are told together: whoever puts several answers together must not see the new one of the first beside the
/// old one of the second. All are of one company who have no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Company(u64);

/// A handle to the one driver of the page; copies are the same driver.
#[derive(Clone, Copy)]
pub struct Live(StoredValue<Driver, LocalStorage>);

/// Answers that come within this time are told together: each telling costs the page a layout and a frame. Only while
/// others are on their way: the last answer of a wave is told at once, with all that waited for it.
const GATHER: Millis = Millis(40);
/// What is asked and answered in one go is told together too.
const AT_ONCE: Millis = Millis(4);

/// How many questions the driver remembers the last request of.
const REMEMBERED: usize = 256;

/// A request that was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// As it went out: often only the end of what is shown.
    pub query: Query,
    /// How long its answer took.
    pub took: Millis,
    /// How many bytes it was; none for a failure and for the demo.
    pub bytes: usize,
}

/// What the questions of the page cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Requests in flight.
    pub running: usize,
    /// Queries that wait for a place.
    pub waiting: usize,
    /// Answers that are kept.
    pub answers: usize,
    /// Bytes of memory that they take.
    pub held: usize,
    /// Bytes that did not come because only the ends of ranges were asked: each end, as often as it was, against all of
    /// its range at as many bytes a step.
    pub saved: f64,
}

struct Driver {
    cache: Cache,
    sources: Rc<Vec<Source>>,
    elsewhere: Elsewhere,
    in_flight: Map<Ticket, Option<Abort>>,
    viewers: Map<ViewerId, (Known, Company)>,
    next_viewer: u64,
    /// Kept so that the call comes; replaced when the cache wants to be woken at another time.
    wake: Option<Timer>,
    /// There while viewers are about to be told.
    news: Option<Timer>,
    /// Those who are being told, one after another.
    told: Vec<ViewerId>,
    is_telling: bool,
    /// The last request of each question, the newest at the end.
    sent: Vec<Sent>,
}

impl Live {
    /// A driver for the sources of `config.json`; it lives as long as the page.
    #[must_use]
    pub fn new(sources: Vec<Source>, elsewhere: Elsewhere) -> Self {
        let live = Self(StoredValue::new_local(Driver {
            cache: Cache::new(Limits::default()),
            sources: Rc::new(sources),
            elsewhere,
            in_flight: Map::new(),
            viewers: Map::new(),
            next_viewer: 0,
            wake: None,
            news: None,
            told: Vec::new(),
            is_telling: false,
            sent: Vec::new(),
        }));
        if observe::hidden() {
            live.act(|driver| driver.cache.pause());
        }
        observe::on_hidden(move |hidden| {
            live.act(|driver| {
                if hidden {
                    driver.cache.pause()
                } else {
                    driver.cache.resume(clock::now())
                }
            });
        });
        live
    }

    /// Follows what `wanted` says: asks it, keeps asking as it changes, and lets go when the component is gone.
    pub fn watch(self, wanted: impl Fn() -> Option<(Query, Priority)> + 'static) -> Known {
        self.watch_among(Company(0), wanted)
    }

    /// A company of its own: those who draw one picture together.
    #[must_use]
    pub fn company(self) -> Company {
        let number = self.0.try_update_value(|driver| {
            driver.next_viewer += 1;
            driver.next_viewer
        });
        Company(number.unwrap_or_default())
    }

    /// The same among others, who are told what is new in one go with it, and apart from everybody else.
    pub fn watch_among(
        self,
        company: Company,
        wanted: impl Fn() -> Option<(Query, Priority)> + 'static,
    ) -> Known {
        let known: Known = RwSignal::new_local(None);
        let id = self.0.try_update_value(|driver| {
            let id = ViewerId(driver.next_viewer);
            driver.next_viewer += 1;
            driver.viewers.insert(id, (known, company));
            id
        });
        let Some(id) = id else { return known };
        Effect::new(move |_| {
            let wanted = wanted();
            self.act(|driver| match wanted {
                Some((query, priority)) => driver.cache.show(id, query, priority, clock::now()),
                None => driver.cache.hide(id),
            });
        });
        on_cleanup(move || {
            self.act(|driver| {
                driver.cache.hide(id);
                driver.viewers.remove(&id);
            });
        });
        known
    }

    /// Asks again what is on the screen.
    pub fn refresh(self, asker: Asker) {
        self.act(|driver| driver.cache.refresh_all(asker, clock::now()));
    }

    /// The last request that was answered for the question of `query`, whatever its range.
    #[must_use]
    pub fn sent(self, query: &Query) -> Option<Sent> {
        self.0.with_value(|driver| {
            let mut sent = driver.sent.iter();
            sent.find(|sent| is_same(&sent.query, query)).cloned()
        })
    }

    /// Asks a question past the cache: the reply as it comes, for those who look behind a panel.
    pub async fn reply(self, query: &Query) -> Result<Reply, Failure> {
        let (sources, loki) = self
            .0
            .with_value(|driver| (Rc::clone(&driver.sources), driver.elsewhere.loki.clone()));
        let source = send::source(&sources, query)?;
        let (reply, _) = send::reply(source, &loki, query, Abort::new()).await?;
        Ok(reply)
    }

    /// What all of this costs now.
    #[must_use]
    pub fn cost(self) -> Cost {
        self.0.with_value(|driver| {
            let (running, waiting) = driver.cache.running();
            Cost {
                running,
                waiting,
                answers: driver.cache.held(),
                held: driver.cache.bytes(),
                saved: driver.saved(),
            }
        })
    }

    /// Does one thing to the cache and then all that follows from it.
    fn act(self, act: impl FnOnce(&mut Driver)) {
        self.0.try_update_value(act);
        self.follow();
    }

    /// Requests at once; the next timer; news to viewers soon.
    fn follow(self) {
        let actions = self.0.try_update_value(|driver| {
            let actions = driver.cache.actions(clock::now());
            for action in &actions {
                if let Action::Abort { ticket } = action
                    && let Some(Some(abort)) = driver.in_flight.remove(ticket)
                {
                    abort.abort();
                }
            }
            driver.wake = driver.cache.next_wake().and_then(|at| {
                let delay = Millis(at.0.saturating_sub(clock::now().0).max(1));
                Timer::after(delay, move || {
                    self.act(|driver| driver.cache.tick(clock::now()))
                })
            });
            let sends = |action: &Action| matches!(action, Action::Send { .. });
            let nothing_comes = driver.in_flight.is_empty() && !actions.iter().any(sends);
            if driver.news.is_none() || nothing_comes {
                let delay = if nothing_comes { AT_ONCE } else { GATHER };
                driver.news = Timer::after(delay, move || self.tell());
            }
            actions
        });
        for action in actions.unwrap_or_default() {
            if let Action::Send { ticket, query } = action {
                self.send(ticket, query);
            }
        }
    }

    /// Tells viewers what changed since they were last told.
    fn tell(self) {
        let begins = self.0.try_update_value(|driver| {
            driver.news = None;
            for id in driver.cache.changed() {
                if !driver.told.contains(&id) {
                    driver.told.push(id);
                }
            }
            !std::mem::replace(&mut driver.is_telling, true)
        });
        if begins == Some(true) {
            // Each draws what it hears: many at once would keep the page from everything else.
            pieces::each(Box::new(move || self.tell_some()));
        }
    }

    /// Tells the viewers of one company; false if all were told.
    fn tell_some(self) -> bool {
        let mut company = None;
        while self.tell_one(&mut company) {}
        company.is_some()
    }

    /// Tells one viewer, of this company if it is known already; false if there is none left.
    fn tell_one(self, company: &mut Option<Company>) -> bool {
        let news = self.0.try_update_value(|driver| {
            let viewers = &driver.viewers;
            let place = driver.told.iter().position(|id| {
                let of = viewers.get(id).map(|(_, company)| *company);
                of.is_some() && (company.is_none() || *company == of)
            });
            let Some(place) = place else {
                if company.is_none() {
                    // Whoever is left is gone.
                    driver.told.clear();
                    driver.is_telling = false;
                }
                return None;
            };
            let id = driver.told.remove(place);
            Some((*viewers.get(&id)?, driver.cache.view(id)))
        });
        let Some(((known, of), view)) = news.flatten() else {
            return false;
        };
        *company = Some(of);
        // Outside of the borrow: whoever hears the news may ask at once.
        known.set(view);
        true
    }

    fn send(self, ticket: Ticket, query: Query) {
        let abort = Abort::new();
        let sources = self.0.try_update_value(|driver| {
            driver.in_flight.insert(ticket, abort.clone());
            (Rc::clone(&driver.sources), driver.elsewhere.clone())
        });
        let Some((sources, elsewhere)) = sources else {
            return;
        };
        leptos::task::spawn_local(async move {
            let since = clock::now();
            let result = send::ask(&sources, &elsewhere, &query, abort).await;
            let (result, bytes): (Result<Answer, Failure>, usize) = match result {
                Ok((answer, bytes)) => (Ok(answer), bytes),
                Err(failure) => (Err(failure), 0),
            };
            self.act(|driver| {
                driver.sent.retain(|sent| !is_same(&sent.query, &query));
                if driver.sent.len() >= REMEMBERED {
                    driver.sent.remove(0);
                }
                let took = Millis(clock::now().0.saturating_sub(since.0));
                driver.sent.push(Sent { query, took, bytes });
                // An aborted request ends here too; the cache no longer knows its ticket.
                driver.in_flight.remove(&ticket);
                driver.cache.arrived(ticket, result, clock::now());
            });
        });
    }
}

impl Driver {
    #[allow(clippy::cast_precision_loss)]
    fn saved(&self) -> f64 {
        let each = self.cache.lengthened().filter_map(|(query, tails)| {
            let sent = self.sent.iter().find(|sent| is_same(&sent.query, query))?;
            let (Ask::Range { grid: whole, .. }, Ask::Range { grid: part, .. }) =
                (&query.ask, &sent.query.ask)
            else {
                return None;
            };
            let times = whole.count as f64 / part.count.max(1) as f64;
            Some(f64::from(tails) * sent.bytes as f64 * (times - 1.0).max(0.0))
        });
        each.sum()
    }
}

/// Do they ask the same of the same source, over whatever time?
fn is_same(a: &Query, b: &Query) -> bool {
    let same = match (&a.ask, &b.ask) {
        (Ask::Range { expr: a, .. }, Ask::Range { expr: b, .. })
        | (Ask::Instant { expr: a, .. }, Ask::Instant { expr: b, .. }) => a == b,
        _ => false,
    };
    same && a.source == b.source
}
