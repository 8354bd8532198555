//! What a person sees.
pub mod app;
