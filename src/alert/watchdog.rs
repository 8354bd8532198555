//! The dead man's switch: an alert that always fires. Where it is missing, monitoring itself is broken.

use crate::data::labels::Labels;

/// What the alert is called by custom.
const NAMES: [&str; 3] = ["Watchdog", "DeadMansSwitch", "DeadMansSnitch"];

/// Is this the dead man's switch?
#[must_use]
pub fn is(labels: &Labels) -> bool {
    let name = labels.get("alertname").unwrap_or("");
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}
