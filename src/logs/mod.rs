//! Log lines on a page of their own: pages joined to one list, what is searched, folded, counted and saved of it.
//!
//! Knows neither who asks for lines nor how they are drawn. The newest line is row 0, whatever the page's order is.

pub mod ansi;
pub mod audit;
pub mod errors;
pub mod fold;
pub mod gap;
pub mod item;
pub mod loaded;
pub mod place;
pub mod pretty;
pub mod row;
pub mod save;
pub mod search;
pub mod statistics;
pub mod tally;
pub mod volume;
