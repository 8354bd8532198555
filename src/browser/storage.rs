//! What the browser remembers between visits: choices of the reader and files given to it, never a secret and never an
//! answer.

use crate::browser::window;

/// The text kept under `key`; none when there is none or storage is refused (private windows, embeds).
#[must_use]
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps `text` under `key`; silently not, where storage is refused or full.
pub fn write(key: &str, text: &str) {
    let _ = keep(key, text);
}

/// Keeps `text` under `key`; false where storage is refused or full.
#[must_use]
pub fn keep(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

/// Forgets what is kept under `key`.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// The ends of all keys that begin so.
#[must_use]
pub fn keys(beginning: &str) -> Vec<String> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    (0..storage.length().unwrap_or(0))
        .filter_map(|place| storage.key(place).ok()?)
        .filter_map(|key| key.strip_prefix(beginning).map(str::to_owned))
        .collect()
}

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok()?
}
