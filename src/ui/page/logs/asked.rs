//! What is asked: the address, and what Loki knows of its streams, as one query for lines.

use crate::cache::view::Priority;
use crate::config::Kind;
use crate::config::Source;
use crate::data::lines::Window;
use crate::live::Known;
use crate::live::Live;
use crate::logs::audit;
use crate::logs::errors::SERVICE;
use crate::query::logql::Query as Logql;
use crate::query::logql::level;
use crate::query::logql::read::Why;
use crate::route::logs::State;
use crate::route::logs::Tab;
use crate::source::Ask;
use crate::source::Found;
use crate::source::Query;
use crate::time::Instant;
use crate::time::Range;
use crate::time::span::TimeSpan;
use crate::ui::hook::held::Memo;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::page::logs::model::answer;
use crate::ui::page::logs::model::is_settled;
use leptos::prelude::*;

/// What is asked of the index goes by whole hours, so that it is not asked again with every refresh.
const HOUR: i64 = 3_600_000;

/// Loki adds it to every stream, whatever else it is not told.
pub(super) const SERVICE_NAME: &str = "service_name";

/// The lines that are wanted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    /// Of which source.
    pub(super) source: String,
    /// LogQL.
    pub(super) expr: String,
    /// Over which time.
    pub(super) window: Window,
    /// As it was chosen: the same while only the clock goes on.
    pub(super) span: TimeSpan,
}

/// What is asked; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    live: Live,
    /// The source that is asked.
    pub(super) source: Memo<Option<Source>>,
    /// The time by whole hours.
    pub(super) hours: Memo<Range>,
    /// Labels that streams have; empty until they are known.
    pub(super) labels: Memo<Vec<String>>,
    /// The label that names services.
    pub(super) service: Memo<Option<String>>,
    /// The query in force for this tab; none until it is known.
    pub(super) query: Memo<Option<String>>,
    /// Its selector.
    pub(super) selector: Memo<Option<String>>,
    /// It does not begin as a query for lines: it counts them, and is not asked.
    pub(super) counts: Memo<bool>,
    /// The lines that are wanted; none until it is known.
    pub(super) target: Memo<Option<Target>>,
}

impl Asked {
    /// What an address and a time ask.
    pub(super) fn new(shell: Shell, timing: Timing, live: Live, state: Memo<State>) -> Self {
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
        let names = ask(live, source, move || {
            Some(Ask::LabelNames {
                matchers: Vec::new(),
                range: hours.get(),
            })
        });
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
            let label = service.get().unwrap_or_else(|| SERVICE_NAME.to_owned());
            Some(in_force(tab, written, &label, &labels.get()))
        });
        let counts = Memo::new(move |_| {
            let read = query.with(|query| Some(Logql::read(query.as_ref()?)));
            matches!(read, Some(Err(fault)) if fault.why == Why::NoSelector)
        });
        let target = Memo::new(move |_| {
            if counts.get() {
                return None;
            }
            Some(Target {
                source: source.with(|source| Some(source.as_ref()?.id.clone()))?,
                expr: query.get()?,
                window: Window::of(timing.range.get()),
                span: timing.span.get(),
            })
        });
        let selector = Memo::new(move |_| {
            let query = query.get()?;
            Some(Logql::read(&query).ok()?.selector())
        });
        Self {
            live,
            source,
            hours,
            labels,
            service,
            query,
            selector,
            counts,
            target,
        }
    }

    /// Asks the source what is wanted, for as long as the component is there.
    pub(super) fn ask(self, wanted: impl Fn() -> Option<Ask> + 'static) -> Known {
        ask(self.live, self.source, wanted)
    }

    /// Do streams say their level by a label?
    pub(super) fn by_label(self) -> bool {
        self.labels.with(|labels| has_level(labels))
    }
}

fn ask(
    live: Live,
    source: Memo<Option<Source>>,
    wanted: impl Fn() -> Option<Ask> + 'static,
) -> Known {
    live.watch(move || {
        let source = source.with(|source| Some(source.as_ref()?.id.clone()))?;
        let ask = wanted()?;
        Some((Query { source, ask }, Priority::Visible))
    })
}

/// What a tab makes of what is written. What cannot be read is asked as it is: Loki says what is wrong with it.
fn in_force(tab: Tab, written: String, label: &str, labels: &[String]) -> String {
    let mut query = match written.trim() {
        "" => Logql::default(),
        text => match Logql::read(text) {
            Ok(query) => query,
            Err(_) => return written,
        },
    };
    match tab {
        Tab::Lines | Tab::Patterns if !written.trim().is_empty() => return written,
        Tab::Lines | Tab::Patterns => {}
        Tab::Errors => query.set_levels(&level::BAD, has_level(labels)),
        Tab::Audit => audit::narrow(&mut query, labels),
    }
    query.complete(label);
    query.text()
}

fn has_level(labels: &[String]) -> bool {
    labels.iter().any(|label| label == level::LABEL)
}
