//! Alerts of several servers as one list: the same alert once, naming where.

use crate::data::alert::Alert;
use crate::data::alert::State;
use crate::data::labels::Labels;
use crate::lean::sort;
use crate::time::Instant;
use std::sync::Arc;

/// An alert, whoever told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its identity.
    pub labels: Arc<Labels>,
    /// Of the server that heard of it last.
    pub annotations: Arc<Labels>,
    /// Since when: the earliest that a server says.
    pub starts_at: Option<Instant>,
    /// Active if it is on any server: there somebody is notified.
    pub state: State,
    /// What each server says.
    pub places: Vec<Place>,
}

/// What one server says of an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Id of the source.
    pub source: String,
    /// As the server says it.
    pub alert: Alert,
}

/// Merges what the sources say, in order of labels.
#[must_use]
pub fn merge(answers: Vec<(String, Vec<Alert>)>) -> Vec<Merged> {
    let mut places = Vec::with_capacity(answers.iter().map(|(_, alerts)| alerts.len()).sum());
    for (source, alerts) in answers {
        places.extend(alerts.into_iter().map(|alert| Place {
            source: source.clone(),
            alert,
        }));
    }
    sort::by(&mut places, |a, b| a.alert.labels.cmp(&b.alert.labels));
    let mut merged: Vec<Merged> = Vec::with_capacity(places.len());
    for place in places {
        match merged.last_mut() {
            Some(last) if last.labels == place.alert.labels => last.join(place),
            _ => merged.push(Merged {
                labels: Arc::clone(&place.alert.labels),
                annotations: Arc::clone(&place.alert.annotations),
                starts_at: place.alert.starts_at,
                state: place.alert.state,
                places: vec![place],
            }),
        }
    }
    merged
}

impl Merged {
    fn join(&mut self, place: Place) {
        let heard = self.places.iter().map(|place| place.alert.updated_at).max();
        if heard.is_none_or(|heard| heard < place.alert.updated_at) {
            self.annotations = Arc::clone(&place.alert.annotations);
        }
        self.starts_at = match (self.starts_at, place.alert.starts_at) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.state = match (self.state, place.alert.state) {
            (State::Active, _) | (_, State::Active) => State::Active,
            (State::Unprocessed, _) | (_, State::Unprocessed) => State::Unprocessed,
            (State::Suppressed, State::Suppressed) => State::Suppressed,
        };
        // One server asked twice says nothing new; two alerts of one server never have the same labels.
        if !self.places.iter().any(|known| known.source == place.source) {
            self.places.push(place);
        }
    }
}
