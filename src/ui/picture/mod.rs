//! One component per kind of picture.

pub mod bars;
pub mod chart;
pub mod gauge;
pub mod lines;
pub mod reading;
pub mod spark;
pub mod stat;
pub mod table;
pub mod text;
