//! What came back, whoever sent it. Series are columns: one shared grid per answer, one `Vec<f64>` per series.

pub mod alert;
pub mod labels;
pub mod level;
pub mod log;
pub mod meta;
pub mod rule;
pub mod series;
pub mod target;
