//! Shows what lies in the second file of wasm ([`Parts`]): fetches it once the page has drawn its first chart, or as soon
//! as somebody asks for something in it.
//!
//! It does not know where the file is: `main.rs` does.

use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::browser::pieces;
use crate::browser::sheet;
use crate::time::Instant;
use crate::time::Millis;
use crate::ui::hook::held::RwSignal;
use crate::ui::pages::Pages;
use crate::ui::part::erased::follow;
use crate::ui::parts::Parts;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

/// Fetches the second file; none if it did not come. Called again, it tries again, or has it at once.
pub type Load = fn() -> Pin<Box<dyn Future<Output = Option<&'static Parts>>>>;

/// Fetches the third file, as [`Load`] does the second.
pub type LoadPages = fn() -> Pin<Box<dyn Future<Output = Option<&'static Pages>>>>;

/// How long the page rests after a chart before it shows what nobody asked for: the charts of a dashboard come in a wave,
/// and what is built between two of them keeps the others waiting.
const AFTER_CHART: Millis = Millis(100);
/// And how long it waits for a first chart.
const WITHOUT_CHART: Millis = Millis(1_500);
/// No wave keeps it waiting longer than this.
const LONGEST_WAVE: Millis = Millis(1_000);

/// The second file, there or not; copies are the same.
#[derive(Clone, Copy)]
pub struct Later {
    load: Load,
    load_pages: LoadPages,
    state: RwSignal<State>,
    /// The wave of first charts is over.
    calm: StoredValue<bool>,
    /// What waits for that, each piece until it is set.
    pieces: StoredValue<Vec<RwSignal<bool>>>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
    /// When the first chart stood.
    since: StoredValue<Option<Instant>>,
}

#[derive(Clone, Copy)]
enum State {
    /// Nobody asked yet.
    Away,
    /// On its way.
    Coming,
    /// It did not come.
    Failed,
    Here(&'static Parts),
}

impl Later {
    /// Nothing is fetched yet.
    pub fn provide(load: Load, load_pages: LoadPages) {
        let later = Self {
            load,
            load_pages,
            state: RwSignal::new(State::Away),
            calm: StoredValue::new(false),
            pieces: StoredValue::new(Vec::new()),
            timer: StoredValue::new_local(None),
            since: StoredValue::new(None),
        };
        later.rest(WITHOUT_CHART);
        provide_context(later);
    }

    /// The page's one; the app provides it above everything else.
    #[must_use]
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// The file's views, once they are there; nothing is fetched for this. Tracked.
    #[must_use]
    pub fn arrived(self) -> Option<&'static Parts> {
        match self.state.get() {
            State::Here(parts) => Some(parts),
            State::Away | State::Coming | State::Failed => None,
        }
    }

    /// There is time for what nobody asked for, and what shows it is there.
    fn is_at_leisure(self) -> bool {
        self.calm.get_value() && matches!(self.state.get_untracked(), State::Here(_))
    }

    /// Set once there is time for one more piece that nobody asked for.
    fn turn(self) -> RwSignal<bool> {
        let is_free = self.is_at_leisure() && self.pieces.with_value(Vec::is_empty);
        let turn = RwSignal::new(is_free);
        if !is_free {
            self.pieces.update_value(|pieces| pieces.push(turn));
        }
        turn
    }

    /// One piece after another, for a dashboard has hundreds.
    fn release(self) {
        if self.is_at_leisure() {
            pieces::each(Box::new(move || {
                let next = self
                    .pieces
                    .try_update_value(|pieces| (!pieces.is_empty()).then(|| pieces.remove(0)));
                let next = next.flatten();
                if let Some(turn) = next {
                    turn.try_set(true);
                }
                next.is_some()
            }));
        }
    }

    /// It was wanted and did not come. Tracked.
    #[must_use]
    pub fn failed(self) -> bool {
        matches!(self.state.get(), State::Failed)
    }

    /// A chart stands. Others may come with it, so the rest waits a little; but not for ever.
    pub fn charted(self) {
        if self.calm.get_value() {
            return;
        }
        let now = clock::now();
        let since = self.since.get_value().unwrap_or(now);
        self.since.set_value(Some(since));
        let left = since.0 + LONGEST_WAVE.0 - now.0;
        self.rest(Millis(AFTER_CHART.0.min(left).max(0)));
    }

    /// After `delay` the page is at rest, and fetches the file.
    fn rest(self, delay: Millis) {
        let rested = move || {
            self.calm.set_value(true);
            self.release();
            self.now();
        };
        self.timer.set_value(Timer::after(delay, rested));
    }

    /// Fetches now, unless it is there, on its way, or could not be had: then somebody has to ask by hand.
    pub fn now(self) {
        if matches!(self.state.get_untracked(), State::Away) {
            leptos::task::spawn_local(async move {
                self.get().await;
            });
        }
    }

    /// The pages beside dashboards; none if their file cannot be had.
    pub async fn pages(self) -> Option<&'static Pages> {
        // What they share with the second file is fetched with it, and what they look like too.
        self.get().await?;
        (self.load_pages)().await
    }

    /// Fetches now; none if the file cannot be had.
    pub async fn get(self) -> Option<&'static Parts> {
        if let State::Here(parts) = self.state.get_untracked() {
            return Some(parts);
        }
        if !matches!(self.state.get_untracked(), State::Coming) {
            self.state.set(State::Coming);
        }
        // Both are on their way at once; what they look like comes with them.
        let sheet = sheet::load();
        let parts = (self.load)().await;
        let parts = if sheet.await { parts } else { None };
        if !matches!(self.state.get_untracked(), State::Here(_)) {
            if let Some(parts) = parts {
                (parts.arrive)();
            }
            self.state.set(match parts {
                Some(parts) => State::Here(parts),
                None => State::Failed,
            });
            self.release();
            // A page without charts is at rest as soon as it has what it shows.
            if self.since.get_value().is_none() {
                self.rest(Millis(0));
            }
        }
        parts
    }
}

/// A piece of view from the second file while `wanted`, once it is there and the page at rest. Nothing is fetched for it.
pub fn later(
    wanted: impl Fn() -> bool + Send + 'static,
    view: impl Fn(&'static Parts) -> AnyView + Send + 'static,
) -> AnyView {
    let shown = shown();
    follow(move || if wanted() { shown().map(&view) } else { None })
}

/// As [`later`], for what somebody is looking for: the file is fetched now.
pub fn later_now(view: impl Fn(&'static Parts) -> AnyView + Send + 'static) -> AnyView {
    let later = Later::here();
    if let Some(later) = later {
        later.now();
    }
    follow(move || later.and_then(Later::arrived).map(&view))
}

/// As [`later`], for what every page has: an empty element of this class keeps its room.
pub fn later_in(
    class: &'static str,
    wanted: impl Fn() -> bool + Send + 'static,
    view: impl Fn(&'static Parts) -> AnyView + Send + 'static,
) -> AnyView {
    let shown = shown();
    follow(move || {
        wanted().then(|| match shown() {
            Some(parts) => view(parts),
            None => view! { <div class=class aria-hidden="true"></div> }.into_any(),
        })
    })
}

/// The second file's views once it is this piece's turn. Tracked.
fn shown() -> impl Fn() -> Option<&'static Parts> {
    let later = Later::here();
    let turn = later.map(Later::turn);
    move || {
        if turn?.get() { later?.arrived() } else { None }
    }
}
