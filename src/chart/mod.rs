//! Marks in data units to pixels on any plotters backend: scales, ticks, decimation, drawing, hit test.
//!
//! Knows neither the browser nor what the marks mean. Colours come as a [`scene::Ink`] and are resolved by the caller's
//! palette.

pub mod scene;
