//! `timeSeriesTable`: a row for each time series, with a column for each label and one that holds the series itself, to be
//! drawn as a line. The series of each query are a table of their own; what is no time series stays as it is.

use super::Made;
use super::room;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::TREND;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::notation::json::Object;

/// The only statistic that stands beside a line.
const LAST: &str = "lastNotNull";

/// The tables to come, by the letters of their queries.
struct Table {
    ref_id: String,
    labels: Vec<String>,
    rows: Vec<Frame>,
}

/// Notes statistics that are not drawn.
pub(crate) fn read(options: &Object<'_>) {
    for (letter, _) in options.iter() {
        let stat = options.object(letter).text("stat");
        if let Some(stat) = stat.filter(|stat| !stat.is_empty() && stat != LAST) {
            options.unsupported(&[letter, ".stat"].concat(), &stat);
        }
    }
}

/// Does it.
pub(crate) fn apply(frames: Vec<Frame>) -> Made {
    room(1, frames.iter().map(Frame::rows).sum())?;
    let mut tables: Vec<Table> = Vec::new();
    let mut others = Vec::new();
    for frame in frames {
        let is_series = frame.time().is_some() && series(&frame).is_some();
        if !is_series {
            others.push(frame);
            continue;
        }
        let at = tables.iter().position(|table| table.ref_id == frame.ref_id);
        let at = at.unwrap_or_else(|| {
            tables.push(Table {
                ref_id: frame.ref_id.clone(),
                labels: Vec::new(),
                rows: Vec::new(),
            });
            tables.len() - 1
        });
        let Some(table) = tables.get_mut(at) else {
            continue;
        };
        for (label, _) in series(&frame).iter().flat_map(|field| field.labels.iter()) {
            if !table.labels.iter().any(|known| known == label) {
                table.labels.push(label.to_owned());
            }
        }
        table.rows.push(frame);
    }
    others.extend(tables.into_iter().map(Table::frame));
    Ok(others)
}

impl Table {
    fn frame(self) -> Frame {
        let rows: Vec<&Field> = self.rows.iter().filter_map(series).collect();
        let mut fields: Vec<Field> = self
            .labels
            .iter()
            .map(|label| {
                let value = |field: &&Field| field.labels.get(label).map_or(Cell::Null, Cell::text);
                let values = rows.iter().map(value).collect();
                Field::new(label, Kind::Text, Column::new(values))
            })
            .collect();
        let line = |field: &&Field| Cell::List(field.values.iter().collect());
        let lines = Column::new(rows.iter().map(line).collect());
        let mut trend = Field::new(&[TREND, &self.ref_id].concat(), Kind::Other, lines);
        if let Some(first) = rows.first() {
            trend.config.unit.clone_from(&first.config.unit);
            trend.config.decimals = first.config.decimals;
        }
        fields.push(trend);
        Frame {
            name: self.ref_id.clone(),
            ref_id: self.ref_id,
            fields,
        }
    }
}

/// The column of a time series that is drawn: the first of numbers.
fn series(frame: &Frame) -> Option<&Field> {
    frame.fields.iter().find(|field| field.kind == Kind::Number)
}
