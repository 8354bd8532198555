//! `filterFieldsByName`: columns kept or left out by their names. A frame without columns vanishes.

use crate::frame::Frame;
use crate::frame::matcher::Matcher;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::notation::json::Object;
use crate::notation::pattern::Pattern;

/// Which columns stay; nothing said is all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FilterByName {
    pub(crate) include: Option<Matcher>,
    /// Decides before `include`.
    pub(crate) exclude: Option<Matcher>,
}

impl FilterByName {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let by_variable = options.flag("byVariable").unwrap_or(false);
        let read = |key: &str| matcher(&options.object(key), by_variable);
        Self {
            include: read("include"),
            exclude: read("exclude"),
        }
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Vec<Frame> {
        if self.include.is_none() && self.exclude.is_none() {
            return frames;
        }
        name::settle(&mut frames);
        for frame in &mut frames {
            let keep: Vec<bool> = Subject::all(frame)
                .map(|subject| {
                    let selects = |matcher: &Matcher| matcher.selects(&subject);
                    !self.exclude.as_ref().is_some_and(selects)
                        && self.include.as_ref().is_none_or(selects)
                })
                .collect();
            let mut keep = keep.into_iter();
            frame.fields.retain(|_| keep.next().unwrap_or(false));
        }
        frames.retain(|frame| !frame.fields.is_empty());
        frames
    }
}

/// `{names, pattern, variable}` as a matcher; none if it says nothing.
fn matcher(options: &Object<'_>, by_variable: bool) -> Option<Matcher> {
    let filled = |key: &str| options.text(key).filter(|text| !text.is_empty());
    let exclude = false;
    if let Some(list) = filled("variable").filter(|_| by_variable) {
        let list = list
            .strip_prefix('{')
            .and_then(|list| list.strip_suffix('}'))
            .unwrap_or(&list);
        let names = list.split(',').map(str::to_owned).collect();
        return Some(Matcher::Names { names, exclude });
    }
    let names = options.texts("names");
    match filled("pattern") {
        None if names.is_empty() => None,
        None => Some(Matcher::Names { names, exclude }),
        Some(text) => {
            let pattern = Pattern::read(&text);
            if pattern.is_none() {
                options.bad("pattern", "a regular expression");
            }
            Some(Matcher::PatternOrNames(pattern, names))
        }
    }
}
