//! Dashboards as data: Grafana's JSON model in, variables, interpolation, layout.
//!
//! [`read`] makes a [`model::Dashboard`] of a file, [`layout`] says what stands where, [`variable`] what can be chosen,
//! [`interpolate`] fills choices in, and [`query`] turns a panel into questions. What a file asks and this build does not
//! do is a [`problem::Problem`], never silence. Nothing here asks a server or knows what time it is.

pub mod adhoc;
pub mod circle;
pub mod datum;
pub mod escape;
pub mod format;
pub mod interpolate;
pub mod layout;
pub mod logql;
pub mod model;
pub mod order;
pub mod problem;
pub mod query;
pub mod read;
pub mod read_panel;
pub mod read_variable;
pub mod selector;
pub mod variable;
pub mod variable_query;
pub mod view;
