//! `calculateField`'s functions of one column.

use crate::frame::column::Column;

/// What is done to every number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Abs,
    Exp,
    Ln,
    Round,
    Floor,
    Ceil,
    Percent,
}

impl Function {
    pub(crate) fn read(id: &str) -> Option<Self> {
        Some(match id {
            "abs" => Self::Abs,
            "exp" => Self::Exp,
            "ln" => Self::Ln,
            "round" => Self::Round,
            "floor" => Self::Floor,
            "ceil" => Self::Ceil,
            "percent" => Self::Percent,
            _ => return None,
        })
    }

    pub(crate) fn apply(self, numbers: Vec<f64>) -> Column {
        let total: f64 = numbers.iter().filter(|number| number.is_finite()).sum();
        let total = if total == 0.0 { 1.0 } else { total };
        let one = |number: f64| match self {
            Self::Abs => number.abs(),
            Self::Exp => number.exp(),
            Self::Ln => number.ln(),
            // Halves go up.
            Self::Round => (number + 0.5).floor(),
            Self::Floor => number.floor(),
            Self::Ceil => number.ceil(),
            Self::Percent => number / total,
        };
        Column::numbers(numbers.into_iter().map(one).collect())
    }
}
