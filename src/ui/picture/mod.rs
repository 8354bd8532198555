//! One component per kind of picture.

pub mod bars;
pub mod chart;
pub mod columns;
pub mod gauge;
pub mod lines;
pub mod linked;
pub mod listed;
pub mod notes;
mod painted;
pub mod pie;
pub mod pointed;
pub mod reading;
pub mod spark;
pub mod stat;
pub mod table;
pub mod text;
pub mod tiles;
pub mod told;
