//! The names that lines have beside them and in them, and how often each value: over the newest of what is loaded.

use crate::data::fields::LineField;
use crate::data::fields::fields;
use crate::data::lines::Origin;
use crate::lean::map::Map;
use crate::lean::sort;
use crate::logs::loaded::Loaded;
use crate::logs::row::Row;
use crate::query::logql::edit::Seen;

/// Lines that are looked at, unless there is less time.
pub const SAMPLE: usize = 1_000;

/// Values of a field that are told one by one.
pub const VALUES: usize = 50;

/// A name and its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name as a query has it.
    pub name: String,
    /// Where it was seen.
    pub seen: Seen,
    /// Lines that have it.
    pub lines: usize,
    /// How many values.
    pub different: usize,
    /// The most frequent ones and how many lines have each.
    pub values: Vec<(String, usize)>,
}

/// Everything a row has: labels, what stands beside it, and what can be read in it. Of a name that is there twice, the
/// one that a query would see.
#[must_use]
pub fn named(row: &Row<'_>) -> Vec<(Seen, String, String)> {
    let mut all: Vec<(Seen, String, String)> = Vec::new();
    let labels = row.lines.labels(row.line);
    for (name, value) in labels.into_iter().flat_map(|labels| labels.iter()) {
        all.push((Seen::Label, name.to_owned(), value.to_owned()));
    }
    for (origin, name, value) in row.lines.pairs(row.line) {
        all.push((Seen::Beside(origin), name.to_owned(), value.to_owned()));
    }
    let parsed = row
        .lines
        .pairs(row.line)
        .any(|(origin, name, _)| origin == Origin::Parsed && !name.starts_with("__"));
    if parsed {
        return all;
    }
    let text = row.text();
    let seen = match text.trim_start().starts_with('{') {
        true => Seen::Json,
        false => Seen::Logfmt,
    };
    for LineField { mut name, value } in fields(text) {
        // Loki renames what it reads where a label has the name already.
        if labels.is_some_and(|labels| labels.get(&name).is_some()) {
            name.push_str("_extracted");
        }
        if !all.iter().any(|(_, known, _)| *known == name) {
            all.push((seen, name, value));
        }
    }
    all
}

/// The fields of so many of the newest lines: those in most lines first.
#[must_use]
pub fn statistics(loaded: &Loaded, sample: usize) -> Vec<Field> {
    let mut found: Vec<(Field, Map<String, usize>)> = Vec::new();
    let mut known: Map<String, usize> = Map::new();
    for row in loaded.rows().take(sample) {
        for (seen, name, value) in named(&row) {
            let index = known.get(&name).copied().unwrap_or_else(|| {
                known.insert(name.clone(), found.len());
                let field = Field {
                    name,
                    seen,
                    lines: 0,
                    different: 0,
                    values: Vec::new(),
                };
                found.push((field, Map::new()));
                found.len() - 1
            });
            if let Some((field, values)) = found.get_mut(index) {
                field.lines += 1;
                match values.get_mut(&value) {
                    Some(count) => *count += 1,
                    None => values.insert(value, 1),
                }
            }
        }
    }
    let mut fields = Vec::with_capacity(found.len());
    for (mut field, values) in found {
        field.different = values.len();
        field.values = values
            .iter()
            .map(|(value, count)| (value.clone(), *count))
            .collect();
        sort::by(&mut field.values, |a, b| {
            b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0))
        });
        field.values.truncate(VALUES);
        fields.push(field);
    }
    sort::by(&mut fields, |a, b| {
        (rank(a), b.lines, &a.name).cmp(&(rank(b), a.lines, &b.name))
    });
    fields
}

/// What tells lines apart for people comes first; a label with one value, last.
fn rank(field: &Field) -> u8 {
    match field.name.as_str() {
        "level" | "detected_level" => 0,
        "service" => 1,
        _ if field.different == 1 => 3,
        _ => 2,
    }
}
