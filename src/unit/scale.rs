//! What a value is divided by, and what is then written around it.

use crate::unit::family::Family;

/// A chosen scale: the value times `times` over `over` is the number to write.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    pub(crate) times: f64,
    pub(crate) over: f64,
    pub(crate) prefix: String,
    pub(crate) suffix: String,
    /// Whether an `s` follows numbers above 1.
    pub(crate) plural: bool,
}

impl Scale {
    /// The number to write.
    pub(crate) fn apply(&self, value: f64) -> f64 {
        value * self.times / self.over
    }

    /// The value a written number stands for.
    pub(crate) fn unapply(&self, number: f64) -> f64 {
        number * self.over / self.times
    }
}

/// Steps of a common factor, with a name each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ladder<'a> {
    pub(crate) factor: f64,
    pub(crate) steps: &'static [&'static str],
    /// Which of the steps the value comes in.
    pub(crate) start: i32,
    pub(crate) unit: &'a str,
    pub(crate) gap_before_step: bool,
    pub(crate) gap_after_step: bool,
}

impl<'a> Ladder<'a> {
    pub(crate) fn new(
        factor: f64,
        steps: &'static [&'static str],
        start: i32,
        unit: &'a str,
    ) -> Self {
        Self {
            factor,
            steps,
            start,
            unit,
            gap_before_step: false,
            gap_after_step: false,
        }
    }

    fn scale(&self, magnitude: f64) -> Scale {
        let last = i32::try_from(self.steps.len()).unwrap_or(i32::MAX) - 1;
        let up = if magnitude == 0.0 || !magnitude.is_finite() {
            0
        } else {
            self.steps_up(magnitude)
                .clamp(-self.start, last - self.start)
        };
        let step = usize::try_from(self.start + up)
            .ok()
            .and_then(|at| self.steps.get(at))
            .filter(|_| magnitude.is_finite())
            .copied()
            .unwrap_or_default();
        let unit = if magnitude.is_finite() || self.gap_after_step {
            self.unit
        } else {
            ""
        };
        let gap = |wanted: bool| if wanted && !unit.is_empty() { " " } else { "" };
        // Grafana keeps the gap of a prefix even where neither prefix nor unit follow.
        let before = if self.gap_before_step && magnitude.is_finite() {
            " "
        } else {
            ""
        };
        Scale {
            times: 1.0,
            over: self.factor.powi(up),
            prefix: String::new(),
            suffix: format!("{before}{step}{}{unit}", gap(self.gap_after_step)),
            plural: false,
        }
    }

    fn steps_up(&self, magnitude: f64) -> i32 {
        let steps = (magnitude.log10() / self.factor.log10()).floor();
        // The logarithm of any finite number is within ±400.
        steps as i32
    }
}

impl Family<'_> {
    /// The scale for values of this size; nothing for families that are not a number and a unit.
    pub(crate) fn scale(&self, magnitude: f64) -> Option<Scale> {
        match self {
            Family::Number {
                times,
                before,
                after,
                gap,
            } => Some(Scale {
                times: *times,
                over: 1.0,
                prefix: (*before).to_owned(),
                suffix: format!("{}{after}", if *gap { " " } else { "" }),
                plural: false,
            }),
            Family::Ladder(ladder) => Some(ladder.scale(magnitude)),
            Family::Currency { symbol, after } => {
                let scale = Ladder::new(1e3, COUNT_STEPS, 0, "").scale(magnitude);
                Some(if *after {
                    let symbol = if magnitude.is_finite() { symbol } else { "" };
                    let suffix = format!("{}{symbol}", scale.suffix);
                    Scale { suffix, ..scale }
                } else {
                    let prefix = (*symbol).to_owned();
                    Scale { prefix, ..scale }
                })
            }
            Family::Time(time) => time.scale(magnitude),
            Family::Financial { .. }
            | Family::Locale
            | Family::Text
            | Family::Boolean { .. }
            | Family::Hex { .. }
            | Family::Scientific
            | Family::Duration { .. }
            | Family::Hms { .. }
            | Family::Clock { .. }
            | Family::Date(_) => None,
        }
    }

    /// The same, with times in SI symbols instead of English words.
    pub(crate) fn plain_scale(&self, magnitude: f64) -> Option<Scale> {
        match self {
            Family::Time(time) => time.plain_scale(magnitude),
            other => other.scale(magnitude),
        }
    }
}

pub(crate) const SI_STEPS: &[&str] = &[
    "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y",
];
pub(crate) const IEC_STEPS: &[&str] = &["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"];
pub(crate) const COUNT_STEPS: &[&str] = &["", "K", "M", "B", "T"];
pub(crate) const SHORT_STEPS: &[&str] = &[
    "", " K", " Mil", " Bil", " Tri", " Quadr", " Quint", " Sext", " Sept",
];
pub(crate) const PSI_STEPS: &[&str] = &["psi", "ksi", "Mpsi"];
