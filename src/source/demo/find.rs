//! Which recorded answer belongs to an expression: the recorded text itself, or one from which the answer follows exactly.

use crate::data::series::Series;
use crate::source::Failure;
use crate::source::demo::Recorded;
use crate::source::demo::Recording;
use crate::source::demo::shape::Matcher;
use crate::source::demo::shape::Shape;

/// Words in an expression that let one series' value depend on others, or rewrite labels: a choice among recorded series
/// would not be what the server answers to the choice.
const MIXING: [&str; 12] = [
    "topk",
    "bottomk",
    "limitk",
    "limit_ratio",
    "scalar",
    "absent",
    "group_left",
    "group_right",
    "ignoring",
    "label_replace",
    "label_join",
    "count_values",
];

/// The recorded expression that answers `expr`, and those of its series that `expr` chooses.
pub(super) fn find<'a>(
    recording: &'a Recording,
    expr: &str,
) -> Result<(&'a Recorded, Vec<&'a Series>), Failure> {
    let exact = recording.shape(expr, false);
    let loose = recording.shape(expr, true);
    let exactly = recording
        .ranges
        .iter()
        .filter(|one| one.exact.text == exact.text);
    let loosely = recording
        .ranges
        .iter()
        .filter(|one| one.any_window && one.loose.text == loose.text);
    exactly
        .chain(loosely)
        .find_map(|recorded| Some((recorded, choose(recording, recorded, &exact)?)))
        .ok_or(Failure::NotRecorded)
}

/// The recorded series that the free matchers of an expression choose; none where that does not follow from the recording.
fn choose<'a>(
    recording: &Recording,
    recorded: &'a Recorded,
    asked: &Shape,
) -> Option<Vec<&'a Series>> {
    let mut chosen: Vec<&Series> = recorded.series.iter().collect();
    for (label, values) in &recording.free {
        let of = |shape: &Shape| -> Vec<Matcher> {
            let all = shape.free.iter().filter(|one| one.label == *label);
            all.cloned().collect()
        };
        let matchers = of(asked);
        let recorded_under = of(&recorded.exact);
        if matchers == recorded_under {
            continue;
        }
        // What was recorded for a choice answers that choice alone.
        for matcher in &recorded_under {
            for value in values {
                if !matcher.accepts(value)? {
                    return None;
                }
            }
        }
        let mut accepts_all = true;
        for matcher in &matchers {
            for value in values {
                accepts_all &= matcher.accepts(value)?;
            }
        }
        if accepts_all {
            continue;
        }
        // A true choice: the same in each selector, of series that can be told apart by it.
        let first = matchers.first()?;
        let everywhere = matchers.len() == recorded_under.len()
            && matchers.iter().all(|matcher| matcher == first);
        let mixes = MIXING.iter().any(|word| asked.text.contains(word));
        let carried = chosen.iter().all(|one| one.labels.get(label).is_some());
        if !everywhere || mixes || !carried {
            return None;
        }
        chosen.retain(|one| {
            let value = one.labels.get(label).unwrap_or("");
            first.accepts(value) == Some(true)
        });
    }
    Some(chosen)
}
