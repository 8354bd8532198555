//! Thresholds: which step a value has reached.

use crate::notation::json::Fault;
use crate::notation::json::Faults;
use crate::notation::json::Object;
use crate::panel::colour;
use serde_json::Value;

/// Steps of a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thresholds {
    /// Values of steps are percent of the way from the field's minimum to its maximum.
    pub percent: bool,
    /// Steps in the order of the file; the first usually starts at −∞.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// From which value it holds.
    pub from: f64,
    /// Its colour as the file has it.
    pub colour: String,
}

impl Thresholds {
    /// The step a value has reached, by index: the last that is not above it, stopping at the first that is. A value
    /// below the first step has reached the first. NaN reaches nothing but the first.
    #[must_use]
    pub fn reached(&self, value: f64, min: f64, max: f64) -> Option<(usize, &Step)> {
        self.reached_at(value, (value - min) / (max - min))
    }

    /// The same for a value that lies this far (0 to 1) between minimum and maximum.
    #[must_use]
    pub fn reached_at(&self, value: f64, part: f64) -> Option<(usize, &Step)> {
        let value = if self.percent { part * 100.0 } else { value };
        let reached = self
            .steps
            .iter()
            .enumerate()
            .take_while(|(_, step)| value >= step.from)
            .last();
        reached.or_else(|| self.steps.first().map(|first| (0, first)))
    }

    /// Where each step begins in units of the value; a step in percent needs both ends.
    pub fn marks(&self, min: Option<f64>, max: Option<f64>) -> impl Iterator<Item = (f64, &Step)> {
        let percent = self.percent;
        self.steps.iter().filter_map(move |step| {
            if !percent || step.from.is_infinite() {
                return Some((step.from, step));
            }
            let (min, max) = (min?, max?);
            Some((min + (max - min) * step.from / 100.0, step))
        })
    }

    /// Reads `thresholds` of a field.
    pub(crate) fn read(value: &Value) -> Result<Self, &'static str> {
        let faults = Faults::default();
        let object = Object::new(value, "", &faults);
        let steps = object
            .objects("steps")
            .iter()
            .map(|step| Step {
                from: step.number("value").unwrap_or(f64::NEG_INFINITY),
                colour: step
                    .text("color")
                    .unwrap_or_else(|| colour::FALLBACK.to_owned()),
            })
            .collect();
        let read = Self {
            percent: object.text("mode").as_deref() == Some("percentage"),
            steps,
        };
        match faults.into_vec().into_iter().next() {
            None => Ok(read),
            Some(Fault::Bad { .. } | Fault::Unsupported { .. }) => {
                Err("an object with a mode and a list of steps")
            }
        }
    }
}
