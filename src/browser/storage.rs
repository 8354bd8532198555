//! What the browser remembers between visits: choices of the reader, never a secret and never an answer.

use crate::browser::window;

/// The text kept under `key`; none when there is none or storage is refused (private windows, embeds).
#[must_use]
pub fn read(key: &str) -> Option<String> {
    window()?.local_storage().ok()??.get_item(key).ok()?
}

/// Keeps `text` under `key`; silently not, where storage is refused or full.
pub fn write(key: &str, text: &str) {
    if let Some(storage) = window().and_then(|window| window.local_storage().ok().flatten()) {
        let _ = storage.set_item(key, text);
    }
}
