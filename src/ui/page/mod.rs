//! One module per page.

pub mod alerts;
pub mod dashboard;
pub mod dashboards;
pub mod local;
pub mod plain;
