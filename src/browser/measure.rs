//! What the page has loaded and how much memory it uses.

use crate::browser::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

/// Requests of the page that the browser still knows of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Resources {
    /// How many; the browser keeps some hundreds.
    pub count: f64,
    /// Bytes on the wire, of those that it may tell.
    pub bytes: f64,
}

/// Counts them.
#[must_use]
pub fn resources() -> Resources {
    let get =
        |value: &JsValue, name: &str| js_sys::Reflect::get(value, &JsValue::from_str(name)).ok();
    let entries = window().and_then(|window| {
        let performance = get(window.as_ref(), "performance")?;
        let list: js_sys::Function = get(&performance, "getEntriesByType")?.dyn_into().ok()?;
        let found = list
            .call1(&performance, &JsValue::from_str("resource"))
            .ok()?;
        found.dyn_into::<js_sys::Array>().ok()
    });
    let mut resources = Resources::default();
    for entry in entries.iter().flat_map(js_sys::Array::iter) {
        resources.count += 1.0;
        resources.bytes += get(&entry, "transferSize")
            .and_then(|bytes| bytes.as_f64())
            .unwrap_or(0.0);
    }
    resources
}

/// Bytes of the page's own memory.
#[must_use]
pub fn memory() -> f64 {
    let memory: Option<js_sys::WebAssembly::Memory> = wasm_bindgen::memory().dyn_into().ok();
    let buffer = memory.and_then(|memory| memory.buffer().dyn_into::<js_sys::ArrayBuffer>().ok());
    buffer.map_or(0.0, |buffer| f64::from(buffer.byte_length()))
}
