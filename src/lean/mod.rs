//! What the standard library does as well, at a tenth of the size, for the page is downloaded before anything is drawn.
//!
//! [`sort`] is one sort for all types, where the standard library's is built anew, 3 KB each time, for every type sorted;
//! [`lower`] knows the alphabets of Europe without the tables of all the others; [`decimal`] reads numbers without the
//! powers of five, [`digits`] writes them by one algorithm instead of three, [`power`] knows those of ten and two;
//! [`find`] finds a text without the searcher for long ones; [`map`] holds few things without a tree; [`late`] is the place of a function that comes later, [`turns`] parts work that
//! is long, and [`within`] keeps a number between two others.

pub mod decimal;
pub mod digits;
pub mod find;
pub mod late;
pub mod lower;
pub mod map;
pub mod power;
pub mod sort;
pub mod turns;
pub mod within;
