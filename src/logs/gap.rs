//! The time of the page moved on: what is asked now, so that what is loaded stays.

use crate::data::lines::Window;
use crate::logs::loaded::Loaded;

/// What a moved time means for what is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The same time: nothing is asked.
    Not,
    /// Only its end moved on, over a time that is not long: the newest lines are asked and put before the others.
    On,
    /// Another time: everything is asked again.
    Away,
}

/// How the time moved from what is loaded.
#[must_use]
pub fn moved(loaded: &Loaded, to: Window, relative: bool) -> Moved {
    let from = loaded.window();
    if from == to {
        return Moved::Not;
    }
    let length = to.to.0.saturating_sub(to.from.0);
    let on = to.to.0.saturating_sub(from.to.0);
    let same_length = from.to.0.saturating_sub(from.from.0) == length;
    let is_at_end = !loaded.has_more(crate::logs::loaded::End::Newer) && !loaded.is_empty();
    match relative && same_length && is_at_end && (1..length).contains(&on) {
        true => Moved::On,
        false => Moved::Away,
    }
}
