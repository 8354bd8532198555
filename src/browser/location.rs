//! The address bar and the history.

use crate::browser::document;
use crate::browser::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// The path the page is served under, with slashes at both ends: `/` or `/ops/`.
#[must_use]
pub fn base() -> String {
    document()
        .and_then(|document| document.query_selector("meta[name=base]").ok().flatten())
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_else(|| "/".to_owned())
}

/// Path and query string (without `?`) as the address bar has them.
#[must_use]
pub fn current() -> (String, String) {
    let location = window().map(|window| window.location());
    let path = location
        .as_ref()
        .and_then(|location| location.pathname().ok())
        .unwrap_or_default();
    let query = location
        .and_then(|location| location.search().ok())
        .unwrap_or_default();
    (path, query.trim_start_matches('?').to_owned())
}

/// Scheme, host and port, to make a link absolute.
#[must_use]
pub fn origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// A new entry in the history: the back button returns from it.
pub fn push(address: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// The current entry gets another address: for typing and dragging.
pub fn replace(address: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // Browsers refuse more than about 100 changes in 30 s; the next change carries the state.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Opens the page anew.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Calls back after back and forward, for as long as the page lives.
pub fn on_return(call: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut()>::new(call);
    if let Some(window) = window() {
        let _ =
            window.add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref());
        listener.forget();
    }
}

/// The title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The language that screen readers and hyphenation go by.
pub fn set_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", tag);
    }
}

/// The reader's languages, preferred first.
#[must_use]
pub fn languages() -> Vec<String> {
    window()
        .map(|window| {
            window
                .navigator()
                .languages()
                .iter()
                .filter_map(|tag| tag.as_string())
                .collect()
        })
        .unwrap_or_default()
}
