//! What the sources of the page say of one thing, joined: alerts, rules, silences.

use crate::alert::join;
use crate::alert::join::Joined;
use crate::alert::left::Laid;
use crate::alert::list;
use crate::alert::list::Item;
use crate::alert::list::Standing;
use crate::alert::pairs::Pairs;
use crate::alert::section;
use crate::alert::section::Served;
use crate::config::Source;
use crate::data::alert::Silence;
use crate::data::labels::Labels;
use crate::data::rule::Group;
use crate::lean::turns::Turns;
use crate::route::alerts::UNGROUPED;
use crate::source::Answer;
use crate::source::Found;
use crate::source::alerting::Topic;
use crate::source::alertmanager;
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
    /// Another one than all others.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

/// Everything that is wrong now.
#[derive(Debug, Default)]
pub struct Listing {
    /// Alerts, whoever knows them.
    pub items: Vec<Item>,
    /// Places of items, the worst first.
    pub order: Vec<usize>,
    /// What each source of rules adds to the labels of its alerts on the way to an Alertmanager, as far as that is known.
    pub added: Vec<(usize, Labels)>,
    /// A dead man's switch fires.
    pub watchdog: bool,
    /// Answers with groups of Alertmanagers, where those were asked for, and where their alerts begin in `places`.
    served: Vec<(Arc<Answer>, usize)>,
    /// Places of the items that Alertmanagers' alerts are, in the order of the answers.
    places: Vec<usize>,
    /// Places of items by key.
    index: Vec<(u64, usize)>,
    /// Everyone who was asked has answered.
    pub complete: bool,
    /// Some Alertmanager has answered.
    pub served_at_all: bool,
}

/// Lets go of alerts that nobody shows any more, in turns with others: there may be tens of thousands of both kinds.
pub async fn let_go(listing: Same<Listing>, answers: Newest, turns: &mut impl Turns) {
    if let Some(Listing { mut items, .. }) = Arc::into_inner(listing.0) {
        while items.pop().is_some() {
            turns.done(items.len()).await;
        }
    }
    turns.pass().await;
    for (_, _, answer) in answers {
        let Some(Found::Alerting(told)) = answer.and_then(Arc::into_inner).map(|one| one.found)
        else {
            continue;
        };
        let alerts = match told.into_inner() {
            Some(alertmanager::Found::Alerts(alerts)) => vec![alerts],
            Some(alertmanager::Found::Groups(groups)) => {
                groups.into_iter().map(|group| group.alerts).collect()
            }
            _ => Vec::new(),
        };
        for mut alerts in alerts {
            while alerts.pop().is_some() {
                turns.done(alerts.len()).await;
            }
        }
    }
}

impl Listing {
    /// Groups as Alertmanagers told them.
    fn groups(&self) -> Vec<Served<'_>> {
        let mut all = Vec::new();
        for (answer, from) in &self.served {
            let Some(alertmanager::Found::Groups(groups)) = told(answer) else {
                continue;
            };
            let mut from = *from;
            for group in groups {
                let to = from + group.alerts.len();
                all.push((group, self.places.get(from..to).unwrap_or(&[])));
                from = to;
            }
        }
        all
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

/// What the alerts of a list say, for whoever asks something of all of them. The list itself does not wait for it.
#[derive(Clone)]
pub struct Said {
    /// Of which list.
    pub listing: Same<Listing>,
    /// What its items say.
    pub pairs: Arc<Pairs>,
}

impl Said {
    /// Looks through all alerts, in turns with others.
    pub async fn of(listing: Same<Listing>, turns: &mut impl Turns) -> Self {
        let items = listing.0.items.iter();
        let said = items.map(|item| (&*item.labels, &*item.annotations));
        let pairs = Arc::new(Pairs::of(said, turns).await);
        Self { listing, pairs }
    }

    /// Of no alerts.
    pub fn nothing() -> Self {
        Self {
            listing: Same::new(Listing::default()),
            pairs: Arc::default(),
        }
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
pub type Ruled = Vec<(usize, Arc<Vec<Group>>)>;

/// What each source answered last, by topic.
pub type Answers = [(usize, Topic, Option<Arc<Answer>>)];

/// The same to be kept.
pub type Newest = Vec<(usize, Topic, Option<Arc<Answer>>)>;

/// What an Alertmanager answered.
#[must_use]
pub fn told(answer: &Answer) -> Option<&alertmanager::Found> {
    match &answer.found {
        Found::Alerting(told) => told.read(),
        _ => None,
    }
}

/// What whoever evaluates rules answered.
#[must_use]
pub fn ruled(answers: &Answers) -> Ruled {
    let mut rules = Vec::new();
    for (source, topic, answer) in answers {
        let Some(answer) = answer.as_deref().filter(|_| *topic == Topic::Rules) else {
            continue;
        };
        match &answer.found {
            Found::Alerting(told) => {
                rules.extend(told.share::<Vec<Group>>().map(|found| (*source, found)));
            }
            Found::Rules(found) => rules.push((*source, Arc::new(found.clone()))),
            _ => {}
        }
    }
    rules
}

/// Joins what Alertmanagers hold with what rules say, in turns with others.
pub async fn listing(
    answers: &Answers,
    rules: &Ruled,
    sources: &[Source],
    turns: &mut impl Turns,
) -> Listing {
    let mut held: Vec<join::Held<'_>> = Vec::new();
    let mut served = Vec::new();
    let mut served_at_all = false;
    let mut count = 0;
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
                served.push((Arc::clone(answer), count));
            }
            _ => continue,
        }
        count += held.last().map_or(0, |(_, alerts)| alerts.len());
    }
    let groups: Vec<&[Group]> = rules.iter().map(|(_, groups)| groups.as_slice()).collect();
    let Joined {
        items,
        places,
        added,
    } = join::joined(&held, &groups, turns).await;
    let order = list::order(&items, turns).await;
    // By their place among all sources.
    let source = |(at, added): (usize, Labels)| Some((rules.get(at)?.0, added));
    let added = added.into_iter().filter_map(source).collect();
    let index = section::index(&items, turns).await;
    let answered = |(_, _, answer): &(usize, Topic, Option<Arc<Answer>>)| answer.is_some();
    Listing {
        order,
        places,
        added,
        watchdog: items
            .iter()
            .any(|item| item.watchdog && item.standing != Standing::Pending),
        index,
        items,
        served,
        complete: answers.iter().all(answered),
        served_at_all,
    }
}

/// The alerts laid out in sections: by a label, not at all, or, for the empty name, as Alertmanagers group them.
pub async fn laid(listing: &Listing, by: &str, turns: &mut impl Turns) -> Laid {
    let (items, order) = (&listing.items, &listing.order);
    let sections = match by {
        "" if listing.served_at_all => {
            section::as_served(items, order, &listing.groups(), turns).await
        }
        "" => section::by_label(items, order, Some("alertname"), turns).await,
        UNGROUPED => section::by_label(items, order, None, turns).await,
        name => section::by_label(items, order, Some(name), turns).await,
    };
    Laid::new(items, sections, turns).await
}

/// Silences of all Alertmanagers, each once.
#[must_use]
pub fn silences(answers: &Answers) -> Vec<Held> {
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
