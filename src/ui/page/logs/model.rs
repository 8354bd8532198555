//! What the parts of the page share: what is asked, what is known before lines come, what is loaded and shown of it.

use crate::browser::clock::Timer;
use crate::cache::view::Asker;
use crate::cache::view::Priority;
use crate::cache::view::State as Known;
use crate::cache::view::View;
use crate::config::Kind;
use crate::config::Source;
use crate::data::lines::Window;
use crate::live::Live;
use crate::logs::item::How;
use crate::logs::item::Items;
use crate::logs::loaded::BYTES;
use crate::logs::loaded::Loaded;
use crate::logs::row::RowId;
use crate::logs::statistics::Field;
use crate::logs::statistics::SAMPLE;
use crate::logs::statistics::statistics;
use crate::query::logql::Query as Logql;
use crate::route::logs::State;
use crate::route::logs::Tab;
use crate::source::Answer;
use crate::source::Failure;
use crate::source::Query;
use crate::time::Instant;
use crate::time::Millis;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::page::logs::asked::Asked;
use crate::ui::page::logs::asked::SERVICE_NAME;
use crate::ui::page::logs::asked::Target;
use crate::ui::page::logs::counted::Counted;
use crate::ui::page::logs::load::NEXT;
use crate::ui::page::logs::load::Want;
use leptos::prelude::*;
use std::sync::Arc;

/// While lines come by themselves, the fields of so many are counted, and so often.
const PASSING: usize = 250;
const COUNT: Millis = Millis(2_000);

/// The page's shared state; copies are the same.
#[derive(Clone, Copy)]
pub struct Logs {
    /// The app's.
    pub shell: Shell,
    /// The page's time.
    pub timing: Timing,
    /// Asks.
    pub live: Live,
    /// What the address says.
    pub state: Memo<State>,
    /// What is asked.
    pub(super) asked: Asked,
    /// What is known before lines come.
    pub(super) counted: Counted,
    /// Changes with what is loaded.
    pub version: RwSignal<u64>,
    /// What is shown of it.
    pub items: Memo<Arc<Items>>,
    /// Names and values in it.
    pub fields: RwSignal<Arc<Vec<Field>>>,
    /// Lines that are opened.
    pub opened: RwSignal<Vec<RowId>>,
    /// A page is on its way.
    pub busy: Memo<bool>,
    /// Since when, and nothing came yet.
    pub waiting: Memo<Option<Instant>>,
    /// The reader did not want to wait any longer.
    pub stopped: RwSignal<bool>,
    /// Why it did not come.
    pub failure: Memo<Option<Failure>>,
    /// Lines come by themselves.
    pub following: Memo<bool>,
    /// What the lines that are loaded belong to.
    pub(super) shown: RwSignal<Option<Target>>,
    pub(super) store: StoredValue<Loaded, LocalStorage>,
    pub(super) pending: StoredValue<Option<(Loaded, Target)>, LocalStorage>,
    pub(super) want: RwSignal<Option<Want>>,
    /// The page that came last.
    pub(super) last: StoredValue<Option<Query>>,
    /// Loki's own limit, once it told.
    pub(super) limit: RwSignal<u32>,
}

impl Logs {
    /// The state of a page; parts below find it with [`Logs::here`].
    pub fn provide(shell: Shell, timing: Timing, live: Live) -> Self {
        let state = Memo::new(move |_| shell.route.with(|route| State::read(route.view())));
        let asked = Asked::new(shell, timing, live, state);
        let counted = Counted::new(asked, timing);
        let store = StoredValue::new_local(Loaded::new(Window::default(), BYTES));
        let version = RwSignal::new(0_u64);
        let how = Memo::new(move |_| {
            state.with(|state| How {
                oldest_first: state.oldest_first,
                dedup: state.dedup,
                search: state.search.clone(),
            })
        });
        let items = Memo::new(move |_| {
            version.track();
            let how = how.get();
            Arc::new(store.with_value(|store| Items::of(store, &how)))
        });
        let want = RwSignal::new(None::<Want>);
        let pages = live.watch(move || {
            let query = want.with(|want| Some(want.as_ref()?.query.clone()))?;
            Some((query, Priority::Visible))
        });
        let failure = Memo::new(move |_| {
            let query = want.with(|want| Some(want.as_ref()?.query.clone()))?;
            pages.with(|view| failure(view.as_ref().filter(|view| view.query == query)?))
        });
        let following = Memo::new(move |_| {
            let kind = asked
                .source
                .with(|source| source.as_ref().map(|source| source.kind));
            state.with(|state| state.live && state.tab == Tab::Lines) && kind == Some(Kind::Loki)
        });
        let logs = Self {
            shell,
            timing,
            live,
            state,
            asked,
            counted,
            version,
            items,
            fields: RwSignal::new(Arc::new(Vec::new())),
            opened: RwSignal::new(Vec::new()),
            busy: Memo::new(move |_| want.with(Option::is_some) && failure.get().is_none()),
            waiting: Memo::new(move |_| {
                pages.with(|view| match view.as_ref()?.state {
                    Known::Waiting { since } => Some(since),
                    Known::Fresh { .. }
                    | Known::Refreshing { .. }
                    | Known::Stale { .. }
                    | Known::Failed { .. } => None,
                })
            }),
            stopped: RwSignal::new(false),
            failure,
            following,
            shown: RwSignal::new(None),
            store,
            pending: StoredValue::new_local(None),
            want,
            last: StoredValue::new(None),
            limit: RwSignal::new(NEXT),
        };
        Effect::new(move |_| {
            let target = asked.target.get();
            if let Some(target) = target.filter(|_| counted.may_ask.get()) {
                logs.aim(target);
            }
        });
        Effect::new(move |_| {
            if let Some(view) = pages.get() {
                logs.heard(&view);
            }
        });
        logs.count();
        provide_context(logs);
        logs
    }

    /// The page's; there is one wherever its parts are.
    #[must_use]
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// What is loaded. Whoever follows it follows `version`.
    pub fn with_loaded<T>(&self, look: impl FnOnce(&Loaded) -> T) -> T {
        self.store.with_value(look)
    }

    /// Asks again for what did not come.
    pub fn retry(self) {
        match (
            self.stopped.get_untracked(),
            self.asked.target.get_untracked(),
        ) {
            (true, Some(target)) => {
                self.stopped.set(false);
                self.aim(target);
            }
            (_, _) => self.live.refresh(Asker::Person),
        }
    }

    /// Changes what the address says: a new entry in the history.
    pub fn change(self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.get_untracked();
        change(&mut state);
        self.shell.change(|route| state.write(route.view_mut()));
    }

    /// As [`Logs::change`] while somebody types.
    pub fn adjust(self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.get_untracked();
        change(&mut state);
        self.shell.adjust(|route| state.write(route.view_mut()));
    }

    /// The query as filters: of what is written, not of what a tab makes of it. None where it is none for lines.
    #[must_use]
    pub fn filters(self) -> Option<Logql> {
        let written = self.state.with(|state| state.query.clone());
        match written.trim() {
            "" => Some(Logql::default()),
            written => Logql::read(written).ok(),
        }
    }

    /// Changes the filters by a click. A link to a line is of another query then.
    pub fn filter(self, change: impl FnOnce(&mut Logql)) {
        // What counts lines is no filter of them: the click begins anew.
        let anew = || self.asked.counts.get().then(Logql::default);
        let Some(mut query) = untrack(|| self.filters().or_else(anew)) else {
            return;
        };
        change(&mut query);
        query.matchers.retain(|matcher| !Logql::is_filler(matcher));
        let text = match query.matchers.is_empty() && query.stages.is_empty() {
            true => String::new(),
            false => {
                let label = self.asked.service.get_untracked();
                query.complete(&label.unwrap_or_else(|| SERVICE_NAME.to_owned()));
                query.text()
            }
        };
        self.change(|state| {
            state.query = text;
            state.line = None;
        });
    }

    /// Lines whose fields are counted.
    #[must_use]
    pub fn sample(self) -> usize {
        match self.following.get_untracked() {
            true => PASSING,
            false => SAMPLE,
        }
    }

    /// Counts the fields of what is loaded whenever it changes.
    fn count(self) {
        let later = StoredValue::new_local(None::<Timer>);
        let counted = StoredValue::new((None, None));
        let count = move || {
            later.set_value(None);
            // Older pages change nothing about the newest lines.
            let sample = self.store.with_value(|store| {
                let id = |place: usize| store.row(place).map(|row| row.id);
                (id(0), id(self.sample().min(store.len()).saturating_sub(1)))
            });
            if counted.get_value() != sample {
                counted.set_value(sample);
                let sample = self.sample();
                let fields = self.store.with_value(|store| statistics(store, sample));
                self.fields.try_set(Arc::new(fields));
            }
        };
        Effect::new(move |_| {
            self.version.track();
            if !self.following.get_untracked() {
                count();
            } else if later.with_value(Option::is_none) {
                // Lines come all the time: counting each time would hold up showing them.
                later.set_value(Timer::after(COUNT, count));
            }
        });
    }
}

/// The answer of a view to its own question.
pub fn answer(view: &View) -> Option<&Arc<Answer>> {
    match &view.state {
        Known::Fresh { answer, .. }
        | Known::Refreshing { answer, .. }
        | Known::Stale { answer, .. } => Some(answer),
        Known::Waiting { .. } | Known::Failed { .. } => None,
    }
}

/// Why a view has no newer answer.
pub fn failure(view: &View) -> Option<Failure> {
    match &view.state {
        Known::Stale { failure, .. } | Known::Failed { failure, .. } => Some(failure.clone()),
        Known::Fresh { .. } | Known::Refreshing { .. } | Known::Waiting { .. } => None,
    }
}

/// Answered, or failed.
pub(super) fn is_settled(view: &View) -> bool {
    answer(view).is_some() || failure(view).is_some()
}

/// What is said about a failure of the page's source.
pub fn told(logs: Logs, failure: &Failure) -> crate::words::Told {
    let source = logs.asked.source.get_untracked();
    logs.shell.words().failed(
        failure,
        &crate::words::reason::Asked {
            source: source.as_ref().map_or("", |source| &source.name),
            address: source.as_ref().map_or("", |source| &source.url),
            query: "",
        },
    )
}

/// The address that a tail of the source begins with, absolute.
pub fn address(source: &Source) -> String {
    let origin = crate::browser::location::origin();
    match source.url.as_str() {
        url if url.contains("://") => url.to_owned(),
        url if url.starts_with('/') => [&origin, url].concat(),
        url => [&origin, &crate::browser::location::base(), url].concat(),
    }
}
