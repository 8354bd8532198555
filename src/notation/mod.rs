//! How people write what a dashboard says, read with forgiveness: properties in JSON, regular expressions.

pub mod json;
pub mod pattern;
