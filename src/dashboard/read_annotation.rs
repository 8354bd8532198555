//! Reads annotations: questions whose answers are noted over the panels.

use crate::dashboard::model::Annotation;
use crate::dashboard::model::Panels;
use crate::dashboard::model::SourceRef;
use crate::dashboard::problem::Problem;
use crate::dashboard::read::source;
use crate::notation::json::Object;
use crate::notation::json::number;

/// The annotations that ask a source; what is not asked is a problem, except Grafana's own notes, which are in Grafana.
pub(crate) fn annotations(root: &Object<'_>) -> (Vec<Annotation>, Vec<Problem>) {
    let mut read = Vec::new();
    let mut problems = Vec::new();
    for one in root.object("annotations").objects("list") {
        let source = source(&one).unwrap_or_default();
        let built_in = one.value("builtIn").and_then(number) == Some(1.0);
        if built_in {
            continue;
        }
        let grafana = source.uid == "-- Grafana --" || source.uid == "grafana";
        let annotation = annotation(&one, source);
        if grafana || annotation.expr.is_empty() {
            // What is not wanted is not missed.
            if !annotation.enabled {
                continue;
            }
            let name = &annotation.name;
            problems.push(Problem::UnsupportedOption {
                what: format!("annotations: {name}"),
            });
        } else {
            read.push(annotation);
        }
    }
    (read, problems)
}

fn annotation(one: &Object<'_>, source: SourceRef) -> Annotation {
    let target = one.object("target");
    // Newer files have the question in an object of its own.
    let text = |key: &str| {
        let own = one.text(key).filter(|text| !text.is_empty());
        own.or_else(|| target.text(key)).unwrap_or_default()
    };
    let tags = text("tagKeys");
    let tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
    let legend = target.text("legendFormat").unwrap_or_default();
    let title = text("titleFormat");
    Annotation {
        name: one.text("name").unwrap_or_default(),
        source,
        expr: text("expr"),
        enabled: one.flag("enable").unwrap_or(true),
        hidden: one.flag("hide").unwrap_or(false),
        colour: one.text("iconColor").unwrap_or_default(),
        title: if title.is_empty() { legend } else { title },
        text: text("textFormat"),
        tags: tags.map(str::to_owned).collect(),
        step: match text("step") {
            step if step.is_empty() => target.text("interval").unwrap_or_default(),
            step => step,
        },
        value_is_time: one
            .flag("useValueForTime")
            .or_else(|| target.flag("useValueForTime"))
            == Some(true),
        panels: panels(&one.object("filter")),
    }
}

fn panels(filter: &Object<'_>) -> Panels {
    let ids: Vec<u32> = filter
        .list("ids")
        .iter()
        .filter_map(number)
        .map(|id| id as u32)
        .collect();
    match filter.flag("exclude") {
        _ if !filter.exists() => Panels::All,
        Some(true) => Panels::Except(ids),
        Some(false) | None => Panels::Only(ids),
    }
}
