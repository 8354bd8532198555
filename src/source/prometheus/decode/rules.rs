//! Rules and alerts.

use crate::data::rule::Alert;
use crate::data::rule::Alerting;
use crate::data::rule::Group;
use crate::data::rule::Rule;
use crate::source::Found;
use crate::source::prometheus::decode::envelope::each;
use crate::source::prometheus::decode::envelope::one;
use crate::source::prometheus::decode::envelope::or_default;
use crate::source::prometheus::decode::labels::Metric;
use crate::source::prometheus::decode::moment::Moment;
use crate::source::prometheus::decode::number;
use crate::source::prometheus::decode::stop::Stop;
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Groups<'a> {
    #[serde(borrow)]
    groups: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WrittenGroup {
    #[serde(default, deserialize_with = "or_default")]
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    file: String,
    #[serde(default, deserialize_with = "or_default")]
    interval: f64,
    #[serde(default, deserialize_with = "or_default")]
    evaluation_time: f64,
    #[serde(default, deserialize_with = "or_default")]
    last_evaluation: Moment,
    #[serde(default, deserialize_with = "or_default")]
    rules: Vec<WrittenRule>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WrittenRule {
    #[serde(rename = "type")]
    kind: String,
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    query: String,
    #[serde(default, deserialize_with = "or_default")]
    labels: Metric,
    #[serde(default, deserialize_with = "or_default")]
    health: String,
    #[serde(default, deserialize_with = "or_default")]
    last_error: String,
    #[serde(default, deserialize_with = "or_default")]
    evaluation_time: f64,
    #[serde(default, deserialize_with = "or_default")]
    last_evaluation: Moment,
    #[serde(default, deserialize_with = "or_default")]
    state: String,
    #[serde(default, deserialize_with = "or_default")]
    duration: f64,
    #[serde(default, deserialize_with = "or_default")]
    annotations: Metric,
    #[serde(default, deserialize_with = "or_default")]
    alerts: Vec<WrittenAlert>,
}

#[derive(Deserialize)]
struct Alerts<'a> {
    #[serde(borrow)]
    alerts: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WrittenAlert {
    #[serde(default, deserialize_with = "or_default")]
    labels: Metric,
    #[serde(default, deserialize_with = "or_default")]
    annotations: Metric,
    #[serde(default, deserialize_with = "or_default")]
    state: String,
    #[serde(default, deserialize_with = "or_default")]
    active_at: Moment,
    #[serde(default, deserialize_with = "or_default")]
    value: String,
}

/// Rule groups.
pub(super) fn groups(data: &RawValue) -> Result<Found, Stop> {
    let data: Groups<'_> = one(data, "groups")?;
    let groups = each(data.groups, "a rule group").map_err(|stop| stop.under("groups"))?;
    Ok(Found::Rules(groups.into_iter().map(group).collect()))
}

/// Active alerts.
pub(super) fn alerts(data: &RawValue) -> Result<Found, Stop> {
    let data: Alerts<'_> = one(data, "alerts")?;
    let alerts = each(data.alerts, "an alert").map_err(|stop| stop.under("alerts"))?;
    Ok(Found::Alerts(alerts.into_iter().map(alert).collect()))
}

fn group(written: WrittenGroup) -> Group {
    Group {
        name: written.name,
        file: written.file,
        interval: written.interval,
        evaluation_time: written.evaluation_time,
        last_evaluation: written.last_evaluation.0,
        rules: written.rules.into_iter().map(rule).collect(),
    }
}

fn rule(written: WrittenRule) -> Rule {
    let alerting = (written.kind == "alerting").then(|| Alerting {
        state: written.state,
        duration: written.duration,
        annotations: written.annotations.0,
        alerts: written.alerts.into_iter().map(alert).collect(),
    });
    Rule {
        name: written.name,
        query: written.query,
        labels: written.labels.0,
        health: written.health,
        last_error: Some(written.last_error).filter(|text| !text.is_empty()),
        evaluation_time: written.evaluation_time,
        last_evaluation: written.last_evaluation.0,
        alerting,
    }
}

fn alert(written: WrittenAlert) -> Alert {
    Alert {
        labels: written.labels.0,
        annotations: written.annotations.0,
        state: written.state,
        active_at: written.active_at.0,
        value: number::whole(&written.value).unwrap_or(f64::NAN),
    }
}
