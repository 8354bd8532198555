//! How people write what a dashboard says, read with forgiveness: properties in JSON, regular expressions,
//! configurations in YAML.

pub mod json;
pub mod pattern;
pub mod yaml;
