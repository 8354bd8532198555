//! Ends to keep a number within, without a panic where they are in the wrong order or none.

/// A number kept within two ends.
pub trait Within {
    /// The nearest number that is not below `low` and not above `high`; of ends in the wrong order, `high`.
    #[must_use]
    fn within(self, low: f64, high: f64) -> f64;
}

impl Within for f64 {
    fn within(self, low: f64, high: f64) -> f64 {
        // Compared, as `max` and `min` would make a number of what is none.
        let raised = if self < low { low } else { self };
        if raised > high { high } else { raised }
    }
}
