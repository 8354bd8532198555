//! What the page of alerts knows: its state in the address, and what Alertmanagers and rules say, joined.
//!
//! Polls with the page's refresh. A source that fails leaves what it said before; its failure and its age are told.

use crate::alert::list;
use crate::alert::list::Item;
use crate::alert::list::RuleAt;
use crate::alert::section;
use crate::alert::section::Section;
use crate::cache::view::Priority;
use crate::cache::view::State as Now;
use crate::cache::view::View;
use crate::config::Kind;
use crate::config::Source;
use crate::data::alert::Group as Served;
use crate::data::alert::Silence;
use crate::data::alert::Status;
use crate::data::rule::Group;
use crate::data::rule::Rule;
use crate::live::Known;
use crate::live::Live;
use crate::route::Route;
use crate::route::alerts::State;
use crate::route::alerts::UNGROUPED;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::Query;
use crate::source::alerting::Topic;
use crate::source::alertmanager;
use crate::time::Instant;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::page::alerts::form::Form;
use crate::words::Told;
use leptos::prelude::*;
use std::sync::Arc;

/// A value that is the same only if it is the very same: comparing tens of thousands of alerts is work for nothing.
#[derive(Debug)]
pub struct Same<T>(pub Arc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Same<T> {
    fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

/// A source and what is known of one of its topics.
#[derive(Clone, Copy)]
struct Asked {
    /// Place among the configured sources.
    source: usize,
    topic: Topic,
    known: Known,
}

/// What a source said last, and what went wrong since.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// Of which source.
    pub source: usize,
    /// About what.
    pub topic: Topic,
    /// The newest answer.
    pub answer: Option<Arc<Answer>>,
    /// When it was asked for.
    pub at: Option<Instant>,
    /// Why there is no newer one.
    pub failure: Option<Failure>,
}

/// Everything that is wrong now.
#[derive(Debug, Default)]
pub struct Listing {
    /// Alerts, whoever knows them.
    pub items: Vec<Item>,
    /// Places of items, the worst first.
    order: Vec<usize>,
    /// Answers with groups of Alertmanagers, where those were asked for.
    served: Vec<Arc<Answer>>,
    /// Places of items by key.
    index: Vec<(u64, usize)>,
    /// Everyone who was asked has answered.
    pub complete: bool,
    /// Some Alertmanager has answered.
    pub served_at_all: bool,
}

impl Listing {
    fn groups(&self) -> Vec<&Served> {
        let groups = self.served.iter().filter_map(|answer| match told(answer)? {
            alertmanager::Found::Groups(groups) => Some(groups),
            _ => None,
        });
        groups.flatten().collect()
    }

    /// The alerts, the worst first.
    pub fn ordered(&self) -> impl Iterator<Item = &Item> {
        self.order.iter().filter_map(|place| self.items.get(*place))
    }

    /// The item of a key.
    #[must_use]
    pub fn find(&self, key: u64) -> Option<&Item> {
        let at = self.index.binary_search_by(|(known, _)| known.cmp(&key));
        let (_, place) = self.index.get(at.ok()?)?;
        self.items.get(*place)
    }
}

/// A silence and the sources that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// As the first of them says it.
    pub silence: Silence,
    /// Places of the sources.
    pub sources: Vec<usize>,
}

/// Rule groups by source.
type Ruled = Vec<(usize, Vec<Group>)>;

/// The page's shared state; copies are the same.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The page around it.
    pub shell: Shell,
    /// Its time.
    pub timing: Timing,
    /// Its driver.
    pub live: Live,
    /// What the address says.
    pub state: Memo<State>,
    /// Configured sources.
    pub sources: StoredValue<Arc<Vec<Source>>>,
    /// What each source says of each topic.
    pub heard: Memo<Vec<Heard>>,
    /// All alerts.
    pub listing: Memo<Same<Listing>>,
    /// The same in sections.
    pub sections: Memo<Same<Vec<Section>>>,
    /// Rule groups by source, in the order of `listing`'s rules.
    pub rules: Memo<Same<Ruled>>,
    /// Silences of all Alertmanagers.
    pub silences: Memo<Same<Vec<Held>>>,
    /// The silence that is being written.
    pub form: RwSignal<Option<Form>>,
    /// Silences may not be written: who said so, in their words.
    pub read_only: RwSignal<Option<String>>,
    /// When the form was first sent: a retry says the same instants.
    pub sent_at: RwSignal<Instant>,
    /// Why the last change of a silence was not made.
    pub trouble: RwSignal<Option<Told>>,
    /// Silences that were ended here, and when: they can be had back for a while.
    pub gone: RwSignal<Vec<(Held, Instant)>>,
}

impl Desk {
    /// Asks everything that the page needs, until the component that calls is gone.
    pub fn new(shell: Shell, live: Live, timing: Timing) -> Self {
        let sources = Arc::new(
            shell
                .config
                .with_untracked(|config| config.as_ref().map(|config| config.sources.clone()))
                .unwrap_or_default(),
        );
        let state = Memo::new(move |_| {
            shell.route.with(|route| match route {
                Route::Alerts(view) => State::of(view),
                _ => State::default(),
            })
        });
        let by_label = Memo::new(move |_| state.with(|state| !state.group.is_empty()));
        let mut asked = Vec::new();
        for (place, source) in sources.iter().enumerate() {
            let topics: &[Topic] = match source.kind {
                Kind::Alertmanager => &[Topic::Alerts, Topic::Silences, Topic::Status],
                Kind::Prometheus | Kind::Loki | Kind::Demo => &[Topic::Rules],
                Kind::Jaeger | Kind::Tempo => &[],
            };
            for topic in topics.iter().copied() {
                let (id, demo) = (source.id.clone(), source.kind == Kind::Demo);
                let known = live.watch(move || {
                    let ask = match topic {
                        _ if demo => Ask::Rules,
                        // The groups hold the alerts too.
                        Topic::Alerts if !by_label.get() => Ask::Alerting(Topic::Groups),
                        topic => Ask::Alerting(topic),
                    };
                    let source = id.clone();
                    Some((Query { source, ask }, Priority::Visible))
                });
                asked.push(Asked {
                    source: place,
                    topic,
                    known,
                });
            }
        }
        let asked = StoredValue::new_local(asked);
        let heard = Memo::new(move |_| {
            asked.with_value(|asked| asked.iter().map(heard).collect::<Vec<_>>())
        });
        // Only who answered anew is worth joining again; asking again and failing are not.
        let answers = Memo::new(move |_| {
            heard.with(|heard| {
                let newest = heard.iter();
                newest
                    .map(|one| (one.source, one.topic, one.answer.clone()))
                    .collect::<Vec<_>>()
            })
        });
        let rules = Memo::new(move |_| answers.with(|answers| Same::new(ruled(answers))));
        let listing = Memo::new(move |_| {
            let rules = rules.get();
            answers.with(|answers| Same::new(listing(answers, &rules.0, &sources)))
        });
        let sources = StoredValue::new(shell.config.with_untracked(|config| {
            Arc::new(
                config
                    .as_ref()
                    .map(|config| config.sources.clone())
                    .unwrap_or_default(),
            )
        }));
        let group = Memo::new(move |_| state.with(|state| state.group.clone()));
        let sections = Memo::new(move |_| {
            let listing = listing.get();
            let (items, order) = (&listing.0.items, &listing.0.order);
            Same::new(group.with(|group| match group.as_str() {
                "" if listing.0.served_at_all => {
                    section::as_served(items, order, &listing.0.groups())
                }
                "" => section::by_label(items, order, Some("alertname")),
                UNGROUPED => section::by_label(items, order, None),
                name => section::by_label(items, order, Some(name)),
            }))
        });
        let silences = Memo::new(move |_| answers.with(|answers| Same::new(silences(answers))));
        Self {
            shell,
            timing,
            live,
            state,
            sources,
            heard,
            listing,
            sections,
            rules,
            silences,
            form: RwSignal::new(None),
            read_only: RwSignal::new(None),
            sent_at: RwSignal::new(Instant::default()),
            trouble: RwSignal::new(None),
            gone: RwSignal::new(Vec::new()),
        }
    }

    /// Changes the page's state by a click: the back button undoes it.
    pub fn change(self, change: impl FnOnce(&mut State)) {
        self.shell.change(|route| changed(route, change));
    }

    /// The same while typing.
    pub fn adjust(self, change: impl FnOnce(&mut State)) {
        self.shell.adjust(|route| changed(route, change));
    }

    /// Places of the Alertmanagers.
    #[must_use]
    pub fn senders(self) -> Vec<usize> {
        self.sources.with_value(|sources| {
            let found = sources.iter().enumerate();
            found
                .filter(|(_, source)| source.kind == Kind::Alertmanager)
                .map(|(place, _)| place)
                .collect()
        })
    }

    /// A source by its place.
    #[must_use]
    pub fn source(self, place: usize) -> Option<Source> {
        self.sources
            .with_value(|sources| sources.get(place).cloned())
    }

    /// The name of a source by its id.
    #[must_use]
    pub fn name_of(self, id: &str) -> String {
        self.sources.with_value(|sources| {
            let found = sources.iter().find(|source| source.id == id);
            found.map_or_else(|| id.to_owned(), |source| source.name.clone())
        })
    }

    /// Calls with a rule, the group it is in, and its source.
    pub fn rule<T>(self, at: RuleAt, read: impl FnOnce(&Rule, &Group, usize) -> T) -> Option<T> {
        let rules = self.rules.get();
        let (source, groups) = rules.0.get(at.source)?;
        let group = groups.get(at.group)?;
        Some(read(group.rules.get(at.rule)?, group, *source))
    }

    /// What an Alertmanager says of itself.
    #[must_use]
    pub fn status(self) -> Vec<(usize, Status)> {
        self.heard.with(|heard| {
            heard
                .iter()
                .filter_map(|one| match told(one.answer.as_deref()?)? {
                    alertmanager::Found::Status(status) => Some((one.source, status.clone())),
                    _ => None,
                })
                .collect()
        })
    }
}

fn changed(route: &mut Route, change: impl FnOnce(&mut State)) {
    if let Route::Alerts(view) = route {
        let mut state = State::of(view);
        change(&mut state);
        state.put(view);
    }
}

fn heard(asked: &Asked) -> Heard {
    let (answer, at, failure) = asked.known.with(|view| match view {
        Some(View {
            state, previous, ..
        }) => {
            let before = previous
                .as_ref()
                .map(|one| (Arc::clone(&one.answer), one.at));
            let (now, failure) = match state {
                Now::Waiting { .. } => (None, None),
                Now::Fresh { answer, at } | Now::Refreshing { answer, at } => {
                    (Some((Arc::clone(answer), *at)), None)
                }
                Now::Stale {
                    answer,
                    at,
                    failure,
                    ..
                } => (Some((Arc::clone(answer), *at)), Some(failure.clone())),
                Now::Failed { failure, .. } => (None, Some(failure.clone())),
            };
            let newest = now.or(before);
            (
                newest.as_ref().map(|(answer, _)| Arc::clone(answer)),
                newest.map(|(_, at)| at),
                failure,
            )
        }
        None => (None, None, None),
    });
    Heard {
        source: asked.source,
        topic: asked.topic,
        answer,
        at,
        failure,
    }
}

type Answers = [(usize, Topic, Option<Arc<Answer>>)];

fn told(answer: &Answer) -> Option<&alertmanager::Found> {
    match &answer.found {
        Found::Alerting(told) => told.read(),
        _ => None,
    }
}

fn ruled(answers: &Answers) -> Ruled {
    let mut rules = Vec::new();
    for (source, topic, answer) in answers {
        let Some(answer) = answer.as_deref().filter(|_| *topic == Topic::Rules) else {
            continue;
        };
        match &answer.found {
            Found::Alerting(told) => {
                rules.extend(
                    told.read::<Vec<Group>>()
                        .map(|found| (*source, found.clone())),
                );
            }
            Found::Rules(found) => rules.push((*source, found.clone())),
            _ => {}
        }
    }
    rules
}

fn listing(answers: &Answers, rules: &[(usize, Vec<Group>)], sources: &[Source]) -> Listing {
    let mut held: Vec<list::Held<'_>> = Vec::new();
    let mut served = Vec::new();
    let mut served_at_all = false;
    for (source, topic, answer) in answers {
        let Some(answer) = answer.as_ref().filter(|_| *topic == Topic::Alerts) else {
            continue;
        };
        let Some(found) = told(answer) else { continue };
        served_at_all = true;
        let id = sources.get(*source).map_or("", |source| &source.id);
        match found {
            alertmanager::Found::Alerts(alerts) => held.push((id, alerts.iter().collect())),
            alertmanager::Found::Groups(groups) => {
                let alerts = groups.iter().flat_map(|group| &group.alerts);
                held.push((id, alerts.collect()));
                served.push(Arc::clone(answer));
            }
            _ => {}
        }
    }
    let groups: Vec<&[Group]> = rules.iter().map(|(_, groups)| groups.as_slice()).collect();
    let items = list::items(&held, &groups);
    let mut index: Vec<(u64, usize)> = items
        .iter()
        .enumerate()
        .map(|(place, item)| (item.key, place))
        .collect();
    crate::lean::sort::by(&mut index, Ord::cmp);
    let answered = |(_, _, answer): &(usize, Topic, Option<Arc<Answer>>)| answer.is_some();
    Listing {
        order: list::order(&items),
        items,
        served,
        index,
        complete: answers.iter().all(answered),
        served_at_all,
    }
}

fn silences(answers: &Answers) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::new();
    for (source, _, answer) in answers {
        let Some(alertmanager::Found::Silences(silences)) = answer.as_deref().and_then(told) else {
            continue;
        };
        for silence in silences {
            // Members of a cluster have the same silences under the same ids.
            match all.iter_mut().find(|held| held.silence.id == silence.id) {
                Some(held) => held.sources.push(*source),
                None => all.push(Held {
                    silence: silence.clone(),
                    sources: vec![*source],
                }),
            }
        }
    }
    all
}
