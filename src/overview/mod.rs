//! The first page, without its page: which few figures it shows, what is asked for them, what they mean together.
//!
//! Knows nothing of alerts and checks but how many there are: those have rooms of their own.

pub mod budget;
pub mod errors;
pub mod figure;
pub mod verdict;
