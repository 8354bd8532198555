//! Reads Grafana's JSON model, schema versions 12 to 42. Whatever is wrong inside a panel is that panel's problem; only a
//! text that is no dashboard at all is an error.
//!
//! Older files are made newer first ([`crate::dashboard::migrate`]). A `{"dashboard": …}` or `{"spec": …}` around the
//! model is taken off, as exports, Grafana's API and its resources have it.

use crate::dashboard::circle::break_circles;
use crate::dashboard::format;
use crate::dashboard::migrate;
use crate::dashboard::migrate::edit::Json;
use crate::dashboard::model::Dashboard;
use crate::dashboard::model::GraphTooltip;
use crate::dashboard::model::Item;
use crate::dashboard::model::Panel;
use crate::dashboard::model::SourceRef;
use crate::dashboard::problem::Problem;
use crate::dashboard::read_annotation;
use crate::dashboard::read_link;
use crate::dashboard::read_panel;
use crate::dashboard::read_variable;
use crate::dashboard::shared;
use crate::lean::late::Late;
use crate::notation::json::Faults;
use crate::notation::json::Object;
use crate::notation::json::text;
use crate::notation::json::written;
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

static NOT_JSON: Late<fn(&serde_json::Error) -> String> = Late::new();

/// Brings the words for what is not JSON; the second file's to call.
pub(crate) fn arrive() {
    NOT_JSON.put(told);
}

fn told(error: &serde_json::Error) -> String {
    error.to_string()
}

/// Reads a dashboard file.
///
/// # Errors
/// A text that is not JSON, or JSON without a dashboard in it.
pub fn read(file: &str) -> Result<Dashboard, ReadError> {
    let value: Value =
        serde_json::from_slice(file.as_bytes()).map_err(|error| ReadError::NotJson {
            line: error.line(),
            column: error.column(),
            message: NOT_JSON
                .get(told)
                .map_or_else(String::new, |told| told(&error)),
        })?;
    format::ready(file);
    let mut root = unwrapped(value)?;
    if let Some(dashboard) = newer(&root) {
        return Ok(dashboard);
    }
    check(&root)?;
    migrate::fill_inputs(&mut root);
    on_grid(&mut root);
    let version = version(&root);
    let panels = match root.get_mut("panels").map(Value::take) {
        Some(Value::Array(panels)) => panels,
        _ => Vec::new(),
    };
    let mut read = read_panel::Reader::new(&root, version);
    let items = read.items(panels);
    let (wanted, cut) = (read.shared, read.cut);
    let faults = Faults::default();
    let root = Value::Object(root);
    let root = Object::new(&root, "", &faults);
    let links = read_link::links(&root);
    let (annotations, problems) = read_annotation::annotations(&root);
    let mut dashboard = Dashboard {
        items,
        links,
        annotations,
        problems,
        ..header(&root)
    };
    if cut {
        let limit = read_panel::MAX_PANELS;
        dashboard.problems.push(Problem::TooManyPanels { limit });
    }
    shared::resolve(&mut dashboard, &wanted);
    let templating = root.object("templating");
    for variable in templating.objects("list") {
        let (variable, problems) = read_variable::read(&variable);
        dashboard.problems.extend(problems);
        dashboard.variables.extend(variable);
    }
    settle_repeats(&mut dashboard);
    not_kept(&mut dashboard);
    dashboard
        .problems
        .extend(break_circles(&mut dashboard.variables));
    let noted = faults.into_vec().into_iter().map(Problem::from);
    dashboard.problems.extend(noted);
    Ok(dashboard)
}

fn shape(at: &str, expected: &'static str) -> ReadError {
    ReadError::Shape {
        at: at.to_owned(),
        expected,
    }
}

/// What a file asks of the page's clock and calendar, which are the reader's.
fn not_kept(dashboard: &mut Dashboard) {
    let fiscal = match dashboard.fiscal_start {
        0 => String::new(),
        month => month.to_string(),
    };
    let week = match dashboard.week_start.as_str() {
        "browser" | "monday" => "",
        other => other,
    };
    for (key, value) in [
        ("fiscalYearStartMonth", fiscal.as_str()),
        ("weekStart", week),
        ("timepicker.nowDelay", dashboard.now_delay.as_str()),
    ] {
        if !value.is_empty() {
            let what = format!("{key}: {value}");
            dashboard.problems.push(Problem::UnsupportedOption { what });
        }
    }
}

/// What would repeat for a variable that is not there is there once.
fn settle_repeats(dashboard: &mut Dashboard) {
    let variables = &dashboard.variables;
    let unknown = |name: &str| !variables.iter().any(|variable| variable.name == name);
    let panel = |panel: &mut Panel| {
        if let Some(repeat) = panel.repeat.take_if(|repeat| unknown(&repeat.variable)) {
            let name = repeat.variable;
            panel.problems.push(Problem::UnknownVariable { name });
        }
    };
    for item in &mut dashboard.items {
        match item {
            Item::Panel(one) => panel(one),
            Item::Row(row) => {
                if let Some(name) = row.repeat.take_if(|name| unknown(name)) {
                    dashboard.problems.push(Problem::UnknownVariable { name });
                }
                row.panels.iter_mut().for_each(panel);
            }
        }
    }
}

/// The model without what is around it.
fn unwrapped(value: Value) -> Result<Json, ReadError> {
    let Value::Object(mut root) = value else {
        return Err(shape("", "an object with panels"));
    };
    for around in ["dashboard", "spec"] {
        if root.contains_key("panels") || root.contains_key("rows") {
            break;
        }
        match root.get_mut(around).map(Value::take) {
            Some(Value::Object(inner)) => root = inner,
            Some(_) => return Err(shape("", "an object with panels")),
            None => {}
        }
    }
    Ok(root)
}

/// A file of elements and layouts is a dashboard of which only the title is known.
fn newer(root: &Json) -> Option<Dashboard> {
    let elements = root.get("elements").is_some_and(Value::is_object);
    if root.contains_key("panels") || !elements {
        return None;
    }
    let faults = Faults::default();
    let root = Value::Object(root.clone());
    let mut dashboard = header(&Object::new(&root, "", &faults));
    dashboard.problems.push(Problem::NewModel);
    Some(dashboard)
}

fn check(root: &Json) -> Result<(), ReadError> {
    let list = |key: &str| root.get(key).filter(|value| !value.is_null());
    match (list("panels"), list("rows")) {
        (None, None) => Err(shape("panels", "a list of panels")),
        (Some(panels), _) if !panels.is_array() => Err(shape("panels", "a list of panels")),
        (_, Some(rows)) if !rows.is_array() => Err(shape("rows", "a list of rows")),
        _ => Ok(()),
    }
}

fn version(root: &Json) -> u32 {
    migrate::edit::number(root, "schemaVersion").unwrap_or(0.0) as u32
}

/// Puts rows of old files on the grid, after the panels that are there already.
fn on_grid(root: &mut Json) {
    let Some(Value::Array(rows)) = root.get_mut("rows").map(Value::take) else {
        return;
    };
    let placed = matches!(root.get("panels"), Some(Value::Array(panels)) if !panels.is_empty());
    if version(root) >= GRID_SCHEMA && placed {
        return;
    }
    let on_grid = Value::Array(migrate::on_grid(&rows));
    match (root.get_mut("panels"), on_grid) {
        (Some(Value::Array(panels)), Value::Array(more)) => panels.extend(more),
        (_, on_grid) => migrate::edit::put(root, "panels", on_grid),
    }
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
            // Before schema version 14 there was one switch.
            None if root.flag("sharedCrosshair") == Some(true) => GraphTooltip::SharedCrosshair,
            _ => GraphTooltip::Own,
        },
        week_start: root.text("weekStart").unwrap_or_default(),
        fiscal_start: root.count("fiscalYearStartMonth").unwrap_or(0).min(11),
        now_delay: root
            .object("timepicker")
            .text("nowDelay")
            .unwrap_or_default(),
        variables: Vec::new(),
        items: Vec::new(),
        links: Vec::new(),
        annotations: Vec::new(),
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
