//! What the page of alerts knows: its state in the address, and what Alertmanagers and rules say.
//!
//! Polls with the page's refresh. A source that fails leaves what it said before; its failure and its age are told.

use crate::alert::left::Laid;
use crate::alert::list::RuleAt;
use crate::browser::turn::Turn;
use crate::browser::turn::Wanted;
use crate::cache::view::Priority;
use crate::cache::view::State as Now;
use crate::cache::view::View;
use crate::config::Kind;
use crate::config::Source;
use crate::data::alert::Status;
use crate::data::rule::Group;
use crate::data::rule::Rule;
use crate::live::Known;
use crate::live::Live;
use crate::route::Route;
use crate::route::alerts::State;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Query;
use crate::source::alerting::Topic;
use crate::source::alertmanager;
use crate::time::Instant;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::page::alerts::form::Form;
use crate::ui::page::alerts::listing;
use crate::ui::page::alerts::listing::Held;
use crate::ui::page::alerts::listing::Listing;
use crate::ui::page::alerts::listing::Newest;
use crate::ui::page::alerts::listing::Ruled;
use crate::ui::page::alerts::listing::Said;
use crate::ui::page::alerts::listing::Same;
use crate::ui::page::alerts::listing::told;
use crate::words::Told;
use leptos::prelude::*;
use std::sync::Arc;

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
    pub listing: RwSignal<Same<Listing>>,
    /// The same as they are shown: both are set at once.
    pub laid: RwSignal<Same<Laid>>,
    /// What they say; of an older list until all of a new one have been looked through.
    pub said: RwSignal<Said>,
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
        // Only who answered anew is worth joining again; asking again and failing are not, nor is another topic.
        let answers = move |wanted: &'static [Topic]| {
            Memo::new(move |_| {
                heard.with(|heard| {
                    let newest = heard.iter().filter(|one| wanted.contains(&one.topic));
                    newest
                        .map(|one| (one.source, one.topic, one.answer.clone()))
                        .collect::<Vec<_>>()
                })
            })
        };
        let alerts = answers(&[Topic::Alerts, Topic::Rules]);
        let ruled = answers(&[Topic::Rules]);
        let silences = answers(&[Topic::Silences]);
        let rules = Memo::new(move |_| ruled.with(|answers| Same::new(listing::ruled(answers))));
        let group = Memo::new(move |_| state.with(|state| state.group.clone()));
        let (listing, laid, said) = joined(alerts, rules, group, Arc::clone(&sources));
        let sources = StoredValue::new(sources);
        let silences =
            Memo::new(move |_| silences.with(|answers| Same::new(listing::silences(answers))));
        Self {
            shell,
            timing,
            live,
            state,
            sources,
            heard,
            listing,
            laid,
            said,
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

/// The alerts, joined and laid out. Derived from what was said, but not in one go: tens of thousands are joined in turns
/// with whatever else the page has to do, and shown once that is done.
fn joined(
    answers: Memo<Newest>,
    rules: Memo<Same<Ruled>>,
    group: Memo<String>,
    sources: Arc<Vec<Source>>,
) -> (
    RwSignal<Same<Listing>>,
    RwSignal<Same<Laid>>,
    RwSignal<Said>,
) {
    let nothing = Said::nothing();
    let listing = RwSignal::new(nothing.listing.clone());
    let said = RwSignal::new(nothing);
    let shown = RwSignal::new(Same::new(Laid::default()));
    // What the listing was joined from: it serves again where only other sections are wanted.
    let from = StoredValue::new(None::<(Newest, Same<Ruled>)>);
    let begun = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let (newest, by) = ((answers.get(), rules.get()), group.get());
        let sources = Arc::clone(&sources);
        begun.update_value(|begun| *begun += 1);
        let number = begun.get_value();
        let known = from.with_value(|from| from.as_ref() == Some(&newest));
        let before = known.then(|| listing.get_untracked());
        // Not so once something newer is being joined, or the page is gone.
        let wanted = move || begun.try_get_value() == Some(number);
        leptos::task::spawn_local(async move {
            let mut turns = Wanted::begin(wanted);
            let joined = match before {
                Some(before) => before,
                None => {
                    let (answers, rules) = &newest;
                    Same::new(listing::listing(answers, &rules.0, &sources, &mut turns).await)
                }
            };
            let laid = Same::new(listing::laid(&joined.0, &by, &mut turns).await);
            // What shows them has a turn of its own.
            turns.end().await;
            let old = from.try_update_value(|from| from.replace(newest));
            let seen = listing.try_get_untracked();
            shown.try_set(laid);
            if known {
                return;
            }
            listing.try_set(joined.clone());
            // What is read and let go of now is wanted by nobody else; what is shown has a turn of its own.
            let mut turn = Turn::begin();
            turn.end().await;
            let heard = Said::of(joined, &mut turn).await;
            // Other sections of the same list may have been asked for meanwhile; another list has its own.
            if listing.try_get_untracked().as_ref() == Some(&heard.listing) {
                said.try_set(heard);
            }
            turn.end().await;
            if let (Some(seen), Some((answers, _))) = (seen, old.flatten()) {
                listing::let_go(seen, answers, &mut turn).await;
            }
        });
    });
    (listing, shown, said)
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
