//! Reads Grafana's JSON model. Whatever is wrong inside a panel is that panel's problem; only a text that is no
//! dashboard at all is an error.
//!
//! Files of schema version 16 and up, with Grafana's defaults for all they do not say. A `{"dashboard": …}` around the
//! model is taken off, as exports and Grafana's API have it.

use crate::dashboard::layout::COLUMNS;
use crate::dashboard::model::Dashboard;
use crate::dashboard::model::GraphTooltip;
use crate::dashboard::model::Item;
use crate::dashboard::model::Link;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Place;
use crate::dashboard::model::Row;
use crate::dashboard::model::SourceRef;
use crate::dashboard::model::Target;
use crate::dashboard::problem::Problem;
use crate::dashboard::read_variable;
use crate::panel::Format;
use crate::panel::json::Faults;
use crate::panel::json::Object;
use crate::panel::json::text;
use crate::panel::spec::Kind;
use crate::panel::spec::Spec;
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

/// The default size of a panel that does not say its own, as Grafana gives to new ones.
const DEFAULT_SIZE: (u32, u32) = (12, 8);

/// No panel is higher than this many cells; it only keeps sums small.
const MAX_HEIGHT: u32 = 1_000;

/// No panel stands lower than this.
const MAX_Y: u32 = 1_000_000;

/// The first schema version with places on the grid.
const GRID_SCHEMA: u32 = 16;

/// Reads a dashboard file.
///
/// # Errors
/// A text that is not JSON, or JSON without a dashboard in it.
pub fn read(file: &str) -> Result<Dashboard, ReadError> {
    let value: Value = serde_json::from_str(file).map_err(|error| ReadError::NotJson {
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
    dashboard.items = items(root.list("panels"));
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
        Value::Number(millis) => Some(millis.to_string()),
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

/// Panels sorted into their rows: those of a closed row stand inside it, those of an open one follow it.
fn items(panels: &[Value]) -> Vec<Item> {
    let mut ids = Ids::of(panels);
    let mut sorted: Vec<(Place, &Value)> = Vec::new();
    let mut bottom = 0;
    for value in panels {
        let place = place(value, bottom);
        bottom = bottom.max(place.y + place.h);
        sorted.push((place, value));
    }
    sorted.sort_by_key(|(place, _)| (place.y, place.x));
    let mut items: Vec<Item> = Vec::new();
    for (place, value) in sorted {
        if value.get("type").and_then(Value::as_str) == Some("row") {
            items.push(Item::Row(row(value, &mut ids)));
            continue;
        }
        let panel = panel(value, place, &mut ids);
        match items.last_mut() {
            Some(Item::Row(row)) => row.panels.push(panel),
            Some(Item::Panel(_)) | None => items.push(Item::Panel(Box::new(panel))),
        }
    }
    items
}

fn row(value: &Value, ids: &mut Ids) -> Row {
    let faults = Faults::default();
    let row = Object::new(value, "", &faults);
    let id = ids.take(value);
    let mut bottom = 0;
    let mut panels: Vec<Panel> = row
        .list("panels")
        .iter()
        .map(|value| {
            let place = place(value, bottom);
            bottom = bottom.max(place.y + place.h);
            panel(value, place, ids)
        })
        .collect();
    panels.sort_by_key(|panel| (panel.place.y, panel.place.x));
    Row {
        id,
        title: row.text("title").unwrap_or_default(),
        collapsed: row.flag("collapsed").unwrap_or(false),
        panels,
    }
}

fn panel(value: &Value, place: Place, ids: &mut Ids) -> Panel {
    let (spec, found) = Spec::read(value);
    let faults = Faults::default();
    let panel = Object::new(value, "", &faults);
    let targets = panel
        .objects("targets")
        .iter()
        .enumerate()
        .map(|(index, target)| self::target(target, index))
        .collect();
    if let Some(variable) = panel.text("repeat").filter(|name| !name.is_empty()) {
        panel.unsupported("repeat", &variable);
    }
    let read = Panel {
        id: ids.take(value),
        title: panel.text("title").unwrap_or_default(),
        description: panel.text("description").unwrap_or_default(),
        place,
        targets,
        source: source(&panel).unwrap_or_default(),
        max_data_points: panel.count("maxDataPoints").filter(|count| *count > 0),
        interval: panel.text("interval").unwrap_or_default(),
        time_from: panel.text("timeFrom").filter(|text| !text.is_empty()),
        time_shift: panel.text("timeShift").filter(|text| !text.is_empty()),
        transparent: panel.flag("transparent").unwrap_or(false),
        problems: Vec::new(),
        spec,
    };
    let mut problems: Vec<Problem> = match &read.spec.kind {
        // What is wrong inside a panel that is not shown at all is of no use to anyone.
        Kind::Unsupported(kind) => vec![Problem::UnsupportedPanel(kind.clone())],
        Kind::TimeSeries(_)
        | Kind::Stat(_)
        | Kind::Gauge(_)
        | Kind::BarGauge(_)
        | Kind::Table(_)
        | Kind::Text(_) => found.into_iter().map(Problem::from).collect(),
    };
    for problem in faults.into_vec().into_iter().map(Problem::from) {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    Panel { problems, ..read }
}

fn target(target: &Object<'_>, index: usize) -> Target {
    let instant = target.flag("instant").unwrap_or(false);
    Target {
        ref_id: target
            .text("refId")
            .filter(|ref_id| !ref_id.is_empty())
            .unwrap_or_else(|| letter(index)),
        expr: target.text("expr").unwrap_or_default(),
        legend: target.text("legendFormat").unwrap_or_default(),
        format: match target.text("format").as_deref() {
            Some("table") => Format::Table,
            Some("heatmap") => {
                target.unsupported("format", "heatmap");
                Format::Heatmap
            }
            _ => Format::TimeSeries,
        },
        instant,
        // Files from before the two switches were independent say only `instant`.
        range: target.flag("range").unwrap_or(!instant),
        min_step: target.text("interval").unwrap_or_default(),
        factor: target.count("intervalFactor").unwrap_or(1).max(1),
        hidden: target.flag("hide").unwrap_or(false),
        source: source(target),
    }
}

/// The letter of a question that has none: A to Z, then numbers.
fn letter(index: usize) -> String {
    let letter = ('A'..='Z').nth(index);
    letter.map_or_else(|| format!("Q{index}"), String::from)
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

/// Where a panel stands; one that does not say stands below all before it.
fn place(value: &Value, bottom: u32) -> Place {
    let faults = Faults::default();
    let empty = Value::Null;
    let at = value.get("gridPos").filter(|at| at.is_object());
    let grid = Object::new(at.unwrap_or(&empty), "", &faults);
    let x = grid.count("x").unwrap_or(0).min(COLUMNS - 1);
    Place {
        x,
        y: grid.count("y").unwrap_or(bottom).min(MAX_Y),
        w: grid
            .count("w")
            .unwrap_or(DEFAULT_SIZE.0)
            .clamp(1, COLUMNS - x),
        h: grid
            .count("h")
            .unwrap_or(DEFAULT_SIZE.1)
            .clamp(1, MAX_HEIGHT),
    }
}

/// Ids given out once each: a panel's own where nobody took it before, else a free one.
struct Ids {
    taken: std::collections::BTreeSet<u32>,
    next: u32,
}

impl Ids {
    fn of(panels: &[Value]) -> Self {
        let inner = |value: &Value| value.get("panels").and_then(Value::as_array).cloned();
        let nested: Vec<Value> = panels.iter().filter_map(inner).flatten().collect();
        let largest = panels.iter().chain(&nested).filter_map(Self::own).max();
        Self {
            taken: std::collections::BTreeSet::new(),
            next: largest.map_or(1, |largest| largest.saturating_add(1)),
        }
    }

    fn own(value: &Value) -> Option<u32> {
        let id = value.get("id")?.as_u64()?;
        // Leaves room for ids of our own above all of the file's.
        u32::try_from(id).ok().filter(|id| *id < u32::MAX / 2)
    }

    fn take(&mut self, value: &Value) -> u32 {
        if let Some(own) = Self::own(value).filter(|id| self.taken.insert(*id)) {
            return own;
        }
        let free = self.next;
        self.next = self.next.saturating_add(1);
        self.taken.insert(free);
        free
    }
}
