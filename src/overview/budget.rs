//! What is left of error budgets, as recording rules have worked it out: this project's own, and those that Sloth writes.

use crate::data::labels::Labels;
use crate::data::series::Sample;
use crate::lean::sort;
use crate::source::Ask;
use crate::time::Instant;

/// An objective and what is left of its budget.
#[derive(Clone, Debug, PartialEq)]
pub struct Budget {
    /// What people call it.
    pub name: String,
    /// The share that is aimed at, where it is recorded.
    pub objective: Option<f64>,
    /// The share of the budget that is left; below zero it is overspent.
    pub left: f64,
}

/// Shares of a budget below which it is nearly spent.
pub const LOW: f64 = 0.25;

/// Metrics of what is left, and of the objective beside it.
const METRICS: [(&str, &str); 2] = [
    ("job:slo_budget_left:ratio30d", "job:slo_objective:ratio"),
    (
        "slo:period_error_budget_remaining:ratio",
        "slo:objective:ratio",
    ),
];

/// One question for all.
#[must_use]
pub fn ask(at: Instant) -> Ask {
    let names: Vec<&str> = METRICS.iter().flat_map(|(a, b)| [*a, *b]).collect();
    Ask::Instant {
        expr: format!("{{__name__=~\"{}\"}}", names.join("|")),
        at,
    }
}

/// The budgets in an answer, the emptiest first.
#[must_use]
pub fn budgets(samples: &[Sample]) -> Vec<Budget> {
    let mut found = Vec::new();
    for (left, objective) in METRICS {
        for sample in samples {
            if sample.labels.metric() != Some(left) || !sample.value.is_finite() {
                continue;
            }
            let is_of = |other: &&Sample| {
                other.labels.metric() == Some(objective) && is_same(&other.labels, &sample.labels)
            };
            found.push(Budget {
                name: name(&sample.labels),
                objective: samples.iter().find(is_of).map(|one| one.value),
                left: sample.value,
            });
        }
    }
    sort::by(&mut found, |one, other| {
        let by_left = one.left.total_cmp(&other.left);
        by_left.then_with(|| one.name.cmp(&other.name))
    });
    found
}

fn name(labels: &Labels) -> String {
    let get = |name| labels.get(name).filter(|value| !value.is_empty());
    match (get("sloth_service"), get("sloth_slo")) {
        (Some(service), Some(slo)) => format!("{service}, {slo}"),
        (_, Some(slo)) => slo.to_owned(),
        (_, None) => get("slo").or(get("job")).unwrap_or("SLO").to_owned(),
    }
}

/// The same but for the metric's name?
fn is_same(one: &Labels, other: &Labels) -> bool {
    let is_label = |(name, _): &(&str, &str)| *name != "__name__";
    one.iter()
        .filter(is_label)
        .eq(other.iter().filter(is_label))
}
