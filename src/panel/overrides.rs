//! Overrides: properties for the fields that a matcher selects.

use crate::panel::field_config::FieldConfig;
use crate::panel::field_config::Set;
use crate::panel::json;
use crate::panel::json::Fault;
use crate::panel::json::Faults;
use crate::panel::json::Object;
use crate::panel::pattern::Pattern;
use serde_json::Value;

/// One override.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// Which fields.
    pub matcher: Matcher,
    /// Grafana property ids and values; each was tried when it was read.
    pub properties: Vec<(String, Value)>,
}

/// Which fields an override is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// Of this name, own or displayed.
    Name(String),
    /// Of one of these names, or of none of them.
    Names {
        /// The names.
        names: Vec<String>,
        /// Select the others.
        exclude: bool,
    },
    /// Whose displayed name matches.
    Pattern(Pattern),
    /// Of this type.
    Kind(FieldKind),
    /// From this query.
    RefId(String),
}

/// Type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Numbers.
    Number,
    /// Texts.
    Text,
    /// Instants.
    Time,
}

/// What a matcher may ask about a field.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its own name: `Value`, `Time`, or a label.
    pub name: &'a str,
    /// The name shown so far.
    pub shown: &'a str,
    /// Its type.
    pub kind: FieldKind,
    /// Letter of its query.
    pub ref_id: &'a str,
}

impl Matcher {
    /// Does it select this field?
    #[must_use]
    pub fn selects(&self, field: &Subject<'_>) -> bool {
        match self {
            Self::Name(name) => name == field.name || name == field.shown,
            Self::Names { names, exclude } => {
                names
                    .iter()
                    .any(|name| name == field.shown || name == field.name)
                    != *exclude
            }
            Self::Pattern(pattern) => pattern.matches(field.shown),
            Self::Kind(kind) => *kind == field.kind,
            Self::RefId(ref_id) => ref_id == field.ref_id,
        }
    }

    fn read(matcher: &Object<'_>) -> Option<Self> {
        let id = matcher.text("id").unwrap_or_else(|| "byName".to_owned());
        let of_kind = |kind: &str| {
            Some(Self::Kind(match kind {
                "number" => FieldKind::Number,
                "string" => FieldKind::Text,
                "time" => FieldKind::Time,
                _ => return None,
            }))
        };
        let read = match id.as_str() {
            "byName" => Some(Self::Name(matcher.text("options")?)),
            "byRegexp" => {
                let pattern = Pattern::read(&matcher.text("options")?);
                if pattern.is_none() {
                    matcher.bad("options", "a regular expression");
                    return None;
                }
                pattern.map(Self::Pattern)
            }
            "byNames" => {
                let options = matcher.object("options");
                Some(Self::Names {
                    names: options.texts("names"),
                    exclude: options.text("mode").as_deref() == Some("exclude"),
                })
            }
            "byType" => of_kind(&matcher.text("options")?),
            "numeric" => Some(Self::Kind(FieldKind::Number)),
            "time" => Some(Self::Kind(FieldKind::Time)),
            "byFrameRefID" => Some(Self::RefId(matcher.text("options")?)),
            _ => None,
        };
        if read.is_none() {
            matcher.unsupported("id", &id);
        }
        read
    }
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
