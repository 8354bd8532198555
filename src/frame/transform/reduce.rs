//! `reduce`: every column to one value, as a table of columns or in place.

use super::Made;
use super::ref_ids;
use super::room;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::frame::matcher::Matcher;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::frame::reduce::reduce_field;
use crate::frame::reducer::Reducer;
use crate::notation::json::Object;

/// The label that tells results apart.
const REDUCER: &str = "reducer";

/// How, and which columns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reduce {
    reducers: Vec<Reducer>,
    in_place: bool,
    /// These columns; none is all but instants.
    fields: Option<Matcher>,
    /// Instants too, in place.
    time: bool,
    /// Labels get columns.
    labels: bool,
}

impl Reduce {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let ids = match options.value("reducers") {
            Some(_) => options.texts("reducers"),
            None => vec!["max".to_owned()],
        };
        let reducers = ids.iter().filter_map(|id| {
            let reducer = Reducer::read(id);
            if reducer.is_none() {
                options.unsupported("reducers", id);
            }
            reducer
        });
        let fields = options.object("fields");
        Self {
            reducers: reducers.collect(),
            in_place: options.text("mode").as_deref() == Some("reduceFields"),
            fields: fields.value("id").and_then(|_| Matcher::read(&fields)),
            time: options.flag("includeTimeField").unwrap_or(false),
            labels: options.flag("labelsToFields").unwrap_or(false),
        }
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Made {
        if self.reducers.is_empty() {
            return Ok(frames);
        }
        name::settle(&mut frames);
        if self.in_place {
            let made = frames.iter().map(|frame| self.in_place(frame));
            return Ok(made.filter(|frame| !frame.fields.is_empty()).collect());
        }
        let mut labels: Vec<&str> = Vec::new();
        for field in frames
            .iter()
            .flat_map(|frame| &frame.fields)
            .filter(|_| self.labels)
        {
            for (label, _) in field.labels.iter() {
                if !labels.contains(&label) {
                    labels.push(label);
                }
            }
        }
        let rows: usize = frames.iter().map(|frame| frame.fields.len()).sum();
        room(labels.len() + self.reducers.len() + 1, rows)?;
        let mut tables = frames.iter().map(|frame| self.table(frame, &labels));
        let Some(mut table) = tables.next() else {
            return Ok(Vec::new());
        };
        for more in tables {
            append(&mut table, more);
        }
        let fields = table
            .into_iter()
            .map(|(name, kind, cells)| Field::new(&name, kind, Column::new(cells)));
        Ok(vec![Frame {
            ref_id: ref_ids("reduce", &frames),
            name: String::new(),
            fields: fields.collect(),
        }])
    }

    fn selects(&self, subject: &Subject<'_>) -> bool {
        match &self.fields {
            Some(matcher) => matcher.selects(subject),
            None => subject.field.kind != Kind::Time || (self.time && self.in_place),
        }
    }

    fn in_place(&self, frame: &Frame) -> Frame {
        let mut fields = Vec::new();
        for subject in Subject::all(frame).filter(|subject| self.selects(subject)) {
            let field = subject.field;
            for reducer in &self.reducers {
                let mut reduced = field.with(Column::new(vec![reduce_field(*reducer, field)]));
                reduced.known = None;
                reduced.joined = true;
                reduced.kind = match reducer {
                    Reducer::AllValues | Reducer::UniqueValues => Kind::Other,
                    Reducer::First
                    | Reducer::FirstNotNull
                    | Reducer::Last
                    | Reducer::LastNotNull => field.kind,
                    Reducer::Min
                    | Reducer::Max
                    | Reducer::Mean
                    | Reducer::Median
                    | Reducer::Variance
                    | Reducer::StdDev
                    | Reducer::Sum
                    | Reducer::Count
                    | Reducer::CountAll
                    | Reducer::Range
                    | Reducer::Delta
                    | Reducer::Step
                    | Reducer::Diff
                    | Reducer::LogMin
                    | Reducer::AllIsZero
                    | Reducer::AllIsNull
                    | Reducer::ChangeCount
                    | Reducer::DistinctCount
                    | Reducer::DiffPerc
                    | Reducer::Percentile(_) => Kind::Number,
                };
                if self.reducers.len() > 1 {
                    reduced.labels = field.labels.with(REDUCER, &reducer.title());
                }
                fields.push(reduced);
            }
        }
        Frame {
            ref_id: frame.ref_id.clone(),
            name: frame.name.clone(),
            fields,
        }
    }

    /// Name, labels and results of every column, a row each.
    fn table(&self, frame: &Frame, labels: &[&str]) -> Rows {
        let chosen: Vec<Subject<'_>> = Subject::all(frame)
            .filter(|one| self.selects(one))
            .collect();
        let name = |one: &Subject<'_>| {
            Cell::text(if self.labels {
                &one.field.name
            } else {
                one.shown
            })
        };
        let names = chosen.iter().map(name).collect();
        let mut table = vec![("Field".to_owned(), Kind::Text, names)];
        for label in labels {
            let value = |one: &Subject<'_>| {
                one.field
                    .labels
                    .get(label)
                    .map_or(Cell::Missing, Cell::text)
            };
            let values = chosen.iter().map(value).collect();
            table.push(((*label).to_owned(), Kind::Text, values));
        }
        for reducer in &self.reducers {
            let result = |one: &Subject<'_>| match reduce_field(*reducer, one.field) {
                Cell::Null => Cell::Number(f64::NAN),
                result => result,
            };
            let results: Vec<Cell> = chosen.iter().map(result).collect();
            let first = results.iter().find(|cell| !cell.is_nothing());
            let kind = first.map_or(Kind::Other, kind_of);
            table.push((reducer.title(), kind, results));
        }
        table
    }
}

/// Columns by name and kind.
type Rows = Vec<(String, Kind, Vec<Cell>)>;

/// Adds the rows of a table to another; a column goes to those of its name and kind, the first to the first.
fn append(table: &mut Rows, more: Rows) {
    for (at, (name, kind, cells)) in table.iter_mut().enumerate() {
        for (from, (other, other_kind, values)) in more.iter().enumerate() {
            if (at == 0 && from == 0) || (name == other && kind == other_kind) {
                cells.extend(values.iter().cloned());
            }
        }
    }
}

fn kind_of(cell: &Cell) -> Kind {
    match cell {
        Cell::Number(_) => Kind::Number,
        Cell::Text(_) => Kind::Text,
        Cell::Boolean(_) => Kind::Boolean,
        Cell::Missing | Cell::Null | Cell::List(_) | Cell::Json(_) => Kind::Other,
    }
}
