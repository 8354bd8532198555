//! Reads Grafana's JSON model. Whatever is wrong inside a panel is that panel's problem; only a text that is no
//! dashboard at all is an error.
//!
//! Files of schema version 16 and up, with Grafana's defaults for all they do not say. A `{"dashboard": …}` around the
//! model is taken off, as exports and Grafana's API have it.

use crate::dashboard::circle::break_circles;
use crate::dashboard::model::Dashboard;
use crate::dashboard::model::GraphTooltip;
use crate::dashboard::model::Link;
use crate::dashboard::model::SourceRef;
use crate::dashboard::problem::Problem;
use crate::dashboard::read_panel;
use crate::dashboard::read_variable;
use crate::panel::json::Faults;
use crate::panel::json::Object;
use crate::panel::json::text;
use crate::panel::json::written;
use serde_json::Value;

/// Why a text is no dashboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// It is not JSON.
    NotJson {
        /// Line where reading stopped, from 1.
        line: usize,
        /// Column there, from 1.
        column: usize,
        /// The reader's words.
        message: String,
    },
    /// JSON, but not a dashboard.
    Shape {
        /// Path of what is wrong; empty for the whole file.
        at: String,
        /// What was expected there.
        expected: &'static str,
    },
}

/// The first schema version with places on the grid.
const GRID_SCHEMA: u32 = 16;

/// Reads a dashboard file.
///
/// # Errors
/// A text that is not JSON, or JSON without a dashboard in it.
pub fn read(file: &str) -> Result<Dashboard, ReadError> {
    let value: Value =
        serde_json::from_slice(file.as_bytes()).map_err(|error| ReadError::NotJson {
            line: error.line(),
            column: error.column(),
            message: error.to_string(),
        })?;
    let shape = |at: &str, expected| ReadError::Shape {
        at: at.to_owned(),
        expected,
    };
    let value = match value.get("dashboard") {
        Some(inner) if value.get("panels").is_none() => inner,
        _ => &value,
    };
    if !value.is_object() {
        return Err(shape("", "an object with panels"));
    }
    let faults = Faults::default();
    let root = Object::new(value, "", &faults);
    match (root.value("panels"), root.value("rows")) {
        (None, None) => return Err(shape("panels", "a list of panels")),
        (Some(panels), _) if !panels.is_array() => {
            return Err(shape("panels", "a list of panels"));
        }
        _ => {}
    }
    let mut dashboard = header(&root);
    dashboard.items = read_panel::items(root.list("panels"));
    let version = root.count("schemaVersion").unwrap_or(0);
    if root.value("rows").is_some() && (version < GRID_SCHEMA || root.value("panels").is_none()) {
        dashboard.problems.push(Problem::OldLayout { version });
    }
    let templating = root.object("templating");
    for variable in templating.objects("list") {
        let (variable, problems) = read_variable::read(&variable);
        dashboard.problems.extend(problems);
        dashboard.variables.extend(variable);
    }
    dashboard
        .problems
        .extend(break_circles(&mut dashboard.variables));
    let noted = faults.into_vec().into_iter().map(Problem::from);
    dashboard.problems.extend(noted);
    Ok(dashboard)
}

fn header(root: &Object<'_>) -> Dashboard {
    let time = root.object("time");
    Dashboard {
        uid: root.text("uid").unwrap_or_default(),
        title: root.text("title").unwrap_or_default(),
        description: root.text("description").unwrap_or_default(),
        tags: root.texts("tags"),
        from: moment(&time, "from").unwrap_or_else(|| "now-6h".to_owned()),
        to: moment(&time, "to").unwrap_or_else(|| "now".to_owned()),
        // Old files have false here, which is never too.
        refresh: root.value("refresh").and_then(text).unwrap_or_default(),
        timezone: match root.text("timezone") {
            Some(zone) if !zone.is_empty() => zone,
            _ => "browser".to_owned(),
        },
        graph_tooltip: match root.count("graphTooltip") {
            Some(1) => GraphTooltip::SharedCrosshair,
            Some(2) => GraphTooltip::SharedTooltip,
            _ => GraphTooltip::Own,
        },
        variables: Vec::new(),
        items: Vec::new(),
        links: root.objects("links").iter().map(link).collect(),
        problems: Vec::new(),
    }
}

/// A moment as text; some files have milliseconds as a number.
fn moment(time: &Object<'_>, key: &str) -> Option<String> {
    match time.value(key)? {
        Value::Number(millis) => Some(written(millis)),
        _ => time.text(key),
    }
}

fn link(link: &Object<'_>) -> Link {
    Link {
        title: link.text("title").unwrap_or_default(),
        url: link.text("url").unwrap_or_default(),
        tags: link.texts("tags"),
        keep_time: link.flag("keepTime").unwrap_or(false),
        include_vars: link.flag("includeVars").unwrap_or(false),
    }
}

/// `{type, uid}`, or the name alone as in files before schema version 33.
pub(crate) fn source(of: &Object<'_>) -> Option<SourceRef> {
    match of.value("datasource")? {
        Value::String(name) => Some(SourceRef {
            kind: String::new(),
            uid: name.clone(),
        }),
        _ => {
            let source = of.object("datasource");
            Some(SourceRef {
                kind: source.text("type").unwrap_or_default(),
                uid: source.text("uid").unwrap_or_default(),
            })
        }
    }
}
