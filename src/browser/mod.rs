//! The only room that names web APIs: everything above asks this one, so that the rest can be read without knowing them.

pub mod canvas;
pub mod circle;
pub mod clipboard;
pub mod clock;
mod context;
pub mod element;
pub mod favicon;
pub mod file;
pub mod frame;
pub mod http;
pub mod location;
pub mod measure;
pub mod notify;
pub mod observe;
pub mod pieces;
pub mod reach;
pub mod scroll;
pub mod sheet;
pub mod socket;
pub mod storage;
pub mod theme;
pub mod turn;
pub mod zone;

/// The window; there is none only in a worker, where this page never runs.
fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// The document of the window.
fn document() -> Option<web_sys::Document> {
    window()?.document()
}
