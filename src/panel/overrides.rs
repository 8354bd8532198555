//! Overrides: properties for the fields that a matcher selects.

use crate::frame::matcher::Matcher;
use crate::notation::json;
use crate::notation::json::Fault;
use crate::notation::json::Faults;
use crate::notation::json::Object;
use crate::panel::field_config::FieldConfig;
use crate::panel::field_config::Set;
use serde_json::Value;

/// One override.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// Which fields.
    pub matcher: Matcher,
    /// Grafana property ids and values; each was tried when it was read.
    pub properties: Vec<(String, Value)>,
}

/// Reads `fieldConfig.overrides`. An override whose matcher is not understood is left out and noted.
pub(crate) fn read(field_config: &Object<'_>, faults: &Faults) -> Vec<Override> {
    field_config
        .objects("overrides")
        .iter()
        .filter_map(|one| {
            let matcher = Matcher::read(&one.object("matcher"))?;
            let properties = one
                .objects("properties")
                .iter()
                .filter_map(|property| {
                    let id = property.text("id")?;
                    let value = property.value("value").cloned().unwrap_or(Value::Null);
                    attempt(&id, &value, &property.path("value"), faults).then_some((id, value))
                })
                .collect();
            Some(Override {
                matcher,
                properties,
            })
        })
        .collect()
}

/// Sets a property on a throw-away configuration to learn whether it can be set.
fn attempt(id: &str, value: &Value, at: &str, faults: &Faults) -> bool {
    match FieldConfig::default().set(id, value) {
        Set::Done => true,
        Set::Unsupported => {
            let what = format!("{id}: {}", json::shown(value));
            faults.add(Fault::Unsupported { what });
            false
        }
        Set::Bad(expected) => {
            let at = format!("{at} ({id})");
            faults.add(Fault::Bad { at, expected });
            false
        }
    }
}
