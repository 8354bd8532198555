//! `limit`: the first rows of each frame, or the last ones.

use crate::frame::Frame;
use crate::notation::json::Object;

/// Rows kept where nothing is said.
const DEFAULT: f64 = 10.0;

/// How many rows; below zero from the end. NaN is all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limit(f64);

impl Limit {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let given = options.value("limitField").is_some();
        let number = options.number("limitField").unwrap_or(f64::NAN).trunc();
        Self(if given { number } else { DEFAULT })
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Vec<Frame> {
        for frame in &mut frames {
            let length = frame.rows();
            if length as f64 <= self.0 || self.0.is_nan() {
                continue;
            }
            let rows: Vec<usize> = if self.0 >= 0.0 {
                (0..length.min(self.0 as usize)).collect()
            } else {
                (length.saturating_sub(-self.0 as usize)..length).collect()
            };
            for field in &mut frame.fields {
                field.values = field.values.pick(&rows);
            }
        }
        frames
    }
}
