//! Reads rows and panels of Grafana's JSON model (`panels[]`). Nothing here fails: what is wrong in a panel is noted on it.

use crate::dashboard::layout::COLUMNS;
use crate::dashboard::model::Item;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Place;
use crate::dashboard::model::Row;
use crate::dashboard::model::Target;
use crate::dashboard::problem::Problem;
use crate::dashboard::read::source;
use crate::lean::sort;
use crate::notation::json::Faults;
use crate::notation::json::Object;
use crate::panel::Format;
use crate::panel::spec::Kind;
use crate::panel::spec::Spec;
use serde_json::Value;
use std::collections::BTreeSet;

/// The default size of a panel that does not say its own, as Grafana gives to new ones.
const DEFAULT_SIZE: (u32, u32) = (12, 8);

/// No panel is higher than this many cells; it only keeps sums small.
const MAX_HEIGHT: u32 = 1_000;

/// No panel stands lower than this.
const MAX_Y: u32 = 1_000_000;

/// Panels sorted into their rows: those of a closed row stand inside it, those of an open one follow it. What follows a
/// closed row is of no row.
pub(crate) fn items(panels: &[Value]) -> Vec<Item> {
    let mut ids = Ids::of(panels);
    let mut sorted: Vec<(Place, &Value)> = Vec::new();
    let mut bottom = 0;
    for value in panels {
        let place = place(value, bottom);
        bottom = bottom.max(place.y + place.h);
        sorted.push((place, value));
    }
    sort::by_key(&mut sorted, |(place, _)| (place.y, place.x));
    let mut items: Vec<Item> = Vec::new();
    for (place, value) in sorted {
        if value.get("type").and_then(Value::as_str) == Some("row") {
            items.push(Item::Row(row(value, &mut ids)));
            continue;
        }
        let panel = panel(value, place, &mut ids);
        match items.last_mut() {
            Some(Item::Row(row)) if !row.collapsed => row.panels.push(panel),
            Some(Item::Row(_) | Item::Panel(_)) | None => items.push(Item::Panel(Box::new(panel))),
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
    sort::by_key(&mut panels, |panel| (panel.place.y, panel.place.x));
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
        Kind::Unsupported(kind) if !kind.is_empty() => {
            vec![Problem::UnsupportedPanel(kind.clone())]
        }
        Kind::Unsupported(_) => vec![Problem::BadProperty {
            at: "type".to_owned(),
            expected: "the type of a panel",
        }],
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
    taken: BTreeSet<u32>,
    next: u32,
}

impl Ids {
    fn of(panels: &[Value]) -> Self {
        let inner = |value: &Value| value.get("panels").and_then(Value::as_array).cloned();
        let nested: Vec<Value> = panels.iter().filter_map(inner).flatten().collect();
        let largest = panels.iter().chain(&nested).filter_map(Self::own).max();
        Self {
            taken: BTreeSet::new(),
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
