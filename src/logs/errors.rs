//! Errors that are the same but for what differs each time: how often, when first and last, where from.
//!
//! Counted over lines that are loaded and given in; how many more there are is not known here.

use crate::data::lines::NANOS;
use crate::data::lines::Nanos;
use crate::data::lines::Window;
use crate::lean::map::Map;
use crate::lean::sort;
use crate::logs::fold::fold;
use crate::logs::loaded::Loaded;
use crate::time::Instant;

/// Parts of the time in which a trend counts.
pub const TREND: usize = 30;

/// Errors that are the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they have in common.
    pub fingerprint: String,
    /// How many.
    pub count: usize,
    /// How many in each part of the time, from its beginning.
    pub trend: Vec<u32>,
    /// When the first was, and the last.
    pub first: Nanos,
    /// See there.
    pub last: Nanos,
    /// Services they came from, by their number.
    pub services: Vec<(String, usize)>,
    /// The newest of them.
    pub sample: String,
    /// Its place in the list.
    pub place: usize,
}

/// The labels that name a service, the best first.
pub const SERVICE: [&str; 6] = ["service", "service_name", "app", "job", "container", "host"];

/// All groups over the time, the most frequent first.
#[must_use]
pub fn groups(loaded: &Loaded, window: Window) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: Map<String, usize> = Map::new();
    for (place, row) in loaded.rows().enumerate() {
        let fingerprint = fold(row.text());
        let at = row.at();
        let index = known.get(&fingerprint).copied().unwrap_or_else(|| {
            known.insert(fingerprint.clone(), groups.len());
            groups.push(Group {
                fingerprint,
                count: 0,
                trend: vec![0; TREND],
                first: at,
                last: at,
                services: Vec::new(),
                sample: row.text().to_owned(),
                place,
            });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(index) else {
            continue;
        };
        group.count += 1;
        group.first = group.first.min(at);
        group.last = group.last.max(at);
        if let Some(count) = group.trend.get_mut(part(window, at)) {
            *count += 1;
        }
        let labels = row.lines.labels(row.line);
        let service = SERVICE
            .iter()
            .find_map(|name| labels.and_then(|labels| labels.get(name)));
        if let Some(service) = service {
            match group
                .services
                .iter_mut()
                .find(|(known, _)| known == service)
            {
                Some((_, count)) => *count += 1,
                None => group.services.push((service.to_owned(), 1)),
            }
        }
    }
    for group in &mut groups {
        sort::by(&mut group.services, |a, b| b.1.cmp(&a.1));
    }
    sort::by(&mut groups, |a, b| b.count.cmp(&a.count));
    groups
}

/// How often it was in each part of a time, of counts at some of its moments.
#[must_use]
pub fn trend(window: Window, counts: &[(Instant, u64)]) -> Vec<u32> {
    let mut trend = vec![0_u32; TREND];
    for (at, count) in counts {
        if let Some(sum) = trend.get_mut(part(window, Nanos::of(*at))) {
            *sum = sum.saturating_add(u32::try_from(*count).unwrap_or(u32::MAX));
        }
    }
    trend
}

/// The part of a time that a moment lies in; what is outside counts to the nearest.
fn part(window: Window, at: Nanos) -> usize {
    let length = window.to.0.saturating_sub(window.from.0).max(NANOS);
    let since = at.0.saturating_sub(window.from.0).clamp(0, length - 1);
    ((since as f64 / length as f64 * TREND as f64) as usize).min(TREND - 1)
}

/// A text that the lines of a group have and few others: the longest that was not folded.
#[must_use]
pub fn common(fingerprint: &str) -> &str {
    let first = fingerprint.lines().next().unwrap_or_default();
    let mut best = "";
    for part in first.split(super::fold::SIGN) {
        // A JSON line holds quotes and backslashes with a backslash before them.
        for part in part.split(['"', '\\']) {
            let part = part.trim();
            if part.len() > best.len() {
                best = part;
            }
        }
    }
    best
}
