//! All that the first page knows in one word: is it well?
//!
//! What could not be asked is never well. What is known to be bad counts even when the rest is unknown.

/// What is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Critical alerts that somebody hears of.
    pub critical: usize,
    /// Warnings.
    pub warning: usize,
    /// Checks, all of them.
    pub checks: usize,
    /// Those that do not work.
    pub down: usize,
    /// Those that have begun to fail, or have only just come back.
    pub weak: usize,
    /// Budgets of which nothing is left.
    pub spent: usize,
    /// Something has not answered yet.
    pub waiting: bool,
    /// Something cannot be asked.
    pub unknown: bool,
}

/// How it is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Somebody must act.
    Critical,
    /// Somebody should look.
    Warning,
    /// Nothing bad is known, and not all is known.
    Unknown,
    /// Nothing is known yet.
    Waiting,
    /// All is well.
    Calm,
}

impl Seen {
    /// How it is.
    #[must_use]
    pub fn tone(self) -> Tone {
        if self.critical > 0 || self.down > 0 {
            Tone::Critical
        } else if self.warning > 0 || self.weak > 0 || self.spent > 0 {
            Tone::Warning
        } else if self.unknown {
            Tone::Unknown
        } else if self.waiting {
            Tone::Waiting
        } else {
            Tone::Calm
        }
    }
}
