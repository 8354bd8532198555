//! One module per page.

pub mod dashboard;
pub mod dashboards;
pub mod local;
pub mod logs;
pub mod plain;
