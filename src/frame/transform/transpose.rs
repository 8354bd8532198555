//! `transpose`: rows become columns.

use super::Made;
use super::TooLarge;
use super::matrix::empty;
use super::room;
use crate::data::labels::Labels;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::VALUE;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::frame::name;
use crate::frame::name::known;
use crate::notation::json::Object;

/// What the columns are called, and what stands where there is no value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Transpose {
    first: String,
    rest: String,
    empty: Cell,
}

impl Transpose {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let name = |key: &str, default: &str| {
            let given = options.text(key).filter(|name| !name.is_empty());
            given.unwrap_or_else(|| default.to_owned())
        };
        Self {
            first: name("firstFieldName", "Field"),
            rest: name("restFieldsName", VALUE),
            empty: empty(options),
        }
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Made {
        name::settle(&mut frames);
        frames.iter().map(|frame| self.turned(frame)).collect()
    }

    fn turned(&self, frame: &Frame) -> Result<Frame, TooLarge> {
        let Some(first) = frame.fields.first() else {
            return Ok(frame.clone());
        };
        room(frame.fields.len(), first.values.len())?;
        // Texts and instants head the new columns; numbers stay among the values.
        let headed = matches!(first.kind, Kind::Text | Kind::Time);
        let rows = frame.fields.get(usize::from(headed)..).unwrap_or_default();
        let kind = match rows.first() {
            Some(one) if rows.iter().all(|field| field.kind == one.kind) => one.kind,
            Some(_) | None => Kind::Text,
        };
        let names = Column::texts(rows.iter().map(known));
        let mut fields = vec![Field::new(&self.first, Kind::Text, names)];
        for (row, head) in first.values.iter().enumerate() {
            let cells = rows.iter().map(|field| match kind {
                Kind::Text => self.text(field.kind, &field.values.get(row)),
                Kind::Number | Kind::Time | Kind::Boolean | Kind::Other => field.values.get(row),
            });
            let (label, value) = match headed {
                true => (first.name.as_str(), self.text(first.kind, &head).written()),
                false => ("row", (row + 1).to_string()),
            };
            let mut field = Field::new(&self.rest, kind, Column::new(cells.collect()));
            field.labels = Labels::from_pairs([(label, value)]);
            fields.push(field);
        }
        Ok(Frame {
            ref_id: ["transpose-", &frame.ref_id].concat(),
            name: frame.name.clone(),
            fields,
        })
    }

    fn text(&self, kind: Kind, cell: &Cell) -> Cell {
        match kind {
            _ if cell.is_nothing() => self.empty.clone(),
            Kind::Other => Cell::text(&cell.quoted()),
            Kind::Time | Kind::Number | Kind::Boolean | Kind::Text => Cell::text(&cell.written()),
        }
    }
}
