//! The time a page shows: the span chosen, the instants it means now, the zone, and refreshing.

use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::browser::pieces;
use crate::browser::zone;
use crate::cache::view::Asker;
use crate::config::preference::Refresh;
use crate::live::Live;
use crate::route::view::Span;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use crate::time::math::Calendar;
use crate::time::span::SpanError;
use crate::time::span::TimeSpan;
use crate::time::zone::Zone;
use crate::ui::hook::held::LocalSignal;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use leptos::prelude::*;
use std::sync::Arc;

/// Shown while the reader's own range cannot be understood, so that the page is never without one.
const FALLBACK: (&str, &str) = ("now-6h", "now");

/// What a page's own file says for what the link leaves unsaid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Defaults {
    /// Range.
    pub span: Option<TimeSpan>,
    /// Time zone.
    pub timezone: Option<String>,
    /// Refresh.
    pub refresh: Option<Refresh>,
}

/// A page's time; copies are the same.
#[derive(Clone, Copy)]
pub struct Timing {
    /// What was chosen: the link's, else the page's, else the configuration's.
    pub span: Memo<TimeSpan>,
    /// The zone times are told in.
    pub zone: Memo<Arc<Zone>>,
    /// The zone that was asked for and that the browser does not know; UTC is shown instead.
    pub unknown_zone: Memo<Option<String>>,
    /// Why the chosen span is no range, if it is none.
    pub wrong: Memo<Option<SpanError>>,
    /// The instants shown; they move with the clock only when refreshed.
    pub range: Memo<Range>,
    /// How often the page asks again.
    pub refresh: Memo<Refresh>,
    now: RwSignal<Instant>,
    live: LocalSignal<Option<Live>>,
}

impl Timing {
    /// The time of a page with these defaults; components below find it with [`Timing::here`].
    pub fn provide(defaults: Signal<Defaults>) -> Self {
        let shell = Shell::here();
        let now = RwSignal::new(clock::now());
        let view = Memo::new(move |_| shell.route.with(|route| route.view().clone()));
        let span = Memo::new(move |_| {
            let Span { from, to } = view.with(|view| view.span.clone());
            let page = defaults.with(|defaults| defaults.span.clone()).or_else(|| {
                shell.config.with(|config| {
                    config
                        .as_ref()
                        .map(|config| TimeSpan::new(&config.from, &config.to))
                })
            });
            let page = page.unwrap_or_else(|| TimeSpan::new(FALLBACK.0, FALLBACK.1));
            TimeSpan {
                from: from.unwrap_or(page.from),
                to: to.unwrap_or(page.to),
            }
        });
        let zone_name = Memo::new(move |_| {
            view.with(|view| view.timezone.clone())
                .or_else(|| defaults.with(|defaults| defaults.timezone.clone()))
                .filter(|name| !name.is_empty())
                .or_else(|| {
                    shell
                        .config
                        .with(|config| config.as_ref().map(|config| config.timezone.clone()))
                })
                .map_or_else(zone::local, |name| match name.as_str() {
                    "browser" | "" => zone::local(),
                    "utc" | "UTC" => "UTC".to_owned(),
                    other => other.to_owned(),
                })
        });
        // A first guess at the range needs no zone; the table of a zone covers it and some weeks around it, and is kept
        // until the range leaves it: making one takes milliseconds.
        let loaded = Memo::new(move |before: Option<&Loaded>| {
            let calendar = Calendar::default();
            let guess = span
                .with(|span| span.resolve(now.get(), &Zone::utc(), calendar))
                .ok();
            let guess = guess.unwrap_or(Range {
                from: now.get(),
                to: now.get(),
            });
            zone_name.with(|name| match before {
                Some(before) if before.serves(name, guess) => before.clone(),
                Some(_) | None => Loaded::new(name, guess),
            })
        });
        let zone = Memo::new(move |_| {
            loaded.with(|loaded| loaded.zone.clone().unwrap_or_else(|| Arc::new(Zone::utc())))
        });
        let unknown_zone = Memo::new(move |_| {
            loaded.with(|loaded| loaded.zone.is_none().then(|| loaded.name.clone()))
        });
        let resolved = Memo::new(move |_| {
            let zone = zone.get();
            span.with(|span| span.resolve(now.get(), &zone, Calendar::default()))
        });
        let range = Memo::new(move |before: Option<&Range>| match resolved.get() {
            Ok(range) => range,
            Err(_) => before.copied().unwrap_or_else(|| last_hours(now.get())),
        });
        let refresh = Memo::new(move |_| {
            view.with(|view| view.refresh)
                .or_else(|| defaults.with(|defaults| defaults.refresh))
                .or_else(|| {
                    shell
                        .config
                        .with(|config| config.as_ref().map(|config| config.refresh))
                })
                .unwrap_or_default()
        });
        let wrong = Memo::new(move |_| resolved.get().err());
        let timing = Self {
            span,
            zone,
            unknown_zone,
            wrong,
            range,
            refresh,
            now,
            live: shell.live,
        };
        timing.follow(shell.hidden);
        provide_context(timing);
        shell.timing.set_value(Some(timing));
        on_cleanup(move || shell.timing.set_value(None));
        timing
    }

    /// The page's one; a component outside of a page gets the last hours.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self::provide(Signal::derive(Defaults::default)))
    }

    /// The instant the page counts as now: of its last refresh.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now.get()
    }

    /// The same, without following it.
    #[must_use]
    pub fn now_untracked(&self) -> Instant {
        self.now.get_untracked()
    }

    /// Moves the page to the present and asks again.
    pub fn ask_again(&self, asker: Asker) {
        self.now.set(clock::now());
        let live = self.live;
        // Effects that follow the new instant come first: the moved queries are then the ones asked.
        leptos::task::spawn_local(async move {
            pieces::behind(2).await;
            if let Some(live) = live.try_get_untracked().flatten() {
                live.refresh(asker);
            }
        });
    }

    /// Asks again at each interval. A hidden tab waits, and asks at once when it is seen and the interval has passed.
    fn follow(self, hidden: RwSignal<bool>) {
        let timer: StoredValue<Option<Timer>, LocalStorage> = StoredValue::new_local(None);
        Effect::new(move |_| {
            let asked = self.now.get();
            timer.set_value(match self.refresh.get() {
                Refresh::Every(every) if !hidden.get() => {
                    let passed = clock::now().0.saturating_sub(asked.0);
                    let left = Millis(every.0.saturating_sub(passed).max(1));
                    Timer::after(left, move || self.ask_again(Asker::Timer))
                }
                Refresh::Every(_) | Refresh::Off => None,
            });
        });
    }
}

/// The table of a zone with what it was made for.
#[derive(Clone, Debug, PartialEq)]
struct Loaded {
    name: String,
    around: Range,
    zone: Option<Arc<Zone>>,
}

impl Loaded {
    fn new(name: &str, around: Range) -> Self {
        Self {
            name: name.to_owned(),
            around,
            zone: zone::load(name, around).map(Arc::new),
        }
    }

    /// Does the table cover this range of this zone?
    fn serves(&self, name: &str, range: Range) -> bool {
        self.name == name
            && range.from.0 >= self.around.from.0.saturating_sub(zone::REACH / 2)
            && range.to.0 <= self.around.to.0.saturating_add(zone::REACH / 2)
    }
}

fn last_hours(now: Instant) -> Range {
    const SIX_HOURS: i64 = 6 * 3_600_000;
    Range {
        from: Instant(now.0.saturating_sub(SIX_HOURS)),
        to: now,
    }
}
