//! `/health`: which checks are shown and which one is open, in the parameters that the view keeps.
//!
//! `state` (several times), `search`, `check`, `target` and `down`; what is left out is the default. Unknown states are
//! left out, other parameters stay where they are.

use crate::health::check::Shown;
use crate::health::snapshot;

/// The page's own state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Only checks in these states; empty is all.
    pub states: Vec<Shown>,
    /// Only checks whose name or address holds this.
    pub search: String,
    /// The check that is open, by its key.
    pub open: Option<String>,
    /// Only targets that hold this.
    pub target: String,
    /// Only targets that are not up.
    pub down: bool,
}

const NAMES: [&str; 5] = ["state", "search", "check", "target", "down"];

impl Health {
    /// Reads it from the parameters a view keeps.
    #[must_use]
    pub fn read(others: &[(String, String)]) -> Self {
        let mut state = Self::default();
        for (name, value) in others {
            match name.as_str() {
                "state" => {
                    let found = Shown::ALL
                        .into_iter()
                        .find(|shown| snapshot::word(*shown) == value);
                    if let Some(shown) = found.filter(|shown| !state.states.contains(shown)) {
                        state.states.push(shown);
                    }
                }
                "search" => state.search.clone_from(value),
                "check" => state.open = Some(value.clone()).filter(|key| !key.is_empty()),
                "target" => state.target.clone_from(value),
                "down" => state.down = true,
                _ => {}
            }
        }
        state
    }

    /// Writes it in the place of what was there.
    pub fn write(&self, others: &mut Vec<(String, String)>) {
        others.retain(|(name, _)| !NAMES.contains(&name.as_str()));
        let mut put = |name: &str, value: &str| others.push((name.to_owned(), value.to_owned()));
        for shown in &self.states {
            put("state", snapshot::word(*shown));
        }
        if !self.search.is_empty() {
            put("search", &self.search);
        }
        if let Some(key) = &self.open {
            put("check", key);
        }
        if !self.target.is_empty() {
            put("target", &self.target);
        }
        if self.down {
            put("down", "");
        }
    }
}
