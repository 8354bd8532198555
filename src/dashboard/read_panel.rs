//! Reads rows and panels of Grafana's JSON model (`panels[]`). Nothing here fails: what is wrong in a panel is noted on it.

use crate::dashboard::layout::COLUMNS;
use crate::dashboard::migrate;
use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use crate::dashboard::migrate::rows;
use crate::dashboard::model::Item;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Place;
use crate::dashboard::model::Repeat;
use crate::dashboard::model::Row;
use crate::dashboard::problem::Problem;
use crate::dashboard::read_link;
use crate::dashboard::read_target;
use crate::lean::map::Set;
use crate::lean::sort;
use crate::notation::json::Faults;
use crate::notation::json::Object;
use crate::panel;
use crate::panel::spec::Kind;
use crate::panel::spec::Spec;
use serde_json::Value;
use std::sync::Arc;

/// More panels than this are not read: nobody looks at them, and a page of them would only be slow.
pub const MAX_PANELS: usize = 2_000;

/// The default size of a panel that does not say its own, as Grafana gives to new ones.
const DEFAULT_SIZE: (u32, u32) = (12, 8);

/// No panel is higher than this many cells; it only keeps sums small.
const MAX_HEIGHT: u32 = 1_000;

/// No panel stands lower than this.
const MAX_Y: u32 = 1_000_000;

/// Most copies side by side that a file may say nothing about.
const PER_ROW: u32 = 4;

/// Reads the panels of one file.
pub(crate) struct Reader<'a> {
    /// The file without its panels.
    root: &'a Json,
    version: u32,
    ids: Ids,
    left: usize,
    /// Panels that show the answers of others: whose, by id.
    pub(crate) shared: Vec<(u32, u32)>,
    /// There are more panels than are read.
    pub(crate) cut: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(root: &'a Json, version: u32) -> Self {
        Self {
            root,
            version,
            ids: Ids::default(),
            left: MAX_PANELS,
            shared: Vec::new(),
            cut: false,
        }
    }

    /// Panels sorted into their rows: those of a closed row stand inside it, those of an open one follow it. What follows
    /// a closed row is of no row.
    pub(crate) fn items(&mut self, mut panels: Vec<Value>) -> Vec<Item> {
        panels.retain(|panel| !is_stored_copy(panel));
        self.ids = Ids::of(&panels);
        let mut items: Vec<Item> = Vec::new();
        for (place, value) in placed(panels) {
            if value.get("type").and_then(Value::as_str) == Some("row") {
                items.push(Item::Row(self.row(value)));
                continue;
            }
            let Some(panel) = self.panel(value, place) else {
                break;
            };
            match items.last_mut() {
                Some(Item::Row(row)) if !row.collapsed => row.panels.push(panel),
                Some(Item::Row(_) | Item::Panel(_)) | None => {
                    items.push(Item::Panel(Box::new(panel)));
                }
            }
        }
        items
    }

    fn row(&mut self, mut value: Value) -> Row {
        let inner = match value.get_mut("panels").map(Value::take) {
            Some(Value::Array(panels)) => panels,
            _ => Vec::new(),
        };
        let faults = Faults::default();
        let row = Object::new(&value, "", &faults);
        let id = self.ids.take(&value);
        let mut panels = Vec::new();
        for (place, value) in placed(inner) {
            if !is_stored_copy(&value) {
                panels.extend(self.panel(value, place));
            }
        }
        Row {
            id,
            title: row.text("title").unwrap_or_default(),
            collapsed: row.flag("collapsed").unwrap_or(false),
            repeat: row.text("repeat").filter(|name| !name.is_empty()),
            copy: None,
            panels,
        }
    }

    /// A panel; none when there are too many.
    fn panel(&mut self, value: Value, place: Place) -> Option<Panel> {
        if self.left == 0 {
            self.cut = true;
            return None;
        }
        self.left -= 1;
        let id = self.ids.take(&value);
        let mut value = value;
        let mut missing = None;
        if let Value::Object(panel) = &mut value {
            if panel.contains_key("libraryPanel") && !panel.contains_key("targets") {
                match migrate::library(panel, self.root) {
                    Some(model) => *panel = model,
                    None => missing = Some(library_name(panel)),
                }
            }
            migrate::panel(panel, self.version);
        }
        let (panel, shared) = read(&value, id, place, missing);
        self.shared.extend(shared.map(|of| (id, of)));
        Some(Panel {
            file: Arc::new(value),
            ..panel
        })
    }
}

fn read(value: &Value, id: u32, place: Place, missing: Option<String>) -> (Panel, Option<u32>) {
    let (mut spec, found) = Spec::read(value);
    let faults = Faults::default();
    let panel = Object::new(value, "", &faults);
    let (source, targets) = read_target::targets(&panel);
    let shared = (source.uid == read_target::DASHBOARD)
        .then(|| read_target::shared(&panel))
        .flatten();
    let links = read_link::links(&panel);
    let mut problems: Vec<Problem> = Vec::new();
    if let Some(name) = missing {
        spec.kind = Kind::Unsupported(name.clone());
        problems.push(Problem::LibraryPanel { name });
    } else if !panel::is_drawn(&spec.kind) {
        // What is wrong inside a panel that is not shown at all is of no use to anyone.
        problems.push(match spec.kind.name() {
            "" => Problem::BadProperty {
                at: "type".to_owned(),
                expected: "the type of a panel",
            },
            kind => Problem::UnsupportedPanel(kind.to_owned()),
        });
    } else {
        problems.extend(found.into_iter().map(Problem::from));
    }
    let filled = |key: &str| panel.text(key).filter(|text| !text.is_empty());
    let read = Panel {
        id,
        title: panel.text("title").unwrap_or_default(),
        description: panel.text("description").unwrap_or_default(),
        place,
        targets,
        source,
        max_data_points: max_data_points(&panel),
        interval: panel.text("interval").unwrap_or_default(),
        time_from: filled("timeFrom"),
        time_shift: filled("timeShift"),
        hide_time: panel.flag("hideTimeOverride").unwrap_or(false),
        links,
        repeat: filled("repeat").map(|variable| repeat(&panel, variable)),
        copy: None,
        transparent: panel.flag("transparent").unwrap_or(false),
        problems: Vec::new(),
        file: Arc::default(),
        spec,
    };
    for problem in faults.into_vec().into_iter().map(Problem::from) {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    (Panel { problems, ..read }, shared)
}

fn repeat(panel: &Object<'_>, variable: String) -> Repeat {
    let least = panel.count("minSpan").map(rows::max_per_row);
    let per_row = panel.count("maxPerRow").filter(|count| *count > 0);
    Repeat {
        variable,
        down: panel.text("repeatDirection").as_deref() == Some("v"),
        per_row: per_row.or(least).unwrap_or(PER_ROW),
    }
}

/// A copy that an older Grafana wrote into the file: copies are made anew.
fn is_stored_copy(panel: &Value) -> bool {
    let Some(panel) = panel.as_object() else {
        return false;
    };
    let on = |key: &str| edit::truthy(panel, key);
    on("repeatPanelId") || on("repeatedByRow") || on("repeatIteration") && !on("repeat")
}

fn library_name(panel: &Json) -> String {
    let library = edit::below(panel, "libraryPanel");
    let name = library.and_then(|library| edit::filled(library, "name"));
    let name = name.or_else(|| edit::filled(panel, "title"));
    name.unwrap_or("library panel").to_owned()
}

/// Panels with their places, from the top.
fn placed(panels: Vec<Value>) -> Vec<(Place, Value)> {
    let mut sorted: Vec<(Place, Value)> = Vec::with_capacity(panels.len());
    let mut bottom = 0;
    for value in panels {
        let place = place(&value, bottom);
        bottom = bottom.max(place.y + place.h);
        sorted.push((place, value));
    }
    sort::by_key(&mut sorted, |(place, _)| (place.y, place.x));
    sorted
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
#[derive(Default)]
struct Ids {
    taken: Set<u32>,
    next: u32,
}

impl Ids {
    fn of(panels: &[Value]) -> Self {
        let inner = panels
            .iter()
            .filter_map(|one| one.get("panels")?.as_array());
        let all = panels.iter().chain(inner.flatten());
        let largest = all.filter_map(Self::own).max();
        Self {
            taken: Set::new(),
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

/// A field that was emptied stays in the file as an empty text.
fn max_data_points(panel: &Object<'_>) -> Option<u32> {
    let emptied = panel
        .value("maxDataPoints")
        .is_some_and(|value| value.as_str() == Some(""));
    match emptied {
        true => None,
        false => panel.count("maxDataPoints").filter(|count| *count > 0),
    }
}
