//! How `/health` answers when somebody wants to see it fail: the word in the file `mood` where the company was started.
//!
//! Contract: without the file, or with another word in it, the company is as the hour has it. The file is read at each
//! question, so that what is written holds at once; nothing but `/health` has moods.

use std::time::Duration;

/// The file.
const FILE: &str = "mood";

/// Longer than anybody waits for a health.
pub(crate) const SLOW: Duration = Duration::from_secs(60);

/// A mood.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// As the hour has it.
    Own,
    /// `well`: every check is up, whatever the hour.
    Well,
    /// `warning`: one check warns.
    Warning,
    /// `500`: a status that is not 200.
    Broken,
    /// `html`: status 200, and a page for people.
    Page,
    /// `slow`: no answer for [`SLOW`].
    Slow,
}

impl Mood {
    /// The mood at this moment.
    pub(crate) fn now() -> Self {
        let text = std::fs::read_to_string(FILE).unwrap_or_default();
        match text.trim() {
            "well" => Self::Well,
            "warning" => Self::Warning,
            "500" => Self::Broken,
            "html" => Self::Page,
            "slow" => Self::Slow,
            _ => Self::Own,
        }
    }
}
