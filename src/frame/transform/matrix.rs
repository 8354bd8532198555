//! `groupingToMatrix`: one column for each value of a column, one row for each value of another.

use super::Made;
use super::room;
use crate::frame::Config;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::TIME;
use crate::frame::VALUE;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::frame::matcher::Matcher;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::frame::order::groups;
use crate::frame::reduce::unique;
use crate::lean::sort;
use crate::notation::json::Object;

/// Which columns, and what stands where there is no value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Matrix {
    column: String,
    row: String,
    value: String,
    empty: Cell,
}

/// What stands where there is no value: Grafana's special values.
pub(crate) fn empty(options: &Object<'_>) -> Cell {
    match options.text("emptyValue").as_deref() {
        Some("true") => Cell::Boolean(true),
        Some("false") => Cell::Boolean(false),
        Some("null") => Cell::Null,
        Some("zero") => Cell::Number(0.0),
        _ => Cell::text(""),
    }
}

impl Matrix {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let name = |key: &str, default: &str| {
            let given = options.text(key).filter(|name| !name.is_empty());
            given.unwrap_or_else(|| default.to_owned())
        };
        Self {
            column: name("columnField", TIME),
            row: name("rowField", TIME),
            value: name("valueField", VALUE),
            empty: empty(options),
        }
    }

    /// Only a single frame that has the three columns is turned; any others stay as they are.
    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Made {
        let [frame] = frames.as_mut_slice() else {
            return Ok(frames);
        };
        name::settle_alone(frame);
        let find = |name: &str| {
            let matcher = Matcher::Name(name.to_owned());
            let mut subjects = Subject::all(frame);
            let found = subjects.find(|subject| matcher.selects(subject));
            found.map(|subject| subject.field)
        };
        let found = (find(&self.column), find(&self.row), find(&self.value));
        let (Some(columns), Some(rows), Some(values)) = found else {
            return Ok(frames);
        };
        let table = self.turned(columns, rows, values)?;
        Ok(vec![table])
    }

    fn turned(
        &self,
        columns: &Field,
        rows: &Field,
        values: &Field,
    ) -> Result<Frame, super::TooLarge> {
        let heads: Vec<Cell> = columns.values.iter().collect();
        let sides: Vec<Cell> = rows.values.iter().collect();
        let tops = unique(&heads);
        let lefts = unique(&sides);
        room(tops.len() + 1, lefts.len())?;

        // A value belongs where its head and its side are written, the later one wins.
        let beside = places(&sides, &lefts);
        let under = places(&heads, &tops);
        let mut cells = vec![vec![Cell::Missing; lefts.len()]; tops.len()];
        for ((top, lefts), value) in under.iter().zip(&beside).zip(values.values.iter()) {
            for top in top {
                for left in lefts {
                    let slot = cells.get_mut(*top).and_then(|column| column.get_mut(*left));
                    if let Some(slot) = slot {
                        *slot = value.clone();
                    }
                }
            }
        }
        let title = [&self.row, "\\", &self.column].concat();
        let mut first = Field::new(
            &title,
            rows.kind,
            Column::new(lefts.into_iter().cloned().collect()),
        );
        first.config = rows.config.clone();
        let mut fields = vec![first];
        let number = heads.iter().any(|head| matches!(head, Cell::Number(_)));
        for (top, mut column) in tops.into_iter().zip(cells) {
            for cell in column.iter_mut().filter(|cell| cell.is_nothing()) {
                *cell = self.empty.clone();
            }
            let name = if top.is_nothing() {
                String::new()
            } else {
                top.written()
            };
            let mut field = Field::new(&name, values.kind, Column::new(column));
            field.config = Config {
                display_name: None,
                from_source: values.config.from_source.clone().filter(|_| !number),
                ..values.config.clone()
            };
            fields.push(field);
        }
        Ok(Frame {
            fields,
            ..Frame::default()
        })
    }
}

/// For each cell, where the distinct ones that are written alike stand.
fn places(cells: &[Cell], distinct: &[&Cell]) -> Vec<Vec<usize>> {
    let texts: Vec<String> = distinct.iter().map(|cell| cell.written()).collect();
    let mut index: Vec<(&str, Vec<usize>)> = groups(&texts, String::cmp)
        .into_iter()
        .filter_map(|group| Some((texts.get(*group.first()?)?.as_str(), group)))
        .collect();
    sort::by(&mut index, |(a, _), (b, _)| a.cmp(b));
    let place = |cell: &Cell| {
        let text = cell.written();
        let at = index.binary_search_by(|(known, _)| (*known).cmp(&text));
        let found = at.ok().and_then(|at| index.get(at));
        found.map_or_else(Vec::new, |(_, group)| group.clone())
    };
    cells.iter().map(place).collect()
}
