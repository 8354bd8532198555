//! Which annotations a dashboard shows, in its link: `note=Deployments` for each that the reader has turned, on or off, from
//! what the file says.
//!
//! The parameters are kept among those that the view does not know.

use crate::route::view::View;

/// The parameter.
const NOTE: &str = "note";

/// Has the reader turned the annotation of this name?
#[must_use]
pub fn is_turned(view: &View, name: &str) -> bool {
    let mut others = view.others.iter();
    others.any(|(known, value)| known == NOTE && value == name)
}

/// Turns it, or back.
pub fn turn(view: &mut View, name: &str) {
    let turned = is_turned(view, name);
    let own = |(known, value): &(String, String)| known == NOTE && value == name;
    view.others.retain(|pair| !own(pair));
    if !turned {
        view.others.push((NOTE.to_owned(), name.to_owned()));
    }
}
