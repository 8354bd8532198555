//! What a dashboard asks of a panel: type, options, field configuration, transformations.
//!
//! Reading never fails. What is wrong or not built is noted as a [`Fault`] and its default is used.

use crate::frame::expression::Expression;
use crate::frame::matcher::Subject;
use crate::lean::late::Late;
use crate::notation::json;
use crate::notation::json::Fault;
use crate::notation::json::Faults;
use crate::notation::json::Object;
use crate::panel::field_config::FieldConfig;
use crate::panel::field_config::Set;
use crate::panel::options::BarGaugeOptions;
use crate::panel::options::GaugeOptions;
use crate::panel::options::StatOptions;
use crate::panel::options::TableOptions;
use crate::panel::options::TextOptions;
use crate::panel::options::TimeSeriesOptions;
use crate::panel::options::heatmap::HeatmapOptions;
use crate::panel::options::heatmap::HistogramOptions;
use crate::panel::options::list::AlertListOptions;
use crate::panel::options::list::DashListOptions;
use crate::panel::options::list::LogsOptions;
use crate::panel::options::share::BarChartOptions;
use crate::panel::options::share::PieOptions;
use crate::panel::options::state::StateOptions;
use crate::panel::overrides;
use crate::panel::overrides::Override;
use serde_json::Value;

/// Everything that decides how answers are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Panel type with its options.
    pub kind: Kind,
    /// Configuration of every field.
    pub defaults: FieldConfig,
    /// And of some.
    pub overrides: Vec<Override>,
    /// What is worked out of the answers, in order.
    pub expressions: Vec<Expression>,
    /// Letters of queries that only expressions use.
    pub unseen: Vec<String>,
    /// What becomes of the answers before they are shown.
    /// As the file has them: read when there are answers to be transformed.
    pub transformations: Vec<Value>,
}

/// Panel types.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `timeseries`.
    TimeSeries(TimeSeriesOptions),
    /// `stat`.
    Stat(StatOptions),
    /// `gauge`.
    Gauge(GaugeOptions),
    /// `bargauge`.
    BarGauge(BarGaugeOptions),
    /// `table`.
    Table(TableOptions),
    /// `text`.
    Text(TextOptions),
    /// `heatmap`.
    Heatmap(HeatmapOptions),
    /// `histogram`.
    Histogram(HistogramOptions),
    /// `piechart`.
    PieChart(PieOptions),
    /// `barchart`.
    BarChart(BarChartOptions),
    /// `state-timeline`.
    StateTimeline(StateOptions),
    /// `status-history`.
    StatusHistory(StateOptions),
    /// `logs`.
    Logs(LogsOptions),
    /// `alertlist`.
    AlertList(AlertListOptions),
    /// `dashlist`.
    DashList(DashListOptions),
    /// Any other, by its name in the file.
    Unsupported(String),
}

impl Kind {
    /// Grafana's id of the type.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::TimeSeries(_) => "timeseries",
            Self::Stat(_) => "stat",
            Self::Gauge(_) => "gauge",
            Self::BarGauge(_) => "bargauge",
            Self::Table(_) => "table",
            Self::Text(_) => "text",
            Self::Heatmap(_) => "heatmap",
            Self::Histogram(_) => "histogram",
            Self::PieChart(_) => "piechart",
            Self::BarChart(_) => "barchart",
            Self::StateTimeline(_) => "state-timeline",
            Self::StatusHistory(_) => "status-history",
            Self::Logs(_) => "logs",
            Self::AlertList(_) => "alertlist",
            Self::DashList(_) => "dashlist",
            Self::Unsupported(name) => name,
        }
    }
}

type Rarer = fn(&str, &Object<'_>, &Object<'_>) -> Kind;

static RARER: Late<Rarer> = Late::new();

static EXPRESSION: Late<fn(&Object<'_>) -> Option<Expression>> = Late::new();

/// Brings what reads the rarer panel types; the second file's to call.
pub fn arrive() {
    RARER.put(rarer);
    EXPRESSION.put(Expression::read);
}

fn rarer(kind: &str, options: &Object<'_>, panel: &Object<'_>) -> Kind {
    match kind {
        "heatmap" => Kind::Heatmap(HeatmapOptions::read(options)),
        "histogram" => Kind::Histogram(HistogramOptions::read(options)),
        "piechart" => Kind::PieChart(PieOptions::read(options)),
        "barchart" => Kind::BarChart(BarChartOptions::read(options)),
        "state-timeline" => Kind::StateTimeline(StateOptions::read(options)),
        "status-history" => Kind::StatusHistory(StateOptions::read(options)),
        "logs" => Kind::Logs(LogsOptions::read(options)),
        "alertlist" => Kind::AlertList(AlertListOptions::read(options)),
        "dashlist" => Kind::DashList(DashListOptions::read(options, panel)),
        other => Kind::Unsupported(other.to_owned()),
    }
}

impl Spec {
    /// Reads a panel object of Grafana's model.
    #[must_use]
    pub fn read(panel: &Value) -> (Self, Vec<Fault>) {
        let faults = Faults::default();
        let panel = Object::new(panel, "", &faults);
        let options = panel.object("options");
        let kind = match panel.text("type").unwrap_or_default().as_str() {
            "timeseries" => Kind::TimeSeries(TimeSeriesOptions::read(&options)),
            "stat" => Kind::Stat(StatOptions::read(&options)),
            "gauge" => Kind::Gauge(GaugeOptions::read(&options)),
            "bargauge" => Kind::BarGauge(BarGaugeOptions::read(&options)),
            "table" => Kind::Table(TableOptions(
                panel.value("options").cloned().unwrap_or_default(),
            )),
            "text" => Kind::Text(TextOptions::read(&options, &panel)),
            other => match RARER.get(rarer) {
                Some(read) => read(other, &options, &panel),
                None => Kind::Unsupported(other.to_owned()),
            },
        };
        let field_config = panel.object("fieldConfig");
        let (expressions, unseen) = expressions(&panel);
        let spec = Self {
            kind,
            defaults: defaults(&field_config.object("defaults"), &faults),
            overrides: overrides::read(&field_config, &faults),
            expressions,
            unseen,
            transformations: panel.list("transformations").to_vec(),
        };
        (spec, faults.into_vec())
    }

    /// The configuration of one field: what it begins with, then every override that selects it, in order. `shown` says
    /// what the field is called under a configuration, because an override may look for a name that an earlier one gave;
    /// once an override has asked for the name, it stays the same for those after it.
    #[must_use]
    pub fn overridden(
        &self,
        mut config: FieldConfig,
        field: Subject<'_>,
        shown: impl Fn(&FieldConfig) -> String,
    ) -> FieldConfig {
        let mut asked: Option<String> = None;
        for one in &self.overrides {
            if asked.is_none() && one.matcher.asks_name(&field) {
                asked = Some(shown(&config));
            }
            let field = Subject {
                shown: asked.as_deref().unwrap_or(field.shown),
                ..field
            };
            if one.matcher.selects(&field) {
                for (id, value) in &one.properties {
                    config.set(id, value);
                }
            }
        }
        config.order_ends();
        config
    }
}

/// Sets every property of `defaults` by its id, as an override would.
fn defaults(object: &Object<'_>, faults: &Faults) -> FieldConfig {
    let mut config = FieldConfig::default();
    let mut set = |id: &str, value: &Value, at: String| match config.set(id, value) {
        Set::Done => {}
        Set::Unsupported => {
            let what = format!("{id}: {}", json::shown(value));
            faults.add(Fault::Unsupported { what });
        }
        Set::Bad(expected) => faults.add(Fault::Bad { at, expected }),
    };
    for (key, value) in object.iter().filter(|(key, _)| *key != "custom") {
        set(key, value, object.path(key));
    }
    let custom = object.object("custom");
    for (key, value) in custom.iter() {
        set(&format!("custom.{key}"), value, custom.path(key));
    }
    config
}

/// The source of expressions, by its name and by its uid.
const EXPRESSIONS: &str = "__expr__";

/// The expressions of a panel, and the letters of hidden queries that they use.
fn expressions(panel: &Object<'_>) -> (Vec<Expression>, Vec<String>) {
    let (mut expressions, mut hidden) = (Vec::new(), Vec::new());
    // Other targets are read, and their faults noted, where questions are made.
    for target in panel.list("targets") {
        let source = target.get("datasource");
        let uid = source.and_then(|source| source.get("uid").unwrap_or(source).as_str());
        let nothing = Faults::default();
        if uid == Some(EXPRESSIONS) {
            let read = EXPRESSION.get(Expression::read);
            expressions.extend(read.and_then(|read| read(&panel.within(target, "targets"))));
        } else {
            let target = Object::new(target, "", &nothing);
            hidden.extend(
                target
                    .text("refId")
                    .filter(|_| target.flag("hide") == Some(true)),
            );
        }
    }
    hidden.retain(|letter| expressions.iter().any(|one: &Expression| one.uses(letter)));
    (expressions, hidden)
}
