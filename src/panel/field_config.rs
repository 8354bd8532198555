//! How the values of one field are named, written and coloured (Grafana's `fieldConfig.defaults`), and set by override.
//!
//! A property that is absent is none here: each panel type knows its own default. Axis and drawing properties of time
//! series are in [`crate::panel::custom`].

use crate::lean::within::Within;
use crate::notation::json;
use crate::panel::custom::Custom;
use crate::panel::link;
use crate::panel::link::DataLink;
use crate::panel::mapping;
use crate::panel::mapping::Mapping;
use crate::panel::scheme::Scheme;
use crate::panel::threshold::Thresholds;
use crate::unit;
use serde_json::Value;

/// Configuration of a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldConfig {
    /// Name in place of the series' own; a template.
    pub display_name: Option<String>,
    /// Grafana unit id.
    pub unit: Option<String>,
    /// Decimals.
    pub decimals: Option<u8>,
    /// Lower end.
    pub min: Option<f64>,
    /// Upper end.
    pub max: Option<f64>,
    /// Ends that are not set are those of its own values, not of all.
    pub own_ends: bool,
    /// Text where there is no value.
    pub no_value: Option<String>,
    /// Where colours come from.
    pub colour: Option<Colour>,
    /// Which value colours a whole series.
    pub series_by: SeriesBy,
    /// Steps that judge a value.
    pub thresholds: Thresholds,
    /// Values with a text of their own.
    pub mappings: Vec<Mapping>,
    /// Where a click on a value leads.
    pub links: Vec<DataLink>,
    /// What only some panel types know.
    pub custom: Custom,
}

/// Where colours come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Colour {
    /// From the palette, by place.
    Palette,
    /// From the palette, by name.
    ByName,
    /// From the thresholds.
    Thresholds,
    /// Always this one.
    Fixed(String),
    /// Shades of this one, by place.
    Shades(String),
    /// From a scale, by value.
    Scheme(Scheme),
}

/// Which value colours a whole series where colours follow values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeriesBy {
    /// The last one.
    #[default]
    Last,
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

/// What became of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// It is set.
    Done,
    /// It asks for what is not built.
    Unsupported,
    /// It is not of the right shape.
    Bad(&'static str),
}

pub(crate) type Outcome = Result<(), Set>;

impl FieldConfig {
    /// Sets a property by Grafana's id, such as `unit` or `custom.lineWidth`; `null` takes it back to its default.
    pub fn set(&mut self, id: &str, value: &Value) -> Set {
        let outcome = match id.strip_prefix("custom.") {
            Some(id) => self.custom.set(id, value),
            None => self.set_standard(id, value),
        };
        outcome.err().unwrap_or(Set::Done)
    }

    /// Puts the ends of the range in order, as Grafana does once everything is set.
    pub fn order_ends(&mut self) {
        if let (Some(min), Some(max)) = (self.min, self.max)
            && min > max
        {
            (self.min, self.max) = (Some(max), Some(min));
        }
    }

    fn set_standard(&mut self, id: &str, value: &Value) -> Outcome {
        match id {
            "displayName" => self.display_name = filled(text(value)?),
            "unit" => {
                self.unit = filled(text(value)?);
                unit::ready(self.unit.as_deref().unwrap_or(""));
            }
            "decimals" => {
                self.decimals = number(value)?.map(|number| number.within(0.0, 20.0) as u8)
            }
            "min" => self.min = number(value)?,
            "max" => self.max = number(value)?,
            "fieldMinMax" => self.own_ends = value.as_bool() == Some(true),
            "noValue" => self.no_value = text(value)?,
            "color" => {
                self.colour = colour(value)?;
                self.series_by = match part(value, "seriesBy").and_then(Value::as_str) {
                    Some("min") => SeriesBy::Min,
                    Some("max") => SeriesBy::Max,
                    _ => SeriesBy::Last,
                };
            }
            "thresholds" => {
                self.thresholds = match value.is_null() {
                    true => Thresholds::default(),
                    false => Thresholds::read(value).map_err(Set::Bad)?,
                }
            }
            "mappings" => {
                if value.is_null() {
                    self.mappings.clear();
                    return Ok(());
                }
                let mut mappings = mapping::read(value).map_err(Set::Bad)?;
                // The first that matches wins, so what is set later stands before what there was.
                mappings.append(&mut self.mappings);
                self.mappings = mappings;
            }
            "links" => {
                if value.is_null() {
                    self.links.clear();
                    return Ok(());
                }
                let mut links = link::read(value).map_err(Set::Bad)?;
                // What an override adds stands before what there was.
                links.append(&mut self.links);
                self.links = links;
            }
            // An answer without a sample there is a gap, whatever gaps are to count as.
            "nullValueMode" if value.as_str() != Some("null as zero") => {}
            // Descriptions and Grafana's own notes change nothing that is drawn.
            "description" | "unitScale" | "writeable" | "filterable" | "path"
            | "displayNameFromDS" => {}
            _ => return ignored(value),
        }
        Ok(())
    }
}

fn colour(value: &Value) -> Result<Option<Colour>, Set> {
    let Some(mode) = part(value, "mode") else {
        return Ok(None);
    };
    let fixed = || {
        let colour = part(value, "fixedColor").and_then(Value::as_str);
        colour.unwrap_or(crate::panel::colour::FALLBACK).to_owned()
    };
    let Some(mode) = mode.as_str() else {
        return Err(Set::Bad("an object with a mode"));
    };
    match mode {
        // Colours anyone can tell apart are what the page has of its own.
        "palette-classic" | "palette-colorblind" => Ok(Some(Colour::Palette)),
        "palette-classic-by-name" => Ok(Some(Colour::ByName)),
        "thresholds" => Ok(Some(Colour::Thresholds)),
        "fixed" => Ok(Some(Colour::Fixed(fixed()))),
        "shades" => Ok(Some(Colour::Shades(fixed()))),
        mode => match Scheme::of(mode) {
            Some(scheme) => Ok(Some(Colour::Scheme(scheme))),
            None => Err(Set::Unsupported),
        },
    }
}

/// A property we do not know is worth a word only if it asks for something.
pub(crate) fn ignored(value: &Value) -> Outcome {
    let asks = match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !matches!(text.as_str(), "" | "none" | "auto" | "off"),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        Value::Bool(true) | Value::Number(_) => true,
    };
    if asks { Err(Set::Unsupported) } else { Ok(()) }
}

pub(crate) fn text(value: &Value) -> Result<Option<String>, Set> {
    match value {
        Value::Null => Ok(None),
        // A number is as good as its text (`noValue: 0`).
        Value::Number(number) => Ok(Some(json::written(number))),
        other => json::text(other).map(Some).ok_or(Set::Bad("text")),
    }
}

pub(crate) fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

pub(crate) fn number(value: &Value) -> Result<Option<f64>, Set> {
    match value {
        Value::Null => Ok(None),
        // An emptied input field leaves an empty text.
        Value::String(text) if text.is_empty() || text == "auto" => Ok(None),
        other => json::number(other).map(Some).ok_or(Set::Bad("a number")),
    }
}

pub(crate) fn choice<T: Copy>(
    value: &Value,
    known: &[(&str, T)],
    expected: &'static str,
) -> Result<T, Set> {
    let wanted = value.as_str();
    let first = known.first().map(|(_, default)| *default);
    match known.iter().find(|(name, _)| Some(*name) == wanted) {
        Some((_, found)) => Ok(*found),
        // An emptied choice leaves an empty text.
        None if value.is_null() || wanted == Some("") => first.ok_or(Set::Bad(expected)),
        None => Err(Set::Bad(expected)),
    }
}

pub(crate) fn part<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    value.get(key).filter(|value| !value.is_null())
}
