//! The only room that names web APIs: http, canvas, clock, storage, elements, theme.

pub mod canvas;
mod context;
