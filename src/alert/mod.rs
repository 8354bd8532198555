//! What one on call asks of alerts: which, how bad, since when, quiet by what, to whom. `now` is given.
//!
//! Does not know where alerts come from, how they are asked for, or how they are shown.

pub mod asked;
pub mod expression;
pub mod fingerprint;
pub mod history;
pub mod join;
pub mod left;
pub mod list;
pub mod matcher;
pub mod pairs;
pub mod routing;
pub mod section;
pub mod severity;
pub mod silence;
pub mod watchdog;

mod quote;
mod routing_read;
