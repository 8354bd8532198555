//! Soon.
use serde_json::Value;
pub(crate) fn check(_row: &Value) -> Result<(), String> {
    Err("todo".to_owned())
}
