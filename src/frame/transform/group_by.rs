//! `groupBy`: one row for each set of keys, the other columns reduced.

use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::cell::Cell;
use crate::frame::cell::joined;
use crate::frame::column::Column;
use crate::frame::matcher::Matcher;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::frame::order::groups;
use crate::frame::reduce::reduce_field;
use crate::frame::reducer::Reducer;
use crate::notation::json::Object;

/// Keys and reducers by name of column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GroupBy {
    keys: Vec<String>,
    /// Reducers with their ids as the file has them.
    calcs: Vec<(String, Vec<(String, Reducer)>)>,
}

impl GroupBy {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let fields = options.object("fields");
        let (mut keys, mut calcs) = (Vec::new(), Vec::new());
        for (name, _) in fields.iter() {
            let field = fields.object(name);
            let ids = field.texts("aggregations");
            let key = field.text("operation").is_some_and(|id| id == "groupby");
            if key {
                keys.push(name.clone());
            }
            // A key can be counted, no more.
            if key && ids != ["count"] {
                continue;
            }
            let reducers = ids.into_iter().filter_map(|id| {
                let reducer = Reducer::read(&id);
                if reducer.is_none() {
                    field.unsupported("aggregations", &id);
                }
                Some((id, reducer?))
            });
            calcs.push((name.clone(), reducers.collect()));
        }
        Self { keys, calcs }
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Vec<Frame> {
        if self.keys.is_empty() {
            return frames;
        }
        name::settle(&mut frames);
        frames
            .iter()
            .filter_map(|frame| self.grouped(frame))
            .collect()
    }

    /// None for a frame without a key.
    fn grouped(&self, frame: &Frame) -> Option<Frame> {
        let matcher = Matcher::Names {
            names: self.keys.clone(),
            exclude: false,
        };
        let keys: Vec<&Field> = Subject::all(frame)
            .filter(|subject| matcher.selects(subject))
            .map(|subject| subject.field)
            .collect();
        if keys.is_empty() {
            return None;
        }
        let key = |row: usize| {
            let cells: Vec<Cell> = keys.iter().map(|key| key.values.get(row)).collect();
            joined(&cells)
        };
        let texts: Vec<String> = (0..frame.rows()).map(key).collect();
        let groups = groups(&texts, String::cmp);
        let firsts: Vec<usize> = groups
            .iter()
            .filter_map(|group| group.first().copied())
            .collect();
        let mut fields: Vec<Field> = keys
            .iter()
            .map(|key| Field {
                config: key.config.clone(),
                ..Field::new(&key.name, key.kind, key.values.pick(&firsts))
            })
            .collect();
        for field in &frame.fields {
            let shown = name::alone(field);
            let named = |name: &str| self.calcs.iter().find(|(known, _)| known == name);
            let Some((_, calcs)) = named(&shown).or_else(|| named(&field.name)) else {
                continue;
            };
            for (id, reducer) in calcs {
                let reduced = groups
                    .iter()
                    .map(|group| reduce_field(*reducer, &field.with(field.values.pick(group))));
                let name = [&shown, " (", id, ")"].concat();
                let values = Column::new(reduced.collect());
                fields.push(Field::new(&name, reducer.kind(field.kind), values));
            }
        }
        Some(Frame {
            ref_id: frame.ref_id.clone(),
            name: String::new(),
            fields,
        })
    }
}
