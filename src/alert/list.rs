//! Everything that is wrong now as one list, the worst first.

use crate::alert::severity::Severity;
use crate::data::labels::Labels;
use crate::lean::sort;
use crate::lean::turns::Turns;
use crate::time::Instant;
use std::sync::Arc;

/// An alert with all that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Tells it from others: its fingerprint.
    pub key: u64,
    /// Its identity.
    pub labels: Arc<Labels>,
    /// Texts for people.
    pub annotations: Arc<Labels>,
    /// It only shows that alerts arrive: nobody is to do anything.
    pub watchdog: bool,
    /// How bad.
    pub severity: Severity,
    /// Whether somebody hears of it.
    pub standing: Standing,
    /// Since when it fires; of what is pending, since when its expression holds.
    pub since: Option<Instant>,
    /// Since when its expression holds, where a rule says so.
    pub holds_since: Option<Instant>,
    /// When what is pending will fire.
    pub fires_at: Option<Instant>,
    /// Its value at the last evaluation.
    pub value: Option<f64>,
    /// Its rule.
    pub rule: Option<RuleAt>,
    /// Sources whose Alertmanager holds it, with what keeps it quiet there.
    pub places: Vec<Quiet>,
    /// Names of those who are told, each once.
    pub receivers: Vec<String>,
    /// An address that its sender wrote; empty for none.
    pub generator: String,
}

/// Where a rule is: source, group, rule, counted in the lists they were given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleAt {
    /// Of the sources.
    pub source: usize,
    /// Of its groups.
    pub group: usize,
    /// Of the group's rules.
    pub rule: usize,
}

/// Whether somebody hears of an alert, the loudest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Yes.
    Firing,
    /// Not yet: its expression has not held long enough.
    Pending,
    /// No: another alert speaks for it.
    Inhibited,
    /// No: its route is mute at this time.
    Muted,
    /// No: somebody silenced it.
    Silenced,
}

/// What one Alertmanager says of an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// Id of the source.
    pub source: String,
    /// Ids of silences.
    pub silenced_by: Vec<String>,
    /// Fingerprints of alerts.
    pub inhibited_by: Vec<String>,
    /// Names of time intervals.
    pub muted_by: Vec<String>,
}

/// The worst first, what is heard before what is not, then the oldest; behind all of them what does not fire yet. As
/// places in the list. In turns with others.
pub async fn order(items: &[Item], turns: &mut impl Turns) -> Vec<usize> {
    let mut ranks = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let waits = item.standing == Standing::Pending;
        let since = item.since.map_or(i64::MAX, |since| since.0);
        ranks.push(((waits, item.severity, item.standing, since), place));
        turns.done(place).await;
    }
    let name = |place: usize| items.get(place).map(|item| &item.labels);
    let worse = |a: &(_, usize), b: &(_, usize)| {
        Ord::cmp(&a.0, &b.0).then_with(|| name(a.1).cmp(&name(b.1)))
    };
    sort::in_turns(&mut ranks, worse, turns).await;
    ranks.into_iter().map(|(_, place)| place).collect()
}
