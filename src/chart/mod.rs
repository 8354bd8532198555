//! Marks in data units to pixels on any plotters backend: scales, ticks, decimation, drawing, hit test.
//!
//! A scene becomes a [`layout::Layout`] once per size and data, which both the drawing and the pointer use. Knows neither
//! the browser nor what the marks mean. Colours come as a [`scene::Ink`] and are resolved by the caller's palette.

pub mod bars;
pub mod circle;
pub mod clip;
pub mod decimate;
pub mod draw;
pub mod furniture;
pub mod grafana;
pub mod hit;
pub mod layout;
pub mod line;
pub mod mosaic;
pub mod palette;
pub mod pen;
pub mod plane;
pub mod scale;
pub mod scene;
pub mod stack;
pub mod straighten;
pub mod tick;
pub mod tiles;
