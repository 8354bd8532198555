//! The dead man's switch: an alert that always fires. Where it is missing, monitoring itself is broken.

use crate::data::labels::Labels;

/// What the alert is called by custom.
pub const NAME: &str = "Watchdog";

/// Other names for it.
const NAMES: [&str; 3] = [NAME, "DeadMansSwitch", "DeadMansSnitch"];

/// Is this the dead man's switch?
#[must_use]
pub fn is(labels: &Labels) -> bool {
    let name = labels.get("alertname").unwrap_or("");
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Is there no dead man's switch among those that fire?
#[must_use]
pub fn missing<'a>(firing: impl IntoIterator<Item = &'a Labels>) -> bool {
    !firing.into_iter().any(is)
}
