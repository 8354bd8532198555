//! Grafana's reducers by id and title.

use crate::frame::Kind;

/// What makes one value of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reducer {
    /// Last value that is not null or NaN.
    LastNotNull,
    /// Last value, whatever it is.
    Last,
    /// First value that is not null or NaN.
    FirstNotNull,
    /// First value, whatever it is.
    First,
    /// Smallest.
    Min,
    /// Largest.
    Max,
    /// Average.
    Mean,
    /// Middle value.
    Median,
    /// Population variance.
    Variance,
    /// Population standard deviation.
    StdDev,
    /// Sum.
    Sum,
    /// Values that are not null.
    Count,
    /// Rows.
    CountAll,
    /// Largest minus smallest.
    Range,
    /// Sum of increases, resets skipped.
    Delta,
    /// Smallest difference of neighbours.
    Step,
    /// Last minus first.
    Diff,
    /// Smallest above zero.
    LogMin,
    /// Is every value zero?
    AllIsZero,
    /// Is there no value?
    AllIsNull,
    /// How often a value differs from the one before it.
    ChangeCount,
    /// How many different values.
    DistinctCount,
    /// Last minus first, in percent of the first.
    DiffPerc,
    /// All values.
    AllValues,
    /// All different values.
    UniqueValues,
    /// A percentile, 1 to 99.
    Percentile(u8),
}

/// Every reducer but the percentiles, with its id and Grafana's title.
const KNOWN: &[(Reducer, &str, &str)] = &[
    (Reducer::LastNotNull, "lastNotNull", "Last *"),
    (Reducer::Last, "last", "Last"),
    (Reducer::FirstNotNull, "firstNotNull", "First *"),
    (Reducer::First, "first", "First"),
    (Reducer::Min, "min", "Min"),
    (Reducer::Max, "max", "Max"),
    (Reducer::Mean, "mean", "Mean"),
    (Reducer::Median, "median", "Median"),
    (Reducer::Variance, "variance", "Variance"),
    (Reducer::StdDev, "stdDev", "StdDev"),
    (Reducer::Sum, "sum", "Total"),
    (Reducer::Count, "count", "Count"),
    (Reducer::CountAll, "countAll", "Count all"),
    (Reducer::Range, "range", "Range"),
    (Reducer::Delta, "delta", "Delta"),
    (Reducer::Step, "step", "Step"),
    (Reducer::Diff, "diff", "Difference"),
    (Reducer::LogMin, "logmin", "Min (above zero)"),
    (Reducer::AllIsZero, "allIsZero", "All Zeros"),
    (Reducer::AllIsNull, "allIsNull", "All Nulls"),
    (Reducer::ChangeCount, "changeCount", "Change Count"),
    (Reducer::DistinctCount, "distinctCount", "Distinct Count"),
    (Reducer::DiffPerc, "diffperc", "Difference percent"),
    (Reducer::AllValues, "allValues", "All values"),
    (Reducer::UniqueValues, "uniqueValues", "All unique values"),
];

impl Reducer {
    /// The reducer of a Grafana id, old names included; none for what is no reducer.
    #[must_use]
    pub fn read(id: &str) -> Option<Self> {
        let id = match id {
            "current" => "lastNotNull",
            "avg" => "mean",
            "total" => "sum",
            other => other,
        };
        if let Some((reducer, ..)) = KNOWN.iter().find(|(_, known, _)| *known == id) {
            return Some(*reducer);
        }
        let percent = id.strip_prefix('p')?.parse().ok()?;
        (1..=99)
            .contains(&percent)
            .then_some(Self::Percentile(percent))
    }

    /// Grafana's English title: the name of the column that the transformation `reduce` makes.
    #[must_use]
    pub fn title(self) -> String {
        if let Some((.., title)) = KNOWN.iter().find(|(known, ..)| *known == self) {
            return (*title).to_owned();
        }
        let Self::Percentile(percent) = self else {
            return String::new();
        };
        let ending = match percent % 10 {
            _ if (4..=20).contains(&percent) => "th",
            1 => "st",
            2 => "nd",
            3 => "rd",
            _ => "th",
        };
        format!("{percent}{ending} %")
    }

    /// Are its results in the unit of the values?
    #[must_use]
    pub fn keeps_unit(self) -> bool {
        !matches!(
            self,
            Self::Count
                | Self::CountAll
                | Self::ChangeCount
                | Self::DistinctCount
                | Self::AllIsNull
                | Self::DiffPerc
                | Self::AllValues
                | Self::UniqueValues
        )
    }

    /// What a column of its results holds, made from columns of a kind.
    #[must_use]
    pub fn kind(self, of: Kind) -> Kind {
        match self {
            Self::Count | Self::CountAll | Self::ChangeCount | Self::DistinctCount => Kind::Number,
            Self::AllIsZero | Self::AllIsNull => Kind::Boolean,
            Self::LastNotNull
            | Self::Last
            | Self::FirstNotNull
            | Self::First
            | Self::Min
            | Self::Max
            | Self::Mean
            | Self::Median
            | Self::Variance
            | Self::StdDev
            | Self::Sum
            | Self::Range
            | Self::Delta
            | Self::Step
            | Self::Diff
            | Self::LogMin
            | Self::DiffPerc
            | Self::AllValues
            | Self::UniqueValues
            | Self::Percentile(_) => of,
        }
    }
}
