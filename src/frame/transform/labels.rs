//! `labelsToFields`: labels as columns of their own, or as rows of a table of labels.

use super::Made;
use super::room;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::frame::name;
use crate::frame::name::known;
use crate::notation::json::Object;

/// Which labels, and how.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LabelsToFields {
    rows: bool,
    /// Only these; none is all.
    keep: Option<Vec<String>>,
    /// The label that names the columns of values.
    value: Option<String>,
}

impl LabelsToFields {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let keep = options.value("keepLabels").is_some();
        Self {
            rows: options.text("mode").as_deref() == Some("rows"),
            keep: keep.then(|| options.texts("keepLabels")),
            value: options.text("valueLabel"),
        }
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Made {
        if self.rows {
            name::settle(&mut frames);
            let tables = frames.iter().flat_map(|frame| {
                let labelled = frame.fields.iter().filter(|field| !field.labels.is_empty());
                labelled.filter_map(|field| self.table(frame, field))
            });
            return Ok(tables.collect());
        }
        let mut cells = 0;
        frames
            .into_iter()
            .map(|frame| self.columns(frame, &mut cells))
            .collect()
    }

    fn columns(&self, mut frame: Frame, cells: &mut usize) -> Result<Frame, super::TooLarge> {
        let rows = frame.rows();
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        for field in frame
            .fields
            .iter_mut()
            .filter(|field| !field.labels.is_empty() || field.joined)
        {
            field.joined = false;
            field.config.display_name = None;
            field.config.from_source = None;
            for (label, value) in std::mem::take(&mut field.labels).iter() {
                let kept = self.keep.as_ref().filter(|keep| !keep.is_empty());
                if kept.is_some_and(|keep| !keep.iter().any(|one| one == label)) {
                    continue;
                }
                if self.value.as_deref() == Some(label) {
                    value.clone_into(&mut field.name);
                    continue;
                }
                let known = found.iter_mut().find(|(name, _)| name == label);
                match known {
                    Some((_, values)) if values.iter().any(|one| one == value) => {}
                    Some((_, values)) => values.push(value.to_owned()),
                    None => found.push((label.to_owned(), vec![value.to_owned()])),
                }
            }
        }
        for (label, values) in found {
            for value in values {
                *cells += rows;
                room(1, *cells)?;
                let column = Column::filled(&Cell::text(&value), rows);
                frame.fields.push(Field::new(&label, Kind::Text, column));
            }
        }
        Ok(frame)
    }

    /// One row for each label, in a frame called as the column; none without labels.
    fn table(&self, frame: &Frame, field: &Field) -> Option<Frame> {
        let labels = &field.labels;
        let pairs: Vec<(&str, Option<&str>)> = match &self.keep {
            Some(keep) => keep
                .iter()
                .map(|name| (&name[..], labels.get(name)))
                .collect(),
            None => labels
                .iter()
                .map(|(name, value)| (name, Some(value)))
                .collect(),
        };
        if pairs.is_empty() {
            return None;
        }
        let names = Column::texts(pairs.iter().map(|(name, _)| *name));
        let values = pairs
            .iter()
            .map(|(_, value)| value.map_or(Cell::Missing, Cell::text));
        let values = Column::new(values.collect());
        Some(Frame {
            ref_id: frame.ref_id.clone(),
            name: known(field).to_owned(),
            fields: vec![
                Field::new("label", Kind::Text, names),
                Field::new("value", Kind::Text, values),
            ],
        })
    }
}
