//! `filterByRefId`: frames kept or left out by the letters of their queries.

use crate::frame::Frame;
use crate::notation::json::Object;
use crate::notation::pattern::Pattern;

/// Letters, as `A`, `A|B` or `/regex/`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RefIds {
    /// One of these.
    Exactly(Vec<String>),
    /// What matches.
    Pattern(Pattern),
}

impl RefIds {
    pub(crate) fn read(text: &str) -> Self {
        match Pattern::read(text).filter(|_| text.starts_with('/')) {
            Some(pattern) => Self::Pattern(pattern),
            None => Self::Exactly(text.split('|').map(str::to_owned).collect()),
        }
    }

    pub(crate) fn selects(&self, frame: &Frame) -> bool {
        match self {
            Self::Exactly(letters) => letters.contains(&frame.ref_id),
            Self::Pattern(pattern) => pattern.matches(&frame.ref_id),
        }
    }
}

/// Which frames stay; nothing said is all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FilterByRefId {
    include: Option<RefIds>,
    exclude: Option<RefIds>,
}

impl FilterByRefId {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let read = |key: &str| {
            let text = options.text(key).filter(|text| !text.is_empty())?;
            Some(RefIds::read(&text))
        };
        Self {
            include: read("include"),
            exclude: read("exclude"),
        }
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Vec<Frame> {
        frames.retain(|frame| {
            let selects = |ids: &RefIds| ids.selects(frame);
            !self.exclude.as_ref().is_some_and(selects) && self.include.as_ref().is_none_or(selects)
        });
        frames
    }
}
