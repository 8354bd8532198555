//! Dashboards as data: Grafana's JSON model in, variables, interpolation, layout.
//!
//! [`read`] makes a [`model::Dashboard`] of a file, [`layout`] says what stands where, [`variable`] what can be chosen,
//! [`interpolate`] fills choices in, and [`query`] turns a panel into questions. Older files are made newer by
//! [`migrate`], [`repeat`] makes a copy for each value, and [`report`] says what is not honoured, and
//! [`unread`] what only looks otherwise. What a file asks and this build does not do is a [`problem::Problem`], never
//! silence. Nothing here asks a server or knows what time it is.

pub mod adhoc;
pub mod annotation;
pub mod circle;
pub mod datum;
pub mod escape;
pub mod format;
pub mod interpolate;
pub mod layout;
pub mod link;
mod log_query;
pub mod logql;
pub mod migrate;
pub mod model;
pub mod order;
pub mod problem;
pub mod query;
pub mod read;
mod read_annotation;
mod read_link;
pub mod read_panel;
mod read_target;
pub mod read_variable;
pub mod repeat;
pub mod report;
pub mod selector;
mod shared;
pub mod unread;
pub mod variable;
pub mod variable_query;
pub mod view;

/// Brings all that reading and drawing rarer dashboards needs; the second file's to call.
pub fn arrive() {
    migrate::arrive();
    format::arrive();
    read::arrive();
    crate::notation::pattern::arrive();
    crate::frame::cell::arrive();
    crate::panel::arrive();
    crate::panel::spec::arrive();
    crate::unit::rare::arrive();
}
