//! `renameByRegex`: columns whose names match are called otherwise.

use super::organize::rename;
use crate::frame::Frame;
use crate::frame::name;
use crate::frame::name::known;
use crate::notation::json::Object;
use crate::notation::pattern::Pattern;

/// What is found in names and what takes its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rename {
    regex: Pattern,
    with: String,
}

impl Rename {
    pub(crate) fn read(options: &Object<'_>) -> Option<Self> {
        let regex = options.text("regex").unwrap_or_else(|| "(.*)".to_owned());
        let read = Pattern::read(&regex);
        if read.is_none() {
            options.bad("regex", "a regular expression");
        }
        let with = options.text("renamePattern");
        Some(Self {
            regex: read?,
            with: with.unwrap_or_else(|| "$1".to_owned()),
        })
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Vec<Frame> {
        for frame in &mut frames {
            name::settle_alone(frame);
            for field in &mut frame.fields {
                let shown = known(field);
                if self.regex.matches(shown) {
                    let new = self.regex.replace(shown, &self.with);
                    rename(field, new);
                }
            }
        }
        frames
    }
}
