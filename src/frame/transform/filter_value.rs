//! `filterByValue`: rows kept or left out by what stands in them.

use crate::frame::Frame;
use crate::frame::cell::Cell;
use crate::frame::name;
use crate::frame::name::known;
use crate::lean::lower::lower;
use crate::notation::json::Object;
use crate::notation::pattern::Pattern;
use std::cmp::Ordering;

/// Which rows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FilterByValue {
    filters: Vec<Filter>,
    exclude: bool,
    all: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Filter {
    field: String,
    test: Test,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    /// `greater`, `greaterOrEqual`, `lower`, `lowerOrEqual`: the orders that pass.
    Compares(&'static [Ordering], Cell),
    /// Between, both ends left out.
    Between(f64, f64),
    /// `equal`, or not.
    Equal(Cell, bool),
    /// `isNull`, or not.
    Nothing(bool),
    Regex(Pattern),
    /// Contains a text in any case, or does not.
    Contains(String, bool),
    /// A test that is none passes nothing.
    Never,
}

impl FilterByValue {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let says = |key: &str, what: &str| options.text(key).as_deref() == Some(what);
        Self {
            filters: options
                .objects("filters")
                .iter()
                .map(Filter::read)
                .collect(),
            exclude: says("type", "exclude"),
            all: says("match", "all"),
        }
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Vec<Frame> {
        if self.filters.is_empty() {
            return frames;
        }
        name::settle(&mut frames);
        for frame in &mut frames {
            // Of several columns of one name the last one counts.
            let named = |name: &str| frame.fields.iter().rfind(|field| known(field) == name);
            let tests: Vec<_> = self
                .filters
                .iter()
                .map(|filter| (named(&filter.field), &filter.test))
                .collect();
            let passes = |row: usize| {
                let mut passed = tests.iter().map(|(field, test)| {
                    field.is_some_and(|field| test.passes(&field.values.get(row)))
                });
                let passed = if self.all {
                    passed.all(|passed| passed)
                } else {
                    passed.any(|passed| passed)
                };
                passed != self.exclude
            };
            let rows: Vec<usize> = (0..frame.rows()).filter(|row| passes(*row)).collect();
            for field in &mut frame.fields {
                field.values = field.values.pick(&rows);
                field.known = None;
            }
        }
        frames
    }
}

impl Filter {
    fn read(filter: &Object<'_>) -> Self {
        Self {
            field: filter.text("fieldName").unwrap_or_default(),
            test: Test::read(&filter.object("config")),
        }
    }
}

impl Test {
    fn read(config: &Object<'_>) -> Self {
        let options = config.object("options");
        let value = || options.value("value").map_or(Cell::Missing, Cell::from);
        let id = config.text("id").unwrap_or_default();
        match id.as_str() {
            "greater" => Self::Compares(&[Ordering::Greater], value()),
            "greaterOrEqual" => Self::Compares(&[Ordering::Greater, Ordering::Equal], value()),
            "lower" => Self::Compares(&[Ordering::Less], value()),
            "lowerOrEqual" => Self::Compares(&[Ordering::Less, Ordering::Equal], value()),
            "between" => {
                let end = |key: &str| options.number(key).unwrap_or(f64::NAN);
                Self::Between(end("from"), end("to"))
            }
            "equal" => Self::Equal(value(), true),
            "notEqual" => Self::Equal(value(), false),
            "isNull" => Self::Nothing(true),
            "isNotNull" => Self::Nothing(false),
            "regex" => match Pattern::read(&["/", &value().written(), "/"].concat()) {
                Some(pattern) => Self::Regex(pattern),
                None => {
                    options.bad("value", "a regular expression");
                    Self::Never
                }
            },
            "substring" => Self::Contains(value().written(), true),
            "notSubstring" => Self::Contains(value().written(), false),
            other => {
                config.unsupported("id", other);
                Self::Never
            }
        }
    }

    fn passes(&self, cell: &Cell) -> bool {
        match self {
            Self::Compares(orders, value) => {
                let order = match (cell, value) {
                    (cell, _) if cell.number().is_nan() => None,
                    (Cell::Text(a), Cell::Text(b)) => Some(a.cmp(b)),
                    (a, b) => a.number().partial_cmp(&b.number()),
                };
                order.is_some_and(|order| orders.contains(&order))
            }
            Self::Between(from, to) => {
                let number = cell.number();
                number > *from && number < *to
            }
            Self::Equal(value, wanted) => cell.alike(value) == *wanted,
            Self::Nothing(wanted) => cell.is_nothing() == *wanted,
            Self::Regex(pattern) => !cell.is_nothing() && pattern.matches(&cell.written()),
            Self::Contains(text, wanted) => match cell {
                _ if text.is_empty() => *wanted,
                Cell::Text(cell) if !cell.is_empty() => {
                    lower(cell).contains(&lower(text)) == *wanted
                }
                Cell::Missing
                | Cell::Null
                | Cell::Number(_)
                | Cell::Text(_)
                | Cell::Boolean(_)
                | Cell::List(_)
                | Cell::Json(_) => false,
            },
            Self::Never => false,
        }
    }
}
