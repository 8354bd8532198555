//! Recorded times moved to now: everything in an answer that is an instant.

use crate::data::rule::Alert;
use crate::source::Found;
use crate::time::Instant;

/// Moves every instant of an answer by so many milliseconds.
pub(super) fn shift(found: &mut Found, by: i64) {
    match found {
        Found::Matrix(matrix) => shift_one(&mut matrix.grid.start, by),
        Found::Vector(samples) => samples
            .iter_mut()
            .for_each(|sample| shift_one(&mut sample.at, by)),
        Found::Raw(raw) => raw
            .iter_mut()
            .flat_map(|series| &mut series.times)
            .for_each(|at| shift_one(at, by)),
        Found::Rules(groups) => {
            for group in groups {
                shift_some(&mut group.last_evaluation, by);
                for rule in &mut group.rules {
                    shift_some(&mut rule.last_evaluation, by);
                    if let Some(alerting) = &mut rule.alerting {
                        shift_alerts(&mut alerting.alerts, by);
                    }
                }
            }
        }
        Found::Alerts(alerts) => shift_alerts(alerts, by),
        Found::Targets(targets) => targets
            .iter_mut()
            .for_each(|target| shift_some(&mut target.last_scrape, by)),
        Found::Text(_)
        | Found::Names(_)
        | Found::Series(_)
        | Found::Metadata(_)
        | Found::Build(_)
        | Found::Log(_)
        | Found::Alerting(_) => {}
    }
}

fn shift_alerts(alerts: &mut [Alert], by: i64) {
    for alert in alerts {
        shift_some(&mut alert.active_at, by);
    }
}

fn shift_some(at: &mut Option<Instant>, by: i64) {
    if let Some(at) = at {
        shift_one(at, by);
    }
}

fn shift_one(at: &mut Instant, by: i64) {
    at.0 = at.0.saturating_add(by);
}
