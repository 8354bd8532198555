//! Health over time: what one result means, how states follow each other, how much of a time something was up.
//!
//! Everything here is given the time; nothing asks. What is not known is said as unknown: time without data is neither up
//! nor down, and maintenance is not downtime. Which words a state has, how it is drawn and who sends requests are not
//! known here.

pub mod ask;
pub mod beat;
pub mod body;
pub mod check;
pub mod course;
pub mod feed;
pub mod incident;
pub mod judge;
pub mod list;
pub mod notice;
pub mod seen;
pub mod service;
pub mod snapshot;
pub mod uptime;
