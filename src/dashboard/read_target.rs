//! Reads the questions of a panel (`targets[]`), and whom they ask.

use crate::dashboard::model::LogTarget;
use crate::dashboard::model::SourceRef;
use crate::dashboard::model::Target;
use crate::dashboard::read::source;
use crate::data::lines::Direction;
use crate::notation::json::Object;
use crate::panel::Format;
use serde_json::Value;

/// Grafana's name for a panel whose questions say each whom they ask.
pub(crate) const MIXED: &str = "-- Mixed --";

/// For a panel that shows the answers of another.
pub(crate) const DASHBOARD: &str = "-- Dashboard --";

/// For questions that compute with the answers of others.
const EXPRESSION: &str = "__expr__";

/// Whom a panel asks, and its questions. The panel's source goes before a question's own, unless it leaves the choice to
/// them.
pub(crate) fn targets(panel: &Object<'_>) -> (SourceRef, Vec<Target>) {
    let asked = source(panel);
    let mut targets: Vec<Target> = panel
        .objects("targets")
        .iter()
        .enumerate()
        .filter_map(|(index, one)| target(one, index))
        .collect();
    match asked {
        Some(source) if source.uid == MIXED => (SourceRef::default(), targets),
        Some(source) => {
            for target in &mut targets {
                target.source = None;
            }
            (source, targets)
        }
        None => {
            let first = targets.iter().find_map(|target| target.source.clone());
            (first.unwrap_or_default(), targets)
        }
    }
}

/// The panel whose answers a panel shows.
pub(crate) fn shared(panel: &Object<'_>) -> Option<u32> {
    let first = panel.objects("targets").into_iter().next();
    first.and_then(|target| target.count("panelId"))
}

fn target(target: &Object<'_>, index: usize) -> Option<Target> {
    let source = source(target);
    // What only computes asks nobody; the panel's spec reads it.
    if source.as_ref().is_some_and(is_expression) {
        return None;
    }
    // Loki has a word for what Prometheus has two switches for.
    let kind = target.text("queryType");
    let instant = target
        .flag("instant")
        .unwrap_or(kind.as_deref() == Some("instant"));
    Some(Target {
        ref_id: target
            .text("refId")
            .filter(|ref_id| !ref_id.is_empty())
            .unwrap_or_else(|| letter(index)),
        expr: target.text("expr").unwrap_or_default(),
        legend: target.text("legendFormat").unwrap_or_default(),
        format: match target.text("format").as_deref() {
            Some("table") => Format::Table,
            Some("heatmap") => Format::Heatmap,
            _ => Format::TimeSeries,
        },
        instant,
        // Files from before the two switches were independent say only `instant`.
        range: target.flag("range").unwrap_or(!instant),
        min_step: target.text("interval").unwrap_or_default(),
        factor: target.count("intervalFactor").unwrap_or(1).max(1),
        log: LogTarget {
            resolution: target.count("resolution").unwrap_or(0),
            // Old files of Prometheus have a number here, which means nothing.
            step: match target.value("step") {
                Some(Value::String(step)) => step.clone(),
                _ => String::new(),
            },
            max_lines: target.count("maxLines"),
            direction: match target.text("direction").as_deref() {
                Some("forward") => Direction::Forward,
                _ => Direction::Backward,
            },
        },
        hidden: target.flag("hide").unwrap_or(false),
        source,
    })
}

fn is_expression(source: &SourceRef) -> bool {
    source.uid == EXPRESSION || source.kind == EXPRESSION || source.uid == "-100"
}

/// The letter of a question that has none: A to Z, then numbers.
fn letter(index: usize) -> String {
    let letter = ('A'..='Z').nth(index);
    letter.map_or_else(|| format!("Q{index}"), String::from)
}
