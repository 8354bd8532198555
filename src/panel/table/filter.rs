//! Which rows of a table a reader wants to see: by values of a column as they are written, and by a condition.

use crate::frame::Kind;
use crate::frame::column::as_number;
use crate::frame::order::collated;
use crate::lean::decimal;
use crate::lean::lower::lower;
use crate::lean::sort;
use crate::notation::pattern::Pattern;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::panel::table::cell::value;

/// What a reader wants of one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only these, as they are written; none is all.
    pub values: Vec<String>,
    /// Only those that pass this test.
    pub test: Test,
    /// With this; nothing tests nothing.
    pub operand: String,
}

/// A test of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Test {
    /// The text has the operand in it, whatever the case.
    #[default]
    Contains,
    /// The operand is a regular expression that finds something in the text.
    Matches,
    /// It is the operand, as a number where both are.
    Equal,
    /// It is not.
    NotEqual,
    /// It is a smaller number.
    Less,
    /// It is a number not larger.
    AtMost,
    /// It is a larger number.
    Greater,
    /// It is a number not smaller.
    AtLeast,
}

/// Every test, in the order in which they are offered.
pub const TESTS: [Test; 8] = [
    Test::Contains,
    Test::Matches,
    Test::Equal,
    Test::NotEqual,
    Test::Less,
    Test::AtMost,
    Test::Greater,
    Test::AtLeast,
];

impl Filter {
    /// Wants everything.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.values.is_empty() && self.operand.trim().is_empty()
    }
}

/// How cells of a column are written.
pub type Written<'a> = &'a dyn Fn(&TableColumn, usize) -> String;

/// The rows that pass all filters, as they came; a filter is of the column with that title.
#[must_use]
pub fn passing(table: &Table, filters: &[(String, Filter)], written: Written<'_>) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..table.len()).collect();
    for (title, filter) in filters {
        let column = table.columns.iter().find(|column| column.title == *title);
        let Some(column) = column.filter(|_| !filter.is_idle()) else {
            continue;
        };
        let check = Check::of(filter);
        rows.retain(|row| {
            let text = written(column, *row);
            (filter.values.is_empty() || filter.values.contains(&text))
                && check.passes(&text, number(table, column, *row))
        });
    }
    rows
}

/// The different values of a column that pass its condition, in order, and how often each is there.
#[must_use]
pub fn values(
    table: &Table,
    column: &TableColumn,
    filter: &Filter,
    written: Written<'_>,
) -> Vec<(String, usize)> {
    let check = Check::of(filter);
    let mut texts: Vec<String> = (0..table.len())
        .filter_map(|row| {
            let text = written(column, row);
            check
                .passes(&text, number(table, column, row))
                .then_some(text)
        })
        .collect();
    sort::by(&mut texts, Ord::cmp);
    let mut values: Vec<(String, usize)> = Vec::new();
    for text in texts {
        match values.last_mut() {
            Some((known, count)) if *known == text => *count += 1,
            Some(_) | None => values.push((text, 1)),
        }
    }
    let mut keyed: Vec<_> = values
        .into_iter()
        .map(|value| (collated(&value.0, true), value))
        .collect();
    sort::by(&mut keyed, |(a, _), (b, _)| a.cmp(b));
    keyed.into_iter().map(|(_, value)| value).collect()
}

fn number(table: &Table, column: &TableColumn, row: usize) -> Option<f64> {
    match table.kind(column) {
        Kind::Number => {
            Some(as_number(&value(table, column, row))).filter(|number| !number.is_nan())
        }
        Kind::Time | Kind::Text | Kind::Boolean | Kind::Other => None,
    }
}

/// A condition, read once.
struct Check<'a> {
    test: Test,
    operand: &'a str,
    lower: String,
    number: Option<f64>,
    pattern: Option<Pattern>,
}

impl<'a> Check<'a> {
    fn of(filter: &'a Filter) -> Self {
        let operand = filter.operand.trim();
        Self {
            test: filter.test,
            operand,
            lower: lower(operand),
            number: decimal::parse(operand),
            pattern: Pattern::read(operand).filter(|_| filter.test == Test::Matches),
        }
    }

    fn passes(&self, text: &str, number: Option<f64>) -> bool {
        if self.operand.is_empty() {
            return true;
        }
        // Texts that are numbers are compared as numbers too.
        let number = number.or_else(|| decimal::parse(text));
        let compared = || Some(number?.total_cmp(&self.number?));
        let equal = || match compared() {
            Some(order) => order.is_eq() || text == self.operand,
            None => lower(text) == self.lower,
        };
        match self.test {
            Test::Contains => lower(text).contains(&self.lower),
            Test::Matches => self
                .pattern
                .as_ref()
                .is_some_and(|pattern| pattern.matches(text)),
            Test::Equal => equal(),
            Test::NotEqual => !equal(),
            Test::Less => compared().is_some_and(std::cmp::Ordering::is_lt),
            Test::AtMost => compared().is_some_and(std::cmp::Ordering::is_le),
            Test::Greater => compared().is_some_and(std::cmp::Ordering::is_gt),
            Test::AtLeast => compared().is_some_and(std::cmp::Ordering::is_ge),
        }
    }
}
