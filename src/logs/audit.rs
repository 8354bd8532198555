//! Events of the service mesh: by type, and when each service's key was replaced.

use crate::lean::sort;
use crate::logs::loaded::Loaded;
use crate::logs::statistics::named;
use crate::query::logql::Op;
use crate::query::logql::Query;
use crate::query::logql::Stage;
use crate::time::Instant;

/// The types of events, the most usual first.
pub const TYPES: [&str; 7] = [
    "connection",
    "message",
    "key_rotation",
    "rate_limit",
    "circuit_breaker",
    "error",
    "system",
];

/// The field that says the type.
pub const FIELD: &str = "event";

/// The label and value of streams that events come in, where there is such a label.
const STREAM: (&str, &str) = ("component", "mesh");

/// Names that say which service an event is of, the best first.
const OF: [&str; 6] = [
    "service_id",
    "serviceId",
    "key_id",
    "source",
    "service",
    "service_name",
];

/// Keeps only events of the mesh, unless the query says which by itself.
pub fn narrow(query: &mut Query, labels: &[String]) {
    let (name, value) = STREAM;
    let has = labels.iter().any(|label| label == name);
    if has && !query.matchers.iter().any(|matcher| matcher.name == name) {
        query.choose(name, &[value.to_owned()]);
    }
    let known = |stage: &Stage| matches!(stage, Stage::Field { name, .. } if name == FIELD);
    if query.stages.iter().any(known) {
        return;
    }
    if !query.stages.contains(&Stage::Json) {
        query.stages.push(Stage::Json);
    }
    query.stages.push(Stage::Field {
        name: FIELD.to_owned(),
        op: Op::Matches,
        value: TYPES.join("|"),
        bare: false,
    });
}

/// What the events that are loaded say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// How many of each type, in the order of [`TYPES`].
    pub counts: Vec<(&'static str, usize)>,
    /// The last rotation of each service's key, the longest ago first.
    pub rotations: Vec<(String, Instant)>,
}

/// Reads the events that are loaded.
#[must_use]
pub fn seen(loaded: &Loaded) -> Seen {
    let mut counts: Vec<(&'static str, usize)> = TYPES.iter().map(|name| (*name, 0)).collect();
    let mut rotations: Vec<(String, Instant)> = Vec::new();
    for row in loaded.rows() {
        let all = named(&row);
        let value = |name: &str| {
            all.iter()
                .find(|(_, known, _)| known == name)
                .map(|one| &one.2)
        };
        let Some(kind) = value(FIELD) else { continue };
        if let Some((_, count)) = counts.iter_mut().find(|(name, _)| name == kind) {
            *count += 1;
        }
        if kind == "key_rotation"
            && let Some(service) = OF.iter().find_map(|name| value(name))
            && !rotations.iter().any(|(known, _)| known == service)
        {
            // The newest comes first.
            rotations.push((service.clone(), row.at().instant()));
        }
    }
    sort::by_key(&mut rotations, |(_, at)| *at);
    Seen { counts, rotations }
}
