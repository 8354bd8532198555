//! Silences: what one would hit, what is wrong with one, and which need somebody's eye.

use crate::alert::asked::Asked;
use crate::alert::matcher::Fault;
use crate::alert::matcher::Ready;
use crate::alert::pairs::Pairs;
use crate::data::alert::Matcher;
use crate::data::alert::Silence;
use crate::data::alert::SilenceState;
use crate::time::Instant;
use crate::time::Millis;

/// What a silence would hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Places in the list of alerts.
    pub hits: Vec<usize>,
    /// It hits every alert there is, and there are more than one.
    pub all: bool,
}

/// What a silence of these matchers would hit among these alerts.
///
/// # Errors
/// [`Fault::Regex`] for a regular expression that is none.
pub fn preview(matchers: &[Matcher], alerts: &Pairs) -> Result<Preview, Fault> {
    let ready = Ready::new(matchers)?;
    let asked = Asked::all(&ready, alerts);
    let places = 0..alerts.alerts();
    let hits: Vec<usize> = places.filter(|place| asked.hold(*place)).collect();
    Ok(Preview {
        all: alerts.alerts() > 1 && hits.len() == alerts.alerts(),
        hits,
    })
}

/// What is wrong with a silence that somebody writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It has no matcher, or only such as ask for nothing.
    HitsEverything,
    /// A matcher has no label name.
    NoName,
    /// A regular expression is none.
    Regex,
    /// No reason is given.
    NoComment,
    /// Nobody says who.
    NoCreator,
    /// It ends before it begins.
    EndsBeforeStart,
    /// It ends before now.
    EndsInPast,
}

/// Everything a server would refuse in a silence, before it is sent.
#[must_use]
pub fn check(
    matchers: &[Matcher],
    (from, to): (Instant, Instant),
    (created_by, comment): (&str, &str),
    now: Instant,
) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    match Ready::new(matchers) {
        Ok(ready) if ready.ask_for_nothing() => wrong.push(Wrong::HitsEverything),
        Ok(_) => {}
        Err(_) => wrong.push(Wrong::Regex),
    }
    let found = [
        (
            Wrong::NoName,
            matchers.iter().any(|matcher| matcher.name.is_empty()),
        ),
        (Wrong::NoComment, comment.trim().is_empty()),
        (Wrong::NoCreator, created_by.trim().is_empty()),
        (Wrong::EndsBeforeStart, to <= from),
        (Wrong::EndsInPast, to <= now),
    ];
    let found = found.into_iter().filter(|(_, is)| *is);
    wrong.extend(found.map(|(what, _)| what));
    wrong
}

/// The lengths by which a silence is made longer with one touch.
pub const LONGER: [Millis; 3] = [Millis(3_600_000), Millis(14_400_000), Millis(86_400_000)];

/// The end of a silence made longer: from its end, or from now if that is over.
#[must_use]
pub fn longer(ends_at: Instant, by: Millis, now: Instant) -> Instant {
    Instant(ends_at.max(now).0.saturating_add(by.0))
}

/// Does it hold now and end within this time?
#[must_use]
pub fn ends_soon(silence: &Silence, within: Millis, now: Instant) -> bool {
    let left = silence.ends_at.map(|end| end.0.saturating_sub(now.0));
    silence.state == SilenceState::Active && left.is_some_and(|left| left <= within.0)
}
