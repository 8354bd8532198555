//! Rules and alerts.

use crate::data::rule::Alert;
use crate::data::rule::Alerting;
use crate::data::rule::Group;
use crate::data::rule::Rule;
use crate::source::Found;
use crate::source::prometheus::decode::envelope::each;
use crate::source::prometheus::decode::envelope::one;
use crate::source::prometheus::decode::fields::Fields;
use crate::source::prometheus::decode::number;
use crate::source::prometheus::decode::stop::Stop;
use serde_json::Value;

/// Rule groups.
pub(in crate::source) fn groups(data: &Value) -> Result<Found, Stop> {
    let groups = one(data, "groups", |data| Fields::of(data)?.there("groups"))?;
    let groups = each(groups, "a rule group", group).map_err(|stop| stop.under("groups"))?;
    Ok(Found::Rules(groups))
}

/// Active alerts.
pub(in crate::source) fn alerts(data: &Value) -> Result<Found, Stop> {
    let alerts = one(data, "alerts", |data| Fields::of(data)?.there("alerts"))?;
    let alerts = each(alerts, "an alert", alert).map_err(|stop| stop.under("alerts"))?;
    Ok(Found::Alerts(alerts))
}

fn group(json: &Value) -> Option<Group> {
    let fields = Fields::of(json)?;
    Some(Group {
        name: fields.text("name")?,
        file: fields.text("file")?,
        interval: fields.number("interval")?,
        evaluation_time: fields.number("evaluationTime")?,
        last_evaluation: fields.moment("lastEvaluation")?,
        rules: fields.list("rules", rule)?,
    })
}

fn rule(json: &Value) -> Option<Rule> {
    let fields = Fields::of(json)?;
    let alerting = match fields.get("type")?.as_str()? {
        "alerting" => Some(Alerting {
            state: fields.text("state")?,
            duration: fields.number("duration")?,
            keep_firing_for: fields.number("keepFiringFor")?,
            annotations: fields.labels("annotations")?,
            alerts: fields.list("alerts", alert)?,
        }),
        _ => None,
    };
    Some(Rule {
        name: fields.get("name")?.as_str()?.to_owned(),
        query: fields.text("query")?,
        labels: fields.labels("labels")?,
        health: fields.text("health")?,
        last_error: Some(fields.text("lastError")?).filter(|text| !text.is_empty()),
        evaluation_time: fields.number("evaluationTime")?,
        last_evaluation: fields.moment("lastEvaluation")?,
        alerting,
    })
}

fn alert(json: &Value) -> Option<Alert> {
    let fields = Fields::of(json)?;
    Some(Alert {
        labels: fields.labels("labels")?,
        annotations: fields.labels("annotations")?,
        state: fields.text("state")?,
        active_at: fields.moment("activeAt")?,
        value: number::whole(&fields.text("value")?).unwrap_or(f64::NAN),
    })
}
