//! What a dashboard asks of a panel: type, options, field configuration, and the table's last touches.
//!
//! Reading never fails. What is wrong or not built is noted as a [`Fault`] and its default is used.

use crate::panel::field_config::FieldConfig;
use crate::panel::field_config::Set;
use crate::panel::json;
use crate::panel::json::Fault;
use crate::panel::json::Faults;
use crate::panel::json::Object;
use crate::panel::options::BarGaugeOptions;
use crate::panel::options::GaugeOptions;
use crate::panel::options::StatOptions;
use crate::panel::options::TableOptions;
use crate::panel::options::TextOptions;
use crate::panel::options::TimeSeriesOptions;
use crate::panel::overrides;
use crate::panel::overrides::Matcher;
use crate::panel::overrides::Override;
use crate::panel::overrides::Subject;
use serde_json::Value;
use std::collections::BTreeMap;

/// Everything that decides how answers are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Panel type with its options.
    pub kind: Kind,
    /// Configuration of every field.
    pub defaults: FieldConfig,
    /// And of some.
    pub overrides: Vec<Override>,
    /// Columns renamed, left out and put in order, one after the other.
    pub organize: Vec<Organize>,
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
    /// Any other, by its name in the file.
    Unsupported(String),
}

/// Grafana's transformation `organize`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organize {
    /// Columns left out.
    pub exclude: Vec<String>,
    /// New titles.
    pub rename: BTreeMap<String, String>,
    /// Places; columns without one come last.
    pub order: BTreeMap<String, u32>,
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
            "table" => Kind::Table(TableOptions::read(&options)),
            "text" => Kind::Text(TextOptions::read(&options, &panel)),
            other => Kind::Unsupported(other.to_owned()),
        };
        let field_config = panel.object("fieldConfig");
        let spec = Self {
            kind,
            defaults: defaults(&field_config.object("defaults"), &faults),
            overrides: overrides::read(&field_config, &faults),
            organize: organize(&panel),
        };
        (spec, faults.into_vec())
    }

    /// The configuration of one field: the defaults, then every override that selects it, in order. `shown` says what
    /// the field is called under a configuration. As in Grafana it is asked once, when the first override looks for a
    /// displayed name: a name given before is seen, one given after is not.
    #[must_use]
    pub fn config(
        &self,
        field: Subject<'_>,
        shown: impl Fn(&FieldConfig) -> String,
    ) -> FieldConfig {
        let mut config = self.defaults.clone();
        let mut name: Option<String> = None;
        for one in &self.overrides {
            let asks = match &one.matcher {
                Matcher::Name(wanted) => wanted != field.name,
                Matcher::Names { .. } | Matcher::Pattern(_) => true,
                Matcher::Kind(_) | Matcher::RefId(_) => false,
            };
            if asks && name.is_none() {
                name = Some(shown(&config));
            }
            let field = Subject {
                shown: name.as_deref().unwrap_or(field.shown),
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

/// Queries of a table are always merged by their labels, so `merge` asks for nothing more.
fn organize(panel: &Object<'_>) -> Vec<Organize> {
    panel
        .objects("transformations")
        .iter()
        .filter(|one| one.flag("disabled") != Some(true))
        .filter_map(|one| match one.text("id")?.as_str() {
            "merge" => None,
            "organize" => Some(organized(&one.object("options"))),
            other => {
                one.unsupported("id", other);
                None
            }
        })
        .collect()
}

fn organized(options: &Object<'_>) -> Organize {
    let exclude = options.object("excludeByName");
    let rename = options.object("renameByName");
    let order = options.object("indexByName");
    Organize {
        exclude: exclude
            .iter()
            .filter(|(_, value)| value.as_bool() == Some(true))
            .map(|(name, _)| name.clone())
            .collect(),
        rename: rename
            .iter()
            .filter_map(|(name, _)| Some((name.clone(), rename.text(name)?)))
            .filter(|(_, title)| !title.is_empty())
            .collect(),
        order: order
            .iter()
            .filter_map(|(name, _)| Some((name.clone(), order.count(name)?)))
            .collect(),
    }
}
