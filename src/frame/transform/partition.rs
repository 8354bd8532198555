//! `partitionByValues`: a frame for each set of values of some columns.

use super::Made;
use super::room;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::cell::Key;
use crate::frame::matcher::Matcher;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::frame::order::groups;
use crate::notation::json::Object;

/// By which columns, and how the values name the frames.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Partition {
    fields: Vec<String>,
    /// The columns stay.
    keep: bool,
    /// Values become labels instead of names of frames.
    labels: bool,
    /// Names are put behind the name of the frame.
    append: bool,
    /// Names of columns stand before values.
    names: bool,
    /// Between name and value, and between values.
    separators: [String; 2],
}

impl Partition {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let naming = options.object("naming");
        let separator =
            |key: &str, default: &str| naming.text(key).unwrap_or_else(|| default.to_owned());
        Self {
            fields: options.texts("fields"),
            keep: options.flag("keepFields").unwrap_or(false),
            labels: naming.flag("asLabels").unwrap_or(true),
            append: naming.flag("append").unwrap_or(false),
            names: naming.flag("withNames").unwrap_or(false),
            separators: [separator("separator1", "="), separator("separator2", " ")],
        }
    }

    /// Only the first frame counts.
    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Made {
        let Some(frame) = frames.first_mut().filter(|_| !self.fields.is_empty()) else {
            return Ok(frames);
        };
        name::settle_alone(frame);
        let matcher = Matcher::Names {
            names: self.fields.clone(),
            exclude: false,
        };
        let chosen: Vec<bool> = Subject::all(frame)
            .map(|subject| matcher.selects(&subject))
            .collect();
        let pairs = || frame.fields.iter().zip(&chosen);
        let keys = || pairs().filter(|(_, key)| **key).map(|(field, _)| field);
        let tuples: Vec<Vec<Key>> = (0..frame.rows())
            .map(|row| keys().map(|field| field.values.get(row).key()).collect())
            .collect();
        let groups = groups(&tuples, Vec::cmp);
        room(frame.fields.len(), groups.len())?;
        let made = groups.iter().map(|rows| {
            let first = rows.first().copied().unwrap_or(0);
            let values: Vec<(&str, String)> = keys()
                .map(|field| (field.name.as_str(), field.values.get(first).written()))
                .collect();
            let kept = pairs().filter(|(_, key)| self.keep || !**key);
            let fields = kept.map(|(field, _)| {
                let mut part = field.with(field.values.pick(rows));
                part.known = None;
                if self.labels && part.kind != Kind::Time {
                    for (name, value) in &values {
                        part.labels = part.labels.with(name, value);
                    }
                }
                part
            });
            Frame {
                ref_id: frame.ref_id.clone(),
                name: self.name(&frame.name, &values),
                fields: fields.collect(),
            }
        });
        Ok(made.collect())
    }

    fn name(&self, frame: &str, values: &[(&str, String)]) -> String {
        if self.labels {
            return frame.to_owned();
        }
        let [inner, outer] = &self.separators;
        let parts: Vec<String> = values
            .iter()
            .map(|(name, value)| match self.names {
                true => [*name, inner, value].concat(),
                false => value.clone(),
            })
            .collect();
        let name = parts.join(outer);
        match self.append && !frame.is_empty() {
            true => [frame, " ", &name].concat(),
            false => name,
        }
    }
}
