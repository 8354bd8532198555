//! What the parts of the page share: what is asked, what is loaded, what is shown of it.

use crate::browser::clock::Timer;
use crate::cache::view::Asker;
use crate::cache::view::Priority;
use crate::cache::view::State as Known;
use crate::cache::view::View;
use crate::config::Kind;
use crate::config::Source;
use crate::data::lines::Direction;
use crate::data::lines::Nanos;
use crate::data::lines::Window;
use crate::live::Live;
use crate::logs::errors::SERVICE;
use crate::logs::gap::Moved;
use crate::logs::gap::moved;
use crate::logs::item::How;
use crate::logs::item::Items;
use crate::logs::loaded::BYTES;
use crate::logs::loaded::End;
use crate::logs::loaded::Loaded;
use crate::logs::loaded::RowId;
use crate::logs::place::Density;
use crate::logs::statistics::Field;
use crate::logs::statistics::statistics;
use crate::logs::volume;
use crate::logs::volume::Volume;
use crate::query::logql::Query as Logql;
use crate::query::logql::level;
use crate::route::logs::State;
use crate::route::logs::Tab;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::Query;
use crate::source::log::LogAsk;
use crate::source::log::LogFound;
use crate::source::log::Stats;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use crate::time::span::TimeSpan;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::page::logs::audit;
use leptos::prelude::*;
use std::sync::Arc;

/// Lines of the first page: enough for the screen and for counting fields, and soon there.
const FIRST: u32 = 1_000;

/// Lines of the pages after it: as many as Loki gives unless configured otherwise.
const NEXT: u32 = 5_000;

/// A query that reads more than this is not run before somebody says so.
const COSTLY: u64 = 20_000_000_000;

/// Over a shorter range nothing is costly: the index is not asked first.
const SHORT: i64 = 3_600_000;

/// While lines come by themselves, their fields are counted so often.
const COUNT: Millis = Millis(2_000);

/// What is asked of the index goes by whole hours, so that it is not asked again with every refresh.
const HOUR: i64 = 3_600_000;

/// The lines that are wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Of which source.
    pub source: String,
    /// LogQL.
    pub expr: String,
    /// Over which time.
    pub window: Window,
    /// As it was chosen: the same while only the clock goes on.
    pub span: TimeSpan,
}

/// A page that is being asked for.
#[derive(Clone, Debug, PartialEq)]
struct Want {
    query: Query,
    end: End,
    limit: u32,
    /// What is loaded is replaced by it.
    fresh: bool,
}

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
    /// The source that is asked.
    pub source: Memo<Option<Source>>,
    /// Labels that streams have; empty until they are known.
    pub labels: Memo<Vec<String>>,
    /// The label that names services.
    pub service: Memo<Option<String>>,
    /// The query in force for this tab; none until it is known.
    pub query: Memo<Option<String>>,
    /// The lines that are wanted; none until it is known.
    pub target: Memo<Option<Target>>,
    /// What the query would read.
    pub stats: Memo<Option<Stats>>,
    /// It reads so much that nothing is asked before somebody says so.
    pub held_back: Memo<bool>,
    /// Queries that were run all the same.
    pub allowed: RwSignal<Vec<String>>,
    /// How many lines when.
    pub volume: Memo<Option<Arc<Volume>>>,
    /// Why there is none.
    pub volume_failure: Memo<Option<Failure>>,
    /// The same without levels.
    pub density: Memo<Arc<Density>>,
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
    /// Why it did not come.
    pub failure: Memo<Option<Failure>>,
    /// Lines come by themselves.
    pub following: Memo<bool>,
    /// The query that what is loaded belongs to.
    pub shown: RwSignal<Option<Target>>,
    store: StoredValue<Loaded, LocalStorage>,
    pending: StoredValue<Option<(Loaded, Target)>, LocalStorage>,
    want: RwSignal<Option<Want>>,
    /// Loki's own limit, once it told.
    limit: RwSignal<u32>,
}

impl Logs {
    /// The state of a page; parts below find it with [`Logs::here`].
    pub fn provide(shell: Shell, timing: Timing, live: Live) -> Self {
        let state = Memo::new(move |_| shell.route.with(|route| State::read(route.view())));
        let source = Memo::new(move |_| {
            let wanted = state.with(|state| state.source.clone());
            shell.config.with(|config| {
                let sources = &config.as_ref()?.sources;
                let own = sources.iter().find(|one| one.id == wanted);
                let of = |kind| sources.iter().find(|one| one.kind == kind);
                own.or_else(|| of(Kind::Loki))
                    .or_else(|| of(Kind::Demo))
                    .cloned()
            })
        });
        let hours = Memo::new(move |_| {
            let range = timing.range.get();
            Range {
                from: Instant(range.from.0.div_euclid(HOUR) * HOUR),
                to: Instant((range.to.0.div_euclid(HOUR) + 1) * HOUR),
            }
        });
        let ask = move |wanted: Box<dyn Fn() -> Option<Ask>>| {
            live.watch(move || {
                let source = source.with(|source| Some(source.as_ref()?.id.clone()))?;
                let ask = wanted()?;
                Some((Query { source, ask }, Priority::Visible))
            })
        };
        let names = ask(Box::new(move || {
            Some(Ask::LabelNames {
                matchers: Vec::new(),
                range: hours.get(),
            })
        }));
        let labels = Memo::new(move |before: Option<&Vec<String>>| {
            let found = names.with(|view| match &answer(view.as_ref()?)?.found {
                Found::Names(names) => Some(names.clone()),
                _ => None,
            });
            found.unwrap_or_else(|| before.cloned().unwrap_or_default())
        });
        let unknown = Memo::new(move |_| {
            names.with(|view| view.as_ref().is_none_or(|view| !is_settled(view)))
        });
        let service = Memo::new(move |_| {
            labels.with(|labels| {
                let has = |name: &&&str| labels.iter().any(|label| label == **name);
                let known = SERVICE.iter().find(has).map(|name| (*name).to_owned());
                known.or_else(|| labels.first().cloned())
            })
        });
        let query = Memo::new(move |_| {
            let (tab, written) = state.with(|state| (state.tab, state.query.clone()));
            if written.trim().is_empty() && unknown.get() {
                return None;
            }
            // Loki adds it to every stream, whatever else it is not told.
            let label = service.get().unwrap_or_else(|| "service_name".to_owned());
            let mut query = match written.trim() {
                "" => Logql::default(),
                written => match Logql::read(written) {
                    Ok(query) => query,
                    Err(_) => return Some(written.to_owned()),
                },
            };
            match tab {
                Tab::Lines | Tab::Patterns => {
                    if !written.trim().is_empty() {
                        return Some(written);
                    }
                }
                Tab::Errors => query.set_levels(&level::BAD, has_level(&labels.get())),
                Tab::Audit => audit::narrow(&mut query, &labels.get()),
            }
            query.complete(&label);
            Some(query.text())
        });
        let window = Memo::new(move |_| Window::of(timing.range.get()));
        let target = Memo::new(move |_| {
            Some(Target {
                source: source.with(|source| Some(source.as_ref()?.id.clone()))?,
                expr: query.get()?,
                window: window.get(),
                span: timing.span.get(),
            })
        });
        let selector = Memo::new(move |_| {
            let query = query.get()?;
            Some(Logql::read(&query).ok()?.selector())
        });
        let known_stats = ask(Box::new(move || {
            let range = timing.range.get();
            let long = range.to.0.saturating_sub(range.from.0) > SHORT;
            let expr = selector.get().filter(|_| long)?;
            let window = Window::of(hours.get());
            Some(Ask::Log(LogAsk::Stats { expr, window }))
        }));
        let stats = Memo::new(move |_| {
            known_stats.with(|view| match &answer(view.as_ref()?)?.found {
                Found::Log(LogFound::Stats(stats)) => Some(*stats),
                _ => None,
            })
        });
        let allowed = RwSignal::new(Vec::<String>::new());
        let weighing = Memo::new(move |_| {
            known_stats.with(|view| view.as_ref().is_some_and(|view| !is_settled(view)))
        });
        let held_back = Memo::new(move |_| {
            let costly = stats.get().is_some_and(|stats| stats.bytes > COSTLY);
            let expr = query.get().unwrap_or_default();
            costly && !allowed.with(|all| all.contains(&expr))
        });
        let may_ask = Memo::new(move |_| !weighing.get() && !held_back.get());
        let counts = ask(Box::new(move || {
            let query = query.get().filter(|_| may_ask.get())?;
            Logql::read(&query).ok()?;
            let grid = volume::grid(timing.range.get());
            let expr = volume::expr(&query, grid);
            Some(Ask::Range { expr, grid })
        }));
        let volume = Memo::new(move |_| {
            counts.with(|view| {
                let view = view.as_ref()?;
                let previous = || view.previous.as_ref().map(|previous| &previous.answer);
                match &answer(view).or_else(previous)?.found {
                    Found::Matrix(matrix) => Some(Arc::new(Volume::of(matrix))),
                    _ => None,
                }
            })
        });
        let volume_failure = Memo::new(move |_| counts.with(|view| failure(view.as_ref()?)));
        let density = Memo::new(move |_| {
            let volume = volume.get();
            Arc::new(volume.map(|volume| volume.density()).unwrap_or_default())
        });
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
        let fields = RwSignal::new(Arc::new(Vec::new()));
        let want = RwSignal::new(None::<Want>);
        let pages = live.watch(move || {
            let query = want.with(|want| Some(want.as_ref()?.query.clone()))?;
            Some((query, Priority::Visible))
        });
        let failure = Memo::new(move |_| {
            let query = want.with(|want| Some(want.as_ref()?.query.clone()))?;
            pages.with(|view| failure(view.as_ref().filter(|view| view.query == query)?))
        });
        let logs = Self {
            shell,
            timing,
            live,
            state,
            source,
            labels,
            service,
            query,
            target,
            stats,
            held_back,
            allowed,
            volume,
            volume_failure,
            density,
            version,
            items,
            fields,
            opened: RwSignal::new(Vec::new()),
            busy: Memo::new(move |_| want.with(Option::is_some) && failure.get().is_none()),
            failure,
            following: Memo::new(move |_| {
                let kind = source.with(|source| source.as_ref().map(|source| source.kind));
                state.with(|state| state.live && state.tab == Tab::Lines)
                    && kind == Some(Kind::Loki)
            }),
            shown: RwSignal::new(None),
            store,
            pending: StoredValue::new_local(None),
            want,
            limit: RwSignal::new(NEXT),
        };
        Effect::new(move |_| {
            let target = target.get();
            if let Some(target) = target.filter(|_| may_ask.get()) {
                logs.aim(target);
            }
        });
        Effect::new(move |_| {
            let Some(view) = pages.get() else { return };
            let wanted = want.get_untracked();
            let Some(wanted) = wanted.filter(|wanted| wanted.query == view.query) else {
                return;
            };
            if let Some(answer) = answer(&view) {
                logs.arrived(&wanted, answer);
            } else if let Some(failure) = self::failure(&view) {
                logs.learn(&wanted, &failure);
            }
        });
        let later = StoredValue::new_local(None::<Timer>);
        let count = move || {
            later.set_value(None);
            logs.fields.try_set(Arc::new(store.with_value(statistics)));
        };
        Effect::new(move |_| {
            version.track();
            if !logs.following.get_untracked() {
                count();
            } else if later.with_value(Option::is_none) {
                // Lines come all the time: counting each time would hold up showing them.
                later.set_value(Timer::after(COUNT, count));
            }
        });
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

    /// The next page at an end, unless one is on its way.
    pub fn more(self, end: End) {
        if self.want.with_untracked(Option::is_some) {
            return;
        }
        let page = self.store.with_value(|store| store.next(end));
        let target = self.shown.get_untracked();
        if let (Some(page), Some(target)) = (page, target) {
            self.want.set(Some(Want {
                query: Query {
                    source: target.source,
                    ask: lines(
                        &target.expr,
                        page.window,
                        page.direction,
                        self.limit.get_untracked(),
                    ),
                },
                end,
                limit: self.limit.get_untracked(),
                fresh: false,
            }));
        }
    }

    /// Loads what is around this time in place of what is loaded.
    pub fn jump(self, at: Nanos) {
        if let Some(target) = self.target.get_untracked() {
            self.begin(target, Some(at));
        }
    }

    /// Asks again for what did not come.
    pub fn retry(self) {
        self.live.refresh(Asker::Person);
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
        let Some(mut query) = untrack(|| self.filters()) else {
            return;
        };
        change(&mut query);
        query.matchers.retain(|matcher| !Logql::is_filler(matcher));
        let text = match query.matchers.is_empty() && query.stages.is_empty() {
            true => String::new(),
            false => {
                let label = self.service.get_untracked();
                query.complete(&label.unwrap_or_else(|| "service_name".to_owned()));
                query.text()
            }
        };
        self.change(|state| {
            state.query = text;
            state.line = None;
        });
    }

    /// Do streams say their level by a label?
    #[must_use]
    pub fn by_label(self) -> bool {
        self.labels.with(|labels| has_level(labels))
    }

    /// Puts lines before the others that came by themselves; gives how many are new.
    pub fn append(self, lines: crate::data::lines::Lines, most: usize) -> usize {
        let new = self
            .store
            .try_update_value(|store| store.append(Arc::new(lines), most));
        self.version.update(|version| *version += 1);
        new.unwrap_or(0)
    }

    fn aim(self, target: Target) {
        let shown = self.shown.get_untracked();
        let same = shown
            .as_ref()
            .is_some_and(|shown| shown.source == target.source && shown.expr == target.expr);
        let clock = shown.is_some_and(|shown| shown.span == target.span);
        let how = match same {
            true => self
                .store
                .with_value(|store| moved(store, target.window, clock)),
            false => Moved::Away,
        };
        match how {
            Moved::Not => {}
            // What is written comes by itself.
            Moved::On | Moved::Away if same && self.following.get_untracked() => {}
            Moved::On => {
                self.store
                    .update_value(|store| store.extend(target.window.to));
                self.more(End::Newer);
            }
            Moved::Away => {
                let line = self.state.with_untracked(|state| state.line);
                self.begin(target, line.map(|line| line.at));
            }
        }
    }

    fn begin(self, target: Target, at: Option<Nanos>) {
        let list = match at {
            Some(at) => Loaded::around(target.window, at, BYTES),
            None => Loaded::new(target.window, BYTES),
        };
        let Some(page) = list.next(End::Older) else {
            return;
        };
        let first = match self.state.with_untracked(|state| state.tab) {
            Tab::Lines | Tab::Patterns => FIRST,
            Tab::Errors | Tab::Audit => NEXT,
        };
        let limit = first.min(self.limit.get_untracked());
        let query = Query {
            source: target.source.clone(),
            ask: lines(&target.expr, page.window, page.direction, limit),
        };
        self.pending.set_value(Some((list, target)));
        self.want.set(Some(Want {
            query,
            end: End::Older,
            limit,
            fresh: true,
        }));
    }

    fn arrived(self, wanted: &Want, answer: &Answer) {
        let Found::Log(LogFound::Lines(lines)) = &answer.found else {
            self.want.set(None);
            return;
        };
        if wanted.fresh
            && let Some((list, target)) = self.pending.try_update_value(Option::take).flatten()
        {
            self.store.update_value(|store| *store = list.after(store));
            self.opened.set(Vec::new());
            self.shown.set(Some(target));
        }
        self.store.update_value(|store| {
            store.add(wanted.end, Arc::clone(lines), wanted.limit as usize);
        });
        self.want.set(None);
        self.version.update(|version| *version += 1);
        if self.store.with_value(Loaded::is_empty) {
            // Nothing is older than where it begins: there may be something newer.
            self.more(End::Newer);
        }
    }

    /// Loki that gives fewer lines than it was asked for says how many it gives.
    fn learn(self, wanted: &Want, failure: &Failure) {
        let Failure::Refused { message, .. } = failure else {
            return;
        };
        let Some(most) = most_lines(message).filter(|most| *most < wanted.limit) else {
            return;
        };
        self.limit.set(most);
        let mut again = wanted.clone();
        again.limit = most;
        if let Ask::Log(LogAsk::Lines { limit, .. }) = &mut again.query.ask {
            *limit = most;
        }
        self.want.set(Some(again));
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

fn is_settled(view: &View) -> bool {
    answer(view).is_some() || failure(view).is_some()
}

fn has_level(labels: &[String]) -> bool {
    labels.iter().any(|label| label == level::LABEL)
}

/// The question for lines.
pub fn lines(expr: &str, window: Window, direction: Direction, limit: u32) -> Ask {
    Ask::Log(LogAsk::Lines {
        expr: expr.to_owned(),
        window,
        limit,
        direction,
    })
}

/// `… limit > max_entries_limit_per_query (5001 > 5000)`
fn most_lines(message: &str) -> Option<u32> {
    let (_, numbers) = message.split_once("max_entries_limit")?;
    let (_, most) = numbers.split_once(" > ")?;
    let end = most.find(|one: char| !one.is_ascii_digit())?;
    most.get(..end)?.parse().ok()
}

/// What is said about a failure of the page's source.
pub fn told(logs: Logs, failure: &Failure) -> crate::words::Told {
    let source = logs.source.get_untracked();
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
