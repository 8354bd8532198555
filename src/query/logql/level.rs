//! Levels as a filter: one condition for all that are chosen, on the label of streams that has them, else on what Loki
//! detected.

use crate::data::level::Level;
use crate::query::logql::Matcher;
use crate::query::logql::Op;
use crate::query::logql::Query;
use crate::query::logql::Stage;
use crate::query::logql::quote::alternatives;

/// The label of streams that says a level, where there is one.
pub const LABEL: &str = "level";

/// What Loki puts beside each line.
pub const DETECTED: &str = "detected_level";

/// The words for a level, as programs and Loki write them; in small letters.
#[must_use]
pub fn words(level: Level) -> &'static [&'static str] {
    match level {
        Level::Critical => &["critical", "crit", "fatal", "alert", "emerg", "emergency"],
        Level::Error => &["error", "err", "eror"],
        Level::Warning => &["warn", "warning"],
        Level::Info => &["info", "information", "informational", "notice"],
        Level::Debug => &["debug", "dbug"],
        Level::Trace => &["trace"],
        Level::Unknown => &["unknown"],
    }
}

/// The words that Loki itself detects.
fn detected(level: Level) -> &'static [&'static str] {
    match level {
        Level::Critical => &["critical", "fatal"],
        Level::Error => &["error"],
        Level::Warning => &["warn"],
        Level::Info => &["info"],
        Level::Debug => &["debug"],
        Level::Trace => &["trace"],
        Level::Unknown => &["unknown"],
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a &'static str>) -> String {
    let words: Vec<&str> = words.copied().collect();
    words.join("|")
}

/// All levels, the worst first.
pub const ALL: [Level; 7] = [
    Level::Critical,
    Level::Error,
    Level::Warning,
    Level::Info,
    Level::Debug,
    Level::Trace,
    Level::Unknown,
];

/// Error and worse.
pub const BAD: [Level; 2] = [Level::Critical, Level::Error];

impl Query {
    /// The levels that the query keeps; empty is all.
    #[must_use]
    pub fn levels(&self) -> Vec<Level> {
        let matcher = self.matchers.iter().find(|one| is_matcher(one));
        let stage = self.stages.iter().find_map(|one| match one {
            Stage::Field { value, .. } if is_stage(one) => Some(value),
            _ => None,
        });
        let value = matcher.map(|one| &one.value).or(stage);
        let words = value.and_then(|value| alternatives(value));
        let mut levels: Vec<Level> = Vec::new();
        for word in words.unwrap_or_default() {
            if let Some(level) = Level::of_label(&word)
                && !levels.contains(&level)
            {
                levels.push(level);
            }
        }
        levels
    }

    /// Keeps these levels and no other; none keeps all. `by_label`: streams have the label [`LABEL`].
    pub fn set_levels(&mut self, levels: &[Level], by_label: bool) {
        self.matchers.retain(|one| !is_matcher(one));
        self.stages.retain(|one| !is_stage(one));
        if levels.is_empty() {
            return;
        }
        if by_label {
            let words = levels.iter().flat_map(|level| words(*level));
            let value = ["(?i)", &joined(words)].concat();
            self.matchers.push(Matcher {
                name: LABEL.to_owned(),
                op: Op::Matches,
                value,
            });
        } else {
            let value = joined(levels.iter().flat_map(|level| detected(*level)));
            let at = self
                .stages
                .iter()
                .take_while(|stage| matches!(stage, Stage::Line { .. }))
                .count();
            self.stages.insert(
                at,
                Stage::Field {
                    name: DETECTED.to_owned(),
                    op: Op::Matches,
                    value,
                    bare: false,
                },
            );
        }
    }
}

/// Is it a condition that [`Query::levels`] reads?
#[must_use]
pub fn is_matcher(matcher: &Matcher) -> bool {
    matcher.name == LABEL && keeps(matcher.op, &matcher.value)
}

/// As [`is_matcher`].
#[must_use]
pub fn is_stage(stage: &Stage) -> bool {
    match stage {
        Stage::Field {
            name,
            op,
            value,
            bare: false,
        } => (name == DETECTED || name == LABEL) && keeps(*op, value),
        _ => false,
    }
}

fn keeps(op: Op, value: &str) -> bool {
    let known = |words: Vec<String>| words.iter().all(|word| Level::of_label(word).is_some());
    match op {
        Op::Is => Level::of_label(value).is_some(),
        Op::Matches => alternatives(value).is_some_and(known),
        _ => false,
    }
}
