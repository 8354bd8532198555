//! The time of the page moved on: what is asked now, so that what is loaded stays.

use crate::data::lines::Window;
use crate::logs::loaded::End;
use crate::logs::loaded::Loaded;

/// What a moved time means for what is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Nothing is asked: it is the same time, or the reader is not where new lines come.
    Not,
    /// Its end moved on: the newest lines are asked and put before the others.
    On,
    /// Another time: everything is asked again.
    Away,
}

/// How the time moved from what is loaded; `same`: nobody chose another, only the clock went on.
#[must_use]
pub fn moved(loaded: &Loaded, to: Window, same: bool) -> Moved {
    let from = loaded.window();
    if from == to {
        return Moved::Not;
    }
    if !same || loaded.is_empty() || to.to < from.to {
        return Moved::Away;
    }
    match (loaded.has_more(End::Newer), to.from < from.to) {
        (true, _) => Moved::Not,
        (false, true) => Moved::On,
        // So long ago that nothing is left of it: there would be a gap.
        (false, false) => Moved::Away,
    }
}
