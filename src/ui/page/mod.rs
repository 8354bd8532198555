//! One module per page.

pub mod alerts;
pub mod dashboard;
pub mod dashboards;
pub mod health;
pub mod local;
pub mod logs;
pub mod overview;
pub mod plain;
pub mod sources;
pub mod status;
