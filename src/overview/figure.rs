//! The key figures of each area, by the metric names of the shipped dashboards: one question each over the range shown.

use crate::data::series::Column;
use crate::data::series::Matrix;
use crate::data::series::Series;
use crate::source::Ask;
use crate::time::Grid;
use crate::time::Millis;
use crate::time::Range;
use crate::time::interval::format_interval;
use crate::time::step;

/// A figure of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Requests a minute.
    Requests,
    /// The share of them that the server failed.
    Errors,
    /// Seconds that all but one in twenty take at most.
    Duration,
    /// New leads in a day.
    Leads,
    /// What was earned in an hour, by currency.
    Revenue,
    /// Seconds until three in four visitors see the largest part of a page.
    Paint,
}

/// All, in the order they stand in.
pub const ALL: [Figure; 6] = [
    Figure::Requests,
    Figure::Errors,
    Figure::Duration,
    Figure::Leads,
    Figure::Revenue,
    Figure::Paint,
];

/// How good a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// As it should be.
    Good,
    /// Worse than it should be.
    Worse,
    /// Somebody must act.
    Bad,
}

/// Points of the line behind a value.
const POINTS: u32 = 120;

/// A value holds for this long; what is older is no longer said to be so.
const HOLDS: Millis = Millis(300_000);

impl Figure {
    /// PromQL; what is smoothed is so over `window`.
    #[must_use]
    fn expr(self, window: &str) -> String {
        match self {
            Self::Requests => format!("sum(rate(http_requests_total[{window}])) * 60"),
            Self::Errors => format!(
                "(sum(rate(http_requests_total{{status=~\"5..\"}}[{window}])) or vector(0)) / \
                 sum(rate(http_requests_total[{window}]))"
            ),
            Self::Duration => format!(
                "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[{window}])))"
            ),
            Self::Leads => "sum(leads_last_24h)".to_owned(),
            Self::Revenue => {
                "sum by (currency) (increase(revenue_total_cents[1h])) / 100".to_owned()
            }
            Self::Paint => format!(
                "histogram_quantile(0.75, sum by (le) (rate(web_vitals_lcp_seconds_bucket[{window}])))"
            ),
        }
    }

    /// The question over a range; `offset` is the zone's, in seconds.
    #[must_use]
    pub fn ask(self, range: Range, scrape: Millis, offset: i32) -> Ask {
        let step = step::interval(range, POINTS, Some(scrape));
        // Long enough for four scrapes, and for one more than a step.
        let window = (scrape.0.saturating_mul(4)).max(step.0.saturating_add(scrape.0));
        Ask::Range {
            expr: self.expr(&format_interval(Millis(window))),
            grid: Grid::aligned(range, step, offset),
        }
    }

    /// The unit of its values.
    #[must_use]
    pub fn unit(self, currency: Option<&str>) -> &'static str {
        match self {
            Self::Requests => "reqpm",
            Self::Errors => "percentunit",
            Self::Duration | Self::Paint => "s",
            Self::Leads => "short",
            Self::Revenue => match currency {
                Some("EUR") => "currencyEUR",
                Some("USD") => "currencyUSD",
                Some("GBP") => "currencyGBP",
                Some("JPY") => "currencyJPY",
                Some(_) | None => "short",
            },
        }
    }

    /// The dashboard that shows more of it.
    #[must_use]
    pub fn dashboard(self) -> &'static str {
        match self {
            Self::Requests | Self::Errors | Self::Duration => "application-performance",
            Self::Leads | Self::Revenue => "business",
            Self::Paint => "user-experience",
        }
    }

    /// How good a value is; none where more is neither good nor bad.
    #[must_use]
    pub fn grade(self, value: f64) -> Option<Grade> {
        let (worse, bad) = match self {
            Self::Errors => (0.01, 0.05),
            Self::Duration => (0.5, 1.0),
            Self::Paint => (2.5, 4.0),
            Self::Requests | Self::Leads | Self::Revenue => return None,
        };
        Some(if value > bad {
            Grade::Bad
        } else if value > worse {
            Grade::Worse
        } else {
            Grade::Good
        })
    }
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The value at the end of the range.
    pub value: f64,
    /// Its currency, where it has one.
    pub currency: Option<String>,
    /// The mean over the range.
    pub mean: f64,
    /// The line behind it.
    pub column: Column,
    /// Values in other currencies.
    pub others: Vec<(String, f64)>,
}

/// Reads an answer; none where the range ends without a value.
#[must_use]
pub fn read(matrix: &Matrix) -> Option<Reading> {
    let mut found: Vec<(f64, &Series)> = matrix
        .series
        .iter()
        .filter_map(|series| Some((last(matrix.grid, &series.values)?, series)))
        .collect();
    crate::lean::sort::by(&mut found, |one, other| other.0.total_cmp(&one.0));
    let currency = |series: &Series| series.labels.get("currency").map(str::to_owned);
    let (value, series) = found.first()?;
    let (mut sum, mut count) = (0.0, 0.0);
    for value in series.values.iter().filter(|value| value.is_finite()) {
        sum += value;
        count += 1.0;
    }
    Some(Reading {
        value: *value,
        currency: currency(series),
        mean: sum / count,
        column: series.values.clone(),
        others: found
            .iter()
            .skip(1)
            .filter_map(|(value, series)| Some((currency(series)?, *value)))
            .collect(),
    })
}

/// The newest value, unless it is too old to hold at the end.
fn last(grid: Grid, values: &[f64]) -> Option<f64> {
    let place = values.iter().rposition(|value| value.is_finite())?;
    let age = grid.end().0.saturating_sub(grid.at(place).0);
    let holds = HOLDS.0.max(grid.step.0.saturating_mul(2));
    (age <= holds).then(|| values.get(place).copied()).flatten()
}
