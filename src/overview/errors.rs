//! Lines of errors by service: one question, counted in steps over the range shown.

use crate::data::series::Column;
use crate::data::series::Matrix;
use crate::lean::sort;
use crate::query::logql::Query;
use crate::query::logql::count;
use crate::query::logql::level;
use crate::source::Ask;
use crate::time::Grid;
use crate::time::Millis;
use crate::time::Range;
use crate::time::interval::format_interval;
use crate::time::step;

/// The label that says which service writes.
pub const LABEL: &str = "service";

/// Steps of a range, about.
const STEPS: u32 = 60;

/// No step is shorter.
const LEAST: Millis = Millis(1_000);

/// A service and its errors.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// How many.
    pub count: usize,
    /// How many in each step.
    pub column: Column,
}

/// The query for the lines of errors, of one service or of all.
#[must_use]
pub fn query(service: Option<&str>) -> String {
    let mut query = Query::read("{service=~\".+\"}").unwrap_or_default();
    if let (Some(service), Some(matcher)) = (service, query.matchers.first_mut()) {
        matcher.op = crate::query::logql::Op::Is;
        service.clone_into(&mut matcher.value);
    }
    query.set_levels(&level::BAD, false);
    query.text()
}

/// The question over a range. Its steps follow each other without a gap, so that their sum is the number of lines.
#[must_use]
pub fn ask(range: Range) -> Ask {
    let step = step::interval(range, STEPS, Some(LEAST));
    let mut grid = Grid::aligned(range, step, 0);
    // The first instant is at or before the beginning; one more at the end counts what came since the last.
    grid.count += usize::from(grid.end() < range.to);
    Ask::Range {
        expr: count::counting_by(LABEL, &query(None), &format_interval(step)),
        grid,
    }
}

/// The services of an answer, the one with the most first.
#[must_use]
pub fn services(matrix: &Matrix) -> Vec<Service> {
    let mut found: Vec<Service> = matrix
        .series
        .iter()
        .map(|series| {
            // A step without a line has no count; here it is none.
            let column: Vec<f64> = series
                .values
                .iter()
                .map(|value| if value.is_finite() { *value } else { 0.0 })
                .collect();
            let sum: f64 = column.iter().sum();
            Service {
                name: series.labels.get(LABEL).unwrap_or_default().to_owned(),
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                count: sum.max(0.0) as usize,
                column: Column::from(column),
            }
        })
        .filter(|service| service.count > 0)
        .collect();
    sort::by(&mut found, |one, other| {
        let by_count = other.count.cmp(&one.count);
        by_count.then_with(|| one.name.cmp(&other.name))
    });
    found
}
