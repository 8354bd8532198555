//! Copying text.

use crate::browser::window;
use wasm_bindgen_futures::JsFuture;

/// Puts `text` on the clipboard; false where the browser refuses (no permission, not a secure origin).
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    // Only secure origins have a clipboard at all: ask before touching it.
    if !window.is_secure_context() {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .is_ok()
}

/// The text on the clipboard; none where the browser or the reader refuses.
pub async fn paste() -> Option<String> {
    let window = window()?;
    if !window.is_secure_context() {
        return None;
    }
    JsFuture::from(window.navigator().clipboard().read_text())
        .await
        .ok()?
        .as_string()
}
