//! The root component.
/// Mounts the app into the page's body.
pub fn mount() {}
