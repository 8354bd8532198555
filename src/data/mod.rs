//! What came back, whoever sent it. Series are columns: one shared grid per answer, one `Vec<f64>` per series. Log lines
//! are columns too: one arena of text per answer.

pub mod alert;
pub mod fields;
pub mod labels;
pub mod level;
pub mod lines;
pub mod log;
pub mod meta;
pub mod quote;
pub mod rule;
pub mod series;
pub mod target;
