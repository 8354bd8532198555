//! `concatenate`: the columns of all frames side by side, row by row.

use super::Made;
use super::room;
use crate::frame::Frame;
use crate::frame::VALUE;
use crate::notation::json::Object;

/// What becomes of the names of frames.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Concatenate {
    /// They are put before the names of columns.
    Field,
    /// They become this label.
    Label(String),
    /// They are forgotten.
    Drop,
}

impl Concatenate {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        match options.text("frameNameMode").as_deref() {
            Some("drop") => Self::Drop,
            Some("label") => {
                let label = options.text("frameNameLabel");
                Self::Label(label.unwrap_or_else(|| "frame".to_owned()))
            }
            _ => Self::Field,
        }
    }

    pub(crate) fn apply(&self, frames: Vec<Frame>) -> Made {
        if frames.len() < 2 {
            return Ok(frames);
        }
        let rows = frames.iter().map(Frame::rows).max().unwrap_or(0);
        room(frames.iter().map(|frame| frame.fields.len()).sum(), rows)?;
        let all: Vec<usize> = (0..rows).collect();
        let mut fields = Vec::new();
        for frame in frames {
            for mut field in frame.fields {
                field.known = None;
                match self {
                    _ if frame.name.is_empty() => {}
                    Self::Drop => {}
                    Self::Label(label) => field.labels = field.labels.with(label, &frame.name),
                    Self::Field if field.name.is_empty() || field.name == VALUE => {
                        field.name.clone_from(&frame.name);
                    }
                    Self::Field => field.name = [&frame.name, " · ", &field.name].concat(),
                }
                if field.values.len() < rows {
                    field.values = field.values.pick(&all);
                }
                fields.push(field);
            }
        }
        Ok(vec![Frame {
            fields,
            ..Frame::default()
        }])
    }
}
