//! A dashboard as this build understands it: Grafana's JSON model, with every default filled in.

use crate::dashboard::problem::Problem;
use crate::dashboard::variable::Choice;
use crate::dashboard::variable::Variable;
use crate::data::lines::Direction;
use crate::panel::Format;
use crate::panel::spec::Spec;
use serde_json::Value;
use std::sync::Arc;

/// A page of panels.
#[derive(Clone, Debug, PartialEq)]
pub struct Dashboard {
    /// Its name in URLs; empty when the file has none.
    pub uid: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Start of the range it opens with, as Grafana writes it (`now-6h`).
    pub from: String,
    /// End of that range.
    pub to: String,
    /// How often it asks again (`30s`); empty is never.
    pub refresh: String,
    /// IANA name, `utc`, or `browser`.
    pub timezone: String,
    /// First day of the week in English (`monday`); empty for the reader's own.
    pub week_start: String,
    /// First month of the fiscal year, 0 is January.
    pub fiscal_start: u32,
    /// How far `now` lies behind the clock (`1m`), because answers come late; empty for not at all.
    pub now_delay: String,
    /// What panels share while the pointer is over one.
    pub graph_tooltip: GraphTooltip,
    /// Variables in order of the file.
    pub variables: Vec<Variable>,
    /// Rows, and panels of no row, from the top.
    pub items: Vec<Item>,
    /// Links of the dashboard.
    pub links: Vec<Link>,
    /// Questions whose answers are noted over every panel.
    pub annotations: Vec<Annotation>,
    /// What is wrong with the file as a whole.
    pub problems: Vec<Problem>,
}

impl Dashboard {
    /// Every panel, those of rows included, from the top.
    pub fn panels(&self) -> impl Iterator<Item = &Panel> {
        self.items.iter().flat_map(|item| match item {
            Item::Panel(panel) => std::slice::from_ref(panel.as_ref()),
            Item::Row(row) => row.panels.as_slice(),
        })
    }

    /// The panel of an id; where panels are repeated also the first copy of that one.
    #[must_use]
    pub fn panel(&self, id: u32) -> Option<&Panel> {
        let copied = |panel: &&Panel| panel.copy.as_ref().is_some_and(|copy| copy.of == id);
        let own = self.panels().find(|panel| panel.id == id);
        own.or_else(|| self.panels().find(copied))
    }

    /// The variable of a name.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.name == name)
    }
}

/// What panels share while the pointer is over one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GraphTooltip {
    /// Nothing.
    #[default]
    Own,
    /// The line at the pointer's time.
    SharedCrosshair,
    /// Line and tooltip.
    SharedTooltip,
}

/// What stands on a dashboard.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A row with its panels.
    Row(Row),
    /// A panel of no row.
    Panel(Box<Panel>),
}

/// A heading with the panels below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id, unique in the dashboard.
    pub id: u32,
    /// Its title, variables as written.
    pub title: String,
    /// Its panels are hidden to begin with.
    pub collapsed: bool,
    /// One row for each value of this variable.
    pub repeat: Option<String>,
    /// It is one of those rows.
    pub copy: Option<Scope>,
    /// Its panels from the top.
    pub panels: Vec<Panel>,
}

/// One picture with its questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Its id, unique in the dashboard.
    pub id: u32,
    /// Its title, variables as written.
    pub title: String,
    /// Markdown; variables as written.
    pub description: String,
    /// Where the file puts it.
    pub place: Place,
    /// Type, options, field configuration.
    pub spec: Spec,
    /// Its questions.
    pub targets: Vec<Target>,
    /// Whom it asks, unless a target says otherwise.
    pub source: SourceRef,
    /// Most samples per series, if not one per pixel.
    pub max_data_points: Option<u32>,
    /// Shortest `$__interval` ("Min interval"); empty for the source's.
    pub interval: String,
    /// A range of its own, as long as the dashboard's is relative (`2h`).
    pub time_from: Option<String>,
    /// How far back its range is moved (`1d`).
    pub time_shift: Option<String>,
    /// The page does not say that the range is its own.
    pub hide_time: bool,
    /// Links of the panel.
    pub links: Vec<Link>,
    /// One panel for each value of a variable.
    pub repeat: Option<Repeat>,
    /// It is one of those panels.
    pub copy: Option<Scope>,
    /// The picture has no card around it.
    pub transparent: bool,
    /// What the file asks of this panel and does not get.
    pub problems: Vec<Problem>,
    /// The panel as the file has it, made one of today.
    pub file: Arc<Value>,
}

/// A panel for each value of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The variable.
    pub variable: String,
    /// Copies stand below each other.
    pub down: bool,
    /// Most copies side by side.
    pub per_row: u32,
}

/// What makes a copy of a repeated row or panel another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Id of what is copied.
    pub of: u32,
    /// Variables that have one value here, a copied row's included.
    pub values: Vec<(String, Choice)>,
}

/// A rectangle of the grid of 24 columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Columns from the left, 0 to 23.
    pub x: u32,
    /// Cells from the top.
    pub y: u32,
    /// Columns wide, at least 1.
    pub w: u32,
    /// Cells high, at least 1.
    pub h: u32,
}

/// A question of a panel, variables as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its letter.
    pub ref_id: String,
    /// PromQL.
    pub expr: String,
    /// `legendFormat`.
    pub legend: String,
    /// How the answer is to be read.
    pub format: Format,
    /// Ask at the end of the range.
    pub instant: bool,
    /// Ask over the range.
    pub range: bool,
    /// "Min step": an interval or one of the interval variables; may be empty.
    pub min_step: String,
    /// `intervalFactor`, 1 when not said.
    pub factor: u32,
    /// What only a question to Loki says.
    pub log: LogTarget,
    /// Not asked.
    pub hidden: bool,
    /// Whom it asks, if not whom the panel asks.
    pub source: Option<SourceRef>,
}

/// What a question to Loki says beside its LogQL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogTarget {
    /// Steps are this many intervals long; 0 is not said.
    pub resolution: u32,
    /// Length of a step as written; may be empty.
    pub step: String,
    /// Most lines, if not the source's own.
    pub max_lines: Option<u32>,
    /// Which lines come where there are more.
    pub direction: Direction,
}

/// Whom to ask, as the file says it; both may be empty, which is the default source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRef {
    /// Grafana's plugin type: `prometheus`, `loki`, ….
    pub kind: String,
    /// Id, name, or a variable.
    pub uid: String,
}

/// A link of a dashboard or a panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Its words, variables as written.
    pub title: String,
    /// Its address as written, not judged yet. Empty for a list of dashboards by tag.
    pub url: String,
    /// Words shown on hover.
    pub tooltip: String,
    /// Dashboards with these tags are meant.
    pub tags: Vec<String>,
    /// Those dashboards stand in a menu, not side by side.
    pub menu: bool,
    /// It opens a page of its own.
    pub new_page: bool,
    /// The address is given the current range.
    pub keep_time: bool,
    /// And the values of variables.
    pub include_vars: bool,
}

/// A question whose answers are noted over the panels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Its name.
    pub name: String,
    /// Whom it asks.
    pub source: SourceRef,
    /// PromQL or LogQL, variables as written.
    pub expr: String,
    /// Asked at all, to begin with.
    pub enabled: bool,
    /// The reader cannot switch it.
    pub hidden: bool,
    /// Its colour as the file has it; empty when it has none.
    pub colour: String,
    /// Template of a note's title, as `legendFormat`.
    pub title: String,
    /// Template of a note's text.
    pub text: String,
    /// Labels whose values are a note's tags.
    pub tags: Vec<String>,
    /// Time between samples, as written; empty for one minute.
    pub step: String,
    /// A sample's value is the note's time, in milliseconds.
    pub value_is_time: bool,
    /// Panels it is for.
    pub panels: Panels,
}

/// Panels that an annotation is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Panels {
    /// Every one.
    #[default]
    All,
    /// Those of these ids.
    Only(Vec<u32>),
    /// All but those of these ids.
    Except(Vec<u32>),
}
